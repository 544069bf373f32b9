import { code, defineRule, ems, onReply, say } from '../define.js';

// No sign-in was tried (5.7.57). One that was tried and failed says 535; missing TLS says "Must issue a STARTTLS command".
export default defineRule({
  id: 'client-sends-without-signing-in',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.57'],
    anyCode: true,
    elsewhere: ['not authenticated to send anonymous mail', 'Client not authenticated to send mail', 'Sender address rejected: not logged in'],
  }),
  title: {
    en: 'Application sends without signing in',
    ja: 'アプリケーションがサインインせずに送信している',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-5-7-57-in-exchange-online',
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/how-to-set-up-a-multifunction-device-or-application-to-send-email-using-microsoft-365-or-office-365',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The server takes mail only after a sign-in, and the application or device sent without one. Either it has no user name, or it did not start TLS: sign-in is offered only after STARTTLS.`,
      ja: say`サーバーはサインイン後のメールだけを受け付けますが、アプリケーションや機器がサインインせずに送信しています。ユーザー名が未設定か、TLS を開始していません (サインインは STARTTLS の後にだけ提示されます)。`,
    },
    confirm: [
      {
        why: {
          en: say`If the server is Exchange Online (your own Exchange: see below), in its PowerShell. If the first line is True, only the mailboxes listed may sign in by SMTP; with False all may, unless theirs says True.`,
          ja: say`サーバーが Exchange Online の場合に、その PowerShell で実行します (自組織の Exchange Server については後述)。最初の値が True の場合、SMTP でサインインできるのは一覧のメールボックスだけです。False の場合は、個別に True のメールボックスを除き、サインインできます。`,
        },
        run: ems`
          Get-TransportConfig | Format-List SmtpClientAuthenticationDisabled
          Get-CASMailbox -ResultSize Unlimited |
            Where-Object SmtpClientAuthenticationDisabled -eq $false |
            Format-Table PrimarySmtpAddress, SmtpClientAuthenticationDisabled`,
      },
    ],
    fix: [
      {
        why: {
          en: say`In the application, choose port 587, STARTTLS with TLS 1.2, and the sign-in of a licensed mailbox; OAuth where the application can. Turn on what it calls "server requires authentication".`,
          ja: say`アプリケーションで、ポート 587、STARTTLS (TLS 1.2)、ライセンスのあるメールボックスのサインイン情報を設定します (可能であれば OAuth)。「送信サーバーは認証が必要」に相当する項目を有効にします。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Send a test message: the application's log shows ${code('235 2.7.0 Authentication successful')}.`,
          ja: say`テスト メールを送信し、アプリケーションのログに ${code('235 2.7.0 Authentication successful')} が記録されていれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Devices and servers', ja: '機器とサーバーの場合' },
    more: [
      {
        title: { en: 'The device cannot sign in', ja: 'サインインできない機器の場合' },
        why: {
          en: say`To recipients of your own domains it can send to the MX host of the domain, port 25, unless the tenant refuses that (RejectDirectSend). To others it needs a relay: your Exchange Server, or an inbound connector for its fixed address.`,
          ja: say`自組織のドメイン宛てであれば、ドメインの MX ホストのポート 25 に直接送信できます (RejectDirectSend が有効なテナントを除く)。ほかの宛先には中継が必要です。Exchange Server か、固定アドレス用の Exchange Online の受信コネクタ (Inbound connector) を使います。`,
        },
      },
      {
        title: { en: 'A send connector points to smtp.office365.com', ja: '送信コネクタの宛先が smtp.office365.com の場合' },
        why: {
          en: say`That host is for applications. A server sends to the MX host of the tenant, which ends in ${code('mail.protection.outlook.com')}.`,
          ja: say`このホストはアプリケーション用です。サーバーからは、テナントの MX ホスト (末尾が ${code('mail.protection.outlook.com')}) に送信します。`,
        },
      },
      {
        title: { en: 'The server is your own Exchange Server', ja: 'サーバーが自組織の Exchange Server の場合' },
        why: {
          en: say`Exchange Management Shell: the connector on that port lacks ${code('AnonymousUsers')}, which is right for port 587. Let the application sign in.`,
          ja: say`Exchange 管理シェルで確認します。該当ポートの受信コネクタに ${code('AnonymousUsers')} がありませんが、ポート 587 では正常です。アプリケーション側でサインインします。`,
        },
        run: ems`
          Get-ReceiveConnector | Format-List Identity, Bindings, PermissionGroups`,
      },
    ],
  }),
});
