import { code, defineRule, ems, likely, or, say, shortName, tlsSaid } from '../define.js';

// Status of a certificate of this server. Where a connection fails because the one who called cannot check, it is that
// computer's fault; a list that was read and says "revoked" is Status Revoked.
export default defineRule({
  id: 'server-cannot-check-its-own-certificate',
  title: {
    en: 'Server cannot check its certificate for revocation',
    ja: 'サーバーが自身の証明書の失効を確認できない',
  },
  sources: [
    'KB979694',
    'https://learn.microsoft.com/powershell/module/exchangepowershell/get-exchangecertificate',
    'https://learn.microsoft.com/windows-server/networking/technologies/netsh/netsh-winhttp',
  ],
  reads: ['certificate', 'tls', 'reply'],
  on: ['certificate', 'tls'],
  explains: ['certificate-revocation-cannot-be-checked'],
  mail: 'unknown',

  match(evidence) {
    const certificate = evidence.first(
      'certificate',
      ({ status, origin }) => origin === 'store' && status?.toLowerCase() === 'revocationcheckfailure',
    );
    const said = tlsSaid(evidence, { words: ['because the revocation check failed'] });
    const first = certificate ?? said?.clue;
    if (!first) return null;
    const server = certificate?.server;
    return likely({ server: server && shortName(server), subject: certificate?.subject, thumbprint: certificate?.thumbprint }, [first]);
  },

  text: () => ({
    cause: {
      en: say`Windows on ${or('server', 'the server')} cannot reach the revocation list or OCSP of ${or('subject', 'this certificate')}: services use the WinHTTP proxy, not the user's. Mail goes on, except where a connector checks the other side; wizards may not offer the certificate.`,
      ja: say`${or('server', 'サーバー')} の Windows が、${or('subject', 'この証明書')} の失効リストや OCSP にアクセスできないと考えられます。サービスはユーザーのプロキシではなく WinHTTP の設定を使います。相手側の証明書を検証するコネクタ以外では、メールは届きます。ウィザードで証明書を選べないことがあります。`,
    },
    confirm: [
      {
        why: {
          en: say`PowerShell as administrator on ${or('server', 'that server')}: the proxy of services, the addresses that must be reachable, then the result of the check. ${code('RevocationStatusUnknown')} or ${code('OfflineRevocation')} is the fault.`,
          ja: say`${or('server', 'そのサーバー')} の PowerShell を管理者として実行します。サービスのプロキシ、アクセスが必要な URL、確認の結果が表示されます。${code('RevocationStatusUnknown')} または ${code('OfflineRevocation')} であれば、これが原因です。`,
        },
        run: ems`
          netsh winhttp show proxy
          $id = ${or('thumbprint', "''")}
          $my = Get-ChildItem Cert:\LocalMachine\My | Where-Object { $_.Issuer -ne $_.Subject }
          $my | Where-Object { !$id -or $_.Thumbprint -eq $id } | ForEach-Object {
            $_.Subject; $_.Extensions | Where-Object {
              $_.Oid.Value -in '2.5.29.31', '1.3.6.1.5.5.7.1.1' } |
              ForEach-Object { $_.Format($true) }
            $chain = New-Object Security.Cryptography.X509Certificates.X509Chain
            $chain.Build($_); $chain.ChainStatus | Format-List Status, StatusInformation }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Open HTTP (port 80) from the server to these addresses. Where only a proxy leads out, set it with ${code('netsh winhttp set proxy')} and list internal names in its bypass list: without them remote PowerShell breaks. Note the old setting first.`,
          ja: say`サーバーから、表示された URL への HTTP (ポート 80) を許可します。プロキシが必要な場合は、${code('netsh winhttp set proxy')} で設定し、バイパス リストに内部の名前を指定します。指定しないとリモート PowerShell が失敗します。変更前の設定を控えておきます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Look again after some minutes, since results are cached: ${code('Status')} must be Valid.`,
          ja: say`結果はキャッシュされるため、数分後にもう一度確認します。${code('Status')} が Valid であれば成功です。`,
        },
        run: ems`
          Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} |
            Format-List Subject, Thumbprint, Status, Services`,
      },
    ],
    moreLabel: { en: '1 more case', ja: 'ほかの 1 点' },
    more: [
      {
        title: { en: 'The check succeeds for you, Status stays', ja: '確認は成功するが Status が変わらない場合' },
        why: {
          en: say`Your session uses your own proxy, Exchange the one of the computer. The CAPI2 log, once enabled, names the address that fails.`,
          ja: say`実行したユーザーのプロキシと、Exchange が使うコンピューターのプロキシは別です。CAPI2 のログを有効にすると、失敗した URL が記録されます。`,
        },
        run: ems`
          Get-WinEvent Microsoft-Windows-CAPI2/Operational -MaxEvents 20 |
            Where-Object Level -le 3 | Format-List TimeCreated, Id, Message`,
      },
    ],
  }),
});
