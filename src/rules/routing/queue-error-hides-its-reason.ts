import { code, defineOpenRule, ems, mentions, open, or, type ReplyClue, say } from '../define.js';

// Wrappers of Exchange without the words of the next hop, or words that only say that there was no session. Network and TLS
// both show like this; the send log has the reason.
export default defineOpenRule({
  id: 'queue-error-hides-its-reason',
  title: {
    en: 'Queue error does not name its reason',
    ja: 'キューのエラーに理由が含まれていない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/mailflow/outbound-email-messages-are-not-sent',
    'https://learn.microsoft.com/exchange/mail-flow/connectors/configure-protocol-logging',
  ],
  reads: ['reply'],
  codes: ['4.2.1', '4.4.0', '4.4.1', '4.4.395', '4.4.101', '4.7.0'],
  explains: [],
  mail: 'held',

  match(evidence) {
    if (evidence.first('reply', (one) => one.innermost && !saysNothing(one) && one.code !== undefined && one.code >= 400)) return null;
    const reply = evidence.first('reply', saysNothing);
    return reply ? open({ endpoint: reply.remoteHost ?? reply.endpoint, server: reply.server, code: reply.status }, [reply]) : null;
  },

  text: () => ({
    cause: {
      en: say`Exchange could not deliver to ${or('endpoint', 'the next hop')}, and the queue shows only that. A blocked port looks the same as a failed TLS handshake.`,
      ja: say`${or('endpoint', '次ホップ')} に送信できなかったことだけがキューに表示されています。ポートの遮断でも TLS の失敗でも同じ表示になります。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on ${or('server', 'the server that sends')}: what the send logs of 6 hours say about TLS and errors, then the queue errors in full. Paste the output.`,
        ja: say`${or('server', '送信側のサーバー')} の Exchange 管理シェルで実行し、出力を貼り付けてください。過去 6 時間の送信プロトコル ログの TLS とエラーの行、キューのエラー全文が表示されます。`,
      },
      run: ems`
        Get-SendConnector | Format-Table Name, ProtocolLoggingLevel
        $dir = "$env:ExchangeInstallPath\TransportRoles\Logs"
        Get-ChildItem $dir -Recurse -Include 'SEND*.log' |
          Where-Object LastWriteTime -gt (Get-Date).AddHours(-6) |
          Sort-Object LastWriteTime |
          Select-String 'TLS negotiation failed', ',<,[45]\d\d ', 'Failed to connect' |
          Where-Object { "$_" -notmatch 'FrontEnd.+:(2525|465),.,' } |
          Select-Object -Last 10 -ExpandProperty Line
        Get-Queue | Where-Object LastError | Format-List NextHopDomain, LastError`,
    },
    outcomes: [
      {
        sees: { en: say`${code('TLS negotiation failed')}`, ja: say`${code('TLS negotiation failed')} がある場合` },
        means: {
          en: say`The network is well. The word after ${code('error')} names the cause.`,
          ja: say`ネットワークは正常です。${code('error')} に続く語が原因を示します。`,
        },
      },
      {
        sees: { en: say`${code('Failed to connect')}`, ja: say`${code('Failed to connect')} がある場合` },
        means: {
          en: say`No TCP connection: 10060 is silence, 10061 a refusal, 11001 a name that does not resolve.`,
          ja: say`TCP 接続の失敗です。10060 は応答なし、10061 は拒否、11001 は名前解決の失敗を示します。`,
        },
      },
      {
        sees: { en: say`No line, and ${code('None')} as level`, ja: say`行がなく、ログの設定が ${code('None')} の場合` },
        means: {
          en: say`Set ProtocolLoggingLevel of the connector to Verbose, wait for the next try, and repeat this.`,
          ja: say`コネクタの ProtocolLoggingLevel を Verbose にし、次の再試行の後でもう一度実行します。`,
        },
      },
    ],
  }),
});

const saysNothing = ({ innermost, status, text }: ReplyClue): boolean =>
  innermost &&
  ((status === '4.2.1' && mentions(text, 'unable to connect')) ||
    (status === '4.4.0' && mentions(text, 'primary target IP address responded with')) ||
    ((status === '4.7.0' || status === '4.4.101') && mentions(text, 'proxy session setup failed on frontend')) ||
    (status === '4.4.395' && mentions(text, 'target host responded with error')));
