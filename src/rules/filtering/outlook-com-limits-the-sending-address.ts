import { defineRule, ems, onReply, or, say, topSenders } from '../define.js';

// Three codes of the consumer service inside the range that Exchange Online documents for its own throttling.
export default defineRule({
  id: 'outlook-com-limits-the-sending-address',
  ...onReply({
    certainty: 'certain',
    codes: ['4.7.650-652'],
    anyCode: true,
    elsewhere: ['rate limited due to IP reputation', 'has exceeded the maximum number of connections', 'RP-001', 'RP-002', 'RP-003'],
    where: ({ status, text, remoteHost }) =>
      /^4\.7\.65/.test(status ?? '') || /^RP-00\d \(|outlook\.com|hotmail|live\.com|msn\.com/i.test(`${text} ${remoteHost}`),
  }),
  title: {
    en: 'Outlook.com limits the rate of the sending address',
    ja: 'Outlook.com が送信元 IP アドレスからの受信を制限している',
  },
  sources: ['https://sendersupport.olc.protection.outlook.com/pm/troubleshooting.aspx', 'https://sendersupport.olc.protection.outlook.com/snds/'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`Outlook.com, Hotmail, Live and MSN slow down ${or('clientIp', 'the sending address')}: its reputation is low (4.7.650, 4.7.651) or it opens too many connections (4.7.652).`,
      ja: say`Outlook.com、Hotmail、Live、MSN が、${or('clientIp', '送信元の IP アドレス')} からの受信を制限しています。理由は、低い評価 (4.7.650、4.7.651) または多すぎる接続数 (4.7.652) です。`,
    },
    confirm: [topSenders()],
    fix: [
      {
        why: {
          en: say`Stop what nobody asked for, spread bulk mail over hours, and keep SPF, DKIM and DMARC passing. The limit goes away by itself within days.`,
          ja: say`不要な送信を止め、一斉配信は数時間に分け、SPF、DKIM、DMARC に合格する状態を保ちます。制限は数日以内に自動的に解除されます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The queues to Outlook.com and Hotmail drain; nothing is deferred any more.`,
          ja: say`Outlook.com と Hotmail 宛てのキューが減り、遅延が表示されなくなれば成功です。`,
        },
        run: ems`
          Get-TransportService | Get-Queue | Where-Object LastError |
            Format-List Identity, NextHopDomain, MessageCount, LastError`,
      },
    ],
    moreLabel: { en: 'Connections and reports', ja: '接続数と評価の確認' },
    more: [
      {
        title: { en: 'Too many connections (4.7.652)', ja: '接続数が多すぎる場合 (4.7.652)' },
        why: {
          en: say`This is how many connections your servers open to one domain.`,
          ja: say`1 つのドメインに対して開く接続数の上限を表示します。`,
        },
        run: ems`
          Get-TransportService |
            Format-Table Name, MaxPerDomainOutboundConnections, MaxOutboundConnections`,
      },
      {
        title: { en: 'What Outlook.com sees', ja: 'Outlook.com から見た状態' },
        why: {
          en: say`SNDS shows the colour and the complaints of your addresses; the S number in the reply helps Microsoft's support.`,
          ja: say`SNDS で IP アドレスの評価と苦情を確認できます。問い合わせる場合は、応答にある S で始まる番号を伝えます。`,
        },
      },
    ],
  }),
});
