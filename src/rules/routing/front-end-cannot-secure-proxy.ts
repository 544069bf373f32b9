import { code, defineRule, ems, likely, onProxyReply, or, say, shortName } from '../define.js';

const reply = onProxyReply('likely', ['PRX4']);

// PRX4: the back end is found and answers, but the session to it cannot be secured. PRX5 is a back end that does not take
// the session, PRX2 one that is not found.
export default defineRule({
  id: 'front-end-cannot-secure-proxy',
  reads: [...reply.reads, 'connector'],
  codes: reply.codes,
  words: reply.words,
  title: {
    en: 'Front end cannot secure the session to its back end (PRX4)',
    ja: 'フロントエンドがバックエンドとの接続を保護できない (PRX4)',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchangepowershell/set-receiveconnector',
    'https://learn.microsoft.com/exchange/disable-tls-between-active-directory-sites-exchange-2013-help',
  ],
  on: ['reply', 'bounce'],
  explains: [],
  mail: 'held',

  match(evidence) {
    const said = reply.match(evidence);
    const connector = evidence.first('connector', ({ properties }) => properties.get('suppressxanonymoustls')?.toLowerCase() === 'true');
    if (!said) return null;
    const server = connector?.server;
    const facts = { server: server && shortName(server) };
    return likely(facts, connector ? [...said.because, connector] : said.because);
  },

  text: () => ({
    cause: {
      en: say`The Front End Transport service must use X-ANONYMOUSTLS towards the mailbox server. That exchange failed, and most likely the connector there does not offer it. Senders retry; STARTTLS to the internet can be healthy.`,
      ja: say`フロントエンド トランスポート サービスは、メールボックス サーバーとの間で X-ANONYMOUSTLS を使用します。このやり取りが失敗しており、受信コネクタが X-ANONYMOUSTLS を提示していないと考えられます。送信側は再試行します。インターネットとの STARTTLS は正常なことがあります。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell, on the server that answered. The fault is proved if the first list has an entry, or if the certificate is out of date.`,
          ja: say`応答したサーバーの Exchange 管理シェルで実行します。最初の一覧に項目があるか、証明書の有効期限が切れていれば、これが原因です。`,
        },
        run: ems`
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $rc = Get-ReceiveConnector -Server $srv | Where-Object SuppressXAnonymousTls
          $rc | Format-List Identity, SuppressXAnonymousTls, AuthMechanism
          $print = (Get-TransportService $srv).InternalTransportCertificateThumbprint
          Get-ExchangeCertificate -Server $srv | Where-Object Thumbprint -eq $print |
            Format-List Subject, Status, NotAfter`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists a connector, and it was not set on purpose for a WAN optimizer between sites.`,
          ja: say`手順 1 にコネクタが表示され、サイト間の WAN 最適化装置のために意図して設定したものでない場合だけ実行します。`,
        },
        run: ems`
          if ($rc) { $rc | Set-ReceiveConnector -SuppressXAnonymousTls $false }`,
        changes: {
          en: say`The connectors of one server offer X-ANONYMOUSTLS again.`,
          ja: say`1 台のサーバーの受信コネクタが、X-ANONYMOUSTLS を再び提示します。`,
        },
        keep: {
          en: say`Step 1 prints the connectors; the same window keeps them in ${code('$rc')}.`,
          ja: say`変更前のコネクタは手順 1 で表示され、同じウィンドウの ${code('$rc')} に残ります。`,
        },
        undo: ems`
          foreach ($one in $rc) {
            Set-ReceiveConnector "$($one.Identity)" -SuppressXAnonymousTls $true
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Restart, then send a test message from outside: ${code('PRX4')} is gone.`,
          ja: say`サービスの再起動後、外部からテスト メールを送ります。送信側に ${code('PRX4')} が表示されなければ成功です。`,
        },
        run: ems`Restart-Service MSExchangeTransport, MSExchangeFrontEndTransport`,
      },
    ],
    moreLabel: { en: 'Undo, and what PRX4 means', ja: '元に戻す方法と PRX4 の意味' },
    more: [
      {
        title: { en: 'Where the meaning comes from', ja: '意味の根拠' },
        why: {
          en: say`Microsoft publishes no list of the PRX numbers. Inside Exchange Server, 4 is a protocol error: the back end refused a step of the session or its TLS failed. That X-ANONYMOUSTLS is the usual step is experience of administrators.`,
          ja: say`PRX の番号の一覧は公開されていません。4 は Exchange Server の内部でプロトコル エラーを示します (バックエンドの拒否または TLS の失敗)。X-ANONYMOUSTLS が原因となりやすいことは、管理者の経験によります。`,
        },
      },
      {
        title: { en: 'The list is empty and the certificate in date', ja: '一覧が空で、証明書が有効な場合' },
        why: {
          en: say`${code('AuthMechanism')} of ${code('Default')} and the server's name needs ${code('ExchangeServer')}. This only reads.`,
          ja: say`${code('Default')} とサーバー名の受信コネクタの ${code('AuthMechanism')} に ${code('ExchangeServer')} が必要です。参照のみのコマンドです。`,
        },
        run: ems`
          Get-ReceiveConnector -Server ${or('server', '$env:COMPUTERNAME')} |
            Format-List Identity, TransportRole, Bindings, AuthMechanism`,
      },
    ],
  }),
});
