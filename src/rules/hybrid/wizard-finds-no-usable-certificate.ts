import { type CertificateClue, code, defineRule, ems, likely, mentions, or, say } from '../define.js';

// The wizard offers only certificates of a public CA, with private key and SMTP. One that lacks SMTP alone is named by it.
export default defineRule({
  id: 'wizard-finds-no-usable-certificate',
  title: {
    en: 'Hybrid Configuration Wizard finds no usable certificate',
    ja: 'ハイブリッド構成ウィザードで使える証明書がない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/administration/missing-certificate-on-the-last-page-of-hybrid-configuration-wizard',
    'https://learn.microsoft.com/troubleshoot/exchange/hybrid-configuration-wizard-errors/hybrid-configuration-wizard-fails-to-show-digital-certificates',
  ],
  reads: ['error', 'certificate'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const error = evidence.first('error', ({ text }) => mentions(text, 'no valid certificate exists for the hub transport'));
    if (!error) return null;
    const unfit = evidence.first('certificate', isUnfit);
    return likely({ server: error.server ?? unfit?.server, subject: unfit?.subject }, unfit ? [error, unfit] : [error]);
  },

  text: () => ({
    cause: {
      en: say`The wizard takes only certificates of a public CA that have their private key and the SMTP service. ${or('subject', 'None of those on the servers')} does not fulfil that. Mail goes on as before.`,
      ja: say`ウィザードで選べるのは、公的な証明機関が発行し、秘密キーと SMTP サービスがある証明書だけです。${or('subject', 'サーバーの証明書')} はこの条件を満たしていません。メールの送受信には影響しません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: one certificate needs ${code('RootCAType')} ThirdParty, ${code('HasPrivateKey')} True and SMTP. The service has to run.`,
          ja: say`Exchange 管理シェルで実行します。${code('RootCAType')} が ThirdParty、${code('HasPrivateKey')} が True で、SMTP がある証明書が必要です。サービスが実行中であることも確認します。`,
        },
        run: ems`
          Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} | Format-List Subject,
            Thumbprint, RootCAType, IsSelfSigned, HasPrivateKey, Services, NotAfter
          Get-Service MSExchangeServiceHost | Format-List Name, Status`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Import a certificate of a public CA with its private key and its intermediates, and enable it for SMTP. A stopped service has to be started. A private CA cannot secure hybrid mail.`,
          ja: say`公的な証明機関の証明書を、秘密キーと中間証明書とともにインポートし、SMTP を割り当てます。サービスが停止している場合は開始します。社内の証明機関の証明書は、ハイブリッドのメールには使えません。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The wizard lists the certificate.`,
          ja: say`ウィザードに証明書が表示されれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Before the wizard runs again', ja: 'ウィザードを再実行する前に' },
    more: [
      {
        title: { en: 'Own settings of the connectors', ja: 'コネクタの独自の設定' },
        why: {
          en: say`The wizard rewrites connectors. This keeps their present values in files and changes nothing on the server.`,
          ja: say`ウィザードはコネクタの設定を書き換えます。次のコマンドで現在の値をファイルに保存します。サーバーの設定は変わりません。`,
        },
        run: ems`
          Get-SendConnector | Export-Clixml "$env:TEMP\send-before.xml" -NoClobber
          Get-ReceiveConnector | Export-Clixml "$env:TEMP\receive-before.xml" -NoClobber`,
      },
    ],
  }),
});

const isUnfit = ({ rootType, selfSigned, hasPrivateKey, services }: CertificateClue): boolean =>
  selfSigned === true || hasPrivateKey === false || services?.includes('SMTP') === false || (rootType !== undefined && rootType !== 'ThirdParty');
