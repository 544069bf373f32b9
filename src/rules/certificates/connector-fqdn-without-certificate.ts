import { certain, code, defineRule, ems, type EventClue, or, receiveConnector, say, shortName } from '../define.js';

// A plain name in 12014 means: TlsCertificateName is empty, and no SMTP certificate contains the connector's FQDN.
export default defineRule({
  id: 'connector-fqdn-without-certificate',
  title: {
    en: 'No SMTP certificate contains the FQDN of the connector',
    ja: 'コネクタの FQDN を含む SMTP 証明書がない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/mail-routing/inbound-starttls-certificates-selection',
    'https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector',
  ],
  reads: ['event'],
  explains: ['receive-connector-does-not-offer-starttls', 'starttls-required-but-not-offered', 'hybrid-server-withholds-starttls'],
  mail: 'unknown',

  match(evidence) {
    const event = evidence.first('event', lacksName);
    const fqdn = event?.domain ?? event?.fqdn;
    if (!event || fqdn === undefined) return null;
    const server = event.computer && shortName(event.computer);
    const other = event.fqdn === fqdn ? undefined : event.fqdn;
    return certain({ server, connector: receiveConnector(server, event.connector), fqdn, domain: other }, [event]);
  },

  cause: {
    en: say`No certificate with SMTP among its services contains ${'fqdn'}, so ${or('connector', 'the connector')} does not offer STARTTLS. Plain text still works; senders that insist on TLS hold their mail.`,
    ja: say`${'fqdn'} を含み、SMTP を割り当て済みの証明書がないため、${or('connector', 'コネクタ')} は STARTTLS を提示しません。TLS を必須とする送信元のメールだけが止まります。`,
  },
  confirm: [
    {
      why: {
        en: say`Exchange Management Shell on ${or('server', 'the server that logged it')}: the newest certificate that contains the name.`,
        ja: say`${or('server', 'イベントを記録したサーバー')} の Exchange 管理シェルで実行します。この名前を含む最も新しい証明書が表示されます。`,
      },
      run: ems`
        $rc = ${or('connector', '"$env:COMPUTERNAME\\Default Frontend $env:COMPUTERNAME"')}
        Get-ReceiveConnector $rc | Format-List Fqdn, AuthMechanism, TlsCertificateName
        $old = "$((Get-ReceiveConnector $rc).TlsCertificateName)"
        $new = Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} -DomainName ${'fqdn'} |
          Where-Object HasPrivateKey | Sort-Object NotBefore | Select-Object -Last 1
        $new | Format-List Subject, Issuer, NotAfter, Services, Thumbprint`,
    },
  ],
  fix: [
    {
      why: {
        en: say`Only if step 1 lists a valid certificate; otherwise import one that contains the name. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves.`,
        ja: say`有効な証明書が表示されない場合は、この名前を含む証明書を先にインポートします。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中)。`,
      },
      run: ems`
        if ($new.HasPrivateKey) {
          Enable-ExchangeCertificate $new.Thumbprint -Server ${or('server', '$env:COMPUTERNAME')} -Services SMTP
        }`,
      changes: { en: say`Assigns SMTP to one certificate.`, ja: say`1 つの証明書に SMTP を割り当てます。` },
      keep: { en: say`Step 1 prints the services it has now.`, ja: say`現在のサービスは手順 1 で表示されます。` },
      undo: {
        en: say`Services cannot be taken off a certificate; another certificate takes over when it is enabled for SMTP.`,
        ja: say`割り当てたサービスは外せません。別の証明書に SMTP を割り当てると、そちらが使用されます。`,
      },
    },
  ],
  verify: [
    {
      why: {
        en: say`Restart, connect, type ${code('EHLO test')}: you must see ${code('250-STARTTLS')}.`,
        ja: say`再起動後に接続して ${code('EHLO test')} を入力し、${code('250-STARTTLS')} が表示されれば成功です。`,
      },
      run: ems`
        Restart-Service MSExchangeFrontEndTransport, MSExchangeTransport
        telnet localhost 25`,
    },
  ],
  moreLabel: { en: 'Undo, and 2 other ways', ja: '元に戻す方法とほかの 2 点' },
  more: [
    {
      title: { en: 'The name is only on the inside', ja: '社外の証明書にない内部名の場合' },
      why: {
        en: say`If no public certificate can contain the name, pin one to the connector instead; ${code('$old')} is the way back (empty: ${code('$null')}). Leave the Fqdn of Default Frontend and Default connectors alone: mail between servers relies on it.`,
        ja: say`公的な証明書に含められない名前の場合は、コネクタに証明書を指定します。元の値は ${code('$old')} にあります (空の場合は ${code('$null')})。Default Frontend と Default コネクタの Fqdn は変更しないでください。サーバー間のメールが止まります。`,
      },
      run: ems`
        $pin = Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} |
          Where-Object { $_.HasPrivateKey -and !$_.IsSelfSigned } |
          Sort-Object NotBefore | Select-Object -Last 1
        if ($pin) {
          $name = "<I>$($pin.Issuer)<S>$($pin.Subject)"
          Set-ReceiveConnector $rc -TlsCertificateName $name -WhatIf
        }`,
    },
    {
      title: { en: 'Two names in the event', ja: 'イベントに 2 つの名前がある場合' },
      why: {
        en: say`The connector’s Fqdn is ${or('domain', 'the name behind “FQDN parameter”')}. If it differs from the wanted name, compare both with the certificate.`,
        ja: say`コネクタの Fqdn は ${or('domain', '「FQDN パラメーター」の後の名前')} です。必要とされた名前と異なる場合は、両方を証明書と見比べます。`,
      },
    },
  ],
});

function lacksName({ id, certificate, connector }: EventClue): boolean {
  return id === 12014 && certificate === undefined && !/\b(?:send|outbound)\b|送信/i.test(connector ?? '');
}
