import { code, defineRule, ems, ifOverwritten, or, say, shorterLives } from '../define.js';
import { onAttempt, TOO_OLD } from '../define-hybrid.js';

// The word names it; SubjectMismatch and UntrustedRoot under the same codes are other faults. 4.7.322 is the check by DANE.
export default defineRule({
  id: 'exchange-online-finds-certificate-expired',
  ...onAttempt({ certainty: 'certain', codes: ['4.7.320', '5.7.320', '4.4.317', '5.4.317'], words: TOO_OLD }),
  title: {
    en: 'Next hop shows Exchange Online an expired certificate',
    ja: '次ホップの証明書の有効期限が切れている',
  },
  sources: [
    'https://learn.microsoft.com/microsoft-365/security/office-365-security/mail-flow-intelligence-in-office-365',
    'https://techcommunity.microsoft.com/blog/exchange/tls-certificates-in-exchange-hybrid---common-issues--how-to-fix-them/4420592',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The certificate that ${or('remoteHost', 'the next hop')} shows, or one in its chain, has expired. Exchange Online refuses it and tries again for 24 hours; senders that do not check go on.`,
      ja: say`${or('remoteHost', '次ホップ')} が提示する証明書、またはチェーン内の証明書の有効期限が切れています。Exchange Online は接続を拒否し、24 時間再試行します。証明書を検証しない相手からは届きます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell, on each server behind that name: the connectors that name an expired certificate, then the newest public one for the same host. A foreign server: tell its administrator.`,
          ja: say`この名前で応答する各サーバーの Exchange 管理シェルで実行します。期限切れの証明書を指定しているコネクタと、同じホスト名の最も新しい公的な証明書が表示されます。他社のサーバーの場合は管理者に連絡します。`,
        },
        run: ems`
          $all = Get-ExchangeCertificate | Where-Object HasPrivateKey
          $gone = $all | Where-Object { $_.NotAfter -lt (Get-Date) }
          $names = $gone.CertificateDomains | ForEach-Object { "$_" }
          $new = @($all | Where-Object { !$_.IsSelfSigned -and $_.RootCAType -ne 'Enterprise' -and
            ($_.CertificateDomains | Where-Object { "$_" -in $names }) } | Sort-Object NotAfter)[-1]
          $fit = $new.CertificateDomains | ForEach-Object { "$_" }
          $dead = $gone | Where-Object { $_.CertificateDomains | Where-Object { "$_" -in $fit } } |
            ForEach-Object { "<I>$($_.Issuer)<S>$($_.Subject)" }
          $rc = Get-ReceiveConnector -Server $env:COMPUTERNAME |
            Where-Object { "$($_.TlsCertificateName)" -in $dead }
          $rc | Format-List Identity, Tls*Name
          $new | Format-List Subject, Issuer, NotAfter, Services, Thumbprint`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if it is listed; otherwise import it first. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`更新後の証明書がない場合は、先にインポートします。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中。Enter だけを押すと上書き)。`,
        },
        run: ems`
          if ($new.NotAfter -gt (Get-Date)) {
            Enable-ExchangeCertificate $new.Thumbprint -Services SMTP
            $name = "<I>$($new.Issuer)<S>$($new.Subject)"
            $rc | Set-ReceiveConnector -TlsCertificateName $name
          }`,
        changes: {
          en: say`Assigns SMTP to the renewed certificate of this server, and writes its name to the connectors listed.`,
          ja: say`このサーバーの更新後の証明書に SMTP を割り当て、表示されたコネクタにその名前を設定します。`,
        },
        keep: {
          en: say`Step 1 prints the old names; the same window keeps them in ${code('$rc')}. The SMTP assignment stays.`,
          ja: say`変更前の名前は手順 1 で表示され、同じウィンドウの ${code('$rc')} に残ります。SMTP の割り当ては残ります。`,
        },
        undo: ems`
          foreach ($one in $rc) {
            $old = "$($one.TlsCertificateName)"
            if ($old) { Set-ReceiveConnector "$($one.Identity)" -TlsCertificateName $old }
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Restart; then ${code('Validate-OutboundConnector')} in Exchange Online PowerShell succeeds, and the held mail arrives.`,
          ja: say`サービスの再起動後、Exchange Online PowerShell の ${code('Validate-OutboundConnector')} が成功し、保留中のメールが届けば完了です。`,
        },
        run: ems`Restart-Service MSExchangeFrontEndTransport`,
      },
    ],
    moreLabel: { en: 'Undo, and 3 more points', ja: '元に戻す方法とほかの 3 点' },
    more: [
      {
        title: { en: 'No certificate here has expired', ja: '期限切れの証明書がない場合' },
        why: {
          en: say`Then a device in front shows its own, or an intermediate certificate has expired: install the current chain of the issuer.`,
          ja: say`手前の機器が別の証明書を提示しているか、中間証明書の期限が切れています。証明機関の現在の証明書チェーンをインストールします。`,
        },
        run: ems`Get-ChildItem Cert:\LocalMachine\CA | Format-List Subject, NotAfter`,
      },
      shorterLives(),
      ifOverwritten(),
    ],
  }),
});
