import { code, defineOpenRule, ems, mentions, or, say } from '../define.js';
import { CUT, onAttempt } from '../define-hybrid.js';

// The session began and was cut, often behind STARTTLS. A server of one's own reports that by SocketError or 4.4.2.
export default defineOpenRule({
  id: 'next-hop-cuts-exchange-online-off',
  ...onAttempt({
    certainty: 'open',
    codes: ['4.4.318', '5.4.318', '4.4.317', '5.4.317'],
    where: ({ status, text }) => status?.endsWith('.318') === true || mentions(text, ...CUT),
  }),
  title: {
    en: 'Next hop cuts the session of Exchange Online',
    ja: '次ホップが Exchange Online との接続を切断している',
  },
  sources: [
    'https://learn.microsoft.com/microsoft-365/security/office-365-security/mail-flow-intelligence-in-office-365',
    'https://learn.microsoft.com/exchange/exchange-tls-configuration',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`${or('remoteHost', 'The next hop')} or a device in front of it cut the session, often right after STARTTLS. Inspection of SMTP and a missing TLS 1.2 look the same from Exchange Online; it tries again for 24 hours.`,
      ja: say`${or('remoteHost', '次ホップ')} またはその手前の機器が、セッションを途中で切断しています。多くは STARTTLS の直後です。SMTP の検査が原因でも、TLS 1.2 が無効でも、同じ表示になります。24 時間再試行されます。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on the server that receives: the newest calls from Exchange Online, and the errors of TLS.`,
        ja: say`メールを受信するサーバーの Exchange 管理シェルで実行します。Exchange Online からの最新の接続と、TLS のエラーが表示されます。`,
      },
      run: ems`
        $dir = "$env:ExchangeInstallPath\TransportRoles\Logs\FrontEnd\ProtocolLog"
        $net = ',(40\.(92|93|107)|52\.10[0-3]|104\.47)\.'
        Get-ChildItem "$dir\SmtpReceive\RECV*.log" |
          Where-Object LastWriteTime -gt (Get-Date).AddDays(-1) |
          Sort-Object LastWriteTime | Select-String $net |
          Select-Object -Last 12 -ExpandProperty Line
        Get-WinEvent @{ LogName='System'; ProviderName='Schannel' } -MaxEvents 5 |
          Format-List TimeCreated, Id, Message`,
    },
    outcomes: [
      {
        sees: { en: say`No call at the time of the error`, ja: say`エラーの時刻に接続の記録がない場合` },
        means: {
          en: say`A device in front cuts it: take Exchange Online's addresses out of SMTP and TLS inspection there.`,
          ja: say`手前の機器が切断しています。Exchange Online の IP アドレスを SMTP と TLS の検査から外します。`,
        },
      },
      {
        sees: { en: say`The calls end after ${code('STARTTLS')}`, ja: say`記録が ${code('STARTTLS')} で終わる場合` },
        means: {
          en: say`The handshake fails: the Schannel event tells why. Exchange Online needs TLS 1.2 with a current cipher suite.`,
          ja: say`ハンドシェイクの失敗です。理由は Schannel のイベントにあります。Exchange Online には、TLS 1.2 以降と現行の暗号スイートが必要です。`,
        },
      },
      {
        sees: { en: say`They end after ${code('DATA')} or ${code('BDAT')}`, ja: say`${code('DATA')} または ${code('BDAT')} で終わる場合` },
        means: {
          en: say`Size, content scan or a hung server: see its load and events at that time.`,
          ja: say`サイズ、コンテンツ検査、サーバーの応答停止が考えられます。その時刻の負荷とイベントを確認します。`,
        },
      },
    ],
  }),
});
