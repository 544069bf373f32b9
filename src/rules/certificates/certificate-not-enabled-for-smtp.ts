import {
  bold,
  type CertificateClue,
  certain,
  code,
  defineRule,
  ems,
  ifOverwritten,
  or,
  outOfDate,
  type PairingClue,
  receiveConnector,
  say,
  serversOf,
  shortName,
} from '../define.js';

// The name is right and the certificate is there, but importing gives no service: without SMTP among its Services
// transport may not read its key.
export default defineRule({
  id: 'certificate-not-enabled-for-smtp',
  title: {
    en: 'Named certificate is not enabled for SMTP',
    ja: '指定された証明書に SMTP が割り当てられていない',
  },
  sources: [
    'KB3064938',
    'https://learn.microsoft.com/powershell/module/exchange/enable-exchangecertificate',
    'https://learn.microsoft.com/exchange/troubleshoot/email-delivery/cannot-receive-mail-with-new-certificate',
  ],
  reads: ['pairing'],
  explains: [
    'receive-connector-pins-missing-certificate',
    'hybrid-server-withholds-starttls',
    'starttls-required-but-not-offered',
    'receive-connector-does-not-offer-starttls',
    'own-certificate-key-fails',
    'transport-may-not-use-certificate',
  ],
  mail: 'held',

  match(evidence) {
    const found = evidence.all('pairing', (one) => one.of !== 'hybrid' && lacking(one) !== undefined);
    const [pairing] = found;
    const certificate = pairing && lacking(pairing);
    if (!pairing || !certificate) return null;
    const server = pairing.server && shortName(pairing.server);
    const connector = pairing.of === 'receive' ? receiveConnector(server, pairing.identity) : pairing.identity;
    const facts = { server, connector, thumbprint: certificate.thumbprint, ...pairing.wanted, value: serversOf(found) };
    return certain(facts, [certificate, pairing]);
  },

  text: () => ({
    cause: {
      en: say`${or('connector', 'The connector')} names the right certificate, but SMTP is missing from its Services on ${or('value', 'that server')}. Exchange does not use it, so TLS fails and peers that insist on it hold their mail: ${bold('nothing is lost yet.')}`,
      ja: say`${or('connector', 'コネクタ')} が指定する証明書はありますが、${or('value', 'サーバー')} で Services に SMTP がないため使用されません。TLS を必須とする相手のメールは再試行中です。${bold('まだ失われていません。')}`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'that server')}: ${code('Services')} must lack SMTP, ${code('HasPrivateKey')} must be True.`,
          ja: say`${or('server', 'そのサーバー')} の Exchange 管理シェルで実行します。${code('Services')} に SMTP がなく、${code('HasPrivateKey')} が True であることを確認します。`,
        },
        run: ems`
          $id = ${or('thumbprint', "''")}
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $cert = Get-ExchangeCertificate -Server $srv | Where-Object Thumbprint -eq $id
          $cert | Format-List Subject, Issuer, Services, HasPrivateKey, Status, NotAfter`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 shows that. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`手順 1 でそのとおり確認できた場合だけ実行します。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (Enter だけを押すと上書き)。既定の証明書はサーバー間で使用中です。`,
        },
        run: ems`
          if ($cert.HasPrivateKey) {
            Enable-ExchangeCertificate $id -Server $srv -Services SMTP
          }`,
        changes: {
          en: say`Assigns SMTP to one certificate of one server, and lets NETWORK SERVICE read its key.`,
          ja: say`1 台のサーバーの 1 つの証明書に SMTP を割り当てます。NETWORK SERVICE が秘密キーを読み取れるようになります。`,
        },
        keep: { en: say`Step 1 prints the Services as they are now.`, ja: say`変更前の Services は手順 1 で表示されます。` },
        undo: {
          en: say`A service cannot be taken off again; the certificates that had SMTP before keep it.`,
          ja: say`サービスの割り当ては外せません。以前から SMTP があった証明書の割り当ては残ります。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Restart, connect, type ${code('EHLO test')}: you must see ${code('250-STARTTLS')}.`,
          ja: say`サービスの再起動後に接続して ${code('EHLO test')} を入力し、${code('250-STARTTLS')} が表示されれば成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeFrontEndTransport, MSExchangeTransport
          telnet localhost 25`,
      },
    ],
    moreLabel: { en: 'Undo, and the other servers', ja: '元に戻す方法とほかのサーバー' },
    more: [
      {
        title: { en: 'Every server has its own list', ja: '割り当てはサーバーごと' },
        why: {
          en: say`Services are set server by server. This shows the same certificate on all of them:`,
          ja: say`Services はサーバーごとに設定されます。次のコマンドで、同じ証明書をすべてのサーバーについて表示します。`,
        },
        run: ems`
          foreach ($one in (Get-TransportService).Name) {
            $one
            Get-ExchangeCertificate -Server $one | Where-Object Thumbprint -eq $id |
              Format-List Services, HasPrivateKey
          }`,
      },
      ifOverwritten(),
    ],
  }),
});

/** The certificate that would serve, if only it had SMTP; nothing if another one of this name has it. */
function lacking({ named }: PairingClue): CertificateClue | undefined {
  const usable = named.filter((one) => !outOfDate(one) && one.hasPrivateKey !== false);
  return usable.every(({ services }) => services !== undefined && !services.includes('SMTP'))
    ? usable.find(({ thumbprint }) => thumbprint !== undefined)
    : undefined;
}
