import type { Locale } from '../model/rule.js';
import { actions, bullets, button, commands, context, header, message, prose, richText, type SlackMessage } from './blocks.js';
import { PHRASES } from './phrases.js';
import { packState } from './state.js';

/**
 * A script for the Exchange Management Shell that prints all settings the diagnosis can use as one JSON document.
 * It only reads. Exchange 2013 to Subscription Edition, so nothing newer than the language of Windows PowerShell 4.0;
 * `parsers/shell/collected.ts` reads what it prints. In a block, so that a pasted script runs as a whole.
 */
export const COLLECT_SCRIPT = `& {
  function Take($from, $names) {
    foreach ($object in @($from)) {
      if ($null -eq $object) { continue }
      $row = [ordered]@{}
      foreach ($name in $names.Split(' ')) {
        $value = $object.$name
        if ($value -is [datetime]) { $value = $value.ToUniversalTime().ToString('s') + 'Z' }
        elseif ($value -is [array] -or $value -is [System.Collections.IList]) {
          $value = @($value | ForEach-Object { "$_" }) }
        elseif ($value -isnot [bool] -and $null -ne $value) { $value = "$value" }
        $row[$name] = $value
      }
      $row
    }
  }
  $ErrorActionPreference = 'SilentlyContinue'
  $log = @{ LogName = 'Application'; ProviderName = 'MSExchange*Transport'; Id = 12012..12024 }
  $servers = foreach ($server in @(Get-TransportService)) {
    $name = $server.Name
    $queues = Get-Queue -Server $name | Where-Object LastError | Select-Object -First 5
    $events = Get-WinEvent -ComputerName $name -FilterHashtable $log -MaxEvents 50 |
      Group-Object Id | ForEach-Object { $_.Group[0] }
    [ordered]@{
      server = $name
      version = "$((Get-ExchangeServer $name).AdminDisplayVersion)"
      certificates = @(Take (Get-ExchangeCertificate -Server $name) ('Subject Issuer ' +
        'Thumbprint SerialNumber Services Status HasPrivateKey IsSelfSigned RootCAType ' +
        'PublicKeySize NotBefore NotAfter CertificateDomains'))
      receiveConnectors = @(Take (Get-ReceiveConnector -Server $name) ('Identity Server ' +
        'Enabled TransportRole Bindings RemoteIPRanges Fqdn AuthMechanism PermissionGroups ' +
        'RequireTLS TlsCertificateName TlsDomainCapabilities SuppressXAnonymousTls'))
      transportService = Take $server 'Name InternalTransportCertificateThumbprint'
      queues = @(Take $queues ('Identity DeliveryType NextHopDomain Status MessageCount ' +
        'NextHopConnector LastError'))
      events = @(Take $events 'ProviderName Id MachineName TimeCreated Message')
    }
  }
  $json = [ordered]@{
    'exchange-tls' = 1
    servers = @($servers)
    sendConnectors = @(Take (Get-SendConnector) ('Identity Enabled AddressSpaces SmartHosts ' +
      'SourceTransportServers Fqdn RequireTLS TlsAuthLevel TlsDomain TlsCertificateName ' +
      'CloudServicesMailEnabled IgnoreSTARTTLS'))
    hybridConfiguration = Take (Get-HybridConfiguration) ('ReceivingTransportServers ' +
      'SendingTransportServers EdgeTransportServers OnPremisesSmartHost TlsCertificateName')
    acceptedDomains = @(Take (Get-AcceptedDomain) 'DomainName DomainType Default')
  } | ConvertTo-Json -Depth 6 -Compress
  $json
  $json | clip.exe
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
