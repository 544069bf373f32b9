import {
  type CertificateClue,
  certain,
  code,
  defineRule,
  ems,
  ifOverwritten,
  isInUse,
  likely,
  or,
  outOfDate,
  sameServer,
  say,
  seenAt,
  serversOf,
  shorterLives,
  shortName,
} from '../define.js';

// 12016 says it, and so does a connector that names a certificate with Status DateInvalid. A listing alone does not tell
// whether the certificate is in use; one that another has replaced is not.
export default defineRule({
  id: 'starttls-certificate-expired',
  title: {
    en: 'STARTTLS certificate has expired',
    ja: 'STARTTLS で使う証明書の有効期限が切れている',
  },
  sources: [
    'https://technet.microsoft.com/library/ff983405(v=exchg.141)',
    'https://techcommunity.microsoft.com/blog/exchange/tls-certificates-in-exchange-hybrid---common-issues--how-to-fix-them/4420592',
  ],
  reads: ['event', 'certificate', 'pairing', 'connector', 'probe'],
  events: [12016],
  on: ['event', 'certificate', 'pairing', 'probe'],
  explains: ['exchange-online-finds-certificate-expired'],
  mail: 'held',

  match(evidence) {
    const event = evidence.first('event', ({ id }) => id === 12016);
    const seen = seenAt(evidence, ['cert_expired'], 'exchange');
    if (seen && !event) return certain({ fqdn: seen.facts.domain, server: undefined, thumbprint: undefined, value: undefined }, [seen.clue]);
    const found = evidence.all('pairing', ({ named }) => named.length > 0 && named.every(outOfDate));
    const pairing = found.find(({ server }) => sameServer(server, event?.computer));
    const all = evidence.all('certificate');
    const connectors = evidence.all('connector');
    // Renewed under the same name: if the new one fails, that is another fault.
    const renewed = evidence.all('pairing', ({ named }) => !named.every(outOfDate)).flatMap(({ named }) => named);
    const mayBe = (one: CertificateClue) => outOfDate(one) && !renewed.includes(one) && isInUse(one, all, connectors);
    const listed = pairing?.named[0] ?? (event ? undefined : all.find(mayBe));
    const server = event?.computer ?? pairing?.server ?? listed?.server;
    const fqdn = event?.fqdn ?? event?.domain ?? listed?.domains?.find((name) => !name.includes('*')) ?? pairing?.wanted.domain;
    const facts = { server: server && shortName(server), fqdn, thumbprint: pairing?.better?.thumbprint, value: serversOf(found) };
    const compared = pairing ? [pairing, ...(pairing.better ? [pairing.better] : [])] : [];
    if (event) return certain(facts, [event, ...compared]);
    return listed ? (pairing ? certain : likely)(facts, [listed, ...compared]) : null;
  },

  text: () => ({
    cause: {
      en: say`The certificate offered for ${or('fqdn', 'STARTTLS')}, or one that it is signed with, is out of date on ${or('value', 'the server')}. Peers that check it, such as Exchange Online and partners, stop; peers that only encrypt go on as long as the server still offers STARTTLS.`,
      ja: say`${or('fqdn', 'STARTTLS')} 用の証明書、またはその上位の証明書の有効期限が ${or('value', 'サーバー')} で切れています。証明書を検証する Exchange Online やパートナーからのメールが止まり、検証しない相手とは、STARTTLS が提示されている間は送受信が続きます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'the server concerned')}: the certificates that contain the name, the newest last, then the receive connectors that name an expired one.`,
          ja: say`${or('server', '該当のサーバー')} の Exchange 管理シェルで実行します。この名前を含む証明書 (最後が最も新しい証明書) と、期限切れの証明書を指定している受信コネクタが表示されます。`,
        },
        run: ems`
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $all = Get-ExchangeCertificate -Server $srv | Where-Object HasPrivateKey
          $fit = $all | Where-Object { $_.CertificateDomains | Where-Object {
            ${or('fqdn', '"$_"')} -like "$_" } } | Sort-Object { !$_.IsSelfSigned }, NotBefore
          $fit | Format-List Subject, Issuer, Thumbprint, Status, NotAfter, Services
          $new = $fit | Where-Object Thumbprint -eq ${or('thumbprint', '(@($fit)[-1].Thumbprint)')}
          $dead = $fit | Where-Object { $_.NotAfter -lt (Get-Date) } |
            ForEach-Object { "<I>$($_.Issuer)<S>$($_.Subject)" }
          $rc = @(Get-ReceiveConnector -Server $srv | Where-Object {
            "$($_.TlsCertificateName)" -in $dead })
          $rc | Format-List Identity, TlsCertificateName`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists the renewed one; else import it on every server first. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`更新後の証明書が表示されない場合は、先にすべてのサーバーへインポートします。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中。Enter だけを押すと上書き)。`,
        },
        run: ems`
          if ($new.NotAfter -gt (Get-Date)) {
            Enable-ExchangeCertificate $new.Thumbprint -Server $srv -Services SMTP
            $name = "<I>$($new.Issuer)<S>$($new.Subject)"
            if (!$new.IsSelfSigned) { $rc | Set-ReceiveConnector -TlsCertificateName $name }
          }`,
        changes: {
          en: say`Assigns SMTP to the renewed certificate on one server, and writes its name to the connectors listed.`,
          ja: say`1 台のサーバーで、更新後の証明書に SMTP を割り当て、表示されたコネクタにその名前を設定します。`,
        },
        keep: {
          en: say`Step 1 prints the old names; the same window keeps them in ${code('$rc')}. The SMTP assignment stays.`,
          ja: say`変更前の名前は手順 1 で表示され、同じウィンドウの ${code('$rc')} に残ります。SMTP の割り当ては残ります。`,
        },
        undo: ems`
          foreach ($one in $rc) {
            Set-ReceiveConnector "$($one.Identity)" -TlsCertificateName "$($one.TlsCertificateName)"
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Restart both services, wait for mail: no ${code('TimeCreated')} may be later than the restart, and EHLO from outside lists ${code('250-STARTTLS')}.`,
          ja: say`2 つのサービスを再起動し、メールの受信を待ちます。再起動より後の ${code('TimeCreated')} がなく、外部からの EHLO に ${code('250-STARTTLS')} が表示されれば成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeFrontEndTransport, MSExchangeTransport
          Get-WinEvent @{ LogName='Application'; Id=12014, 12016 } -MaxEvents 1 |
            Format-List TimeCreated, Id`,
      },
    ],
    moreLabel: { en: 'Undo, and 4 more points', ja: '元に戻す方法とほかの 4 点' },
    more: [
      {
        title: { en: 'Send connectors that name the expired certificate', ja: '期限切れの証明書を指定している送信コネクタ' },
        why: {
          en: say`They need the new name as well if the issuer or subject has changed. All their source servers need the certificate first; the old names stay in ${code('$sc')}.`,
          ja: say`発行者またはサブジェクトが変わった場合は、送信コネクタにも新しい名前が必要です。先にすべての送信元サーバーに証明書をインポートします。元の名前は ${code('$sc')} に残ります。`,
        },
        run: ems`
          $sc = @(Get-SendConnector | Where-Object { "$($_.TlsCertificateName)" -in $dead })
          $sc | Format-List Name, TlsCertificateName
          if ($name -and $new.IsSelfSigned -eq $false) {
            $sc | Set-SendConnector -TlsCertificateName $name -Confirm }`,
      },
      {
        title: { en: 'The certificate itself is in date', ja: '証明書自体は期限内の場合' },
        why: {
          en: say`Then an intermediate or root certificate on the server has expired: install the current chain of the issuer.`,
          ja: say`サーバーにある中間証明書またはルート証明書の期限が切れています。証明書を発行した証明機関の現在の証明書チェーンをインストールします。`,
        },
        run: ems`Get-ChildItem Cert:\LocalMachine\CA | Format-List Subject, NotAfter`,
      },
      shorterLives(),
      ifOverwritten(),
    ],
  }),
});
