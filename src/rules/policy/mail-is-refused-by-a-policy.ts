import { code, defineOpenRule, ems, onReply, or, say } from '../define.js';

// 5.7.1 and 5.7.0 have many meanings, and the words that tell them apart are missing or strange here. Asked only when no rule
// knew the words.
export default defineOpenRule({
  id: 'mail-is-refused-by-a-policy',
  ...onReply({
    certainty: 'open',
    codes: ['5.7.1', '5.7.0'],
    anyCode: true,
    elsewhere: ['for policy reasons', 'Denied by policy', 'Policy Violation', 'security policies'],
  }),
  title: {
    en: 'Policy refuses the mail without a known reason',
    ja: 'ポリシーによる拒否で、理由が示されていない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
  ],
  explains: ['only-the-status-code-is-known'],
  fallback: 'status',
  mail: 'held',

  text: () => ({
    cause: {
      en: say`${or('code', '5.7.1')} stands for any refusal by permission, policy, rule, block list or content filter. The words behind it name no reason that is known here, so find out which server refused.`,
      ja: say`${or('code', '5.7.1')} は、権限、ポリシー、ルール、ブロック リスト、コンテンツ フィルターによる拒否に共通のコードです。文面から理由を特定できないため、拒否したサーバーを確認します。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on the server that sent the mail: what was refused, and by which connector and host.`,
        ja: say`メールを送信したサーバーの Exchange 管理シェルで、拒否されたメールと、コネクタや相手のホストを確認します。`,
      },
      run: ems`
        $since = (Get-Date).AddDays(-1)
        Get-MessageTrackingLog -EventId FAIL -Start $since -ResultSize Unlimited |
          Sort-Object Timestamp | Select-Object -Last 5 |
          Format-List Timestamp, Source, SourceContext,
            Sender, Recipients, RecipientStatus`,
    },
    outcomes: [
      {
        sees: { en: say`${code('Source')} is AGENT or ROUTING`, ja: say`${code('Source')} が AGENT か ROUTING の場合` },
        means: {
          en: say`Your own server refused: a mail flow rule, a transport agent or a restriction of the recipient. ${code('SourceContext')} names it.`,
          ja: say`自社のサーバーが拒否しています。メール フロー ルール、トランスポート エージェント、受信者の制限のいずれかです。${code('SourceContext')} に表示されます。`,
        },
      },
      {
        sees: { en: say`${code('Source')} is SMTP or DNS`, ja: say`${code('Source')} が SMTP か DNS の場合` },
        means: {
          en: say`Another host refused; ${code('RecipientStatus')} has its words. Send the whole report to its administrator.`,
          ja: say`相手のホストが拒否しています。${code('RecipientStatus')} の文面と NDR の全文を、相手側の管理者に送ります。`,
        },
      },
      {
        sees: { en: say`Nothing is listed`, ja: say`何も表示されない場合` },
        means: {
          en: say`Exchange Online or a gateway sent the mail. Look in its message trace, and paste the line that holds ${code('Reason')} or ${code('LED')}.`,
          ja: say`Exchange Online かゲートウェイが送信しています。メッセージ追跡で、${code('Reason')} か ${code('LED')} を含む行を貼り付けてください。`,
        },
      },
    ],
  }),
});
