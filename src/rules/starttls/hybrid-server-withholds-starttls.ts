import { code, defineRule, ems, goesOnline, ifOverwritten, isOnline, likely, mentions, or, say } from '../define.js';

// The wrapper tells who speaks: 4.4.101 (a front end hands the session on) or 4.4.317 (Exchange Online delivers through
// a connector). The innermost reply tells what is missing: 5.7.3 STARTTLS. Any other inner reply is another fault.
export default defineRule({
  id: 'hybrid-server-withholds-starttls',
  title: {
    en: 'Hybrid server does not offer STARTTLS',
    ja: 'ハイブリッド サーバーが STARTTLS を提示していない',
  },
  sources: ['KB2989382', 'https://learn.microsoft.com/exchange/troubleshoot/email-delivery/cannot-receive-mail-with-new-certificate'],
  reads: ['reply', 'bounce', 'queue'],
  on: ['reply'],
  codes: ['5.7.3', '4.4.101', '4.4.317', '5.4.317'],
  explains: ['starttls-required-but-not-offered', 'receive-connector-does-not-offer-starttls'],
  often: 'usual',
  mail: 'held',

  match(evidence) {
    const demands = evidence.all('reply', ({ status, text, submissionHost }) => {
      return status === '5.7.3' && submissionHost === undefined && mentions(text, 'STARTTLS');
    });
    // A bounce may give the reply once more without what Exchange Online wrote around it.
    const wrapped = demands.find(({ wrappers }) => wrappers.some((status) => /^(?:4\.4\.101|[45]\.4\.317)$/.test(status)));
    const outer = evidence.first('reply', ({ depth, text }) => depth === 0 && mentions(text, 'Proxy session setup failed on Frontend'));
    const inner = wrapped ?? demands.find(({ wrappers }) => outer && wrappers.length > 0);
    if (!inner) return null;
    const called = inner.endpoint ?? evidence.first('reply', (reply) => reply.endpoint !== undefined)?.endpoint;
    const endpoint = called ?? inner.remoteHost ?? evidence.first('bounce', ({ remoteHost }) => !isOnline(remoteHost))?.remoteHost;
    // Exchange Online itself always offers STARTTLS: then the session was outbound and something on the path is to blame.
    if (goesOnline(inner) || isOnline(called)) return null;
    // The front end of one's own server hands outbound sessions on as well: then its queue says so of somebody else.
    if (evidence.first('queue', ({ server }) => server !== undefined && server === inner.server)) return null;
    return likely({ endpoint }, outer ? [inner, outer] : [inner]);
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'Your hybrid server')} offers no STARTTLS, most likely because a receive connector names a certificate that is gone or no longer valid. Exchange Online insists on TLS; it retries for 24 hours, then returns the mail.`,
      ja: say`${or('endpoint', 'ハイブリッド サーバー')} が STARTTLS を提示していません。受信コネクタに指定された証明書が存在しないか、有効でないためと考えられます。Exchange Online は TLS を必須とし、24 時間再試行した後に差出人へ返します。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell, on each hybrid server. If the endpoint belongs to somebody else, only its owner can look there.`,
          ja: say`各ハイブリッド サーバーの Exchange 管理シェルで実行します。接続先が他社のサーバーの場合は、その管理者だけが確認できます。`,
        },
        run: ems`
          $all = Get-ExchangeCertificate | Where-Object Status -notmatch 'Invalid|Untrusted'
          $ok = $all | ForEach-Object { "<I>$($_.Issuer)<S>$($_.Subject)" }
          $hit = @{ n='Found'; e={ "$($_.TlsCertificateName)" -in $ok } }
          $rcs = Get-ReceiveConnector -Server $env:COMPUTERNAME | Select-Object *, $hit
          $rcs | Format-List Identity, Bindings, Auth*, TlsCertificateName, Found
          $rc = @($rcs | Where-Object { $_.TlsCertificateName -and !$_.Found })
          $cn = "$($rc[0].TlsCertificateName)" -replace '.*CN=|,.*'
          $rc = @($rc | Where-Object { "$($_.TlsCertificateName)".Contains("CN=$cn") })
          $new = @($all | Where-Object { $_.HasPrivateKey -and !$_.IsSelfSigned -and
            ($_.CertificateDomains | Where-Object { $cn -like "$_" }) } | Sort-Object NotBefore)[-1]
          $new | Format-List Subject, Issuer, NotAfter, Services`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if a name shows ${code('Found : False')} and a new certificate for the same host is listed last. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`名前があるのに ${code('Found : False')} と表示され、最後に同じホスト名の新しい証明書が表示された場合だけ実行します。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中。Enter だけを押すと上書き)。`,
        },
        run: ems`
          if ($rc -and $new) {
            Enable-ExchangeCertificate $new.Thumbprint -Services SMTP
            $name = "<I>$($new.Issuer)<S>$($new.Subject)"
            $rc | ForEach-Object {
              Set-ReceiveConnector "$($_.Identity)" -TlsCertificateName $name }
          }`,
        changes: {
          en: say`Connectors on this server whose certificate for this host is missing or not valid get the name of the new one, which is assigned to SMTP.`,
          ja: say`同じホスト名の証明書が存在しないか有効でないこのサーバーのコネクタに、新しい証明書の名前を設定し、その証明書に SMTP サービスを割り当てます。`,
        },
        keep: {
          en: say`Step 1 prints the old names; the window keeps them in ${code('$rc')}.`,
          ja: say`変更前の名前は手順 1 で表示され、同じウィンドウの ${code('$rc')} に残ります。`,
        },
        undo: ems`
          foreach ($one in $rc) {
            $id, $old = "$($one.Identity)", "$($one.TlsCertificateName)"
            Set-ReceiveConnector $id -TlsCertificateName $old
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Restart, run ${code('telnet localhost 25')}, type ${code('EHLO test')}: you must see ${code('250-STARTTLS')}.`,
          ja: say`サービスの再起動後に ${code('telnet localhost 25')} で接続して ${code('EHLO test')} を入力し、${code('250-STARTTLS')} が表示されれば成功です。`,
        },
        run: ems`Restart-Service MSExchangeFrontEndTransport, MSExchangeTransport`,
      },
    ],
    moreLabel: { en: 'Undo, and 4 more places', ja: '元に戻す方法とほかの 4 件' },
    more: [
      {
        title: { en: 'Event 12014', ja: 'イベント 12014' },
        why: {
          en: say`It names the connector and the missing certificate. Paste it and the answer becomes certain.`,
          ja: say`コネクタと、見つからない証明書の名前が記録されています。貼り付けると、原因を確定できます。`,
        },
        run: ems`
          $log = @{ LogName='Application'; Id=12014 }
          Get-WinEvent -FilterHashtable $log -MaxEvents 3 -ErrorAction Ignore |
            Format-List TimeCreated, ProviderName, MachineName, Id, Message`,
      },
      {
        title: { en: 'Every pinned certificate is found', ja: '指定された証明書がすべて見つかる場合' },
        why: {
          en: say`Then look at AuthMechanism: the connector on port 25 needs Tls in it. Check also that no connector with narrower RemoteIPRanges answers instead.`,
          ja: say`AuthMechanism を確認します。ポート 25 のコネクタには Tls が必要です。RemoteIPRanges の範囲が狭い別のコネクタが応答していないことも確認します。`,
        },
      },
      {
        title: { en: 'Firewall or mail gateway', ja: 'ファイアウォールまたはメール ゲートウェイ' },
        why: {
          en: say`If the server itself lists STARTTLS, a device in front removes it or answers in its place. Lead Exchange Online straight to Exchange, without SMTP inspection.`,
          ja: say`サーバー上では STARTTLS が表示される場合、手前の機器が取り除くか、代わりに応答しています。Exchange Online からの接続は、SMTP 検査を通さずに直接 Exchange に転送します。`,
        },
      },
      ifOverwritten(),
    ],
  }),
});
