import { ems, say } from './define.js';

/** Look, for all rules in which mail was refused for what the server or a mailbox behind it sends. */
export const topSenders = () => ({
  why: {
    en: say`The ten senders with most mail in the last 6 hours, on all servers. An address or a number that you do not expect is the source.`,
    ja: say`全サーバーで、過去 6 時間に送信数の多い 10 件の送信者を表示します。覚えのないアドレスや多すぎる件数があれば、それが原因です。`,
  },
  run: ems`
    $from = (Get-Date).AddHours(-6)
    Get-TransportService |
      Get-MessageTrackingLog -EventId SEND -Start $from -ResultSize 20000 |
      Group-Object Sender | Sort-Object Count -Descending |
      Select-Object -First 10 Count, Name`,
});

/** The same for mail that Exchange Online sends. */
export const topSendersOnline = () => ({
  why: {
    en: say`Exchange Online PowerShell. The ten senders with most mail in the last 6 hours. An address or a number that you do not expect is the source.`,
    ja: say`Exchange Online PowerShell で実行します。過去 6 時間に送信数の多い 10 件の送信者を表示します。覚えのないアドレスや多すぎる件数があれば、それが原因です。`,
  },
  run: ems`
    $from = (Get-Date).AddHours(-6)
    Get-MessageTraceV2 -StartDate $from -EndDate (Get-Date) -ResultSize 5000 |
      Group-Object SenderAddress | Sort-Object Count -Descending |
      Select-Object -First 10 Count, Name`,
});
