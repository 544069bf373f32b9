import {
  certain,
  code,
  defineRule,
  directionOf,
  ems,
  ifOverwritten,
  isOnlyExpired,
  likely,
  or,
  receiveConnector,
  say,
  shortName,
} from '../define.js';

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
  reads: ['event', 'connector', 'certificate'],
  on: ['event'],
  events: [12014],
  explains: ['receive-connector-does-not-offer-starttls', 'starttls-required-but-not-offered', 'hybrid-server-withholds-starttls'],
  mail: 'unknown',

  match(evidence) {
    const event = evidence.first('event', (one) => one.id === 12014 && one.certificate === undefined && directionOf(one.connector) !== 'send');
    const domain = event?.domain ?? event?.fqdn;
    if (!event || domain === undefined) return null;
    const { connector: name } = event;
    const listed = evidence.first('connector', ({ identity }) => name !== undefined && identity?.endsWith(name) === true);
    if (listed?.direction === 'send') return null;
    // The name is there, only its time is over: that has a rule of its own.
    if (isOnlyExpired(domain, event.computer, evidence.all('certificate'), evidence.all('connector'))) return null;
    const server = event.computer && shortName(event.computer);
    const facts = { server, connector: receiveConnector(server, name), domain, fqdn: event.fqdn === domain ? undefined : event.fqdn };
    const front = event.source === 'MSExchangeFrontEndTransport';
    return front || listed?.direction === 'receive' || directionOf(name) === 'receive' ? certain(facts, [event]) : likely(facts, [event]);
  },

  text: () => ({
    cause: {
      en: say`No usable certificate with SMTP among its services contains ${'domain'}, so ${or('connector', 'the connector')} does not offer STARTTLS. Plain text still works; senders that insist on TLS hold their mail.`,
      ja: say`${'domain'} を含み、SMTP を割り当て済みの使用できる証明書がないため、${or('connector', 'コネクタ')} は STARTTLS を提示しません。暗号化なしのメールは届き、TLS を必須とする送信元のメールだけが止まります。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'the server that logged it')}: the connector, then the newest certificate that contains the name.`,
          ja: say`${or('server', 'イベントを記録したサーバー')} の Exchange 管理シェルで実行します。コネクタと、この名前を含む最も新しい証明書が表示されます。`,
        },
        run: ems`
          $rc = ${or('connector', '"$env:COMPUTERNAME\\Default Frontend $env:COMPUTERNAME"')}
          Get-ReceiveConnector $rc | Format-List Fqdn, Bindings, Auth*, TlsCert*
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $new = Get-ExchangeCertificate -Server $srv |
            Where-Object HasPrivateKey | Where-Object { $_.CertificateDomains |
            Where-Object { ${'domain'} -like "$_" } } |
            Sort-Object { !$_.IsSelfSigned }, NotBefore | Select-Object -Last 1
          $new | Format-List Subject, NotAfter, Services, IsSelfSigned, Thumbprint`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists a certificate; otherwise import one that contains the name. Run it even if SMTP is already there: it also opens the private key to Exchange. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`証明書が表示されない場合は、この名前を含む証明書を先にインポートします。SMTP が表示されていても実行します (秘密キーのアクセス許可も設定されます)。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中。Enter だけを押すと上書き)。`,
        },
        run: ems`
          if ($new.NotAfter -gt (Get-Date)) {
            Enable-ExchangeCertificate $new.Thumbprint -Server $srv -Services SMTP
          }`,
        changes: { en: say`Assigns SMTP to one certificate on one server.`, ja: say`1 台のサーバーの 1 つの証明書に SMTP を割り当てます。` },
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
          en: say`Restart, connect to a port of the connector, type ${code('EHLO test')}: you must see ${code('250-STARTTLS')}.`,
          ja: say`サービスの再起動後にコネクタのポートへ接続して ${code('EHLO test')} を入力し、${code('250-STARTTLS')} が表示されれば成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeFrontEndTransport, MSExchangeTransport
          telnet localhost 25`,
      },
    ],
    moreLabel: { en: 'Undo, and 4 special cases', ja: '元に戻す方法と 4 つの例外' },
    more: [
      {
        title: { en: 'Step 1 finds no such receive connector', ja: '手順 1 で受信コネクタが見つからない場合' },
        why: {
          en: say`Then the event means a send connector. Step 2 cures it as well.`,
          ja: say`送信コネクタのイベントです。この場合も手順 2 で解決します。`,
        },
        run: ems`Get-SendConnector | Format-List Name, Fqdn, TlsCertificateName`,
      },
      {
        title: { en: 'Two names in the event', ja: 'イベントの 2 つの名前' },
        why: {
          en: say`The event asks for ${'domain'}; its FQDN parameter is ${or('fqdn', 'the same or not given')}. Step 1 looks for the first: the certificate must contain it.`,
          ja: say`イベントが求める名前は ${'domain'}、FQDN パラメーターの値は ${or('fqdn', '同じ名前または記載なし')} です。手順 1 では前者を検索します。証明書に前者が含まれている必要があります。`,
        },
      },
      {
        title: { en: 'No certificate can contain the name', ja: '証明書に含められない名前の場合' },
        why: {
          en: say`An internal name, for example: name the newest public certificate with SMTP on the connector instead. The command prints the name and asks; ${code('-TlsCertificateName $null')} is the way back. Leave the Fqdn of Default and Default Frontend connectors alone: mail between servers relies on it.`,
          ja: say`内部の名前などの場合は、代わりに、SMTP が割り当てられた最も新しい公的な証明書をコネクタに指定します。名前を表示してから確認を求めます。元に戻すには ${code('-TlsCertificateName $null')} を設定します。Default と Default Frontend の Fqdn は変更しないでください。サーバー間のメールが止まります。`,
        },
        run: ems`
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $all = Get-ExchangeCertificate -Server $srv | Where-Object HasPrivateKey
          $pin = @($all | Where-Object { !$_.IsSelfSigned -and $_.RootCAType -ne 'Enterprise' -and
            "$($_.Services)" -match 'SMTP' } | Sort-Object NotBefore)[-1]
          if ($pin.NotAfter -gt (Get-Date)) {
            $name = "<I>$($pin.Issuer)<S>$($pin.Subject)"; $name
            Set-ReceiveConnector $rc -TlsCertificateName $name -Confirm
          }`,
      },
      ifOverwritten(),
    ],
  }),
});
