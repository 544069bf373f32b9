import { certain, code, defineRule, ems, isOnline, likely, say } from '../define.js';

// A firewall that inspects SMTP overwrites what it does not know: the banner with asterisks, keywords with X. Only that
// proves it: STARTTLS on localhost and none outside is what a narrower receive connector looks like as well.
export default defineRule({
  id: 'smtp-inspection-removes-starttls',
  title: {
    en: 'Device on the path removes STARTTLS',
    ja: '経路上の機器が STARTTLS を取り除いている',
  },
  sources: [
    'KB320027',
    'https://learn.microsoft.com/troubleshoot/exchange/mailflow/cannot-send-receive-email-behind-cisco-firewall',
    'https://www.cisco.com/c/en/us/support/docs/security/asa-5500-x-series-next-generation-firewalls/113423-asa-esmtp-smtp-inspection.html',
  ],
  reads: ['session'],
  explains: [
    'receive-connector-does-not-offer-starttls',
    'starttls-required-but-not-offered',
    'hybrid-server-withholds-starttls',
    'starttls-is-offered-on-the-server-only',
  ],
  mail: 'held',

  match(evidence) {
    const masked = evidence.first(
      'session',
      ({ masked: isMasked, startTls, log, host }) => isMasked && startTls !== true && !(log === 'send' && isOnline(host)),
    );
    const inside = evidence.first('session', ({ local, startTls }) => local && startTls === true);
    if (!masked) return null;
    // A masked banner alone shows the device only: it may let STARTTLS pass.
    const how = masked.startTls === false ? certain : likely;
    return how({ fqdn: masked.host ?? inside?.host, port: masked.port }, inside ? [masked, inside] : [masked]);
  },

  text: () => ({
    cause: {
      en: say`SMTP inspection in a firewall or mail gateway rewrites the session and takes STARTTLS out of the EHLO answer. Nothing is wrong in Exchange; senders that insist on TLS hold their mail.`,
      ja: say`ファイアウォールなどの SMTP 検査機能が通信を書き換え、EHLO の応答から STARTTLS を取り除いています。Exchange に問題はなく、TLS を必須とする送信側は再試行しています。`,
    },
    confirm: [
      {
        why: {
          en: say`PowerShell, on the mail server itself, behind the device: ${code('250-STARTTLS')} is listed here.`,
          ja: say`機器の内側にあるメール サーバーの PowerShell で実行します。ここでは ${code('250-STARTTLS')} が表示されます。`,
        },
        run: ems`
          $tcp = New-Object Net.Sockets.TcpClient 'localhost', 25
          $in = New-Object IO.StreamReader $tcp.GetStream()
          $out = New-Object IO.StreamWriter $tcp.GetStream()
          $in.ReadLine(); $out.WriteLine('EHLO test'); $out.Flush()
          do { ($line = $in.ReadLine()) } while ($line -match '^250-')`,
      },
    ],
    fix: [
      {
        why: {
          en: say`In the firewall, turn off SMTP inspection for this path or allow TLS in it. Cisco ASA: ${code('no inspect esmtp')} or ${code('allow-tls')}; old PIX: ${code('no fixup protocol smtp 25')}.`,
          ja: say`ファイアウォールで、この経路の SMTP 検査を無効にするか、TLS を許可します。Cisco ASA は ${code('no inspect esmtp')} または ${code('allow-tls')}、旧 PIX は ${code('no fixup protocol smtp 25')} です。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Repeat the session from outside: the banner is readable and ${code('250-STARTTLS')} is listed.`,
          ja: say`外部からもう一度接続し、バナーが読める状態で ${code('250-STARTTLS')} が表示されれば成功です。`,
        },
      },
    ],
    moreLabel: { en: '2 more hints', ja: '補足 2 件' },
    more: [
      {
        title: { en: 'Other makes', ja: 'ほかの製品' },
        why: {
          en: say`Check Point, WatchGuard, SonicWall, Meraki and antivirus mail shields have the same function, called SMTP proxy, inspection or protocol fixup.`,
          ja: say`Check Point、WatchGuard、SonicWall、Meraki やウイルス対策製品にも、SMTP プロキシ、SMTP 検査などの名前で同じ機能があります。`,
        },
      },
      {
        title: { en: 'STARTTLS is missing on the server as well', ja: 'サーバー上でも STARTTLS がない場合' },
        why: {
          en: say`Then Exchange has a fault of its own. Paste the output of step 1 and the newest event 12014.`,
          ja: say`Exchange 側にも原因があります。手順 1 の出力と、最新のイベント 12014 を貼り付けてください。`,
        },
      },
    ],
  }),
});
