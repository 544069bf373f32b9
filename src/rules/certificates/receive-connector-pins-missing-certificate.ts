import { bold, certain, code, contextOf, defineRule, directionOf, ems, likely, or, say, shorterLives, toldBy } from '../define.js';

// 12014 prints <I>issuer<S>subject only when TlsCertificateName pins one certificate. A plain name there is another
// fault: no certificate contains the connector's FQDN.
export default defineRule({
  id: 'receive-connector-pins-missing-certificate',
  title: {
    en: 'Receive connector names a certificate that is gone',
    ja: '受信コネクタが、存在しない証明書を指定している',
  },
  sources: ['KB2989382', 'https://learn.microsoft.com/exchange/troubleshoot/email-delivery/cannot-receive-mail-with-new-certificate'],
  reads: ['event', 'connector', 'pairing', 'session'],
  on: ['event', 'pairing'],
  events: [12014],
  explains: ['hybrid-server-withholds-starttls', 'starttls-required-but-not-offered', 'receive-connector-does-not-offer-starttls'],
  often: 'usual',
  mail: 'held',

  match(evidence) {
    // Transport logs the same text for send connectors; then the name tells, or the connector itself if it was pasted too.
    const events = evidence.all('event', (one) => one.id === 12014 && one.certificate !== undefined && directionOf(one.connector) !== 'send');
    const [event] = events;
    const received = evidence.all('pairing', ({ of }) => of === 'receive');
    const { pairing, server, connector, value, direction, isPast, isExpired } = contextOf(event, evidence.all('connector'), received);
    if (direction === 'send' || isExpired) return null;
    const { places, offered } = toldBy(events, evidence.all('session'));
    const facts = { server, connector, ...(event?.certificate ?? pairing?.wanted), thumbprint: pairing?.better?.thumbprint, value: value ?? places };
    const right = pairing?.better ? [pairing.better] : [];
    if (!event) return pairing ? (pairing.whole ? certain : likely)(facts, [pairing, ...right]) : null;
    // If the certificate is there, something else keeps Exchange from using it; if STARTTLS is offered, the event is old.
    const sure = direction === 'receive' && !pairing?.named[0] && !isPast && !offered;
    return sure ? certain(facts, [event, ...right]) : likely(facts, offered ? [event, offered] : [event]);
  },

  text: () => ({
    cause: {
      en: say`${or('server', 'The server that logged it')} has no usable certificate with the issuer and subject below (${or('value', 'every letter counts')}), so it does not offer STARTTLS. Exchange Online insists on TLS and retries for 24 hours: ${bold('until then nothing is lost.')}`,
      ja: say`次の証明書 (${or('value', '発行者とサブジェクトの完全一致が必要')}) が ${or('server', 'このサーバー')} で使用できないため、STARTTLS が提示されません。TLS を必須とする Exchange Online は 24 時間再試行します。${bold('その間、メールは失われません。')}`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'that server')}: the old name, then the newest certificate for the same host.`,
          ja: say`${or('server', 'そのサーバー')} の Exchange 管理シェルで実行します。現在の指定と、同じホスト名を含む最も新しい証明書が表示されます。`,
        },
        run: ems`
          $rc = ${or('connector', '"$env:COMPUTERNAME\\Default Frontend $env:COMPUTERNAME"')}
          $old = "$((Get-ReceiveConnector $rc).TlsCertificateName)"
          $fit = @(Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} | Where-Object {
            $_.HasPrivateKey -and !$_.IsSelfSigned -and ($_.CertificateDomains |
            Where-Object { ${or('domain', "($old -replace '.*CN=|,.*')")} -like "$_" }) } | Sort-Object NotBefore)
          $id = ${or('thumbprint', '$fit[-1].Thumbprint')}
          $old; ($new = $fit | Where-Object Thumbprint -eq $id) | Format-List`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists your new certificate (Exchange Online wants one of a public authority); otherwise import it first. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`新しい証明書 (Exchange Online では公的な証明機関のもの) が表示されない場合は、先にインポートします。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (Enter だけを押すと上書き)。既定の証明書はサーバー間で使用中です。`,
        },
        run: ems`
          if ($new.NotAfter -gt (Get-Date)) {
            Enable-ExchangeCertificate $id -Server ${or('server', '$env:COMPUTERNAME')} -Services SMTP
            $name = "<I>$($new.Issuer)<S>$($new.Subject)"
            Set-ReceiveConnector $rc -TlsCertificateName $name
          }`,
        changes: { en: say`Writes the new name to one connector of one server.`, ja: say`1 台のサーバーの 1 つのコネクタに新しい名前を設定します。` },
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
          en: say`Restart, connect to the connector's port (front end: 25), type ${code('EHLO test')}: you must see ${code('250-STARTTLS')}.`,
          ja: say`サービスの再起動後、コネクタのポート (フロントエンドは 25) に接続して ${code('EHLO test')} を入力し、${code('250-STARTTLS')} が表示されれば成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeFrontEndTransport, MSExchangeTransport
          telnet localhost 25`,
      },
    ],
    moreLabel: { en: 'Undo, and 2 more places', ja: '元に戻す方法と残り 2 か所' },
    more: [
      {
        title: { en: 'Send connector and hybrid configuration', ja: '送信コネクタとハイブリッド構成' },
        why: {
          en: say`They usually name the same old certificate; then mail to Exchange Online fails next. Look, in the same window:`,
          ja: say`多くの場合、同じ古い証明書を指定しています。そのままでは、次に Exchange Online 宛てのメールが止まります。同じウィンドウで確認します。`,
        },
        run: ems`
          $sc = Get-SendConnector | Where-Object TlsCertificateName |
            Where-Object { "$($_.TlsCertificateName)" -eq $old }
          $sc | Format-List Name, SourceTransportServers, TlsCertificateName
          $hc = "$((Get-HybridConfiguration).TlsCertificateName)"; $hc`,
      },
      {
        title: { en: 'Change what still shows the old name', ja: '古い名前のままの設定を変更' },
        why: {
          en: say`All source servers need the new certificate first. ${code('$old')} is the way back; ${code('-WhatIf')} at the end of a line rehearses it.`,
          ja: say`先にすべての送信元サーバーに新しい証明書をインポートします。元の値は ${code('$old')} にあります。行末に ${code('-WhatIf')} を付けると、変更せずに試せます。`,
        },
        run: ems`
          if ($name) {
            $sc | Set-SendConnector -TlsCertificateName $name
            if ($hc -eq $old) { Set-HybridConfiguration -TlsCertificateName $name }
          }`,
      },
      {
        title: { en: 'Other servers and port 587', ja: 'ほかのサーバーとポート 587' },
        why: {
          en: say`Each server has its own connectors, and Client Frontend on port 587 is one more. Repeat steps 1 to 3 wherever this lists the old name.`,
          ja: say`受信コネクタはサーバーごとにあり、ポート 587 の Client Frontend も別のコネクタです。次の一覧に古い名前が残るサーバーで、手順 1 から 3 を繰り返します。`,
        },
        run: ems`Get-ReceiveConnector | Where-Object TlsCertificateName | Format-List Identity, Tls*`,
      },
      {
        title: { en: 'The named certificate is still there', ja: '指定された証明書がまだある場合' },
        why: {
          en: say`Then keep the name. A Status other than Valid: renew it, or import its intermediate certificates. Otherwise SMTP is missing from its Services, or its private key is missing or not readable for NETWORK SERVICE; assigning SMTP again also sets that right.`,
          ja: say`名前は変更しません。Status が Valid でない場合は、証明書を更新するか中間証明書をインポートします。それ以外は、Services に SMTP がないか、秘密キーがないか、NETWORK SERVICE が秘密キーを読み取れない状態です。SMTP を割り当て直すと、読み取りのアクセス許可も設定されます。`,
        },
      },
      shorterLives(),
      {
        title: { en: 'Microsoft’s way (KB2989382)', ja: 'Microsoft の手順 (KB2989382)' },
        why: {
          en: say`Instead of step 2, if the Hybrid Configuration Wizard has to run anyway: clear both values and run it at once; it writes them again. Clearing alone is no cure: the self-signed certificate may be offered, which Exchange Online refuses, and its mail counts as external. The KB’s connector name is a placeholder; the real one is <Server>\\Default Frontend <Server>.`,
          ja: say`ハイブリッド構成ウィザードを実行する予定がある場合は、手順 2 の代わりになります。2 つの値を消去してすぐにウィザードを実行すると、値が設定し直されます。消去だけでは解決しません。自己署名証明書が提示されて Exchange Online に拒否されることがあり、Exchange Online からのメールは外部のメールとして扱われます。KB のコネクタ名は例で、実際の名前は <サーバー>\\Default Frontend <サーバー> です。`,
        },
        run: ems`
          if ($old) {
            Set-ReceiveConnector $rc -TlsCertificateName $null
            Set-ReceiveConnector $rc -TlsDomainCapabilities $null
          }`,
      },
    ],
  }),
});
