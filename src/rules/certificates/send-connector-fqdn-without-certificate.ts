import { code, type ConnectorClue, defineRule, ems, type EventClue, likely, or, say, shortName } from '../define.js';

// Transport logs 12014 for send connectors too; the text does not say so, only the connector's name tells.
export default defineRule({
  id: 'send-connector-fqdn-without-certificate',
  title: {
    en: 'No certificate contains the FQDN of the send connector',
    ja: '送信コネクタの FQDN を含む証明書がない',
  },
  sources: ['https://support.microsoft.com/help/953354', 'https://learn.microsoft.com/powershell/module/exchange/set-sendconnector'],
  reads: ['event', 'connector'],
  explains: ['connector-fqdn-without-certificate'],
  mail: 'unaffected',

  match(evidence) {
    const sends = evidence.all('connector', ({ direction }) => direction === 'send');
    const event = evidence.first('event', (one) => lacksName(one, sends));
    const fqdn = event?.domain ?? event?.fqdn;
    if (!event?.connector || fqdn === undefined) return null;
    return likely({ server: event.computer && shortName(event.computer), sendConnector: event.connector, fqdn }, [event]);
  },

  cause: {
    en: say`No SMTP certificate contains ${'fqdn'}, the FQDN of the send connector ${'sendConnector'}. Mail most likely still leaves, but without your certificate: peers that identify you by it refuse.`,
    ja: say`送信コネクタ ${'sendConnector'} の FQDN ${'fqdn'} を含む SMTP 証明書がありません。送信は続いていますが、証明書で送信元を確認する相手には拒否されると考えられます。`,
  },
  confirm: [
    {
      why: {
        en: say`Exchange Management Shell on ${or('server', 'the server that logged it')}: the connector, and the newest certificate with a private key.`,
        ja: say`${or('server', 'イベントを記録したサーバー')} の Exchange 管理シェルで実行します。コネクタと、秘密キーのある最も新しい証明書が表示されます。`,
      },
      run: ems`
        $sc = ${'sendConnector'}
        Get-SendConnector $sc | Format-List Fqdn, AddressSpaces, RequireTLS, TlsCert*
        $old = "$((Get-SendConnector $sc).TlsCertificateName)"
        $new = Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} |
          Where-Object { $_.HasPrivateKey -and !$_.IsSelfSigned } |
          Sort-Object NotBefore | Select-Object -Last 1
        $new | Format-List Subject, Issuer, NotAfter, Services, Thumbprint`,
    },
  ],
  fix: [
    {
      why: {
        en: say`Only if step 1 lists the connector and the right certificate. Answer ${code('N')} to overwriting the default SMTP certificate.`,
        ja: say`コネクタと正しい証明書が表示された場合だけ実行します。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します。`,
      },
      run: ems`
        if ($new.HasPrivateKey) {
          Enable-ExchangeCertificate $new.Thumbprint -Server ${or('server', '$env:COMPUTERNAME')} -Services SMTP
          $name = "<I>$($new.Issuer)<S>$($new.Subject)"
          Set-SendConnector $sc -TlsCertificateName $name
        }`,
      changes: { en: say`Pins one send connector to that certificate.`, ja: say`1 つの送信コネクタにこの証明書を指定します。` },
      keep: {
        en: say`Step 1 prints the old value; the same window keeps it in ${code('$old')}.`,
        ja: say`変更前の値は手順 1 で表示され、同じウィンドウの ${code('$old')} に残ります。`,
      },
      undo: ems`
        $back = if ($old) { $old } else { $null }
        if ($sc) { Set-SendConnector $sc -TlsCertificateName $back }`,
    },
  ],
  verify: [
    {
      why: {
        en: say`Restart Transport; this must list no event newer than the restart.`,
        ja: say`トランスポート サービスを再起動し、それより新しいイベントが表示されなければ成功です。`,
      },
      run: ems`
        Restart-Service MSExchangeTransport
        $log = @{ LogName='Application'; Id=12014 }
        Get-WinEvent -FilterHashtable $log -MaxEvents 1 | Format-List TimeCreated`,
    },
  ],
  moreLabel: { en: 'Undo, and a hidden connector', ja: '元に戻す方法と特別なコネクタ' },
  more: [
    {
      title: { en: 'Intra-Organization SMTP Send Connector', ja: '組織内の SMTP 送信コネクタの場合' },
      why: {
        en: say`This one is hidden and is not listed by Get-SendConnector: repair the internal transport certificate of the server instead.`,
        ja: say`このコネクタは非表示で、Get-SendConnector には表示されません。サーバーの内部トランスポート証明書を修復します。`,
      },
      run: ems`Get-ExchangeCertificate | Format-List Subject, Services, Status, NotAfter`,
    },
  ],
});

function lacksName({ id, certificate, connector }: EventClue, sends: readonly ConnectorClue[]): boolean {
  if (id !== 12014 || certificate !== undefined || connector === undefined) return false;
  return /\b(?:send|outbound)\b|送信/i.test(connector) || sends.some(({ identity }) => identity === connector);
}
