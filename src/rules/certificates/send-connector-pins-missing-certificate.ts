import { bold, certain, code, defineRule, directionOf, ems, likely, mentions, missingOn, or, say, shorterLives, shortName } from '../define.js';

// The mirror of KB2989382 for mail to Exchange Online: the queue says so itself, or 12014 names a send connector.
export default defineRule({
  id: 'send-connector-pins-missing-certificate',
  title: {
    en: 'Send connector names a certificate that is gone',
    ja: '送信コネクタが、存在しない証明書を指定している',
  },
  sources: [
    'https://learn.microsoft.com/exchange/troubleshoot/email-delivery/mails-issues-occur-after-april-15-2016',
    'https://learn.microsoft.com/powershell/module/exchange/set-sendconnector',
  ],
  reads: ['reply', 'event', 'connector', 'pairing', 'queue'],
  on: ['event', 'pairing', 'reply'],
  events: [12014],
  codes: ['4.7.5'],
  explains: ['starttls-required-but-not-offered', 'hybrid-objects-name-different-certificates'],
  often: 'usual',
  mail: 'held',

  match(evidence) {
    const reply = evidence.first(
      'reply',
      ({ text }) => mentions(text, 'TlsCertificateName') && mentions(text, 'could not be found', '見つかりません'),
    );
    const sends = evidence.all('connector', ({ direction }) => direction === 'send');
    const event = evidence.first('event', ({ id, certificate, connector: name }) => {
      if (id !== 12014 || certificate === undefined) return false;
      return (
        directionOf(name) === 'send' ||
        sends.some(({ identity, tlsCertificateName: pinned }) =>
          name === undefined ? certificate.subject !== undefined && pinned?.subject === certificate.subject : identity === name,
        )
      );
    });
    // The error may have been pasted apart from its queue.
    const queue = reply && evidence.first('queue', ({ server, status }) => server !== undefined && status !== 'Ready');
    const host = event?.computer ?? reply?.server ?? queue?.server;
    const sending = evidence.all('pairing', ({ of }) => of === 'send');
    const { pairing, value } = missingOn(host, event?.certificate, sending);
    const server = host ?? pairing?.server;
    // A queue calls its connector by a GUID, the connector itself has a name.
    const told = /^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(reply?.connector ?? '') ? undefined : reply?.connector;
    const named = pairing?.identity ?? sends.find(({ tlsCertificateName }) => tlsCertificateName !== undefined)?.identity;
    const sendConnector = told ?? event?.connector ?? named ?? reply?.connector;
    const name = event?.certificate ?? pairing?.wanted;
    const facts = { server: server && shortName(server), sendConnector, ...name, thumbprint: pairing?.better?.thumbprint, value };
    if (reply) return certain(facts, event ? [reply, event] : [reply]);
    if (event) return (sends.length > 0 ? certain : likely)(facts, [event]);
    return pairing ? (pairing.whole ? certain : likely)(facts, [pairing]) : null;
  },

  text: () => ({
    cause: {
      en: say`TlsCertificateName of ${or('sendConnector', 'a send connector')} names a certificate that is missing or not valid on the sending server (${or('value', 'every letter counts')}). Mail over this connector waits in the queue: ${bold('nothing is lost yet.')}`,
      ja: say`${or('sendConnector', '送信コネクタ')} の TlsCertificateName に一致する有効な証明書が、送信元サーバーにありません (${or('value', '発行者とサブジェクトの完全一致が必要')})。このコネクタを使うメールはキューで再試行 (Retry) の状態です。${bold('メールは失われていません。')}`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'the server whose queue shows the error')}: its connectors without a valid certificate of that name, then name and end date of the newest valid one for the host.`,
          ja: say`${or('server', 'キューにエラーがあるサーバー')} の Exchange 管理シェルで実行します。証明書が存在しないか有効でないコネクタと、同じホスト名を含む最も新しい有効な証明書の名前と期限が表示されます。`,
        },
        run: ems`
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $all = Get-ExchangeCertificate -Server $srv | Where-Object {
            $_.HasPrivateKey -and $_.Status -notmatch 'Invalid|Untrusted' }
          $ok = $all | ForEach-Object { "<I>$($_.Issuer)<S>$($_.Subject)" }
          $sc = @(Get-SendConnector | Where-Object TlsCertificateName | Where-Object {
            "$($_.SourceTransportServers)" -match "\b$srv\b" } | Where-Object {
            "$($_.TlsCertificateName)" -notin $ok })
          $sc | Format-List Name, SourceTransportServers, TlsCertificateName
          $old = "$($sc[0].TlsCertificateName)"
          $fit = @($all | Where-Object { !$_.IsSelfSigned -and ($_.CertificateDomains |
            Where-Object { ${or('domain', "($old -replace '.*CN=|,.*')")} -like "$_" }) } | Sort-Object NotBefore)
          $id = ${or('thumbprint', '$fit[-1].Thumbprint')}
          $new = $fit | Where-Object Thumbprint -eq $id
          $name = "<I>$($new.Issuer)<S>$($new.Subject)"; $name; $new.NotAfter`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists the connector, and every source server has the new certificate, with SMTP. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`コネクタが表示され、SMTP を割り当てた新しい証明書がすべての送信元サーバーにある場合だけ実行します。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中。Enter だけを押すと上書き)。`,
        },
        run: ems`
          if ($sc -and $new.NotAfter -gt (Get-Date)) {
            Enable-ExchangeCertificate $id -Server $srv -Services SMTP
            $sc | Set-SendConnector -TlsCertificateName $name
          }`,
        changes: {
          en: say`Writes the new name to the connectors listed, for all their source servers.`,
          ja: say`表示されたコネクタに新しい名前を設定します。すべての送信元サーバーに適用されます。`,
        },
        keep: {
          en: say`Step 1 prints the old names; the same window keeps them in ${code('$sc')}.`,
          ja: say`変更前の名前は手順 1 で表示され、同じウィンドウの ${code('$sc')} に残ります。`,
        },
        undo: ems`
          foreach ($one in $sc) {
            Set-SendConnector $one.Name -TlsCertificateName "$($one.TlsCertificateName)" }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Restart Transport on each source server; ${code('MessageCount')} must fall to ${code('0')} after some minutes.`,
          ja: say`各送信元サーバーでトランスポート サービスを再起動し、数分後に ${code('MessageCount')} が ${code('0')} になれば成功です。`,
        },
        run: ems`Restart-Service MSExchangeTransport; Get-Queue`,
      },
    ],
    moreLabel: { en: 'Undo, and 3 more places', ja: '元に戻す方法と残り 3 か所' },
    more: [
      {
        title: { en: 'Only one source server fails', ja: '一部の送信元サーバーだけで発生する場合' },
        why: {
          en: say`The name is right and that server lacks the certificate: import it there with its private key, enable it for SMTP, and leave the connector alone. An Edge server gets the certificate by hand, the name by Start-EdgeSynchronization. This lists all other servers:`,
          ja: say`名前は正しく、そのサーバーに証明書がありません。秘密キーとともにインポートして SMTP を割り当て、コネクタは変更しません。エッジ サーバーには証明書を手動でインポートし、名前は Start-EdgeSynchronization で反映します。次のコマンドで、エッジ以外の全サーバーの証明書を表示します。`,
        },
        run: ems`
          foreach ($one in (Get-TransportService).Name) {
            $one
            Get-ExchangeCertificate -Server $one | Format-List Subject, Issuer, Services
          }`,
      },
      {
        title: { en: 'Receive connector and hybrid configuration', ja: '受信コネクタとハイブリッド構成' },
        why: {
          en: say`They usually name the same old certificate; then mail from Exchange Online stops as well. Re-running the Hybrid Configuration Wizard sets all of them.`,
          ja: say`多くの場合、同じ古い証明書を指定しています。そのままでは Exchange Online からのメールも止まります。ハイブリッド構成ウィザードを再実行すると、すべて設定されます。`,
        },
        run: ems`
          Get-ReceiveConnector | Where-Object TlsCertificateName |
            Format-List Identity, TlsCertificateName
          Get-HybridConfiguration | Format-List TlsCertificateName`,
      },
      {
        title: { en: 'Do not clear the name', ja: '名前は消去しない' },
        why: {
          en: say`Without it mail leaves without the identifying certificate; Exchange Online then answers 5.7.64 or treats the mail as external.`,
          ja: say`消去すると送信元を示す証明書なしで送信され、Exchange Online で 5.7.64 になるか、外部のメールとして扱われます。`,
        },
      },
      shorterLives(),
    ],
  }),
});
