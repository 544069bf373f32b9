import { bold, certain, code, defineRule, ems, type EventClue, or, receiveConnector, say, shortName } from '../define.js';

// 12014 prints <I>issuer<S>subject only when TlsCertificateName pins one certificate. A plain name there is another
// fault: no certificate contains the connector's FQDN.
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
    const event = evidence.first('event', pinsReceiveConnector);
    if (!event?.certificate) return null;
    const { issuer, subject, domain } = event.certificate;
    const server = event.computer && shortName(event.computer);
    return certain({ server, connector: receiveConnector(server, event.connector), issuer, subject, domain }, [event]);
  },

  cause: {
    en: say`${or('server', 'The server that logged it')} has no usable certificate with the issuer and subject below, so it does not offer STARTTLS. Exchange Online insists on TLS and holds your mail: ${bold('nothing is lost yet.')}`,
    ja: say`次の証明書が ${or('server', 'このサーバー')} で使用できないため、STARTTLS が提示されません。TLS を必須とする Exchange Online は再試行しています。${bold('メールは失われていません。')}`,
  },
  confirm: [
    {
      why: {
        en: say`Run it in the Exchange Management Shell on ${or('server', 'that server')}: the old name, then the newest certificate for it.`,
        ja: say`${or('server', 'そのサーバー')} の Exchange 管理シェルで実行します。以前の名前と、最も新しい証明書が表示されます。`,
      },
      run: ems`
        $rc = ${or('connector', '"$env:COMPUTERNAME\\Default Frontend $env:COMPUTERNAME"')}
        $old = "$((Get-ReceiveConnector $rc).TlsCertificateName)"
        $new = Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} | Sort-Object NotBefore |
          Where-Object { $_.HasPrivateKey -and !$_.IsSelfSigned } | Where-Object {
          $_.CertificateDomains | Where-Object { ${or('domain', '"$_"')} -like "$_" } } |
          Select-Object -Last 1
        $old; $new | Format-List Subject, Issuer, NotAfter, Services, Thumbprint`,
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
      changes: { en: say`Writes the new name to one connector.`, ja: say`1 つのコネクタに新しい名前を設定します。` },
      keep: {
        en: say`Step 1 prints the old value; the same window keeps it in ${code('$old')}. The SMTP assignment stays.`,
        ja: say`変更前の値は手順 1 で表示され、同じウィンドウの ${code('$old')} に残ります。SMTP の割り当ては残ります。`,
      },
      undo: ems`if ($old) { Set-ReceiveConnector $rc -TlsCertificateName $old }`,
    },
  ],
  verify: [
    {
      why: {
        en: say`Restart, connect, type ${code('EHLO test')}: you must see ${code('250-STARTTLS')}.`,
        ja: say`再起動後に接続して ${code('EHLO test')} を入力し、${code('250-STARTTLS')} が表示されれば成功です。`,
      },
      run: ems`
        Restart-Service MSExchangeFrontEndTransport
        telnet localhost 25`,
    },
  ],
  moreLabel: { en: 'Undo, and 4 more places', ja: '元に戻す方法と残り 4 か所' },
  more: [
    {
      title: { en: 'Send connector and hybrid configuration', ja: '送信コネクタとハイブリッド構成' },
      why: {
        en: say`They usually name the same old certificate; then mail to Exchange Online fails next. Look, in the same window:`,
        ja: say`多くの場合、同じ古い証明書を指定しています。そのままでは、次に Exchange Online 宛てのメールが止まります。同じウィンドウで確認します。`,
      },
      run: ems`
        $sc = Get-SendConnector | Where-Object { $old -and "$($_.TlsCertificateName)" -eq $old }
        $sc | Format-List Name, AddressSpaces, TlsCertificateName
        Get-HybridConfiguration | Format-List TlsCertificateName`,
    },
    {
      title: { en: 'Change what still shows the old name', ja: '古い名前のままの設定を変更' },
      why: {
        en: say`This writes the new name to both; ${code('$old')} is the way back. ${code('-WhatIf')} at the end of a line rehearses it.`,
        ja: say`両方に新しい名前を設定します。元の値は ${code('$old')} にあります。行末に ${code('-WhatIf')} を付けると、変更せずに動作を確認できます。`,
      },
      run: ems`
        if ($name) {
          $sc | Set-SendConnector -TlsCertificateName $name
          Set-HybridConfiguration -TlsCertificateName $name
        }`,
    },
    {
      title: { en: 'Other servers and port 587', ja: 'ほかのサーバーとポート 587' },
      why: {
        en: say`Each server has its own connectors, Client Frontend on port 587 too. This lists those that name a certificate; repeat steps 1 to 3 where the name is old.`,
        ja: say`受信コネクタはサーバーごとにあり、ポート 587 の Client Frontend も別です。次のコマンドで一覧を表示し、古い名前が残るサーバーで手順 1 から 3 を繰り返します。`,
      },
      run: ems`
        Get-ReceiveConnector | Where-Object TlsCertificateName |
          Format-List Identity, Bindings, TlsCertificateName`,
    },
    {
      title: { en: 'The named certificate is still installed', ja: '指定された証明書がまだある場合' },
      why: {
        en: say`Then it cannot be used: SMTP is missing from its Services, or its private key is missing or not readable for NETWORK SERVICE. Assign SMTP instead of changing the name.`,
        ja: say`証明書があっても使用できない状態です。Services に SMTP がないか、秘密キーがないか、NETWORK SERVICE が秘密キーを読み取れません。名前は変更せず、SMTP を割り当てます。`,
      },
      run: ems`
        Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} |
          Format-List Subject, Issuer, Services, Status, HasPrivateKey, NotAfter`,
    },
    {
      title: { en: 'Microsoft’s way (KB2989382)', ja: 'Microsoft の手順 (KB2989382)' },
      why: {
        en: say`Clear both values and run the Hybrid Configuration Wizard at once; it writes them again. Right when the wizard has to run anyway. Until then the self-signed certificate may be offered, Exchange Online refuses it, and its mail counts as external. The KB’s connector name is an example: the real one is <Server>\Default Frontend <Server>.`,
        ja: say`2 つの値を消去し、続けてハイブリッド構成ウィザードを実行します。値はウィザードが設定し直します。ウィザードを実行する予定がある場合に適しています。実行するまでは自己署名証明書が提示されることがあり、Exchange Online に拒否されます。KB のコネクタ名は例で、実際の名前は <サーバー>\Default Frontend <サーバー> です。`,
      },
      run: ems`
        if ($old) {
          Set-ReceiveConnector $rc -TlsCertificateName $null
          Set-ReceiveConnector $rc -TlsDomainCapabilities $null
        }`,
    },
  ],
});

/** The front end has receive connectors only; Transport logs the same text for send connectors, and then the name tells. */
function pinsReceiveConnector({ id, source, certificate, connector }: EventClue): boolean {
  if (id !== 12014 || certificate === undefined) return false;
  if (source === 'MSExchangeFrontEndTransport') return true;
  return connector !== undefined && !/\b(?:send|outbound)\b|送信/i.test(connector);
}
