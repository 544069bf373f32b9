import { bareName, type ConnectorClue, certain, code, defineRule, ems, likely, mentions, or, say, shortName } from '../define.js';

// Here no certificate can ever match, since the value is no name of one. A name in the right form that is on no
// certificate is the fault of receive- and send-connector-pins-missing-certificate.
export default defineRule({
  id: 'tls-certificate-name-is-malformed',
  title: {
    en: "Connector's certificate name is in the wrong form",
    ja: 'コネクタに指定された証明書名の形式が誤っている',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector',
    'https://microsoft.github.io/CSS-Exchange/Diagnostics/HealthChecker/CloudConnectorCheck/',
  ],
  reads: ['error', 'connector'],
  properties: ['tlscertificatename'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const error = evidence.first('error', ({ text }) => mentions(text, 'SmtpX509Identifier', 'TlsCertificateName Syntax Invalid'));
    const bad = evidence.first('connector', (one) => formOf(one) === 'wrong') ?? evidence.first('connector', (one) => formOf(one) === 'half');
    const refused = error && mentions(error.text, 'SmtpX509Identifier');
    const connector = bad?.direction === 'receive' ? bad.identity : undefined;
    const sendConnector = bad?.direction === 'send' ? bad.identity : undefined;
    const host = bad?.server ?? error?.server;
    const name = bad?.identity === undefined ? undefined : bareName(bad.identity);
    const facts = { server: host && shortName(host), connector: connector ?? sendConnector ?? name, thumbprint: error?.thumbprint };
    if (bad) return (formOf(bad) === 'wrong' ? certain : likely)(facts, error ? [bad, error] : [bad]);
    return error ? (refused ? certain : likely)(facts, [error]) : null;
  },

  text: () => ({
    cause: {
      en: say`TlsCertificateName of ${or('connector', 'a connector')} is not an issuer and subject with the marks ${code('<I>')} and ${code('<S>')}, in this order. Exchange refuses such a value, or no certificate matches it: then STARTTLS is not offered, or mail waits in the queue.`,
      ja: say`${or('connector', 'コネクタ')} の TlsCertificateName が、${code('<I>')} と ${code('<S>')} をこの順に付けた発行者とサブジェクトになっていません。この値は Exchange に拒否されるか、どの証明書とも一致しません。一致しない場合は、STARTTLS が提示されないか、メールがキューで待機します。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'that server')}: the connectors with such a value, then the certificates for SMTP, the newest last.`,
          ja: say`${or('server', '該当のサーバー')} の Exchange 管理シェルで実行します。該当するコネクタと、SMTP 用の証明書 (最後が最も新しい証明書) が表示されます。`,
        },
        run: ems`
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $wrong = { "$($_.TlsCertificateName)" -and
            "$($_.TlsCertificateName)" -notmatch '^<I>.+=.+<S>.+=' }
          $rc = @(Get-ReceiveConnector -Server $srv | Where-Object $wrong)
          $sc = @(Get-SendConnector | Where-Object $wrong)
          $rc + $sc | Format-List Identity, TlsCertificateName
          $fit = @(Get-ExchangeCertificate -Server $srv | Where-Object {
            $_.HasPrivateKey -and !$_.IsSelfSigned -and "$($_.Services)" -match 'SMTP'
          } | Sort-Object NotBefore)
          $fit | Format-List Subject, Issuer, CertificateDomains, NotAfter
          $new = $fit | Where-Object Thumbprint -eq ${or('thumbprint', '$fit[-1].Thumbprint')}`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if the last certificate is the right one, and every source server of the send connectors has it with SMTP. The value is built from the certificate, never typed.`,
          ja: say`最後の証明書が正しく、SMTP を割り当てた同じ証明書が送信コネクタのすべての送信元サーバーにある場合だけ実行します。値は手で入力せず、証明書から作成します。`,
        },
        run: ems`
          if ($new.NotAfter -gt (Get-Date)) {
            $name = "<I>$($new.Issuer)<S>$($new.Subject)"
            $rc | Set-ReceiveConnector -TlsCertificateName $name
            $sc | Set-SendConnector -TlsCertificateName $name
          }`,
        changes: {
          en: say`Writes the name of the certificate to the connectors listed.`,
          ja: say`表示されたコネクタに証明書の名前を設定します。`,
        },
        keep: {
          en: say`Step 1 prints the old values; the same window keeps them in ${code('$rc')} and ${code('$sc')}.`,
          ja: say`変更前の値は手順 1 で表示され、同じウィンドウの ${code('$rc')} と ${code('$sc')} に残ります。`,
        },
        undo: {
          en: say`Nothing to undo: the old value matched no certificate.`,
          ja: say`元に戻す必要はありません。変更前の値はどの証明書とも一致しませんでした。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Both lists show ${code('<I>')} and ${code('<S>')} in every value. The last line restarts the transport services.`,
          ja: say`すべての値に ${code('<I>')} と ${code('<S>')} が表示されれば成功です。最後の行でトランスポート サービスを再起動します。`,
        },
        run: ems`
          Get-ReceiveConnector | Where-Object TlsCertificateName |
            Format-List Identity, TlsCertificateName
          Get-SendConnector | Where-Object TlsCertificateName |
            Format-List Identity, TlsCertificateName
          Restart-Service MSExchangeFrontEndTransport, MSExchangeTransport`,
      },
    ],
    moreLabel: { en: 'If the cmdlet refused it', ja: 'コマンドが拒否された場合' },
    more: [
      {
        title: { en: 'The value was refused', ja: '値が受け付けられなかった場合' },
        why: {
          en: say`Nothing was changed. Repeat your cmdlet in the same window with ${code('-TlsCertificateName $name')} after these lines; the double quotes must be straight ones.`,
          ja: say`何も変更されていません。次の行の後に、同じウィンドウで ${code('-TlsCertificateName $name')} を付けて再実行します。引用符は半角の " を使用します。`,
        },
        run: ems`if ($new) { $name = "<I>$($new.Issuer)<S>$($new.Subject)"; $name }`,
      },
    ],
  }),
});

/** `wrong`: a thumbprint, a host name, swapped marks, typographic quotes around it. `half`: one mark, where the other may have been lost. */
function formOf({ direction, properties }: ConnectorClue): 'wrong' | 'half' | 'fine' {
  const value = properties.get('tlscertificatename')?.trim().toLowerCase() ?? '';
  if (value === '' || (direction !== 'send' && direction !== 'receive') || /(?:\.{3}|\u2026)$/.test(value)) return 'fine';
  const [issuer, subject] = [value.indexOf('<i>'), value.indexOf('<s>')];
  if (issuer >= 0 && subject >= 0) return subject < issuer || /^[\u2018-\u201F]/.test(value) ? 'wrong' : 'fine';
  if (issuer >= 0 || subject >= 0) return 'half';
  const isHost = /^[\w*-]{1,63}(?:\.[\w-]{1,63}){1,8}$/.test(value) && !/^(?:microsoft|system|deserialized)\./.test(value);
  return /^[0-9a-f]{40}$/.test(value) || isHost ? 'wrong' : 'fine';
}
