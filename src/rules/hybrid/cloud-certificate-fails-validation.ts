import { certain, code, defineRule, ems, or, receiveConnector, say } from '../define.js';

// The event says that the capability is set and the certificate of the caller failed. An empty TlsDomainCapabilities logs nothing.
export default defineRule({
  id: 'cloud-certificate-fails-validation',
  title: {
    en: "Exchange Online's certificate fails validation on receipt",
    ja: '受信時に Exchange Online の証明書の検証に失敗している',
  },
  sources: [
    'https://learn.microsoft.com/previous-versions/office/exchange-server-2010/ff985053(v=exchg.141)',
    'https://techcommunity.microsoft.com/blog/exchange/trust-digicert-global-root-g2-certificate-authority-to-avoid-exchange-online-ema/4488311',
  ],
  reads: ['event'],
  events: [11022],
  explains: ['application-distrusts-server-certificate', 'certificate-revocation-cannot-be-checked'],
  mail: 'unknown',

  match(evidence) {
    const event = evidence.first('event', ({ id, source }) => id === 11022 && (source === undefined || source.startsWith('MSExchange')));
    if (!event) return null;
    return certain({ server: event.computer, connector: receiveConnector(event.computer, event.connector), value: event.error }, [event]);
  },

  text: () => ({
    cause: {
      en: say`${or('server', 'The server')} could not validate the certificate of the caller (${or('value', 'no status named')}), so it did not grant the capabilities of TlsDomainCapabilities. Mail from Exchange Online still arrives, but as anonymous and external.`,
      ja: say`${or('server', 'サーバー')} が接続元の証明書を検証できず (${or('value', '状態の記載なし')})、TlsDomainCapabilities の権限を与えていません。Exchange Online からのメールは届きますが、組織外の匿名メールとして扱われます。`,
    },
    confirm: [
      {
        why: {
          en: say`Windows PowerShell on the server. Nothing listed: the root of Exchange Online is missing. With a revocation status, look at the way to the CRL instead.`,
          ja: say`サーバーの Windows PowerShell で実行します。何も表示されない場合は、Exchange Online のルート証明書がありません。失効に関する状態の場合は、CRL への通信を確認します。`,
        },
        run: ems`
          $g2 = 'DF3C24F9BFD666761B268073FE06D1CC8D4F82A4'
          Get-ChildItem Cert:\LocalMachine\Root | Where-Object Thumbprint -eq $g2
          Get-ItemProperty 'HKLM:\SOFTWARE\Policies\Microsoft\SystemCertificates\AuthRoot' |
            Format-List DisableRootAutoUpdate`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Allow automatic root updates and the addresses of Microsoft's and DigiCert's CRL. Do not empty TlsDomainCapabilities, as the event suggests: a hybrid set-up needs it.`,
          ja: say`ルート証明書の自動更新と、Microsoft と DigiCert の CRL への通信を許可します。イベントの説明には TlsDomainCapabilities からの削除とありますが、削除しないでください。ハイブリッド構成に必要な設定です。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`New mail from Exchange Online has ${code('X-MS-Exchange-Organization-AuthAs: Internal')}, and no further event 11022 is logged.`,
          ja: say`Exchange Online からの新しいメールに ${code('X-MS-Exchange-Organization-AuthAs: Internal')} があり、イベント 11022 が新たに記録されなければ成功です。`,
        },
      },
    ],
    moreLabel: { en: 'What the connector grants', ja: 'コネクタが与える権限の確認' },
    more: [
      {
        title: { en: 'Connector', ja: 'コネクタの設定' },
        why: { en: say`This only reads.`, ja: say`参照のみのコマンドです。` },
        run: ems`
          Get-ReceiveConnector ${or('connector', '"$env:COMPUTERNAME\\Default Frontend $env:COMPUTERNAME"')} |
            Format-List Identity, TlsCertificateName, TlsDomainCapabilities`,
      },
    ],
  }),
});
