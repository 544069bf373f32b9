import { bold, certain, code, defineRule, ems, ifOverwritten, likely, say, serversOf, shortName } from '../define.js';

// The name is right, for another server has exactly this certificate. It was not imported here; to change the connector
// would break the servers that work.
export default defineRule({
  id: 'certificate-missing-on-one-server',
  title: {
    en: 'Certificate is missing on one server of the farm',
    ja: '一部のサーバーに証明書がインポートされていない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/troubleshoot/email-delivery/mails-issues-occur-after-april-15-2016',
    'https://learn.microsoft.com/exchange/architecture/client-access/import-certificates',
  ],
  reads: ['pairing'],
  explains: [
    'receive-connector-pins-missing-certificate',
    'send-connector-pins-missing-certificate',
    'hybrid-server-withholds-starttls',
    'starttls-required-but-not-offered',
    'receive-connector-does-not-offer-starttls',
    'own-certificate-key-fails',
  ],
  mail: 'held',

  match(evidence) {
    const found = evidence.all('pairing', ({ of, elsewhere }) => of !== 'hybrid' && elsewhere !== undefined);
    const [pairing] = found;
    const [server, source] = [pairing?.server, pairing?.elsewhere?.server];
    const thumbprint = pairing?.elsewhere?.thumbprint;
    if (!pairing?.elsewhere || server === undefined || source === undefined || thumbprint === undefined) return null;
    const { identity, wanted } = pairing;
    const connector = pairing.of === 'receive' ? identity : undefined;
    const sendConnector = pairing.of === 'send' ? identity : undefined;
    const places = { server: shortName(server), remoteHost: shortName(source), value: serversOf(found) ?? shortName(server) };
    const facts = { ...places, connector, sendConnector, thumbprint, issuer: wanted.issuer, subject: wanted.subject };
    return (pairing.whole ? certain : likely)(facts, [pairing, pairing.elsewhere]);
  },

  text: () => ({
    cause: {
      en: say`The connector names a certificate that ${'remoteHost'} has and ${'value'} lacks: it was not imported there. Mail over that server waits for a retry, ${bold('nothing is lost yet;')} the name of the connector is right.`,
      ja: say`コネクタが指定する証明書は ${'remoteHost'} にありますが、${'value'} にはインポートされていません。そこを通るメールは再試行中で、${bold('まだ失われていません。')}コネクタの指定に問題はありません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: the certificate on every server. ${'server'} must show none.`,
          ja: say`Exchange 管理シェルで実行し、すべてのサーバーの該当する証明書を表示します。${'server'} には表示されないことを確認します。`,
        },
        run: ems`
          $id = ${'thumbprint'}
          foreach ($one in (Get-TransportService).Name) {
            $one
            Get-ExchangeCertificate -Server $one | Where-Object Thumbprint -eq $id |
              Format-List Subject, HasPrivateKey, Services, NotAfter
          }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`In the same window; it asks for a password that protects the key on its way. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`同じウィンドウで実行します。転送中の秘密キーを保護するパスワードの入力を求められます。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中。Enter だけを押すと上書き)。`,
        },
        run: ems`
          if ($id) {
            $pw = Read-Host -AsSecureString
            $how = @{ Server=${'remoteHost'}; BinaryEncoded=$true; Password=$pw }
            $pfx = Export-ExchangeCertificate $id @how
            $how = @{ Server=${'server'}; FileData=$pfx.FileData; Password=$pw }
            Import-ExchangeCertificate @how
            Enable-ExchangeCertificate $id -Server ${'server'} -Services SMTP
          }`,
        changes: {
          en: say`Copies one certificate with its key to ${'server'} and assigns SMTP to it.`,
          ja: say`1 つの証明書を秘密キーとともに ${'server'} へコピーし、SMTP を割り当てます。`,
        },
        keep: { en: say`No setting is changed; the other certificates stay.`, ja: say`既存の設定と証明書は変わりません。` },
        undo: {
          en: say`Leave the copy: unused it does no harm, and Exchange refuses to remove a certificate that a send connector names.`,
          ja: say`コピーはそのままで問題ありません。送信コネクタが指定する証明書の削除は、Exchange に拒否されます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`${code('HasPrivateKey')} must be True and SMTP among the ${code('Services')}; then restart transport on ${'server'}.`,
          ja: say`${code('HasPrivateKey')} が True で、${code('Services')} に SMTP があれば成功です。その後 ${'server'} でトランスポート サービスを再起動します。`,
        },
        run: ems`
          Get-ExchangeCertificate -Server ${'server'} | Where-Object Thumbprint -eq $id |
            Format-List Subject, HasPrivateKey, Services`,
      },
    ],
    moreLabel: { en: 'Undo, and 3 more cases', ja: '元に戻す方法とほかの 3 点' },
    more: [
      {
        title: { en: 'The export is refused', ja: 'エクスポートできない場合' },
        why: {
          en: say`The key was imported as not exportable: use the .pfx file that was kept, or have the certificate issued again.`,
          ja: say`秘密キーがエクスポート不可でインポートされています。保管してある .pfx ファイルを使用するか、証明書を再発行します。`,
        },
      },
      {
        title: { en: 'More servers, Edge servers', ja: 'ほかのサーバーとエッジ サーバー' },
        why: {
          en: say`Each server needs its own copy (missing on ${'value'}): repeat the steps for each. An Edge server gets it by hand, as a .pfx file.`,
          ja: say`証明書はサーバーごとに必要です (ないサーバー: ${'value'})。サーバーごとに手順を繰り返します。エッジ サーバーには .pfx ファイルを手動でインポートします。`,
        },
      },
      ifOverwritten(),
    ],
  }),
});
