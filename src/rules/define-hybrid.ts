import { hasCode } from '../model/codes.js';
import type { BounceClue, ReplyClue, View } from '../model/evidence.js';
import type { Match, Said } from '../model/rule.js';
import { ems, or, say } from './define.js';
import { factsOf, type SaidFact, saidIn } from './define-replies.js';

/** How Exchange Online says that nobody answered, that somebody refused, and that the session was cut. */
export const SILENT = ['error code: 995', 'error code: 10060', 'error code 10060', 'Connection timed out'] as const;
export const REFUSED = ['error code: 10061', 'error code 10061', 'Connection refused [Message=Socket'] as const;
export const CUT = ['error code: 10054', 'error code 10054', 'SuspiciousRemoteServerError', 'closed abruptly', 'connection reset'] as const;
/** What it found wrong with a certificate. */
export const NO_CHAIN = ['UntrustedRoot', 'PartialChain', 'untrusted root'] as const;
export const TOO_OLD = ['CertificateExpired', 'CertExpired', 'NotTimeValid', 'DateInvalid', 'certificate has expired'] as const;

/**
 * Like `onReply`, for what Exchange Online reports of its own attempts. Its bounce has two lines: that the message expired
 * (5.4.3xx), and the last attempt (4.4.3xx), which names the host.
 */
export function onAttempt(said: Said) {
  return {
    reads: ['reply', 'bounce'],
    codes: said.codes,
    ...(said.words ? { words: said.words } : {}),
    match(evidence: View<'reply' | 'bounce'>): Match<never, SaidFact> | null {
      const { where = () => true } = said;
      const attempt = saidIn(evidence, { ...said, where: (reply) => reply.status?.startsWith('4') === true && where(reply) });
      // Where an attempt is there that does not say it, or quotes another reply, the line above it says nothing more.
      const isAttempt = (status = '') => status.startsWith('4') && hasCode(status, said.codes);
      const other = evidence.first('reply', ({ status, wrappers }) => isAttempt(status) || wrappers.some(isAttempt));
      const clue = attempt ?? (other ? undefined : saidIn(evidence, said));
      return clue && !isOwn(clue) ? { certainty: said.certainty, facts: factsOf(clue, evidence), because: [clue] } : null;
    },
  } as const;
}

/** The log of a server of one's own says the same words of its own handshake. */
const isOwn = (clue: ReplyClue | BounceClue): boolean => clue.kind === 'reply' && /^TLS negotiation failed/i.test(clue.text);

/** Look, in the Exchange Management Shell: the connectors to Exchange Online, and the certificates that their servers can present. */
export const sendSide = () => ({
  why: {
    en: say`Exchange Management Shell: the send connectors to Exchange Online, and the certificates of their servers.`,
    ja: say`Exchange 管理シェルで実行します。Exchange Online への送信コネクタと、送信元サーバーの証明書が表示されます。`,
  },
  run: ems`
    $sc = Get-SendConnector | Where-Object {
      "$($_.SmartHosts) $($_.TlsDomain)" -match 'outlook\.com|mx\.microsoft' }
    $sc | Format-List Name, SmartHosts, SourceTransportServers, TlsCertificateName
    $from = $sc.SourceTransportServers | ForEach-Object { "$_".Split('/')[-1] }
    foreach ($srv in $from | Select-Object -Unique) {
      $srv
      Get-ExchangeCertificate -Server $srv |
        Where-Object { "$($_.Services)" -match 'SMTP' } |
        Format-List Subject, Issuer, CertificateDomains, NotAfter, Status
    }`,
});

/** Look, in Exchange Online PowerShell: by what the tenant knows its own servers. */
export const cloudSide = () => ({
  why: {
    en: say`Exchange Online PowerShell: the names and addresses by which the tenant knows your servers, and its domains.`,
    ja: say`Exchange Online PowerShell で実行します。自社のサーバーを識別する証明書名と IP アドレス、承認済みドメインが表示されます。`,
  },
  run: ems`
    Get-InboundConnector | Where-Object ConnectorType -eq 'OnPremises' |
      Format-List Name, Enabled, TlsSenderCertificateName, SenderIPAddresses
    Get-AcceptedDomain | Format-Table DomainName, DomainType`,
});

/** The wizard writes its own values over those that somebody set by hand. */
export const beforeTheWizard = () => ({
  title: { en: 'Before the wizard runs', ja: 'ウィザードを実行する前に' },
  why: {
    en: say`The wizard replaces address spaces, certificates and addresses that were set by hand. These files keep the connectors for comparison.`,
    ja: say`ウィザードを実行すると、手動で設定したアドレス スペース、証明書、IP アドレスが書き換えられます。比較のため、コネクタの設定をファイルに残します。`,
  },
  run: ems`
    $to = "$env:USERPROFILE\connectors-$(Get-Date -Format yyyyMMdd-HHmm)"
    Get-SendConnector | Export-Clixml "$to-send.xml" -NoClobber
    Get-ReceiveConnector | Export-Clixml "$to-receive.xml" -NoClobber`,
});

/** The host that Exchange Online delivers to, where the text names none. Smart hosts are known in Exchange Online PowerShell only. */
const SMART_HOST = '@((Get-OutboundConnector | Where-Object Enabled).SmartHosts)[0]';

/**
 * Calls the next hop of Exchange Online five times, starts TLS and prints the subject it shows and the certificates that it
 * sends along. It takes any certificate, since it only shows it: no mail goes over this connection.
 */
export const showSentChain = () => ems`
  $to = ${or('remoteHost', SMART_HOST)}
  $see = { $global:sent = $args[2].ChainPolicy.ExtraStore; $true }
  $see = $see -as [Net.Security.RemoteCertificateValidationCallback]
  1..5 | ForEach-Object {
    $tcp = New-Object Net.Sockets.TcpClient $to, 25
    $in = New-Object IO.StreamReader $tcp.GetStream()
    $out = New-Object IO.StreamWriter $tcp.GetStream()
    $null = $in.ReadLine(); $out.WriteLine('EHLO test'); $out.Flush()
    do { $line = $in.ReadLine() } while ($line -match '^250-')
    $out.WriteLine('STARTTLS'); $out.Flush(); $null = $in.ReadLine()
    $tls = New-Object Net.Security.SslStream $tcp.GetStream(), $false, $see
    $tls.AuthenticateAsClient($to, $null, 'Tls12', $false)
    $tls.RemoteCertificate.Subject; $tcp.Close()
  }
  $sent | Format-List Subject, Issuer, NotAfter, DnsNameList`;
