import type { Locale } from '../model/rule.js';
import { actions, bullets, button, commands, context, header, message, prose, richText, type SlackMessage } from './blocks.js';
import { PHRASES } from './phrases.js';
import { packState } from './state.js';

/**
 * A script for the Exchange Management Shell that prints all settings the diagnosis can use as one JSON document.
 * It only reads. Exchange 2013 to Subscription Edition, so nothing newer than the language of Windows PowerShell 4.0;
 * `parsers/shell/collected.ts` reads what it prints. In a block, so that a pasted script runs as a whole.
 *
 * Each call stands in a block of its own: a cmdlet that Edge or the role of the administrator lacks, and a server that
 * does not answer, must not take the rest with them. Preferences do not reach the cmdlets of a remote session, `$stop`
 * does, and their errors arrive in the error stream only. The servers of all come last, so that a document that is cut loses only some of them. What is not ASCII is
 * written as an escape: clip.exe would make a question mark of it.
 */
export const COLLECT_SCRIPT = `& {
  $stop = @{ ErrorAction = 'Stop'; WarningAction = 'SilentlyContinue' }
  $lost = @{}
  function Take($what, $from, $names) {
    try { $found = @(& $from 2>&1) } catch { $found = @($_) }
    foreach ($object in $found) {
      if ($null -eq $object) { continue }
      if ($object -is [System.Management.Automation.ErrorRecord]) {
        if ("$($object.FullyQualifiedErrorId)" -notlike 'NoMatching*') { $lost[$what] = 1 }
        continue
      }
      if (!$names) { $object; continue }
      $row = [ordered]@{}
      foreach ($field in $names.Split(' ')) {
        $value = $object.$field
        if ($value -is [datetime]) { $value = $value.ToUniversalTime().ToString('s') + 'Z' }
        elseif ($value -is [System.Collections.IList]) {
          $value = @($value | Select-Object -First 40 | ForEach-Object { "$_" }) }
        elseif ($value -isnot [bool] -and $null -ne $value) { $value = "$value" }
        if ($value -is [string] -and $value.Length -gt 900) { $value = $value.Remove(900) + '...' }
        if ("$value" -or $field -eq 'TlsCertificateName') { $row[$field] = $value }
      }
      $row
    }
  }
  $log = @{ LogName = 'Application'; ProviderName = 'MSExchange*Transport'; Id = 12012..12024 }
  $edge = (Get-Command Get-ExchangeCertificate -ErrorAction Ignore).CommandType -eq 'Cmdlet'
  $transport = @(Take 'transport services' { Get-TransportService @stop })
  $front = @(Take 'front end services' { Get-FrontendTransportService @stop })
  $hosts = @(($transport + $front).Name | Where-Object { $_ } | Sort-Object -Unique)
  if (!$hosts) { $hosts = @($env:COMPUTERNAME) }
  $servers = foreach ($name in $hosts) {
    $version = Take "$name version" { (Get-ExchangeServer $name @stop).AdminDisplayVersion }
    [ordered]@{
      server = $name
      version = "$version"
      certificates = @(Take "$name certificates" {
        try { Get-ExchangeCertificate -Server $name @stop } catch {
          if (!$edge -or $name -ne $env:COMPUTERNAME) { throw }
          Get-ExchangeCertificate @stop
        }
      } ('Subject Issuer Thumbprint SerialNumber Services Status HasPrivateKey IsSelfSigned ' +
        'RootCAType PublicKeySize NotBefore NotAfter CertificateDomains'))
      receiveConnectors = @(Take "$name receive connectors" {
        Get-ReceiveConnector -Server $name @stop
      } ('Identity Server Enabled TransportRole Bindings RemoteIPRanges Fqdn AuthMechanism ' +
        'PermissionGroups RequireTLS TlsCertificateName TlsDomainCapabilities ' +
        'SuppressXAnonymousTls'))
      transportService = Take "$name transport service" {
        $transport | Where-Object Name -eq $name
      } 'Name InternalTransportCertificateThumbprint'
      queues = @(Take "$name queues" {
        Get-Queue -Server $name @stop | Where-Object LastError | Select-Object -First 5
      } 'Identity DeliveryType NextHopDomain Status MessageCount NextHopConnector LastError')
      events = @(Take "$name events" {
        Get-WinEvent -ComputerName $name -FilterHashtable $log -MaxEvents 50 @stop |
          Group-Object Id, Message | Select-Object -First 5 | ForEach-Object { $_.Group[0] }
      } 'ProviderName Id MachineName TimeCreated Message')
    }
  }
  $json = [ordered]@{
    'exchange-tls' = 1
    sendConnectors = @(Take 'send connectors' { Get-SendConnector @stop } ('Identity Enabled ' +
      'AddressSpaces SmartHosts SourceTransportServers Fqdn RequireTLS TlsAuthLevel TlsDomain ' +
      'TlsCertificateName CloudServicesMailEnabled IgnoreSTARTTLS'))
    hybridConfiguration = Take 'hybrid configuration' { Get-HybridConfiguration @stop } (
      'ReceivingTransportServers SendingTransportServers EdgeTransportServers ' +
      'OnPremisesSmartHost TlsCertificateName')
    acceptedDomains = @(Take 'accepted domains' {
      Get-AcceptedDomain @stop | Select-Object -First 40 } 'DomainName DomainType Default')
    servers = @($servers)
    notRead = @($lost.Keys | Sort-Object)
  } | ConvertTo-Json -Depth 6 -Compress
  $json = [regex]::Replace($json, '[^ -~]', { '\\u{0:x4}' -f [int][char]$args[0].Value })
  if ($lost.Count) { Write-Warning "Not read: $(@($lost.Keys | Sort-Object) -join ', ')" }
  $json
  try { $json | clip.exe } catch { }
}
`;

/** What `/exchange-tls collect` gets: the script, what it reads, and what to do with its output. */
export function drawCollect(locale: Locale): SlackMessage {
  const other = packState({ kind: 'collect', locale: locale === 'en' ? 'ja' : 'en' });
  return message(PHRASES.collectText[locale], [
    header(PHRASES.collectTitle[locale]),
    context(PHRASES.collectStanding[locale]),
    richText(prose([{ text: PHRASES.collectReads[locale] }]), bullets(PHRASES.collectParts[locale].map((text) => [{ text }]))),
    richText(prose([{ text: PHRASES.collectRun[locale] }]), commands(COLLECT_SCRIPT.trimEnd())),
    ...actions(other === undefined ? [] : [button('language', PHRASES.language[locale], other, PHRASES.languageLabel[locale])]),
    context(PHRASES.collectFoot[locale]),
  ]);
}
