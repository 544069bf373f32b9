import { type CertificateClue, certain, code, defineRule, ems, or, sameServer, say, shortName } from '../define.js';

// The internal certificate is there and valid: it is only the wrong one. An expired one is 12015; the question before it
// happens is a rule of its own.
export default defineRule({
  id: 'public-certificate-became-the-internal-one',
  title: {
    en: 'Public certificate is the internal transport certificate',
    ja: '公的な証明書が内部トランスポート証明書になっている',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchangepowershell/enable-exchangecertificate',
    'https://microsoft.github.io/CSS-Exchange/Diagnostics/HealthChecker/InternalTransportCertificateCheck/',
    'KB2989382',
  ],
  reads: ['setting', 'certificate'],
  on: ['setting'],
  explains: ['edge-direct-trust-fails'],
  mail: 'unaffected',

  match(evidence) {
    for (const setting of evidence.all('setting', ({ of, thumbprint }) => of === 'transport-service' && thumbprint !== undefined)) {
      const isIt = (one: CertificateClue) =>
        one.thumbprint?.toLowerCase() === setting.thumbprint?.toLowerCase() && sameServer(one.server, setting.server) && isPublic(one);
      const certificate = evidence.first('certificate', isIt);
      const server = setting.server ?? certificate?.server;
      if (certificate) return certain({ server: server && shortName(server), subject: certificate.subject }, [setting, certificate]);
    }
    return null;
  },

  text: () => ({
    cause: {
      en: say`${or('server', 'This server')} shows ${or('subject', 'its public certificate')} to other Exchange servers too, mostly because overwriting the default SMTP certificate was answered with Yes. Mail goes on until that one expires or is removed; older Edge subscriptions fail.`,
      ja: say`${or('server', 'このサーバー')} が、ほかの Exchange サーバーにも ${or('subject', '公的な証明書')} を提示しています。多くは、既定の SMTP 証明書の上書きに「はい」と答えたことが原因です。この証明書の期限切れや削除まではメールは届きますが、以前のエッジ サブスクリプションは失敗します。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'that server')}: the internal certificate of now, then the self-signed one of this server, if it still exists.`,
          ja: say`${or('server', 'そのサーバー')} の Exchange 管理シェルで実行します。現在の内部トランスポート証明書と、残っていればこのサーバーの自己署名証明書が表示されます。`,
        },
        run: ems`
          $ex = Get-ExchangeServer ${or('server', '$env:COMPUTERNAME')}
          $id = (Get-TransportService $ex.Name).InternalTransportCertificateThumbprint
          $all = Get-ExchangeCertificate -Server $ex.Name | Where-Object HasPrivateKey
          $now = $all | Where-Object Thumbprint -eq $id
          $own = $all | Where-Object { $_.IsSelfSigned -and $_.NotAfter -gt (Get-Date) -and
            $_.CertificateDomains -like $ex.Fqdn } |
            Sort-Object NotBefore | Select-Object -Last 1
          $now, $own | Format-List Subject, IsSelfSigned, NotAfter, Thumbprint`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if the first one is from an authority. Here the answer to overwriting the default SMTP certificate is ${code('Y')}: a self-signed one takes its old place again.`,
          ja: say`最初の証明書が、証明機関から発行されたものである場合だけ実行します。「既存の既定の SMTP 証明書を上書きしますか?」には、ここでは ${code('Y')} を入力します。自己署名証明書を元の役割に戻すためです。`,
        },
        run: ems`
          if ($now.IsSelfSigned -eq $false -and $own) {
            Enable-ExchangeCertificate $own.Thumbprint -Server $ex.Name -Services SMTP
          } elseif ($now.IsSelfSigned -eq $false) {
            $how = @{ Server=$ex.Name; DomainName=$ex.Name; PrivateKeyExportable=$true }
            New-ExchangeCertificate @how -IncludeServerFQDN -KeySize 2048 -Services SMTP
          }`,
        changes: {
          en: say`Makes a self-signed certificate the internal one. The public one keeps SMTP, and connectors that name it are not touched.`,
          ja: say`自己署名証明書を内部トランスポート証明書にします。公的な証明書の SMTP の割り当てと、コネクタでの指定は変わりません。`,
        },
        keep: {
          en: say`Both certificates stay in the store; the same window keeps the old thumbprint in ${code('$id')}. Answer ${code('Y')} again.`,
          ja: say`どちらの証明書もストアに残ります。元の拇印は、同じウィンドウの ${code('$id')} に残ります。ここでも ${code('Y')} を入力します。`,
        },
        undo: ems`
          if ($id) {
            Enable-ExchangeCertificate $id -Server $ex.Name -Services SMTP
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Restart the service; ${code('IsSelfSigned')} of the internal certificate must be True.`,
          ja: say`サービスを再起動し、内部トランスポート証明書の ${code('IsSelfSigned')} が True であれば成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeTransport
          $new = (Get-TransportService $ex.Name).InternalTransportCertificateThumbprint
          Get-ExchangeCertificate $new -Server $ex.Name |
            Format-List Subject, IsSelfSigned, NotAfter`,
      },
    ],
    moreLabel: { en: 'Undo, and Edge servers', ja: '元に戻す方法とエッジ' },
    more: [
      {
        title: { en: 'Edge servers', ja: 'エッジ サーバー' },
        why: {
          en: say`Each change of this certificate breaks the Edge subscriptions of the site: subscribe the Edge servers again.`,
          ja: say`この証明書が変わるたびに、サイトのエッジ サブスクリプションは無効になります。エッジ サーバーのサブスクリプションを作成し直します。`,
        },
        run: ems`Get-EdgeSubscription | Format-List Name, Site, WhenChangedUTC`,
      },
      {
        title: { en: 'At the next renewal', ja: '次回の更新時' },
        why: {
          en: say`Answer ${code('N')}: SMTP is assigned all the same. ${code('-Force')} in a renewal script answers Yes.`,
          ja: say`${code('N')} を入力しても SMTP は割り当てられます。更新スクリプトの ${code('-Force')} は「はい」と同じです。`,
        },
      },
    ],
  }),
});

/** From an authority outside: an internal one may be meant for the servers. */
const isPublic = ({ selfSigned, issuer, subject, rootType }: CertificateClue): boolean =>
  (selfSigned ?? (issuer === undefined || issuer === subject)) === false &&
  !['enterprise', 'grouppolicy', 'none'].includes(rootType?.toLowerCase() ?? '');
