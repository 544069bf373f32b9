import { defineHelpdeskRule, ems, onReply, or, say } from '../define.js';

// A low reputation of a new or trial tenant; 5.7.705 is a block for what the tenant has sent.
export default defineHelpdeskRule({
  id: 'new-tenant-is-not-trusted-yet',
  ...onReply({ certainty: 'certain', codes: ['5.7.708'], anyCode: true, elsewhere: ['traffic not accepted from this IP'] }),
  title: {
    en: 'New tenant sends from an address without reputation',
    ja: '新しいテナントが評価のない IP アドレスから送信している',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-codes-550-5-7-703-550-5-7-705-550-5-7-708-550-5-7-750'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Exchange Online takes no mail from ${or('clientIp', 'this address')}: its reputation is low, as with trial and new tenants. Your settings need no change.`,
      ja: say`Exchange Online が ${or('clientIp', 'この IP アドレス')} からの送信を受け付けていません。試用版や新しいテナントに多い、評価の低さが原因です。設定の変更は必要ありません。`,
    },
    todo: [
      {
        en: say`Assign paid Exchange Online licences; that lifts it for trials.`,
        ja: say`試用版の場合は、有料の Exchange Online ライセンスを割り当てると解除されます。`,
      },
      {
        en: say`Until then ask Microsoft's support for an exception for the address, with this NDR.`,
        ja: say`それまでは、この NDR を添えて、IP アドレスの例外を Microsoft サポートに依頼します。`,
      },
      {
        en: say`An old tenant with licences: look for a stolen account first, as below.`,
        ja: say`以前から使用しているテナントの場合は、先に下のコマンドで侵害の有無を確認します。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`Your mail was returned because our new Microsoft 365 tenant is not allowed to send to the outside yet. We have asked for it; please send the mail again when we tell you.`,
      ja: say`新しい Microsoft 365 テナントからの外部送信がまだ許可されていないため、メールが返送されました。解除を依頼しています。連絡後に送信し直してください。`,
    },
    moreLabel: { en: 'I manage the tenant', ja: 'テナントを管理している場合' },
    more: [
      {
        title: { en: 'What the tenant sends', ja: 'テナントの送信状況' },
        why: {
          en: say`Exchange Online PowerShell: the ten senders with most mail in the last 24 hours.`,
          ja: say`Exchange Online PowerShell で実行します。過去 24 時間に送信数の多い 10 件の送信者を表示します。`,
        },
        run: ems`
          $from = (Get-Date).AddHours(-24)
          Get-MessageTraceV2 -StartDate $from -EndDate (Get-Date) -ResultSize 5000 |
            Group-Object SenderAddress | Sort-Object Count -Descending |
            Select-Object -First 10 Count, Name`,
      },
    ],
  }),
});
