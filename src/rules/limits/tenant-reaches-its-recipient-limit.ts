import { code, defineRule, ems, onReply, say, topSendersOnline } from '../define.js';

// The limit of the whole tenant. 5.1.90 is one mailbox, 5.7.236 the onmicrosoft.com domain, 5.7.705 a block for abuse.
export default defineRule({
  id: 'tenant-reaches-its-recipient-limit',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.233'],
    anyCode: true,
    elsewhere: ['tenant external recipient rate limit'],
    unless: ['trial tenant'],
  }),
  title: {
    en: 'Tenant has reached its daily external recipient limit',
    ja: 'テナントが 1 日の外部受信者の上限に達している',
  },
  sources: [
    'https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits',
    'https://techcommunity.microsoft.com/blog/exchange/introducing-exchange-online-tenant-outbound-email-limits/4372797',
    'https://microsoft.github.io/CSS-Exchange/Transport/Get-TerrlExternalRecipientEstimate/',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`All mailboxes and relays of the tenant together have used up the outside recipients of 24 hours: 500 × licences^0.7 + 9,500. Mail beyond that is returned, not kept.`,
      ja: say`テナントのメールボックスと中継の合計で、24 時間の外部受信者数の上限 (500 × ライセンス数^0.7 + 9,500) に達しました。超えた分のメールは保留されず、返送されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell. ${code('ObservedValue')} against ${code('Threshold')}: the live state of the limit.`,
          ja: say`Exchange Online PowerShell で実行します。現在の値 (${code('ObservedValue')}) と上限 (${code('Threshold')}) を表示します。`,
        },
        run: ems`Get-LimitsEnforcementStatus | Format-List`,
      },
      topSendersOnline(),
    ],
    fix: [
      {
        why: {
          en: say`An unexpected sender: treat the account or the relaying server as taken over, and stop it first.`,
          ja: say`覚えのない送信者がある場合は、アカウントまたは中継サーバーの侵害とみなし、先に送信を止めます。`,
        },
      },
      {
        why: {
          en: say`Expected bulk mail: move it to Azure Communication Services or a mailing service; more paid licences raise the limit. Then wait: the window slides.`,
          ja: say`正当な一斉配信の場合は、Azure Communication Services または配信サービスに移します。有料ライセンスを追加すると上限が増えます。上限は直近 24 時間で計算されるため、時間とともに回復します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`${code('ObservedValue')} falls below ${code('Threshold')}; mail sent again is accepted.`,
          ja: say`${code('ObservedValue')} が ${code('Threshold')} を下回り、送信し直したメールが受け付けられれば成功です。`,
        },
        run: ems`Get-LimitsEnforcementStatus | Format-List`,
      },
    ],
    moreLabel: { en: 'Seeing it come', ja: '事前の把握' },
    more: [
      {
        title: { en: 'Seeing it come', ja: '事前の把握' },
        why: {
          en: say`Exchange admin center: Reports, Mail flow, Tenant outbound external recipients. Each recipient of each message counts, not each person once.`,
          ja: say`Exchange 管理センターの [レポート] > [メール フロー] に、外部受信者数のレポートがあります。同じ相手でも、メールごとに 1 受信者と数えられます。`,
        },
      },
    ],
  }),
});
