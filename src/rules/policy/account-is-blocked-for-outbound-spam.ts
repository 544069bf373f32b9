import { code, defineRule, ems, onReply, or, say } from '../define.js';

// Exchange Online's own block of an account. The same code from a server behind it ("Sender address rejected") means that
// the recipient's side refuses the sender, whatever sentence Exchange prints above it.
export default defineRule({
  id: 'account-is-blocked-for-outbound-spam',
  ...onReply({ certainty: 'certain', codes: ['5.1.8'], words: ['bad outbound sender', "weren't recognized as a valid sender"] }),
  title: {
    en: 'Exchange Online blocks the account for sending spam',
    ja: 'スパム送信を理由にアカウントがブロックされている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-550-5-1-8',
    'https://learn.microsoft.com/defender-office-365/outbound-spam-restore-restricted-users',
    'RFC 3463',
  ],
  explains: [],
  often: 'usual',
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Exchange Online lets ${or('sender', 'this account')} send nothing more outside: it sent spam or exceeded the limits. Mostly somebody else has its password. Mail to it still arrives.`,
      ja: say`スパムの送信または送信制限の超過により、Exchange Online は ${or('sender', 'このアカウント')} から外部への送信を止めています。多くの場合、パスワードが盗まれています。このアカウント宛てのメールは届きます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell. The reason of the block, then rules and forwarding that the owner did not make.`,
          ja: say`Exchange Online PowerShell で実行します。ブロックの理由と、本人が作成していないルールや転送を確認します。`,
        },
        run: ems`
          Get-BlockedSenderAddress | Format-List SenderAddress, Reason, CreatedDatetime
          $user = @(${or('sender', '(Get-BlockedSenderAddress).SenderAddress | Where-Object { $_ }')})
          foreach ($one in $user) {
            Get-InboxRule -Mailbox $one |
              Format-List Name, ForwardTo, RedirectTo, DeleteMessage
            Get-Mailbox $one | Format-List *Forwarding*Address
          }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Clean up first: new password, all sessions signed out, multifactor authentication, suspicious rules and app consents removed.`,
          ja: say`先にアカウントを保護します。パスワードの変更、全セッションのサインアウト、多要素認証の有効化、不審なルールとアプリの同意の削除です。`,
        },
      },
      {
        why: {
          en: say`Lift the block after step 2 only: spam would go out again at once, and the number of releases is limited.`,
          ja: say`手順 2 の後にだけ解除します。先に解除すると、スパムが再び送信されます。解除できる回数には制限があります。`,
        },
        run: ems`
          if ($user.Count -eq 1) { Remove-BlockedSenderAddress -SenderAddress "$user" }`,
        changes: {
          en: say`The account may send outside again, mostly within an hour.`,
          ja: say`外部へ送信できるようになります。反映には通常 1 時間ほどかかります。`,
        },
        keep: { en: say`Step 1 prints the reason of the block.`, ja: say`ブロックの理由は手順 1 で表示されます。` },
        undo: {
          en: say`No command puts the block back. If spam goes out again, block the account's sign-in.`,
          ja: say`ブロックを戻すコマンドはありません。スパムが再び送信された場合は、アカウントのサインインをブロックします。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The account is no longer listed. After an hour a message to an outside address arrives.`,
          ja: say`一覧にアカウントが表示されず、1 時間後に外部宛てのメールが届けば成功です。`,
        },
        run: ems`Get-BlockedSenderAddress | Format-List SenderAddress, CreatedDatetime`,
      },
    ],
    moreLabel: { en: 'Undo, and the code elsewhere', ja: '元に戻す方法とほかの意味' },
    more: [
      {
        title: { en: 'Several accounts are listed', ja: '複数のアカウントが表示された場合' },
        why: {
          en: say`Then step 3 changes nothing. Paste an NDR down to its ${code('From:')} line: the commands are then for that account alone.`,
          ja: say`手順 3 では何も変更されません。${code('From:')} 行を含む配信不能レポート (NDR) を貼り付けると、そのアカウントだけのコマンドを表示します。`,
        },
      },
      {
        title: { en: '5.1.8 has another meaning elsewhere', ja: '5.1.8 のほかの意味' },
        why: {
          en: say`By its standard (RFC 3463, 2003) the sender's domain is wrong; for Exchange Server 2016 and 2019 a message rate limit is exceeded. Exchange Online (Microsoft Learn, January 2026) means this block.`,
          ja: say`標準 (RFC 3463、2003 年) では送信者のドメインの誤り、Exchange Server 2016 と 2019 ではメッセージ レートの超過です。Exchange Online (Microsoft Learn、2026 年 1 月) では、このブロックを表します。`,
        },
      },
    ],
  }),
});
