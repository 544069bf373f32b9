import { code, defineOpenRule, ems, mentions, needed, or, say } from '../define.js';
import { onAttempt, SILENT } from '../define-hybrid.js';

// Nothing comes back at all (10060, 995). A refusal comes back at once (10061, 4.4.316), and 4.4.317 with other words is a
// session that opened.
export default defineOpenRule({
  id: 'destination-does-not-answer',
  ...onAttempt({
    certainty: 'open',
    codes: ['4.4.315', '5.4.315', '4.4.316', '5.4.316', '4.4.317', '5.4.317'],
    where: ({ status, text }) => status?.endsWith('.315') === true || mentions(text, ...SILENT),
  }),
  title: {
    en: 'Next hop does not answer Exchange Online',
    ja: '次ホップが Exchange Online に応答しない',
  },
  sources: ['https://learn.microsoft.com/microsoft-365/security/office-365-security/mail-flow-intelligence-in-office-365'],
  explains: [],
  often: 'rare',
  mail: 'held',

  text: () => ({
    cause: {
      en: say`Exchange Online calls ${or('remoteHost', 'the next hop')} on port 25 and nothing answers. The server is down, the address is wrong, or a firewall drops the packets. It retries for 24 hours.`,
      ja: say`Exchange Online が ${or('remoteHost', '次ホップ')} のポート 25 に接続しても応答がありません。サーバーの停止、アドレスの誤り、ファイアウォールによる破棄が考えられます。24 時間再試行されます。`,
    },
    decide: {
      why: {
        en: say`PowerShell on a computer outside that network whose provider leaves port 25 open.`,
        ja: say`ポート 25 が制限されていない、外部のコンピューターの PowerShell で実行します。`,
      },
      run: ems`
        $to = ${needed('remoteHost')}
        Resolve-DnsName $to
        Test-NetConnection $to -Port 25`,
    },
    outcomes: [
      {
        sees: { en: say`${code('TcpTestSucceeded : True')}`, ja: say`${code('TcpTestSucceeded : True')} の場合` },
        means: {
          en: say`The server runs, but its firewall drops Exchange Online. Allow port 25 from Microsoft's published ranges.`,
          ja: say`サーバーは動作していますが、ファイアウォールが Exchange Online からの接続を破棄しています。Microsoft が公開している Exchange Online の IP アドレス範囲にポート 25 を許可します。`,
        },
      },
      {
        sees: { en: say`${code('False')}, and the address is right`, ja: say`${code('False')} で、アドレスが正しい場合` },
        means: {
          en: say`The server, the forwarding on the firewall or the line is down. If they are yours, start there; if not, tell their administrator.`,
          ja: say`サーバー、ファイアウォールの転送設定、回線のいずれかの障害です。自社のものであれば復旧し、他社のものであれば管理者に連絡します。`,
        },
      },
      {
        sees: { en: say`An address that is no longer used`, ja: say`使われていないアドレスの場合` },
        means: {
          en: say`Correct DNS, or the smart host in ${code('Get-OutboundConnector | Format-List Name, SmartHosts')} (Exchange Online PowerShell).`,
          ja: say`DNS か、スマート ホストを修正します (Exchange Online PowerShell の ${code('Get-OutboundConnector | Format-List Name, SmartHosts')})。`,
        },
      },
    ],
  }),
});
