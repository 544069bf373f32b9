import { code, defineOpenRule, ems, mentions, open, say } from '../define.js';

// The list of the wizard is empty: no certificate of any server will do, or the service that it asks is stopped. Where one
// certificate lacks SMTP, it names the server.
export default defineOpenRule({
  id: 'wizard-finds-no-certificate',
  title: {
    en: 'Hybrid wizard finds no certificate to select',
    ja: 'ハイブリッド構成ウィザードに証明書が表示されない',
  },
  sources: [
    'KB2964920',
    'KB2879262',
    'https://learn.microsoft.com/troubleshoot/exchange/hybrid-configuration-wizard-errors/hybrid-configuration-wizard-fails-to-show-digital-certificates',
    'https://learn.microsoft.com/troubleshoot/exchange/administration/missing-certificate-on-the-last-page-of-hybrid-configuration-wizard',
  ],
  reads: ['error'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const error = evidence.first('error', ({ text }) => mentions(text, 'No valid certificate exists'));
    return error ? open({}, [error]) : null;
  },

  text: () => ({
    cause: {
      en: say`The wizard accepts only a certificate of a public authority, in date, with its key and with SMTP, on every server chosen. It also needs the Exchange Service Host service. One of these is missing.`,
      ja: say`ウィザードで選択できるのは、公的な証明機関が発行した期限内の証明書で、秘密キーがあり、SMTP が割り当てられ、対象の全サーバーにあるものだけです。Exchange Service Host サービスも必要です。このいずれかが不足しています。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on each server that the wizard uses.`,
        ja: say`ウィザードの対象の各サーバーの Exchange 管理シェルで実行します。`,
      },
      run: ems`
        Get-Service MSExchangeServiceHost | Format-List Status, StartType
        Get-ExchangeCertificate | Format-List Subject, RootCAType, Services,
          HasPrivateKey, IsSelfSigned, NotAfter, Status`,
    },
    outcomes: [
      {
        sees: { en: say`${code('Status : Stopped')}`, ja: say`${code('Status : Stopped')} の場合` },
        means: {
          en: say`Run ${code('Start-Service MSExchangeServiceHost')} there, then the wizard again.`,
          ja: say`そのサーバーで ${code('Start-Service MSExchangeServiceHost')} を実行し、ウィザードを再実行します。`,
        },
      },
      {
        sees: {
          en: say`${code('RootCAType')} is ${code('Registry')} or ${code('None')}`,
          ja: say`${code('RootCAType')} が ${code('Registry')} または ${code('None')} の場合`,
        },
        means: {
          en: say`Windows does not know it as public: a company's own or self-signed certificate never will do. A public one: import it with its whole chain.`,
          ja: say`公的な証明書と認識されていません。社内の証明機関や自己署名の証明書は使用できません。公的な証明書の場合は、証明書チェーンとともにインポートし直します。`,
        },
      },
      {
        sees: { en: say`${code('ThirdParty')}, but no SMTP or no key`, ja: say`${code('ThirdParty')} で、SMTP または秘密キーがない場合` },
        means: {
          en: say`Import it with its key, then assign SMTP; answer ${code('N')} to overwriting the default certificate.`,
          ja: say`秘密キーとともにインポートし、SMTP を割り当てます。既定の証明書の上書きには ${code('N')} と答えます。`,
        },
      },
    ],
  }),
});
