import { code, defineRule, ems, onReply, or, say } from '../define.js';

// Refused in the SMTP session (5.7.60); after the message was taken it is SendAsDenied (5.2.252).
export default defineRule({
  id: 'sign-in-may-not-use-the-from-address',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.60'],
    anyCode: true,
    elsewhere: ['not have permissions to send as this sender'],
  }),
  title: {
    en: 'Client may not send from this address',
    ja: 'クライアントに、この送信者として送信する権限がない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/fix-issues-with-printers-scanners-and-lob-applications-that-send-email-using-off',
    'https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The server refused ${or('sender', 'the From address')}: the signed-in account lacks Send As for it, or nobody signed in and the connector refuses own addresses. The message was not sent.`,
      ja: say`サーバーが送信者 ${or('sender', 'アドレス')} を拒否しています。サインインしたアカウントに送信者アクセス許可 (Send As) がないか、サインインせずに自組織のアドレスを使っています。メールは送信されていません。`,
    },
    confirm: [
      {
        why: {
          en: say`In Exchange Online PowerShell: who may send as which address. The application's account is missing beside its From address.`,
          ja: say`Exchange Online PowerShell で Send As の一覧を表示します。差出人のアドレスに対して、アプリケーションのアカウントがないことを確認します。`,
        },
        run: ems`
          Get-RecipientPermission -AccessRights SendAs -ResultSize Unlimited |
            Where-Object Trustee -notlike 'NT AUTHORITY*' |
            Format-Table Identity, Trustee, AccessRights`,
      },
    ],
    fix: [
      {
        why: {
          en: say`In the application, set the From address to the account that signs in. On your own server, let it sign in on port 587 if it does not.`,
          ja: say`アプリケーションの差出人を、サインインするアカウントのアドレスに合わせます。自組織のサーバーでサインインしていない場合は、ポート 587 でサインインさせます。`,
        },
      },
      {
        why: {
          en: say`Only if the account is meant to send so: Exchange admin center, the mailbox of the From address, Delegation, Send as, add this one account.`,
          ja: say`意図した送信の場合だけ、Exchange 管理センターで差出人のメールボックスの [委任] を開きます。[メールボックス所有者として送信する] に、このアカウントだけを追加します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`After ${code('MAIL FROM')} the application's log shows ${code('250 2.1.0 Sender OK')}, and the message arrives.`,
          ja: say`アプリケーションのログで ${code('MAIL FROM')} の後に ${code('250 2.1.0 Sender OK')} が記録され、メールが届けば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'On Exchange Server', ja: 'Exchange Server の場合' },
    more: [
      {
        title: { en: 'Who may send as a mailbox', ja: 'Send As を持つアカウント' },
        why: {
          en: say`Exchange Management Shell; it only reads. An administrator grants it to one service account with ${code('Add-ADPermission')} and ${code('Send As')}.`,
          ja: say`Exchange 管理シェルで実行します。参照のみのコマンドです。付与するには、${code('Add-ADPermission')} で 1 つのサービス アカウントに ${code('Send As')} を設定します。`,
        },
        run: ems`
          Get-Mailbox -ResultSize Unlimited | Get-ADPermission | Where-Object {
            $_.ExtendedRights -like 'Send-As' -and $_.User -notlike 'NT AUTHORITY*' } |
            Format-Table Identity, User`,
      },
      {
        title: { en: 'A device sends without signing in', ja: 'サインインしない機器の場合' },
        why: {
          en: say`Anonymous senders may not use your own domains, so that nobody forges colleagues. Give the device its own connector and address, or let it sign in; leave Default Frontend as it is.`,
          ja: say`なりすましを防ぐため、匿名の送信者は自組織のドメインを使えません。機器専用の受信コネクタを用意するか、サインインさせます。Default Frontend は変更しません。`,
        },
      },
    ],
  }),
});
