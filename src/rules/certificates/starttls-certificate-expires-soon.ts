import { certain, code, defineRule, ems, hoursLeft, ifOverwritten, or, say, seenAt, shorterLives, shortName } from '../define.js';

export default defineRule({
  id: 'starttls-certificate-expires-soon',
  title: {
    en: 'STARTTLS certificate expires soon',
    ja: 'STARTTLS で使う証明書の有効期限が近い',
  },
  sources: [
    'https://technet.microsoft.com/library/ff982351(v=exchg.141)',
    'https://learn.microsoft.com/powershell/module/exchange/enable-exchangecertificate',
  ],
  reads: ['event', 'probe'],
  events: [12018],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const event = evidence.first('event', ({ id }) => id === 12018);
    const seen = seenAt(evidence, ['cert_expires_soon'], 'exchange');
    if (!event && seen) {
      const { domain, thumbprint } = seen.facts;
      return certain({ server: undefined, domain, thumbprint, hours: hoursLeft(seen.clue) }, [seen.clue]);
    }
    if (!event) return null;
    const { domain, thumbprint, hours, computer } = event;
    return certain({ server: computer && shortName(computer), domain, thumbprint, hours }, [event]);
  },

  text: () => ({
    cause: {
      en: say`The certificate for ${or('domain', 'STARTTLS')} expires soon (hours left: ${or('hours', 'not given')}). After that peers that check it, such as Exchange Online and partners, stop sending.`,
      ja: say`${or('domain', 'STARTTLS')} 用の証明書の有効期限が近づいています (残り時間数: ${or('hours', '不明')})。期限が切れると、証明書を検証する Exchange Online やパートナーからのメールが止まります。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'the server that logged it')}: the old certificate, then the newest other one for the name, last the receive connectors that name the old one.`,
          ja: say`${or('server', 'イベントを記録したサーバー')} の Exchange 管理シェルで実行します。現在の証明書と、同じ名前を含むほかの最も新しい証明書、現在の証明書を指定している受信コネクタが表示されます。`,
        },
        run: ems`
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $all = Get-ExchangeCertificate -Server $srv
          $next = $all | Where-Object NotAfter -gt (Get-Date) | Sort-Object NotAfter
          $for = ${or('domain', '@($next)[0].CertificateDomains[0]')}
          $id = ${or('thumbprint', '@($next | Where-Object { "$($_.CertificateDomains)" -like "*$for*" })[0].Thumbprint')}
          $old = $all | Where-Object Thumbprint -eq $id
          $old | Format-List Subject, Issuer, NotAfter, Services
          $new = $all | Where-Object HasPrivateKey | Where-Object Thumbprint -ne $id |
            Where-Object { $_.CertificateDomains | Where-Object { "$for" -like "$_" } } |
            Sort-Object { !$_.IsSelfSigned }, NotBefore | Select-Object -Last 1
          $new | Format-List Subject, Issuer, Thumbprint, NotAfter, Services
          $pin = "<I>$($old.Issuer)<S>$($old.Subject)"
          $rc = @(Get-ReceiveConnector -Server $srv | Where-Object {
            "$($_.TlsCertificateName)" -eq $pin }); $rc | Format-List Identity`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists the renewed certificate; otherwise order and import it first, on every server. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`更新後の証明書が表示されない場合は、先に取得してすべてのサーバーへインポートします。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中。Enter だけを押すと上書き)。`,
        },
        run: ems`
          if ($new.NotAfter -gt $old.NotAfter) {
            Enable-ExchangeCertificate $new.Thumbprint -Server $srv -Services SMTP
            $name = "<I>$($new.Issuer)<S>$($new.Subject)"
            if (!$new.IsSelfSigned) { $rc | Set-ReceiveConnector -TlsCertificateName $name }
          }`,
        changes: {
          en: say`Assigns SMTP to the renewed certificate on one server, and writes its name to the receive connectors listed.`,
          ja: say`1 台のサーバーで、更新後の証明書に SMTP を割り当て、表示された受信コネクタにその名前を設定します。`,
        },
        keep: {
          en: say`The old certificate stays until you remove it; the window keeps its name in ${code('$pin')}.`,
          ja: say`以前の証明書は、削除するまで残ります。その名前は同じウィンドウの ${code('$pin')} に残ります。`,
        },
        undo: ems`
          foreach ($one in $rc) {
            Set-ReceiveConnector "$($one.Identity)" -TlsCertificateName $pin
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Restart both services: no new event ${code('12018')} with this thumbprint may follow.`,
          ja: say`2 つのサービスの再起動後、この拇印のイベント ${code('12018')} が新しく記録されなければ成功です。`,
        },
        run: ems`Restart-Service MSExchangeFrontEndTransport, MSExchangeTransport`,
      },
    ],
    moreLabel: { en: 'Undo, and 3 more places', ja: '元に戻す方法と残り 3 か所' },
    more: [
      {
        title: { en: 'Send connectors and other servers', ja: '送信コネクタとほかのサーバー' },
        why: {
          en: say`If issuer or subject changes with the renewal, write the new name to each of these.`,
          ja: say`更新で発行者またはサブジェクトが変わった場合は、次のコネクタに新しい名前を設定します。`,
        },
        run: ems`
          Get-ReceiveConnector | Where-Object TlsCertificateName |
            Format-List Identity, TlsCertificateName
          Get-SendConnector | Where-Object TlsCertificateName |
            Format-List Identity, TlsCertificateName`,
      },
      shorterLives(),
      ifOverwritten(),
    ],
  }),
});
