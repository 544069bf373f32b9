import { type CertificateClue, code, defineRule, ems, ifOverwritten, isInUse, likely, or, say, shortName } from '../define.js';

// The listing of the server's own certificates says Revoked. A list that could not be read is RevocationCheckFailure, and a
// next hop whose certificate is revoked has a rule of its own.
export default defineRule({
  id: 'own-certificate-is-revoked',
  title: {
    en: 'Certificate of this server is revoked',
    ja: 'このサーバーの証明書が失効している',
  },
  sources: ['RFC 5280', 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-exchangecertificate'],
  reads: ['certificate', 'connector'],
  on: ['certificate'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const all = evidence.all('certificate');
    const others = all.filter((one) => !isRevoked(one));
    const own = all.find((one) => isRevoked(one) && isInUse(one, others, evidence.all('connector')));
    const server = own?.server && shortName(own.server);
    return own ? likely({ server, subject: own.subject, thumbprint: own.thumbprint }, [own]) : null;
  },

  text: () => ({
    cause: {
      en: say`The authority that issued ${or('subject', 'the certificate')} on ${or('server', 'the server')} has revoked it. Peers that check revocation end TLS and hold their mail; those that only encrypt notice nothing.`,
      ja: say`${or('server', 'サーバー')} の ${or('subject', '証明書')} は、証明機関によって失効しています。失効を確認する相手は TLS を切断してメールを保留し、暗号化だけを行う相手には影響しません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'that server')}: revoked certificates, the connectors that name one, then the newest other one for the same host.`,
          ja: say`${or('server', '該当するサーバー')} の Exchange 管理シェルで実行します。失効した証明書、それを指定しているコネクタ、同じホスト名を含む最も新しい別の証明書が表示されます。`,
        },
        run: ems`
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $all = @(Get-ExchangeCertificate -Server $srv | Where-Object HasPrivateKey)
          ($bad = $all | Where-Object Status -eq 'Revoked') | Format-List Subject, Thumbprint
          $hosts = $bad.CertificateDomains | ForEach-Object { "$_" }
          $new = @($all | Where-Object { "$($_.Status)" -eq 'Valid' -and !$_.IsSelfSigned -and
            ($_.CertificateDomains | Where-Object { "$_" -in $hosts }) } |
            Sort-Object NotBefore)[-1]
          $fit = $new.CertificateDomains | ForEach-Object { "$_" }
          $dead = $bad | Where-Object { $_.CertificateDomains | Where-Object { "$_" -in $fit } } |
            ForEach-Object { "<I>$($_.Issuer)<S>$($_.Subject)" }
          $rc = @(Get-ReceiveConnector -Server $srv | Where-Object {
            "$($_.TlsCertificateName)" -in $dead })
          $rc | Format-List Identity, TlsCertificateName; $new | Format-List Subject, NotAfter`,
      },
    ],
    fix: [
      {
        why: {
          en: say`First request a certificate with a new key and import it on every server; a revoked one is never valid again. Run this only if step 1 lists it. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`先に、新しいキーで証明書を取得し、すべてのサーバーにインポートします。失効した証明書が再び有効になることはありません。手順 1 でその証明書が表示された場合だけ実行します。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中。Enter だけでは上書き)。`,
        },
        run: ems`
          if ($new.NotAfter -gt (Get-Date)) {
            Enable-ExchangeCertificate $new.Thumbprint -Server $srv -Services SMTP
            $name = "<I>$($new.Issuer)<S>$($new.Subject)"
            $rc | Set-ReceiveConnector -TlsCertificateName $name
          }`,
        changes: {
          en: say`Assigns SMTP to the new certificate on one server, and writes its name to the receive connectors listed.`,
          ja: say`1 台のサーバーの新しい証明書に SMTP を割り当て、表示された受信コネクタに名前を設定します。`,
        },
        keep: {
          en: say`Step 1 prints the old names; the same window keeps them in ${code('$rc')}. The SMTP assignment stays.`,
          ja: say`変更前の名前は手順 1 で表示され、同じウィンドウの ${code('$rc')} にも残ります。SMTP の割り当ては残ります。`,
        },
        undo: ems`
          foreach ($one in $rc) {
            Set-ReceiveConnector "$($one.Identity)" -TlsCertificateName "$($one.TlsCertificateName)"
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Mail pauses for a minute. The new certificate shows Status ${code('Valid')} and SMTP, and peers deliver again.`,
          ja: say`メールが 1 分ほど止まります。新しい証明書の Status が ${code('Valid')} で SMTP が割り当てられ、相手からのメールが届けば成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeFrontEndTransport, MSExchangeTransport
          Get-ExchangeCertificate -Server $srv | Format-List Subject, Thumbprint, Status, Services`,
      },
    ],
    moreLabel: { en: 'Undo, and 4 more points', ja: '元に戻す方法とほかの 4 点' },
    more: [
      {
        title: { en: 'Same issuer and subject', ja: '発行者とサブジェクトが同じ場合' },
        why: {
          en: say`Both certificates then fit the connector's name, and the revoked one may still be presented. Once the new one has IIS and SMTP, remove the revoked one with ${code('Remove-ExchangeCertificate')}; it asks first and is final.`,
          ja: say`コネクタの名前には両方の証明書が合い、失効した証明書が提示され続けることがあります。新しい証明書に IIS と SMTP を割り当ててから、失効した証明書を ${code('Remove-ExchangeCertificate')} で削除します。確認が表示され、削除は元に戻せません。`,
        },
      },
      {
        title: { en: 'Why it was revoked', ja: '失効の理由' },
        why: {
          en: say`Ask the authority before the next request. After a stolen key, look at who had the .pfx; an error of the authority needs nothing more.`,
          ja: say`次の要求の前に証明機関に確認します。キーの漏えいであれば .pfx を扱った人と場所を調べます。証明機関側の誤りであれば、ほかの作業は不要です。`,
        },
      },
      {
        title: { en: 'Send connectors that name it', ja: '失効した証明書を指定している送信コネクタ' },
        why: {
          en: say`They need the new name if issuer or subject has changed. All their source servers need the certificate first; the old names stay in ${code('$sc')}.`,
          ja: say`発行者またはサブジェクトが変わった場合は、送信コネクタにも新しい名前を設定します。先にすべての送信元サーバーへ証明書を入れます。変更前の名前は ${code('$sc')} に残ります。`,
        },
        run: ems`
          $sc = @(Get-SendConnector | Where-Object { "$($_.TlsCertificateName)" -in $dead })
          $sc | Format-List Name, TlsCertificateName
          if ($name) { $sc | Set-SendConnector -TlsCertificateName $name -Confirm }`,
      },
      ifOverwritten(),
    ],
  }),
});

const isRevoked = ({ origin, status }: CertificateClue): boolean => origin === 'store' && status?.toLowerCase() === 'revoked';
