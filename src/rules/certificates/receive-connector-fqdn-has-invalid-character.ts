import { certain, code, defineRule, ems, ifOverwritten, likely, mentions, or, say, shortName } from '../define.js';

// 0xe0434352 is the number of any .NET exception. Of Enable-ExchangeCertificate for SMTP one cause is known: the Fqdn of
// a receive connector, which New-ReceiveConnector takes unchecked.
export default defineRule({
  id: 'receive-connector-fqdn-has-invalid-character',
  title: {
    en: "Receive connector's FQDN has an invalid character",
    ja: '受信コネクタの FQDN に無効な文字がある',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/administration/certificate-assignment-fails-invalid-characters', 'RFC 1123'],
  reads: ['error', 'connector'],
  on: ['error'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const error = evidence.first('error', ({ cmdlet, text }) => cmdlet === 'Enable-ExchangeCertificate' && mentions(text, '0xe0434352', '0xe434352'));
    if (!error) return null;
    const bad = evidence.first('connector', ({ direction, properties }) => direction === 'receive' && isInvalid(properties.get('fqdn')));
    const facts = { server: error.server && shortName(error.server), thumbprint: error.thumbprint };
    return bad ? certain(facts, [error, bad]) : likely(facts, [error]);
  },

  text: () => ({
    cause: {
      en: say`Exchange could not assign SMTP to the certificate. The known cause is a receive connector whose FQDN holds an underscore or another character that host names may not have. Mail goes on as before.`,
      ja: say`証明書に SMTP を割り当てられませんでした。知られている原因は、受信コネクタの FQDN に含まれるアンダースコアなど、ホスト名に使用できない文字です。メールの送受信には影響しません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: the connectors with such an FQDN. If none is listed, this is not the cause.`,
          ja: say`Exchange 管理シェルで、該当する FQDN のコネクタを表示します。何も表示されない場合、原因はほかにあります。`,
        },
        run: ems`
          $bad = @(Get-ReceiveConnector | Where-Object {
            "$($_.Fqdn)" -match '[^A-Za-z0-9.-]' })
          $bad | Format-List Identity, Fqdn, AuthMechanism, TlsCertificateName
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $id = ${or('thumbprint', '@(Get-ExchangeCertificate -Server $srv | Sort-Object NotBefore)[-1].Thumbprint')}
          Get-ExchangeCertificate -Server $srv | Where-Object Thumbprint -eq $id |
            Format-List Subject, Thumbprint, Services, NotAfter`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Writes a hyphen for each such character; a connector for Exchange servers gets its server's own name, the only one allowed there. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`該当する文字をハイフンに置き換えます。Exchange サーバー認証のコネクタには、許可されるサーバー自身の名前を設定します。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中。Enter だけを押すと上書き)。`,
        },
        run: ems`
          foreach ($one in $bad) {
            $fqdn = "$($one.Fqdn)" -replace '[^A-Za-z0-9.-]', '-'
            if ("$($one.AuthMechanism)" -match 'ExchangeServer') {
              $fqdn = (Get-ExchangeServer "$($one.Server)").Fqdn
            }
            Set-ReceiveConnector "$($one.Identity)" -Fqdn $fqdn
          }
          if ($bad -and $id) { Enable-ExchangeCertificate $id -Server $srv -Services SMTP }`,
        changes: {
          en: say`Renames the connectors listed in their greeting, and assigns SMTP to the certificate shown.`,
          ja: say`表示されたコネクタが応答で名乗る名前を変更し、表示された証明書に SMTP を割り当てます。`,
        },
        keep: {
          en: say`Step 1 prints the old names; the same window keeps them in ${code('$bad')}. The SMTP assignment stays.`,
          ja: say`変更前の名前は手順 1 で表示され、同じウィンドウの ${code('$bad')} に残ります。SMTP の割り当ては残ります。`,
        },
        undo: ems`
          foreach ($one in $bad) {
            Set-ReceiveConnector "$($one.Identity)" -Fqdn "$($one.Fqdn)"
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`No error comes, and ${code('Services')} holds SMTP.`,
          ja: say`エラーが表示されず、${code('Services')} に SMTP があれば成功です。`,
        },
        run: ems`
          Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} |
            Format-List Subject, Thumbprint, Services`,
      },
    ],
    moreLabel: { en: 'Undo, and the new name', ja: '元に戻す方法と新しい名前' },
    more: [
      {
        title: { en: 'A connector without TlsCertificateName', ja: 'TlsCertificateName が空のコネクタ' },
        why: {
          en: say`It chooses its certificate by the FQDN: a certificate with SMTP must contain the new name, or event 12014 follows.`,
          ja: say`FQDN で証明書が選ばれます。新しい名前を含み SMTP を割り当てた証明書がないと、イベント 12014 が記録されます。`,
        },
      },
      {
        title: { en: 'No connector is listed', ja: 'コネクタが表示されない場合' },
        why: {
          en: say`The number stands for any .NET exception. The Application log has the exception itself, at the same minute.`,
          ja: say`この番号は .NET の例外全般を表します。例外の内容は、同じ時刻のアプリケーション ログに記録されます。`,
        },
        run: ems`
          Get-WinEvent @{ LogName='Application'; Level=2 } -MaxEvents 5 |
            Format-List TimeCreated, ProviderName, Id, Message`,
      },
      ifOverwritten(),
    ],
  }),
});

const isInvalid = (fqdn = ''): boolean => fqdn.includes('.') && /[^A-Za-z0-9.-]/.test(fqdn);
