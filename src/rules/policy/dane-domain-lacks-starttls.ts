import { code, defineHelpdeskRule, ems, onReplyOrReport, or, say } from '../define.js';

// The sender is obliged to TLS by the recipient's own TLSA records. Where a connector of one's own demands it, the reply
// is 5.7.3 or event 2015 and knows no DANE.
export default defineHelpdeskRule({
  id: 'dane-domain-lacks-starttls',
  ...onReplyOrReport({ certainty: 'certain', codes: ['4.7.321', '5.7.321'] }, { policy: 'tlsa', results: ['starttls-not-supported'] }),
  title: {
    en: 'DANE demands TLS, but the MX host lacks STARTTLS',
    ja: 'DANE に必要な STARTTLS を MX ホストが提示していない',
  },
  sources: ['https://learn.microsoft.com/purview/how-smtp-dane-works', 'RFC 7672'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The recipient's domain publishes signed TLSA records, so TLS is mandatory. STARTTLS is missing on ${or('remoteHost', 'its MX host')}, or the handshake breaks off. Senders retry (Exchange Online for 24 hours), then return the mail.`,
      ja: say`受信側のドメインは、署名済みの TLSA レコードで TLS を必須にしています。${or('remoteHost', 'MX ホスト')} が STARTTLS を提示していないか、ハンドシェイクに失敗しています。送信側は再試行 (Exchange Online は 24 時間) の後、メールを返します。`,
    },
    todo: [
      {
        en: say`Leave your own settings as they are: the cure is on the recipient's side.`,
        ja: say`対処が必要なのは受信側です。送信側の設定は変更しません。`,
      },
      {
        en: say`Send the text below to the recipient's administrator by telephone or another address; your mail does not arrive.`,
        ja: say`次の文面を受信側の管理者に伝えます。メールは届かないため、電話などを使います。`,
      },
      {
        en: say`A message that came back with ${code('5.7.321')} has to be sent again afterwards.`,
        ja: say`${code('5.7.321')} で返されたメールは、解消後に送信し直します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Mail to your domain fails with 4.7.321 or 5.7.321. Your DNS publishes DANE (TLSA) records, but ${or('remoteHost', 'your MX host')} does not complete STARTTLS on port 25. Please restore STARTTLS with TLS 1.2 or later, or withdraw the TLSA records until it works. This test shows what senders see: https://testconnectivity.microsoft.com/tests/O365DaneValidation/input`,
      ja: say`貴ドメイン宛てのメールが 4.7.321 または 5.7.321 で失敗します。DNS に DANE (TLSA) レコードが公開されていますが、${or('remoteHost', 'MX ホスト')} のポート 25 で STARTTLS が完了しません。TLS 1.2 以降の STARTTLS を復旧するか、復旧まで TLSA レコードを取り下げてください。送信側からの見え方は次のテストで確認できます。 https://testconnectivity.microsoft.com/tests/O365DaneValidation/input`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'What the MX host answers', ja: 'MX ホストの応答' },
        why: {
          en: say`PowerShell, on the MX host: the answer has to list ${code('250-STARTTLS')}. If it is listed here but not outside, a firewall removes it. Paste the output for the next step.`,
          ja: say`MX ホストの PowerShell で実行します。応答に ${code('250-STARTTLS')} が必要です。ここに表示され、外部から見えない場合は、ファイアウォールが取り除いています。出力を貼り付けると、次の手順を表示します。`,
        },
        run: ems`
          $tcp = New-Object Net.Sockets.TcpClient 'localhost', 25
          $in = New-Object IO.StreamReader $tcp.GetStream()
          $out = New-Object IO.StreamWriter $tcp.GetStream()
          $in.ReadLine(); $out.WriteLine('EHLO test'); $out.Flush()
          do { ($line = $in.ReadLine()) } while ($line -match '^250-')`,
      },
      {
        title: { en: 'Withdrawing the records', ja: 'TLSA レコードの取り下げ' },
        why: {
          en: say`Senders keep the old records until their TTL is over. Put them back once STARTTLS works: they protect the mail.`,
          ja: say`送信側には TTL の間、以前のレコードが残ります。TLSA レコードはメールを保護しているため、STARTTLS の復旧後に戻します。`,
        },
      },
    ],
  }),
});
