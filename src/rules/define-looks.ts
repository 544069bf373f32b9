import { ems, say } from './define.js';

/** Look, for all rules in which mail was refused for what the server or a mailbox behind it sends. */
export const topSenders = () => ({
  why: {
    en: say`The ten senders with most mail in the last 2 hours, on all servers. An address or a number that you do not expect is the source.`,
    ja: say`全サーバーで、過去 2 時間に送信数の多い 10 件の送信者を表示します。覚えのないアドレスや多すぎる件数があれば、それが原因です。`,
  },
  run: ems`
    $from = (Get-Date).AddHours(-2)
    Get-TransportService |
      Get-MessageTrackingLog -EventId SEND -Start $from -ResultSize Unlimited |
      Group-Object Sender | Sort-Object Count -Descending |
      Select-Object -First 10 Count, Name`,
});

/** The same for mail that Exchange Online sends. */
export const topSendersOnline = () => ({
  why: {
    en: say`Exchange Online PowerShell. The ten senders with most mail to the outside, of the newest 5,000 messages of 6 hours. An address or a number that you do not expect is the source.`,
    ja: say`Exchange Online PowerShell で実行します。過去 6 時間の新しい 5,000 通のうち、組織外への送信数が多い 10 件の送信者を表示します。覚えのないアドレスや多すぎる件数があれば、それが原因です。`,
  },
  run: ems`
    $own = (Get-AcceptedDomain).DomainName; $from = (Get-Date).AddHours(-6)
    Get-MessageTraceV2 -StartDate $from -EndDate (Get-Date) -ResultSize 5000 |
      Where-Object { "$($_.RecipientAddress)".Split('@')[-1] -notin $own } |
      Group-Object SenderAddress | Sort-Object Count -Descending |
      Select-Object -First 10 Count, Name`,
});

/** Where a certificate ends, for all rules about its renewal: CA/Browser Forum ballot SC-081v3. */
export const shorterLives = () => ({
  title: { en: 'Twice a year from now on', ja: '今後は年 2 回の更新' },
  why: {
    en: say`Since March 2026 public certificates live at most 200 days, from March 2027 100 days, from March 2029 47 days. Let a script renew them and set the connectors: the issuer may change each time, and TlsCertificateName with it.`,
    ja: say`公的な証明書の有効期間は、2026 年 3 月から最長 200 日、2027 年 3 月から 100 日、2029 年 3 月から 47 日です。更新のたびに発行者が変わり、TlsCertificateName も変わることがあるため、コネクタの設定も含めて自動化を検討します。`,
  },
});

/** For every change that asks about the default SMTP certificate. The console takes a pasted line break for the answer. */
export const ifOverwritten = () => ({
  title: { en: 'Enter instead of N', ja: 'N ではなく Enter を押した場合' },
  why: {
    en: say`Enter means yes, also an empty line pasted along. Paste the output of this: if the internal certificate was replaced, you get the way back.`,
    ja: say`Enter は「はい」になります (貼り付けた空行も同じです)。次の出力を貼り付けると、内部トランスポート証明書が置き換わっている場合に、元に戻す手順を表示します。`,
  },
  run: ems`
    Get-TransportService | Format-List Name, InternalTransportCertificateThumbprint
    Get-ExchangeCertificate | Format-List Subject, Issuer, Thumbprint, IsSelfSigned`,
});
