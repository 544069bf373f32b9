import { defineHelpdeskRule, likely, or, say, seeItYourself, seeLabel, seenAt, toOperator, whoActs } from '../define.js';

// STARTTLS was accepted, and the hello stays without an answer. Devices that drop what they do not know, and large packets that get lost, look like this.
export default defineHelpdeskRule({
  id: 'tls-handshake-gets-no-answer',
  title: {
    en: 'TLS handshake gets no answer after STARTTLS',
    ja: 'STARTTLS の後の TLS に応答がない',
  },
  sources: ['RFC 3207', 'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/send-receive-emails-socketerror'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = seenAt(evidence, ['tls_timeout']);
    return seen ? likely(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} accepted STARTTLS, and then nothing came back. Most likely a device in front drops the handshake or its large packets (MTU). Senders try again, or go on in plain text.`,
      ja: say`${or('endpoint', 'サーバー')} は STARTTLS を受け付けましたが、その後の応答がありません。手前の機器が TLS ハンドシェイクまたは大きなパケット (MTU) を破棄していると考えられます。送信側は再試行するか、暗号化せずに送信します。`,
    },
    todo: whoActs(),
    forwardTo: toOperator,
    forward: {
      en: say`On port ${or('port', '25')}, ${or('endpoint', 'your server')} accepts STARTTLS and then does not answer the TLS handshake. Please take port 25 out of SMTP and TLS inspection on the firewall, allow ICMP type 3 code 4 (fragmentation needed) for large packets, and compare with a connection inside. If it fails there as well, restart the mail service.`,
      ja: say`${or('endpoint', '貴サーバー')} のポート ${or('port', '25')} では、STARTTLS の後の TLS ハンドシェイクに応答がありません。ファイアウォールの SMTP と TLS の検査からポート 25 を外し、大きなパケットのために ICMP タイプ 3 コード 4 を許可し、内部からの接続と比べてください。内部からも失敗する場合は、メール サービスを再起動してください。`,
    },
    moreLabel: seeLabel,
    more: [seeItYourself()],
  }),
});
