import { bold, certain, code, defineRule, ems, or, receiveConnector, say, shortName } from '../define.js';

// 12014 prints <I>issuer<S>subject only when TlsCertificateName pins one certificate. A plain name there is another
// fault: no certificate contains the connector's FQDN. Transport (not front end) logs it for send connectors.
export default defineRule({
  id: 'receive-connector-pins-missing-certificate',
  title: {
    en: 'Receive connector names a certificate that is gone',
    ja: '受信コネクタが、存在しない証明書を指定している',
  },
  sources: ['KB2989382', 'https://learn.microsoft.com/exchange/troubleshoot/email-delivery/cannot-receive-mail-with-new-certificate'],
  reads: ['event'],
  explains: ['hybrid-server-withholds-starttls', 'starttls-required-but-not-offered', 'receive-connector-does-not-offer-starttls'],
  mail: 'held',

  match(evidence) {
    const event = evidence.first('event', ({ id, source, certificate }) => id === 12014 && certificate !== undefined && source === 'MSExchangeFrontEndTransport');
    if (!event?.certificate) return null;
    const { issuer, subject, domain } = event.certificate;
    const server = event.computer && shortName(event.computer);
    return certain({ server, connector: receiveConnector(server, event.connector), issuer, subject, domain }, [event]);
  },

  cause: {
    en: say`${or('server', 'The server that logged the event')} has no certificate with the issuer and subject below, so it does not offer STARTTLS. Exchange Online insists on TLS and holds your mail: ${bold('nothing is lost yet.')}`,
    ja: say`次の証明書が ${or('server', 'イベントを記録したサーバー')} にないため、STARTTLS が提示されません。TLS を必須とする Exchange Online は再試行しています。${bold('メールは失われていません。')}`,
  },
  confirm: [
    {
      why: {
        en: say`Run it in the Exchange Management Shell on ${or('server', 'that server')}.`,
        ja: say`${or('server', 'そのサーバー')} の Exchange 管理シェルで実行します。`,
      },
      run: ems`
        $rc = ${or('connector', '"$env:COMPUTERNAME\\Default Frontend $env:COMPUTERNAME"')}
        Get-ReceiveConnector $rc | Format-List Tls*
        $all = Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} -DomainName ${or('domain', '(Get-ReceiveConnector $rc).Fqdn')}
        $new = $all | Sort-Object NotBefore | Select-Object -Last 1
        $new | Format-List Subject, Issuer, NotAfter, Services, HasPrivateKey`,
    },
  ],
  fix: [
    {
      why: {
        en: say`Only if step 1 lists your new certificate; otherwise import it first. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves.`,
        ja: say`新しい証明書が表示されない場合は、先にインポートします。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中)。`,
      },
      run: ems`
        if ($new.HasPrivateKey) {
          Enable-ExchangeCertificate $new.Thumbprint -Server ${or('server', '$env:COMPUTERNAME')} -Services SMTP
          $name = "<I>$($new.Issuer)<S>$($new.Subject)"
          Set-ReceiveConnector $rc -TlsCertificateName $name
        }`,
      changes: { en: say`One connector gets the name of the new certificate.`, ja: say`1 つのコネクタに新しい証明書の名前を設定します。` },
      keep: { en: say`Step 1 prints the old value.`, ja: say`変更前の値は手順 1 で表示されます。` },
      undo: ems`Set-ReceiveConnector $rc -TlsCertificateName ${or('subject', '$old')}`,
    },
  ],
  verify: [
    {
      why: {
        en: say`Restart, connect, type ${code('EHLO test')}: you must see ${code('250-STARTTLS')}.`,
        ja: say`接続して ${code('EHLO test')} を入力し、${code('250-STARTTLS')} が表示されれば成功です。`,
      },
      run: ems`
        Restart-Service MSExchangeFrontEndTransport
        telnet localhost 25`,
    },
  ],
  moreLabel: { en: 'Undo, and 2 more places', ja: '元に戻す方法と残り 2 か所' },
  more: [],
});
