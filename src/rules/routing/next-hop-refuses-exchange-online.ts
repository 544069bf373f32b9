import { code, defineOpenRule, ems, mentions, or, say } from '../define.js';
import { onAttempt, REFUSED, SILENT } from '../define-hybrid.js';

// Somebody says no at once (10061). Silence is 4.4.315, and a session that begins and fails 4.4.317 or 4.4.318. A server of
// one's own reports such a call in its queue, with another code.
export default defineOpenRule({
  id: 'next-hop-refuses-exchange-online',
  ...onAttempt({
    certainty: 'open',
    codes: ['4.4.316', '5.4.316', '4.4.317', '5.4.317'],
    unless: SILENT,
    where: ({ status, text }) => status?.endsWith('.316') === true || mentions(text, ...REFUSED),
  }),
  title: {
    en: 'Next hop refuses the connection of Exchange Online',
    ja: '次ホップが Exchange Online の接続を拒否している',
  },
  sources: [
    'https://learn.microsoft.com/microsoft-365/security/office-365-security/mail-flow-intelligence-in-office-365',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`Exchange Online calls ${or('remoteHost', 'the next hop')} on port 25 and is refused: no SMTP service listens there, or a firewall rejects it. TLS has not begun; mail is tried again for 24 hours.`,
      ja: say`Exchange Online から ${or('remoteHost', '次ホップ')} のポート 25 への接続が拒否されています。SMTP サービスが待ち受けていないか、ファイアウォールが拒否しています。TLS の開始前です。24 時間再試行されます。`,
    },
    decide: {
      why: {
        en: say`Exchange Online PowerShell, on a computer outside that network whose provider leaves port 25 open.`,
        ja: say`ポート 25 が制限されていない、外部のコンピューターの Exchange Online PowerShell で実行します。`,
      },
      run: ems`
        $to = ${or('remoteHost', '@((Get-OutboundConnector | Where-Object Enabled).SmartHosts)[0]')}
        Test-NetConnection $to -Port 25
        Get-OutboundConnector | Format-List Name, Enabled, RecipientDomains, SmartHosts
        Get-AcceptedDomain | Format-Table DomainName, DomainType`,
    },
    outcomes: [
      {
        sees: { en: say`${code('TcpTestSucceeded : True')}`, ja: say`${code('TcpTestSucceeded : True')} の場合` },
        means: {
          en: say`The server runs, and its firewall rejects Exchange Online. Allow port 25 from Microsoft's published ranges.`,
          ja: say`サーバーは動作していますが、ファイアウォールが Exchange Online を拒否しています。Microsoft が公開している Exchange Online の IP アドレス範囲にポート 25 を許可します。`,
        },
      },
      {
        sees: { en: say`${code('False')}, and the server is in use`, ja: say`${code('False')} で、サーバーが使用中の場合` },
        means: {
          en: say`Yours: ${code('Get-Service MSExchangeFrontEndTransport')}, then the forwarding of port 25. Not yours: tell its administrator.`,
          ja: say`自社のものであれば、${code('Get-Service MSExchangeFrontEndTransport')} とポート 25 の転送設定を確認します。他社のものであれば管理者に連絡します。`,
        },
      },
      {
        sees: { en: say`The server was retired`, ja: say`撤去したサーバーの場合` },
        means: {
          en: say`Its connector, or a domain of type ${code('InternalRelay')}, is left over. Disable the connector; set the domain to Authoritative only when all its mailboxes are in Exchange Online.`,
          ja: say`コネクタまたは ${code('InternalRelay')} のドメインが残っています。コネクタを無効にします。ドメインを Authoritative にするのは、すべてのメールボックスが Exchange Online にある場合だけです。`,
        },
      },
    ],
  }),
});
