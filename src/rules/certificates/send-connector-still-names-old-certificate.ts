import { certain, code, defineRule, ems, mentions, or, say } from '../define.js';

// Exchange refuses to remove any certificate whose issuer and subject a send connector names, the renewed one included.
export default defineRule({
  id: 'send-connector-still-names-old-certificate',
  title: {
    en: 'Send connector still names the certificate to be removed',
    ja: '送信コネクタが削除対象の証明書を指定している',
  },
  sources: ['https://learn.microsoft.com/exchange/troubleshoot/mailflow/cannot-remove-installed-certificate'],
  reads: ['error'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const error = evidence.first('error', ({ text }) => mentions(text, 'tagged with') && mentions(text, 'send connector'));
    return error ? certain({ server: error.server, sendConnector: error.connector, thumbprint: error.thumbprint }, [error]) : null;
  },

  text: () => ({
    cause: {
      en: say`Exchange keeps the certificate because ${or('sendConnector', 'a send connector')} names its issuer and subject. Removing it would stop mail over that connector; nothing has been removed.`,
      ja: say`${or('sendConnector', '送信コネクタ')} がこの証明書の発行者とサブジェクトを指定しているため、削除は拒否されました。削除すると、このコネクタを使うメールが止まります。証明書は削除されていません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'that server')}: what the connector names, the newest certificate for the same host, and the source servers that lack it for SMTP.`,
          ja: say`${or('server', 'そのサーバー')} の Exchange 管理シェルで実行します。コネクタの指定、同じホスト名を含む最も新しい証明書、SMTP 用のその証明書がない送信元サーバーが表示されます。`,
        },
        run: ems`
          $sc = ${or('sendConnector', '@(Get-SendConnector | Where-Object TlsCertificateName)[0].Name')}
          $old = "$((Get-SendConnector $sc).TlsCertificateName)"
          Get-SendConnector $sc | Format-List SourceTransportServers, TlsCert*
          $id = ${or('thumbprint', "''")}
          $all = Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} | Where-Object HasPrivateKey
          $cn = $old -replace '.*CN=|,.*'
          $new = @($all | Where-Object { $_.Thumbprint -ne $id -and !$_.IsSelfSigned -and
            ($_.CertificateDomains | Where-Object { $cn -like "$_" }) } | Sort-Object NotBefore)[-1]
          $new | Format-List Subject, Issuer, NotAfter, Services, Thumbprint
          $from = (Get-SendConnector $sc).SourceTransportServers |
            ForEach-Object { "$_".Split('/')[-1] }
          $lack = @($from | Where-Object { !(Get-ExchangeCertificate -Server $_ | Where-Object {
            $_.Thumbprint -eq $new.Thumbprint -and $_.HasPrivateKey -and
            "$($_.Services)" -match 'SMTP' }) }); 'Lacking:'; $lack`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 shows the renewed certificate, no server stands behind Lacking, and its issuer or subject differs from the connector’s. If both are the same, leave the old certificate until it expires: it does no harm.`,
          ja: say`更新後の証明書が表示され、Lacking の後にサーバーがなく、発行者またはサブジェクトがコネクタの値と異なる場合だけ実行します。同じ場合、古い証明書は期限まで残しても問題ありません。`,
        },
        run: ems`
          $name = "<I>$($new.Issuer)<S>$($new.Subject)"
          if ($new -and $from -and !$lack -and $old -and $name -ne $old) {
            Set-SendConnector $sc -TlsCertificateName $name
          }`,
        changes: {
          en: say`Points one send connector to the new certificate; repeat it for each that the error names.`,
          ja: say`1 つの送信コネクタに新しい証明書を指定します。エラーに複数の名前がある場合は、コネクタごとに繰り返します。`,
        },
        keep: {
          en: say`Step 1 prints the old value; the same window keeps it in ${code('$old')}.`,
          ja: say`変更前の値は手順 1 で表示され、同じウィンドウの ${code('$old')} に残ります。`,
        },
        undo: ems`if ($old) { Set-SendConnector $sc -TlsCertificateName $old }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`${code('TlsCertificateName')} must show the new issuer and subject. Only then remove the old certificate, on every source server.`,
          ja: say`${code('TlsCertificateName')} に新しい発行者とサブジェクトが表示されれば成功です。古い証明書は、その後に各送信元サーバーで削除します。`,
        },
        run: ems`Get-SendConnector $sc | Format-List Name, TlsCertificateName`,
      },
    ],
    moreLabel: { en: 'Undo, and the same-name case', ja: '元に戻す方法と同名の場合' },
    more: [
      {
        title: { en: 'Same issuer and subject, and it must go', ja: '発行者とサブジェクトが同じでも削除する場合' },
        why: {
          en: say`Stop MSExchangeTransport on every source server, clear the name, wait for Active Directory replication, remove the old certificate on each server, write the name back, start the service. Mail waits meanwhile.`,
          ja: say`すべての送信元サーバーで MSExchangeTransport を停止し、名前を消去します。Active Directory のレプリケーション後に各サーバーで古い証明書を削除し、名前を元に戻してサービスを開始します。その間、メールは待機します。`,
        },
        run: ems`Get-SendConnector $sc | Format-List SourceTransportServers, TlsCertificateName`,
      },
    ],
  }),
});
