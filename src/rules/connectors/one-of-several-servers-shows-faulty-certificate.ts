import { betterServer, certain, code, defineRule, ems, ifOverwritten, or, probeAgain, say, seeItYourself } from '../define.js';

// One address fails with its certificate, and another of the same target is in order with another one: renewed by halves.
// The good certificate is known by its thumbprint, so the commands need no name of a server.
export default defineRule({
  id: 'one-of-several-servers-shows-faulty-certificate',
  title: {
    en: 'One of several mail servers shows a faulty certificate',
    ja: '一部のメール サーバーだけ証明書に問題がある',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/mail-routing/inbound-starttls-certificates-selection',
    'https://learn.microsoft.com/powershell/module/exchange/enable-exchangecertificate',
  ],
  reads: ['probe'],
  explains: ['servers-behind-one-name-differ'],
  mail: 'unknown',

  match(evidence) {
    const odd = evidence.first('probe', (one) => one.observed.product === 'exchange' && betterServer(evidence, one) !== undefined);
    const good = odd && betterServer(evidence, odd);
    if (!odd || !good) return null;
    const { thumbprint, subject, issuer } = good.observed.certificate ?? {};
    return certain(
      {
        endpoint: odd.host,
        port: `${odd.port}`,
        remoteIp: odd.ip ?? undefined,
        remoteHost: good.host === odd.host ? (good.ip ?? good.host) : good.host,
        thumbprint,
        subject,
        issuer,
      },
      [odd, good],
    );
  },

  text: () => ({
    cause: {
      en: say`Senders that verify certificates fail whenever they reach ${or('endpoint', 'this server')} (${or('remoteIp', 'one address')}): the error comes and goes. The right certificate (${or('subject', 'see step 1')}) is on ${or('remoteHost', 'another server')}.`,
      ja: say`証明書を検証する送信側は、${or('endpoint', 'このサーバー')} (${or('remoteIp', '一部のアドレス')}) に接続したときだけ失敗するため、エラーが出たり出なかったりします。正しい証明書 (${or('subject', 'サブジェクト')}) は ${or('remoteHost', '別のサーバー')} にあります。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on the server that answers at ${or('remoteIp', 'that address')}: is the good certificate there, and what does the connector name? If no Subject is printed, it is missing.`,
          ja: say`${or('remoteIp', '該当のアドレス')} で応答するサーバーの Exchange 管理シェルで実行します。正しい証明書の有無と、受信コネクタに指定された証明書が表示されます。Subject が表示されなければ、証明書がありません。`,
        },
        run: ems`
          $srv = $env:COMPUTERNAME; $rc = "$srv\Default Frontend $srv"
          $id = ${or('thumbprint', "''")}
          $new = Get-ExchangeCertificate -Server $srv | Where-Object Thumbprint -eq $id
          $new | Format-List Subject, NotAfter, Services, HasPrivateKey
          $old = (Get-ReceiveConnector $rc).TlsCertificateName
          Get-ReceiveConnector $rc | Format-List Bindings, TlsCertificateName`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Not there? Export it from the good server and import it with its private key first. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`証明書がない場合は、正常なサーバーからエクスポートし、秘密キー付きで先にインポートします。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中。Enter だけを押すと上書き)。`,
        },
        run: ems`
          if ($new.HasPrivateKey) {
            Enable-ExchangeCertificate $id -Server $srv -Services SMTP
            $name = "<I>$($new.Issuer)<S>$($new.Subject)"
            Set-ReceiveConnector $rc -TlsCertificateName $name
          }`,
        changes: {
          en: say`Assigns SMTP to the good certificate on this server, and writes its name to one connector.`,
          ja: say`このサーバーで、正しい証明書に SMTP を割り当て、1 つのコネクタにその名前を設定します。`,
        },
        keep: {
          en: say`Step 1 prints the old name; the same window keeps it in ${code('$old')}. The SMTP assignment stays.`,
          ja: say`変更前の名前は手順 1 で表示され、同じウィンドウの ${code('$old')} に残ります。SMTP の割り当ては残ります。`,
        },
        undo: ems`
          if ($rc -and $name) {
            $was = if ($old) { "$old" }
            Set-ReceiveConnector $rc -TlsCertificateName $was
          }`,
      },
    ],
    verify: [probeAgain()],
    moreLabel: { en: 'Undo, and 2 more points', ja: '元に戻す方法とほかの 2 点' },
    more: [seeItYourself(), ifOverwritten()],
  }),
});
