import { defineHelpdeskRule, ems, onReply, or, say } from '../define.js';

// Only the words tell: 4.7.3 has other meanings. The recipient's tenant holds too much mail that it cannot pass on.
export default defineHelpdeskRule({
  id: 'recipients-organization-queue-is-full',
  ...onReply({ certainty: 'certain', codes: ['4.7.3'], words: ['Organization queue quota exceeded'], anyCode: true }),
  title: {
    en: "Queue of the recipient's organization is full",
    ja: '受信側の組織のキューが上限に達している',
  },
  sources: [
    'https://github.com/ActiveCampaign/smtp-field-manual/issues/42',
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/use-connectors-to-configure-mail-flow/validate-connectors',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`Too much mail for ${or('remoteDomain', "the recipient's organization")} waits in its Exchange Online, mostly because its on-premises server is down. New mail is put off and tried again.`,
      ja: say`${or('remoteDomain', '受信側の組織')} 宛てのメールが、その Exchange Online に滞留しています。多くの場合、オンプレミスのサーバーの停止が原因です。新しいメールは延期され、再試行されます。`,
    },
    todo: [
      {
        en: say`Nothing to change on the sending side; the mail waits and is tried again for a day or two.`,
        ja: say`送信側で変更するものはありません。メールは 1 日から 2 日の間、再試行されます。`,
      },
      {
        en: say`If it is urgent, reach the recipient by another way.`,
        ja: say`急ぎの場合は、別の手段で受信者に連絡します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Exchange Online puts off all mail to ${or('remoteDomain', 'your domain')} with "450 4.7.3 Organization queue quota exceeded". Most likely your outbound connector does not reach your on-premises mail server. Please check that server and the connector.`,
      ja: say`Exchange Online が ${or('remoteDomain', '貴組織のドメイン')} 宛てのメールをすべて「450 4.7.3 Organization queue quota exceeded」で延期しています。貴組織の Exchange Online の送信コネクタ (Outbound connector) からオンプレミスのメール サーバーに接続できないと考えられます。サーバーとコネクタをご確認ください。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: "Recipient's organization", ja: '受信側の組織' },
        why: {
          en: say`Exchange Online PowerShell. Shows where the waiting mail has to go and why the last attempts failed. This only reads.`,
          ja: say`Exchange Online PowerShell で実行します。滞留しているメールの送信先と、最近の失敗の理由を表示します。参照のみのコマンドです。`,
        },
        run: ems`
          Get-OutboundConnector |
            Format-List Name, Enabled, RecipientDomains, SmartHosts, LastValidationTimestamp
          $from = (Get-Date).AddHours(-6)
          $held = Get-MessageTraceV2 -StartDate $from -EndDate (Get-Date) -Status Pending
          $held | Select-Object -First 3 | Get-MessageTraceDetailV2 | Format-List Detail`,
      },
    ],
  }),
});
