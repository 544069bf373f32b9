import { code, defineOpenRule, ems, failedCall, mentions, open, or, type ReplyClue, say } from '../define.js';

// The session had begun and was cut. "due to SocketError" is the cut of a TLS handshake and has rules of its own; nobody
// answered at all is a time-out.
export default defineOpenRule({
  id: 'connection-to-next-hop-is-dropped',
  title: {
    en: 'Connection to the next hop is cut off',
    ja: '次ホップとの接続が途中で切断されている',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
    'https://learn.microsoft.com/troubleshoot/exchange/mailflow/outbound-email-messages-are-not-sent',
  ],
  reads: ['reply', 'connection', 'queue'],
  on: ['connection', 'reply'],
  codes: ['4.4.0', '4.4.2', '4.7.0'],
  words: ['Timeout waiting for client input'],
  explains: [],
  mail: 'held',

  match(evidence) {
    const failed = failedCall(evidence, ['reset']);
    const reply = evidence.first('reply', isCut);
    const clue = failed?.reply ?? reply ?? failed?.call;
    if (!clue || evidence.first('reply', ({ text }) => mentions(text, 'SocketError'))) return null;
    const facts = failed?.facts ?? { endpoint: reply?.remoteHost ?? reply?.endpoint, server: reply?.server };
    return open(facts, [clue]);
  },

  text: () => ({
    cause: {
      en: say`The session with ${or('endpoint', 'the next hop')} began and was cut off before it ended. Where in the session it broke tells why.`,
      ja: say`${or('endpoint', '次ホップ')} とのセッションは始まりましたが、途中で切断されています。どの段階で切れたかによって原因がわかります。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on ${or('server', 'the server that sends')}: whether the connectors log, then the newest lines of the send logs. Paste the last session.`,
        ja: say`${or('server', '送信側のサーバー')} の Exchange 管理シェルで実行します。送信コネクタのログの設定と、最新の送信プロトコル ログが表示されます。最後のセッションを貼り付けてください。`,
      },
      run: ems`
        Get-SendConnector | Format-Table Name, ProtocolLoggingLevel
        $dir = "$env:ExchangeInstallPath\TransportRoles\Logs"
        Get-ChildItem "$dir\*\ProtocolLog\SmtpSend\SEND*.log" |
          Sort-Object LastWriteTime | Select-Object -Last 4 |
          Select-String '^#' -NotMatch |
          Where-Object { "$_" -notmatch 'FrontEnd.+:(2525|465),.,' } |
          Select-Object -Last 40 -ExpandProperty Line`,
    },
    outcomes: [
      {
        sees: { en: say`It ends after ${code('STARTTLS')}`, ja: say`${code('STARTTLS')} の後で切れた場合` },
        means: {
          en: say`TLS failed: the line ${code('TLS negotiation failed')} has the word that decides.`,
          ja: say`TLS の失敗です。${code('TLS negotiation failed')} の行の語が原因を示します。`,
        },
      },
      {
        sees: { en: say`It ends after ${code('DATA')} or ${code('BDAT')}`, ja: say`${code('DATA')} または ${code('BDAT')} の後で切れた場合` },
        means: {
          en: say`Size, content scan or the MTU of the path. If a small message passes, compare the size limits and find the device that inspects SMTP.`,
          ja: say`サイズの上限、コンテンツ検査、経路上の MTU のいずれかが原因です。小さいメールが届く場合は、サイズの制限と、SMTP を検査する機器を調べます。`,
        },
      },
      {
        sees: {
          en: say`It ends before ${code('EHLO')}, or the level is ${code('None')}`,
          ja: say`${code('EHLO')} より前に切れた場合、またはログの設定が ${code('None')} の場合`,
        },
        means: {
          en: say`The other side limits connections or blocks your address: ask its administrator. Without a log, set ProtocolLoggingLevel to Verbose first.`,
          ja: say`相手側が接続数を制限しているか、送信元 IP アドレスを遮断しているため、相手側の管理者に確認します。ログがない場合は、先に ProtocolLoggingLevel を Verbose にします。`,
        },
      },
    ],
  }),
});

const isCut = ({ status, text }: ReplyClue): boolean =>
  (status === '4.4.2' && mentions(text, 'connection dropped', '接続が')) ||
  (status === '4.4.0' && mentions(text, 'SuspiciousRemoteServerError')) ||
  // The side that is called heard nothing more.
  (status === '4.7.0' && mentions(text, 'Timeout waiting for client input'));
