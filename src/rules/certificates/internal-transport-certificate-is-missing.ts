import {
  type CertificateClue,
  certain,
  code,
  defineRule,
  ems,
  likely,
  mentions,
  or,
  type SettingClue,
  sameServer,
  say,
  shortName,
} from '../define.js';

// The certificate that Active Directory names for traffic among servers is gone or cannot be loaded. 12015 is one that is
// there and out of date; 12014 is a connector's certificate.
export default defineRule({
  id: 'internal-transport-certificate-is-missing',
  title: {
    en: 'Internal transport certificate is missing',
    ja: '内部トランスポート証明書が見つからない',
  },
  sources: [
    'https://technet.microsoft.com/library/ff985435(v=exchg.141)',
    'https://technet.microsoft.com/library/ff983190(v=exchg.141)',
    'https://microsoft.github.io/CSS-Exchange/Diagnostics/HealthChecker/InternalTransportCertificateCheck/',
  ],
  reads: ['event', 'setting', 'certificate', 'reply'],
  on: ['event', 'setting', 'reply'],
  codes: ['5.7.3'],
  words: ['Cannot load Internal Transport Certificate'],
  events: [12012, 12013, 12023, 12024],
  explains: ['exchange-server-authentication-is-not-offered'],
  mail: 'unknown',

  match(evidence) {
    const event = evidence.first('event', ({ id }) => [12012, 12013, 12023, 12024].includes(id));
    if (event) return certain({ server: event.computer && shortName(event.computer), thumbprint: event.thumbprint }, [event]);
    const setting = evidence.first('setting', (one) => isGone(one, evidence.all('certificate')));
    if (setting) return likely({ server: setting.server && shortName(setting.server), thumbprint: setting.thumbprint }, [setting]);
    // Exchange writes it about itself, as the reason why it did not sign in to the next server.
    const reply = evidence.first('reply', ({ text }) => mentions(text, 'Cannot load Internal Transport Certificate'));
    return reply ? certain({ server: reply.server && shortName(reply.server), thumbprint: undefined }, [reply]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('server', 'This server')} cannot load the certificate that it shows to other Exchange servers, often because self-signed certificates were removed. Mail between servers and EdgeSync can fail; a temporary certificate may stand in.`,
      ja: say`${or('server', 'このサーバー')} が、ほかの Exchange サーバーに提示する証明書を読み込めません。多くは、自己署名証明書の削除が原因です。サーバー間のメールと EdgeSync が失敗することがあります。一時的な証明書が代わりに使われる場合もあります。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'that server')}: the thumbprint that is expected, its certificate if it still exists, then a self-signed one that could take its place.`,
          ja: say`${or('server', 'そのサーバー')} の Exchange 管理シェルで実行します。設定されている拇印、残っていればその証明書、代わりに使える自己署名証明書の順に表示されます。`,
        },
        run: ems`
          $ex = Get-ExchangeServer ${or('server', '$env:COMPUTERNAME')}
          $id = (Get-TransportService $ex.Name).InternalTransportCertificateThumbprint
          $all = Get-ExchangeCertificate -Server $ex.Name | Where-Object HasPrivateKey
          $cert = $all | Where-Object Thumbprint -eq $id
          $own = $all | Where-Object { $_.IsSelfSigned -and $_.NotAfter -gt (Get-Date) -and
            $_.CertificateDomains -like $ex.Fqdn } |
            Sort-Object NotBefore | Select-Object -Last 1
          $id; $cert, $own | Format-List Subject, NotAfter, Services, Thumbprint`,
      },
    ],
    fix: [
      {
        why: {
          en: say`If a .pfx of the missing certificate exists, import it first and repeat step 1. Here the answer to overwriting the default SMTP certificate is ${code('Y')}: the missing one is to be replaced.`,
          ja: say`失われた証明書の .pfx がある場合は、先にインポートして手順 1 を繰り返します。「既存の既定の SMTP 証明書を上書きしますか?」には、ここでは ${code('Y')} を入力します。見つからない証明書を置き換えるためです。`,
        },
        run: ems`
          if ($cert) {
            Enable-ExchangeCertificate $id -Server $ex.Name -Services SMTP
          } elseif ($own) {
            Enable-ExchangeCertificate $own.Thumbprint -Server $ex.Name -Services SMTP
          } elseif ($ex) {
            $how = @{ Server=$ex.Name; DomainName=$ex.Name; PrivateKeyExportable=$true }
            New-ExchangeCertificate @how -IncludeServerFQDN -KeySize 2048 -Services SMTP
          }`,
        changes: {
          en: say`Repairs the right to the key if the certificate exists; otherwise a self-signed one, new if need be, becomes the internal one.`,
          ja: say`証明書があれば秘密キーの権限を修復します。なければ、既存または新規の自己署名証明書を内部トランスポート証明書にします。`,
        },
        keep: { en: say`Step 1 prints the old thumbprint.`, ja: say`変更前の拇印は手順 1 で表示されます。` },
        undo: {
          en: say`There is no way back to a certificate that is gone. Connectors that name a certificate are not touched.`,
          ja: say`失われた証明書には戻せません。コネクタに指定した証明書には影響しません。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Mail on this server pauses for a minute. The internal certificate must be listed, and no event 12012, 12013, 12023 or 12024 may follow.`,
          ja: say`このサーバーのメールが 1 分ほど止まります。内部トランスポート証明書が表示され、イベント 12012、12013、12023、12024 が記録されなければ成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeTransport, MSExchangeFrontEndTransport
          $id = (Get-TransportService $ex.Name).InternalTransportCertificateThumbprint
          Get-ExchangeCertificate $id -Server $ex.Name | Format-List Subject, NotAfter`,
      },
    ],
    moreLabel: { en: 'Undo, and Edge servers', ja: '元に戻す方法とエッジ' },
    more: [
      {
        title: { en: 'Edge servers', ja: 'エッジ サーバー' },
        why: {
          en: say`An Edge subscription trusts the old certificate: subscribe the Edge server again if step 2 replaced it.`,
          ja: say`エッジ サブスクリプションは以前の証明書を信頼しています。手順 2 で置き換えた場合は、エッジ サーバーのサブスクリプションを作成し直します。`,
        },
        run: ems`Get-EdgeSubscription | Format-List Name, Site, WhenChangedUTC`,
      },
    ],
  }),
});

/** The certificates of the server were listed, more than one, and the one that its transport service names is not among them. */
function isGone({ of, thumbprint, server }: SettingClue, all: readonly CertificateClue[]): boolean {
  if (of !== 'transport-service' || thumbprint === undefined) return false;
  const own = all.filter((one) => one.origin === 'store' && one.thumbprint !== undefined && sameServer(one.server, server));
  return own.length > 1 && own.every((one) => one.thumbprint?.toLowerCase() !== thumbprint.toLowerCase());
}
