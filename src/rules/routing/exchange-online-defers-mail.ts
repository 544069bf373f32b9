import { code, defineOpenRule, ems, needed, onReply, or, say } from '../define.js';

// The codes of Exchange Online's sending side that Microsoft does not describe. 4.4.312 and 4.4.315 to 4.4.318 have rules
// of their own.
export default defineOpenRule({
  id: 'exchange-online-defers-mail',
  ...onReply({
    certainty: 'open',
    codes: ['4.4.310', '4.4.311', '4.4.313', '4.4.314', '4.4.319-320', '4.4.350'],
    unless: ['InfoDomainNonexistent'],
  }),
  title: {
    en: 'Exchange Online holds mail back for its next hop',
    ja: 'Exchange Online が次ホップへの配信を延期している',
  },
  sources: ['https://learn.microsoft.com/microsoft-365/security/office-365-security/mail-flow-intelligence-in-office-365'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`Exchange Online cannot hand mail to ${or('remoteHost', 'the next hop')}: its connector, DNS or the other server fails. Microsoft does not describe this code. It retries for 24 hours, then returns the mail.`,
      ja: say`Exchange Online から ${or('remoteHost', '次ホップ')} にメールを渡せません。コネクタ、DNS、相手のサーバーのいずれかの障害です。このコードの説明は公開されていません。24 時間再試行した後、メールを返します。`,
    },
    decide: {
      why: {
        en: say`Exchange Online PowerShell: the details of each attempt, and the connectors. Paste the output.`,
        ja: say`Exchange Online PowerShell で実行します。配信の詳細とコネクタを表示します。出力を貼り付けてください。`,
      },
      run: ems`
        $to = ${needed('recipient')}
        Get-MessageTraceV2 -RecipientAddress $to -Status Pending, Failed |
          Select-Object -First 10 | Get-MessageTraceDetailV2 -Event DEFER |
          Format-List Date, Detail
        Get-OutboundConnector |
          Format-List Name, Enabled, RecipientDomains, SmartHosts, UseMX*, Tls*`,
    },
    outcomes: [
      {
        sees: { en: say`${code('LED=')} with other words`, ja: say`${code('LED=')} に別の文面がある場合` },
        means: {
          en: say`Those words name the reason: paste the line.`,
          ja: say`その文面が理由です。その行を貼り付けてください。`,
        },
      },
      {
        sees: { en: say`A connector takes the domain`, ja: say`ドメインに該当するコネクタがある場合` },
        means: {
          en: say`Check its smart host and TLS settings; ${code('Validate-OutboundConnector')} tests them with a message.`,
          ja: say`スマート ホストと TLS の設定を確認します。${code('Validate-OutboundConnector')} で、メールを送って検証できます。`,
        },
      },
      {
        sees: { en: say`No connector`, ja: say`コネクタがない場合` },
        means: {
          en: say`The recipient's servers or their DNS fail: tell the other side, and let the retries go on.`,
          ja: say`相手のサーバーか DNS の障害です。相手側に連絡し、再試行を待ちます。`,
        },
      },
    ],
  }),
});
