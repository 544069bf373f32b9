import { calledBy, code, defineRule, ems, isExchangeProbe, likely, or, probed, say } from '../define.js';

// Seen from outside: Exchange's own keywords are complete, X-ANONYMOUSTLS among them, and STARTTLS alone is missing. A device
// that removes STARTTLS does not let the others pass, so it is the server that withholds it. The two need separate certificates.
export default defineRule({
  id: 'exchange-itself-withholds-starttls',
  title: { en: 'Exchange itself withholds STARTTLS', ja: 'Exchange 自身が STARTTLS を提示していない' },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/mail-routing/inbound-starttls-certificates-selection',
    'https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors',
    'KB2989382',
  ],
  reads: ['probe'],
  explains: ['receive-connector-does-not-offer-starttls', 'starttls-required-but-not-offered'],
  mail: 'unknown',

  match(evidence) {
    const clue = probed(evidence, ['no_starttls'], (one) => isExchangeProbe(one) && one.observed.keywords?.includes('X-ANONYMOUSTLS') === true);
    return clue ? likely({ ...calledBy(clue), domain: clue.host }, [clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} shows all keywords of Exchange but STARTTLS, so no firewall removes it. Either TlsCertificateName names a certificate that is gone, as after a renewal, or AuthMechanism of the connector lacks Tls. Exchange Online and other senders that insist on TLS hold their mail.`,
      ja: say`${or('endpoint', 'サーバー')} は STARTTLS 以外の Exchange のキーワードをすべて提示しているため、ファイアウォールによる除去ではありません。証明書の更新後などに TlsCertificateName が存在しない証明書を指しているか、コネクタの AuthMechanism に Tls がありません。TLS を必須とする Exchange Online などの送信側は、メールを再試行します。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on the server that answered (its banner names it): connectors whose name fits no certificate, then AuthMechanism of all.`,
          ja: say`応答したサーバー (バナーに表示) の Exchange 管理シェルで実行します。証明書と一致しない指定を持つコネクタと、すべての AuthMechanism が表示されます。`,
        },
        run: ems`
          $own = @(Get-ExchangeCertificate -Server $env:COMPUTERNAME)
          $names = $own | ForEach-Object { "<I>$($_.Issuer)<S>$($_.Subject)" }
          $rcs = Get-ReceiveConnector -Server $env:COMPUTERNAME
          $stale = @($rcs | Where-Object { $_.TlsCertificateName -and
            "$($_.TlsCertificateName)" -notin $names })
          $stale | Format-List Identity, TlsCertificateName
          $rcs | Format-List Identity, Bindings, AuthMechanism
          $new = @($own | Where-Object { $_.HasPrivateKey -and !$_.IsSelfSigned -and
            ($_.CertificateDomains | Where-Object { ${or('domain', '$env:COMPUTERNAME')} -like "$_" }) } |
            Sort-Object NotBefore)[-1]; $new | Format-List Subject, Thumbprint, NotAfter`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists stale connectors and ends with your new certificate; otherwise import it first. Answer ${code('N')} to overwriting the default SMTP certificate: Enter alone means yes.`,
          ja: say`手順 1 に古い指定のコネクタと新しい証明書の両方が表示された場合だけ実行します。証明書がなければ、先にインポートします。既定の SMTP 証明書の上書きには ${code('N')} を入力します (Enter だけを押すと上書き)。`,
        },
        run: ems`
          if ($new.NotAfter -gt (Get-Date) -and $stale) {
            Enable-ExchangeCertificate $new.Thumbprint -Server $env:COMPUTERNAME -Services SMTP
            $name = "<I>$($new.Issuer)<S>$($new.Subject)"
            $stale | Set-ReceiveConnector -TlsCertificateName $name
          }`,
        changes: {
          en: say`Writes the new name to the connectors of this server whose certificate is gone.`,
          ja: say`このサーバーで、証明書が存在しないコネクタに新しい名前を設定します。`,
        },
        keep: {
          en: say`${code('$stale')} keeps the old names in this window.`,
          ja: say`変更前の名前は、同じウィンドウの ${code('$stale')} に残ります。`,
        },
        undo: ems`
          foreach ($rc in $stale) {
            Set-ReceiveConnector $rc.Identity -TlsCertificateName $rc.TlsCertificateName }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Restart, then probe again: the column STARTTLS shows a TLS version.`,
          ja: say`再起動してからもう一度確認し、STARTTLS の列に TLS のバージョンが表示されれば成功です。`,
        },
        run: ems`Restart-Service MSExchangeFrontEndTransport`,
      },
    ],
    moreLabel: { en: 'Undo, and other causes', ja: '元に戻す方法と別の原因' },
    more: [
      {
        title: { en: 'No connector is stale', ja: '古い指定のコネクタがない場合' },
        why: {
          en: say`AuthMechanism without ${code('Tls')} at the connector for the internet: paste the output of step 1, you get the change. Otherwise paste the newest event 12014.`,
          ja: say`インターネット用コネクタの AuthMechanism に ${code('Tls')} がない場合は、手順 1 の出力を貼り付けると、変更するコマンドを表示します。それ以外の場合は、最新のイベント 12014 を貼り付けてください。`,
        },
        run: ems`
          $log = @{ LogName='Application'; Id=12014 }
          Get-WinEvent -FilterHashtable $log -MaxEvents 3 -ErrorAction SilentlyContinue |
            Format-List TimeCreated, ProviderName, MachineName, Id, Message`,
      },
    ],
  }),
});
