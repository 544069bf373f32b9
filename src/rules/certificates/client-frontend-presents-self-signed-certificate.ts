import {
  bareName,
  type ConnectorClue,
  code,
  defineRule,
  ems,
  ifOverwritten,
  likely,
  mentions,
  or,
  receiveConnector,
  type SessionClue,
  say,
  shortName,
  tlsSaid,
} from '../define.js';

// Port 587 is a connector of its own: its certificate is chosen apart from port 25, which the hybrid wizard sets. A program
// that only says that it does not trust the server has not shown yet which certificate it saw.
export default defineRule({
  id: 'client-frontend-presents-self-signed-certificate',
  title: {
    en: 'Port 587 presents the self-signed certificate',
    ja: 'ポート 587 で自己署名証明書が提示されている',
  },
  sources: [
    'https://learn.microsoft.com/exchange/clients/pop3-and-imap4/configure-authenticated-smtp',
    'https://learn.microsoft.com/exchange/mail-flow/mail-routing/inbound-starttls-certificates-selection',
  ],
  reads: ['session', 'connector', 'tls', 'reply'],
  on: ['session', 'connector'],
  properties: ['tlscertificatename'],
  explains: ['application-distrusts-server-certificate', 'application-calls-server-by-other-name'],
  mail: 'unknown',

  match(evidence) {
    const session = evidence.first('session', showsSelfSigned);
    const connector = evidence.first('connector', unpinned);
    const refusal = connector && tlsSaid(evidence, { words: WORDS, where: (clue) => clue.side !== 'remote' && clue.connector === undefined });
    if (!session && !refusal) return null;
    const host = connector?.server ?? session?.host;
    const server = host === undefined ? undefined : shortName(host);
    const identity = receiveConnector(server, connector?.identity && bareName(connector.identity));
    const [first, ...rest] = [session, connector, refusal?.clue].filter((clue) => clue !== undefined);
    return first ? likely({ server: connector?.server && server, connector: identity }, [first, ...rest]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('connector', 'The connector Client Frontend')} names no certificate, so its Fqdn chooses, and the self-signed one of set-up fits best. Programs and mail clients warn or refuse to send; mail between servers is not affected.`,
      ja: say`${or('connector', 'コネクタ Client Frontend')} に証明書が指定されていないため、FQDN に合う自己署名証明書が選ばれていると考えられます。メール クライアントやアプリケーションで警告または送信エラーが発生します。サーバー間のメールには影響しません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'the server that answers')}: an empty TlsCertificateName, then the newest public certificate and its names.`,
          ja: say`${or('server', '応答するサーバー')} の Exchange 管理シェルで実行します。空の TlsCertificateName と、最も新しい公的な証明書が表示されます。`,
        },
        run: ems`
          $rc = ${or('connector', '"$env:COMPUTERNAME\\Client Frontend $env:COMPUTERNAME"')}
          Get-ReceiveConnector $rc | Format-List Fqdn, Bindings, TlsCertificateName
          $old = "$((Get-ReceiveConnector $rc).TlsCertificateName)"
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $new = Get-ExchangeCertificate -Server $srv |
            Where-Object { $_.HasPrivateKey -and !$_.IsSelfSigned } |
            Sort-Object NotBefore | Select-Object -Last 1
          $new | Format-List Subject, CertificateDomains, NotAfter, Services, Thumbprint`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if TlsCertificateName is empty and the certificate contains the name that clients call. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`TlsCertificateName が空で、クライアントが接続する名前が証明書に含まれている場合だけ実行します。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中。Enter だけを押すと上書き)。`,
        },
        run: ems`
          if ($new.NotAfter -gt (Get-Date) -and !$old) {
            Enable-ExchangeCertificate $new.Thumbprint -Server $srv -Services SMTP
            $name = "<I>$($new.Issuer)<S>$($new.Subject)"
            Set-ReceiveConnector $rc -TlsCertificateName $name
          }`,
        changes: {
          en: say`Pins port 587 of one server to the public certificate.`,
          ja: say`1 台のサーバーのポート 587 に公的な証明書を指定します。`,
        },
        keep: { en: say`The old value is empty; step 1 shows it.`, ja: say`変更前の値は空です。手順 1 で確認できます。` },
        undo: ems`if ($rc -and $name -and !$old) { Set-ReceiveConnector $rc -TlsCertificateName $null }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Restart; a client connects to port 587 without a warning.`,
          ja: say`サービスの再起動後、クライアントが警告なしでポート 587 に接続できれば成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeFrontEndTransport
          Get-ReceiveConnector $rc | Format-List TlsCertificateName`,
      },
    ],
    moreLabel: { en: 'Undo, and the other servers', ja: '元に戻す方法とほかのサーバー' },
    more: [
      {
        title: { en: 'Other servers, and the next renewal', ja: 'ほかのサーバーと次回の更新' },
        why: {
          en: say`Each server has a connector of its own. Behind a load balancer all need the same name, and a new one when issuer or subject change.`,
          ja: say`コネクタはサーバーごとにあります。ロード バランサーの配下ではすべてに同じ名前を設定し、発行者またはサブジェクトが変わるたびに設定し直します。`,
        },
        run: ems`
          Get-ReceiveConnector | Where-Object { "$($_.Bindings)" -match ':587' } |
            Format-List Identity, Fqdn, TlsCertificateName`,
      },
      ifOverwritten(),
    ],
  }),
});

/** Set-up calls its certificate after the server, by the short name alone; other servers on port 587 do not. */
const showsSelfSigned = ({ port, selfSigned, product, log, certificate }: SessionClue): boolean =>
  port === '587' &&
  selfSigned === true &&
  log === undefined &&
  (product === 'exchange' || (product === 'unknown' && isServerName(certificate?.subject)));
const isServerName = (subject = ''): boolean => /^CN ?= ?[\w-]{1,15}$/i.test(subject);

const unpinned = ({ direction, identity, properties }: ConnectorClue): boolean =>
  direction === 'receive' && properties.get('tlscertificatename') === '' && mentions(identity ?? '', 'Client Frontend');

const WORDS = [
  'self signed',
  'untrustedroot',
  'not trusted',
  'trusted root',
  'certification path',
  'chainerrors',
  'mismatch',
  'altname',
  'did not match',
];
