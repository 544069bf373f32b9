import { code, defineRule, directionOf, ems, ifOverwritten, isOnlyExpired, likely, or, say, shortName } from '../define.js';

// Transport logs 12014 for send connectors too; the text does not say so, only the connector's name tells.
export default defineRule({
  id: 'send-connector-fqdn-without-certificate',
  title: {
    en: 'No certificate contains the FQDN of the send connector',
    ja: '送信コネクタの FQDN を含む証明書がない',
  },
  sources: ['KB953354', 'https://learn.microsoft.com/powershell/module/exchange/set-sendconnector'],
  reads: ['event', 'connector', 'certificate'],
  on: ['event'],
  events: [12014],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const sends = evidence.all('connector', ({ direction }) => direction === 'send');
    const event = evidence.first('event', ({ id, certificate, connector }) => {
      if (id !== 12014 || certificate !== undefined || connector === undefined) return false;
      return directionOf(connector) === 'send' || sends.some(({ identity }) => identity === connector);
    });
    const fqdn = event?.domain ?? event?.fqdn;
    if (!event?.connector || fqdn === undefined) return null;
    // The name is there, only its time is over: that has a rule of its own.
    if (isOnlyExpired(fqdn, event.computer, evidence.all('certificate'), evidence.all('connector'))) return null;
    return likely({ server: event.computer && shortName(event.computer), sendConnector: event.connector, fqdn }, [event]);
  },

  text: () => ({
    cause: {
      en: say`No SMTP certificate contains ${'fqdn'}, the FQDN of the send connector ${'sendConnector'}. Mail most likely still leaves, but without your certificate: peers that identify you by it refuse the mail.`,
      ja: say`送信コネクタ ${'sendConnector'} の FQDN ${'fqdn'} を含む SMTP 証明書がありません。送信は続いていますが、証明書で送信元を確認する相手には拒否されると考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'the server that logged it')}: the send connector, then the newest certificate that contains the FQDN.`,
          ja: say`${or('server', 'イベントを記録したサーバー')} の Exchange 管理シェルで実行します。送信コネクタと、この FQDN を含む最も新しい証明書が表示されます。`,
        },
        run: ems`
          $sc = Get-SendConnector |
            Where-Object Name -eq ${'sendConnector'}
          $sc | Format-List Name, Fqdn, AddressSpaces, SourceTransportServers, Tls*
          $new = Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} |
            Where-Object HasPrivateKey | Where-Object { $_.CertificateDomains |
            Where-Object { ${'fqdn'} -like "$_" } } |
            Sort-Object { !$_.IsSelfSigned }, NotBefore | Select-Object -Last 1
          $new | Format-List Subject, NotAfter, Services, IsSelfSigned, Thumbprint`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists a certificate; otherwise import one that contains the FQDN, or take one of the other ways. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`証明書が表示されない場合は、この FQDN を含む証明書を先にインポートするか、別の方法を選びます。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中。Enter だけを押すと上書き)。`,
        },
        run: ems`
          if ($new.NotAfter -gt (Get-Date)) {
            Enable-ExchangeCertificate $new.Thumbprint -Server ${or('server', '$env:COMPUTERNAME')} -Services SMTP
          }`,
        changes: {
          en: say`Assigns SMTP to one certificate on one server; repeat on each source server.`,
          ja: say`1 台のサーバーの 1 つの証明書に SMTP を割り当てます。送信元サーバーごとに繰り返します。`,
        },
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
          en: say`Restart Transport, send a message: no ${code('TimeCreated')} may be later than the restart.`,
          ja: say`トランスポート サービスを再起動してメールを送信し、再起動より後の ${code('TimeCreated')} が表示されなければ成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeTransport
          $log = @{ LogName='Application'; Id=12014 }
          Get-WinEvent -FilterHashtable $log -MaxEvents 1 | Format-List TimeCreated`,
      },
    ],
    moreLabel: { en: 'Undo, and 3 other ways', ja: '元に戻す方法と別の 3 方法' },
    more: [
      {
        title: { en: 'Intra-Organization SMTP Send Connector', ja: '組織内の SMTP 送信コネクタの場合' },
        why: {
          en: say`Step 1 does not list it: it is hidden, and its FQDN is the server’s own. If step 1 finds no certificate either, create a self-signed one. Here the answer to overwriting is ${code('Y')}: it becomes the internal transport certificate. Edge servers have to be subscribed again.`,
          ja: say`非表示のコネクタのため手順 1 には表示されず、FQDN はサーバー自身の名前です。証明書も見つからない場合は、自己署名証明書を作成します。ここでは上書きの確認に ${code('Y')} を入力します。内部トランスポート証明書にするためです。エッジ サブスクリプションは作成し直します。`,
        },
        run: ems`
          $ex = Get-ExchangeServer ${or('server', '$env:COMPUTERNAME')}
          if ($ex -and !$sc -and !$new) {
            $how = @{ Server=$ex.Name; DomainName=$ex.Name; PrivateKeyExportable=$true }
            New-ExchangeCertificate @how -IncludeServerFQDN -KeySize 2048 -Services SMTP
          }`,
      },
      {
        title: { en: 'No certificate can contain the FQDN', ja: '証明書に含められない FQDN の場合' },
        why: {
          en: say`Name the newest public certificate with SMTP on the send connector instead; all its source servers must have it, with SMTP. It prints the name and asks; ${code('-TlsCertificateName $null')} is the way back.`,
          ja: say`代わりに、SMTP が割り当てられた最も新しい公的な証明書を送信コネクタに指定します。すべての送信元サーバーに、SMTP を割り当てたこの証明書が必要です。名前を表示してから確認を求めます。元に戻すには ${code('-TlsCertificateName $null')} を設定します。`,
        },
        run: ems`
          $all = Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} | Where-Object HasPrivateKey
          $pin = @($all | Where-Object { !$_.IsSelfSigned -and $_.RootCAType -ne 'Enterprise' -and
            "$($_.Services)" -match 'SMTP' } | Sort-Object NotBefore)[-1]
          if ($pin.NotAfter -gt (Get-Date)) {
            $name = "<I>$($pin.Issuer)<S>$($pin.Subject)"; $name
            $sc | Set-SendConnector -TlsCertificateName $name -Confirm
          }`,
      },
      ifOverwritten(),
    ],
  }),
});
