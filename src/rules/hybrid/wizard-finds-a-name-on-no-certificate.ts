import { code, defineRule, ems, likely, mentions, or, say } from '../define.js';
import { beforeTheWizard } from '../define-hybrid.js';

// The wizard speaks of RequireTls and means the name: a connector carries one that is on no certificate with SMTP. A
// certificate that is there and lacks SMTP makes it name the server instead.
export default defineRule({
  id: 'wizard-finds-a-name-on-no-certificate',
  title: {
    en: 'Wizard finds a TLS name that no certificate has',
    ja: 'ウィザードが参照した TLS の名前が証明書にない',
  },
  sources: [
    'KB3062283',
    'https://learn.microsoft.com/troubleshoot/exchange/hybrid-configuration-wizard-errors/requiredtls-flag-should-be-set-to-true-if-tlscertificatename-is-specified-error',
  ],
  reads: ['error'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const error = evidence.first('error', ({ text }) => mentions(text, 'RequiredTls flag should be set to true'));
    return error ? likely({ server: error.server }, [error]) : null;
  },

  text: () => ({
    cause: {
      en: say`A connector most likely names a certificate, or a name, that no certificate with SMTP has, for example after a renewal. The wizard cannot reconcile the two and stops.`,
      ja: say`証明書の更新などにより、コネクタに指定された名前が、SMTP を割り当て済みのどの証明書にも含まれていないと考えられます。ウィザードは整合を取れずに停止します。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: the connectors that name a certificate, then the public certificates with SMTP. The names to use are in ${code('CertificateDomains')}.`,
          ja: say`Exchange 管理シェルで実行します。証明書を指定しているコネクタと、SMTP を割り当て済みの公的な証明書が表示されます。使用できる名前は ${code('CertificateDomains')} です。`,
        },
        run: ems`
          Get-SendConnector | Where-Object TlsCertificateName |
            Format-List Name, Fqdn, RequireTLS, TlsCertificateName
          Get-ReceiveConnector | Where-Object TlsCertificateName |
            Format-List Identity, Fqdn, TlsCertificateName
          Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} |
            Where-Object { "$($_.Services)" -match 'SMTP' -and !$_.IsSelfSigned } |
            Format-List Subject, Issuer, CertificateDomains, NotAfter, Thumbprint`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Run the Hybrid Configuration Wizard again. Select the certificate of step 1, and enter an FQDN that is among its ${code('CertificateDomains')}.`,
          ja: say`ハイブリッド構成ウィザードを再実行します。手順 1 の証明書を選択し、組織 FQDN には、その ${code('CertificateDomains')} に含まれる名前を入力します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The wizard ends without an error, and step 1 shows issuer and subject of that certificate on the connectors.`,
          ja: say`ウィザードがエラーなく完了し、手順 1 のコネクタにその証明書の発行者とサブジェクトが表示されれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Before the wizard runs', ja: 'ウィザードの実行前に' },
    more: [
      beforeTheWizard(),
      {
        title: { en: 'It stops again', ja: '再び停止する場合' },
        why: {
          en: say`Then write the name of that certificate to the connector by hand, and run the wizard once more. Paste the output of step 1 and you get the commands.`,
          ja: say`そのコネクタに証明書の名前を手動で設定してから、ウィザードを再実行します。手順 1 の出力を貼り付けると、コマンドを表示します。`,
        },
      },
    ],
  }),
});
