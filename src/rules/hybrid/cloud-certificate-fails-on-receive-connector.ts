import { certain, code, defineRule, ems, mentions, or, say, shortName } from '../define.js';

// 11022: the capability is set and was asked for, and the certificate of Exchange Online did not pass. Where it is not set
// nothing is logged; a Partner of Domain Security logs 11012 or 11015.
export default defineRule({
  id: 'cloud-certificate-fails-on-receive-connector',
  title: {
    en: "Exchange Online's certificate fails on the receive connector",
    ja: 'Exchange Online の証明書の検証に失敗している',
  },
  sources: [
    'https://technet.microsoft.com/library/ff985053(v=exchg.141)',
    'https://techcommunity.microsoft.com/blog/exchange/trust-digicert-global-root-g2-certificate-authority-to-avoid-exchange-online-ema/4488311',
  ],
  reads: ['event'],
  events: [11022],
  explains: ['application-distrusts-server-certificate', 'certificate-revocation-cannot-be-checked'],
  mail: 'unknown',

  match(evidence) {
    const event = evidence.first(
      'event',
      ({ id, remoteDomain }) => id === 11022 && (remoteDomain === undefined || mentions(remoteDomain, 'outlook', 'partner')),
    );
    return event
      ? certain({ server: event.computer && shortName(event.computer), connector: event.connector, value: event.error ?? event.issuer }, [event])
      : null;
  },

  text: () => ({
    cause: {
      en: say`${or('server', 'The server')} could not validate the certificate that Exchange Online presented (${or('value', 'status in the event')}). Mail is still accepted, but as external: no sender names, spam checks, closed groups refuse it.`,
      ja: say`${or('server', 'サーバー')} が、Exchange Online の証明書を検証できませんでした (${or('value', '状態はイベントに記載')})。メールは受信されますが外部扱いになり、送信者名の表示、スパム判定、内部限定のグループに影響します。`,
    },
    confirm: [
      {
        why: {
          en: say`PowerShell on ${or('server', 'that server')}: is the root of Exchange Online (DigiCert Global Root G2) there, is its automatic update on, and are its intermediates there?`,
          ja: say`${or('server', 'そのサーバー')} の PowerShell で実行します。Exchange Online のルート証明書 (DigiCert Global Root G2)、自動更新の状態、中間証明書を確認します。`,
        },
        run: ems`
          $stores = 'Root', 'AuthRoot', 'CA' | ForEach-Object { "Cert:\LocalMachine\$_" }
          Get-ChildItem $stores |
            Where-Object { "$($_.Issuer)" -like 'CN=DigiCert Global Root G2,*' } |
            Format-List Subject, NotAfter, Thumbprint
          Get-ItemProperty HKLM:\SOFTWARE\Policies\Microsoft\SystemCertificates\AuthRoot`,
      },
    ],
    fix: [
      {
        why: {
          en: say`${code('DisableRootAutoUpdate')} 1: allow the automatic update again, and the way to ${code('ctldl.windowsupdate.com')}. Without internet: import root and intermediates from DigiCert; the root's thumbprint must be ${code('DF3C24F9BFD666761B268073FE06D1CC8D4F82A4')}.`,
          ja: say`${code('DisableRootAutoUpdate')} が 1 の場合は自動更新を有効に戻し、${code('ctldl.windowsupdate.com')} への接続を許可します。インターネットに接続できない場合は、DigiCert のルート証明書と中間証明書をインポートします。ルートの拇印が ${code('DF3C24F9BFD666761B268073FE06D1CC8D4F82A4')} であることを確認します。`,
        },
      },
      {
        why: {
          en: say`In a hybrid set-up do not empty TlsDomainCapabilities, as the event suggests: then all mail from Exchange Online counts as external.`,
          ja: say`イベントでは TlsDomainCapabilities からの削除が案内されますが、ハイブリッド環境では削除しないでください。Exchange Online からのメールがすべて外部扱いになります。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`No new event after the next mail from Exchange Online, and its header says ${code('X-MS-Exchange-Organization-AuthAs: Internal')}.`,
          ja: say`Exchange Online からの次のメールで新しいイベントが記録されず、ヘッダーが ${code('X-MS-Exchange-Organization-AuthAs: Internal')} であれば成功です。`,
        },
        run: ems`
          $log = @{ LogName='Application'; Id=11022 }
          Get-WinEvent -FilterHashtable $log -MaxEvents 1 | Format-List TimeCreated`,
      },
    ],
    moreLabel: { en: 'Status is about revocation', ja: '失効確認の場合' },
    more: [
      {
        title: { en: 'Revocation', ja: '失効の確認' },
        why: {
          en: say`With a status such as ${code('RevocationOffline')} the chain is well, and the server cannot reach the revocation lists: allow it HTTP to them, or set the proxy of Windows.`,
          ja: say`${code('RevocationOffline')} などの場合、証明書チェーンに問題はなく、失効リストに接続できません。HTTP での接続を許可するか、Windows のプロキシを設定します。`,
        },
        run: ems`netsh winhttp show proxy`,
      },
    ],
  }),
});
