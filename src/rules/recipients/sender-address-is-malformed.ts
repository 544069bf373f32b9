import { code, defineRule, ems, onReply, or, say } from '../define.js';

// The address in MAIL FROM is missing or wrongly written (5.1.7). A well-formed sender that is not allowed is another fault.
export default defineRule({
  id: 'sender-address-is-malformed',
  ...onReply({
    certainty: 'certain',
    codes: ['5.1.7'],
    anyCode: true,
    elsewhere: ["Bad sender's mailbox address syntax"],
    unless: ['null MX', 'no such domain'],
  }),
  title: {
    en: 'Sender address is missing or malformed',
    ja: '送信者のメール アドレスがないか、形式が正しくない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
    'https://learn.microsoft.com/exchange/mail-flow/test-smtp-with-telnet',
    'RFC 3463',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The server cannot read ${or('sender', 'the sender')} as a mail address: an application or a device has a wrong sender set, or the account has no mail address. The mail was not taken.`,
      ja: say`サーバーが ${or('sender', '送信者')} をメール アドレスとして認識できません。アプリケーションや機器の送信者設定の誤り、またはアカウントにメール アドレスがないことが原因です。メールは受け付けられていません。`,
    },
    confirm: [
      {
        why: {
          en: say`Which sender the server saw in the last day. Empty, without ${code('@')} or with a blank: that is the fault.`,
          ja: say`この 1 日にサーバーが受け取った送信者を確認します。空、${code('@')} なし、空白入りのいずれかであれば、それが原因です。`,
        },
        run: ems`
          $since = (Get-Date).AddDays(-1)
          Get-MessageTrackingLog -EventId FAIL -Start $since -ResultSize Unlimited |
            Where-Object { "$($_.RecipientStatus)" -match '5\.1\.7' } |
            Sort-Object Timestamp | Select-Object -Last 20 |
            Format-List Timestamp, Sender, ClientIp, RecipientStatus`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Application or device: set the sender to a whole address, such as ${code('scanner@contoso.com')}, without a display name or brackets.`,
          ja: say`アプリケーションや機器の送信者を、${code('scanner@contoso.com')} のような完全なアドレスにします。表示名や括弧は付けません。`,
        },
      },
      {
        why: {
          en: say`A person's account: its ${code('mail')} attribute is empty. Give it a mailbox or a mail address in the Exchange admin center.`,
          ja: say`個人のアカウントの場合は、${code('mail')} 属性が空です。Exchange 管理センターでメールボックスまたはメール アドレスを設定します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`A new message is taken: ${code('250 2.6.0')} instead of ${code('5.1.7')}.`,
          ja: say`新しいメールに ${code('5.1.7')} ではなく ${code('250 2.6.0')} が返れば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Nothing in the log', ja: 'ログに表示されない場合' },
    more: [
      {
        title: { en: 'Nothing in the log', ja: 'ログに表示されない場合' },
        why: {
          en: say`A sender refused in ${code('MAIL FROM')} never reaches message tracking. The protocol log of the receive connector holds the line; its folder is shown here.`,
          ja: say`${code('MAIL FROM')} で拒否された送信者は、メッセージ追跡に記録されません。受信コネクタのプロトコル ログに残ります。フォルダーは次のとおりです。`,
        },
        run: ems`
          Get-FrontendTransportService ${or('server', '$env:COMPUTERNAME')} |
            Format-List ReceiveProtocolLogPath
          Get-ReceiveConnector -Server ${or('server', '$env:COMPUTERNAME')} |
            Format-Table Identity, ProtocolLoggingLevel`,
      },
    ],
  }),
});
