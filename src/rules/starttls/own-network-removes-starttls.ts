import { code, defineRule, ems, goesOnline, isOnline, likely, mentions, or, type SessionClue, say } from '../define.js';

// Exchange Online offers STARTTLS to everybody. If the session to it has none, something on the sender's own way out takes
// it away; the same words of another next hop leave it open who does.
export default defineRule({
  id: 'own-network-removes-starttls',
  title: {
    en: 'STARTTLS is removed on the way to Exchange Online',
    ja: 'Exchange Online への経路上で STARTTLS が除去されている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/mailflow/cannot-send-receive-email-behind-cisco-firewall',
    'https://learn.microsoft.com/exchange/transport-options',
  ],
  reads: ['reply', 'session'],
  codes: ['5.7.3'],
  explains: ['starttls-required-but-not-offered'],
  mail: 'held',

  match(evidence) {
    const reply = evidence.first(
      'reply',
      (one) => one.submissionHost === undefined && goesOnline(one) && mentions(one.text, 'STARTTLS is required', 'STARTTLS が必要'),
    );
    const session = evidence.first('session', isCallToOnline);
    const first = reply ?? session;
    if (!first || evidence.first('reply', ({ text }) => /SocketError/i.test(text))) return null;
    const server = reply?.server ?? undefined;
    const endpoint = reply && [reply.endpoint, reply.remoteHost, reply.remoteDomain].find(isOnline);
    return likely({ server, endpoint: endpoint ?? session?.host }, reply && session ? [reply, session] : [first]);
  },

  text: () => ({
    cause: {
      en: say`Exchange Online offers STARTTLS to everybody, so a firewall, a proxy or a gateway of your own most likely takes it out of the session with ${or('endpoint', 'Exchange Online')}. The connector is right to insist.`,
      ja: say`Exchange Online は常に STARTTLS を提示します。${or('endpoint', 'Exchange Online')} への経路上にある自社のファイアウォール、プロキシ、ゲートウェイのいずれかが、STARTTLS を取り除いていると考えられます。コネクタの設定に問題はありません。`,
    },
    confirm: [
      {
        why: {
          en: say`PowerShell, on ${or('server', 'the server that sends')}. The fault is proved if the answer lacks ${code('250-STARTTLS')} or holds a run of X or asterisks.`,
          ja: say`${or('server', '送信側のサーバー')} の PowerShell で実行します。応答に ${code('250-STARTTLS')} がないか、X や * の連続があれば、これが原因です。`,
        },
        run: ems`
          $to = ${or('endpoint', "'outlook-com.olc.protection.outlook.com'")}
          $tcp = New-Object Net.Sockets.TcpClient $to, 25
          $in = New-Object IO.StreamReader $tcp.GetStream()
          $out = New-Object IO.StreamWriter $tcp.GetStream()
          $in.ReadLine(); $out.WriteLine('EHLO test'); $out.Flush()
          do { ($line = $in.ReadLine()) } while ($line -match '^250-')`,
      },
    ],
    fix: [
      {
        why: {
          en: say`In the firewall or gateway, turn off SMTP inspection for outbound port 25 of this server, or allow TLS in it. Cisco ASA: ${code('no inspect esmtp')} or ${code('allow-tls')}.`,
          ja: say`ファイアウォールかゲートウェイで、このサーバーからのポート 25 の SMTP 検査を無効にするか、TLS を許可します。Cisco ASA は ${code('no inspect esmtp')} または ${code('allow-tls')} です。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Step 1 lists ${code('250-STARTTLS')}. Then let the waiting mail go.`,
          ja: say`手順 1 で ${code('250-STARTTLS')} が表示されることを確認し、待機中のメールを再試行します。`,
        },
        run: ems`Get-Queue | Where-Object Status -eq 'Retry' | Retry-Queue`,
      },
    ],
    moreLabel: { en: '1 more case', ja: 'ほかの 1 点' },
    more: [
      {
        title: { en: 'Step 1 lists 250-STARTTLS', ja: '手順 1 に 250-STARTTLS がある場合' },
        why: {
          en: say`Then this server reaches Exchange Online well, and another source server of the connector does not: run it there.`,
          ja: say`このサーバーからは正常です。コネクタのほかの送信元サーバーで、手順 1 を実行します。`,
        },
        run: ems`Get-SendConnector | Format-List Name, SmartHosts, SourceTransportServers`,
      },
    ],
  }),
});

/** The send log of a call that ended without STARTTLS; where the banner is masked, the name in the EHLO answer tells who it was. */
const isCallToOnline = ({ log, startTls, product, masked, host }: SessionClue): boolean =>
  log === 'send' && ((startTls === false && product === 'exchange-online') || (masked && startTls !== true && isOnline(host)));
