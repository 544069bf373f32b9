import { ems, or } from './define.js';

/** LastError names the host after FQDN=; NextHopDomain is often the recipient's domain, whose own address may be a web server. */
const WAITING = "@(@((Get-Queue).LastError) -match 'FQDN=[^}]')[0] -replace '.*FQDN=|}.*'";

/**
 * Calls the other end, starts TLS and prints what Windows finds wrong with its certificate, then the certificate. It takes
 * any certificate, since it only shows it: no mail goes over this connection. Where the text names no host, the first
 * host that a queue failed to reach is asked.
 */
export const showCertificate = (host = WAITING, port = '25') => ems`
  $to = ${or('endpoint', host)}
  $tcp = New-Object Net.Sockets.TcpClient $to, ${or('port', port)}
  $in = New-Object IO.StreamReader $tcp.GetStream()
  $out = New-Object IO.StreamWriter $tcp.GetStream()
  $in.ReadLine(); $out.WriteLine('EHLO test'); $out.Flush()
  do { $line = $in.ReadLine() } while ($line -match '^250-')
  $out.WriteLine('STARTTLS'); $out.Flush(); $in.ReadLine()
  $see = { $global:why = $args[3], $args[2].ChainStatus.Status; $true }
  $tls = New-Object Net.Security.SslStream $tcp.GetStream(), $false,
    ($see -as [Net.Security.RemoteCertificateValidationCallback])
  $tls.AuthenticateAsClient($to, $null, 'Tls12', $true); $why
  $type = 'Security.Cryptography.X509Certificates.X509Certificate2'
  New-Object $type $tls.RemoteCertificate |
    Format-List Subject, Issuer, NotAfter, DnsNameList`;
