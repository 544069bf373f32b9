import { certain, code, defineRule, ems, mentions, or, say } from '../define.js';

// The wizard names a certificate and a server. When it lists none at all, the certificates themselves do not qualify.
export default defineRule({
  id: 'wizard-certificate-lacks-smtp',
  title: {
    en: 'Certificate chosen in the wizard is not enabled for SMTP',
    ja: 'ウィザードで選んだ証明書に SMTP が割り当てられていない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/hybrid-configuration-wizard-errors/secure-mail-certificate-on-server-is-not-bound-to-smtp-service-error',
  ],
  reads: ['error'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const error = evidence.first('error', ({ text }) => mentions(text, 'secure mail certificate on server', 'is not enabled for SMTP protocol'));
    return error ? certain({ server: error.server }, [error]) : null;
  },

  text: () => ({
    cause: {
      en: say`The Hybrid Configuration Wizard stops: on ${or('server', 'one of the chosen servers')} the chosen certificate has no SMTP service. Mail goes on as before.`,
      ja: say`${or('server', '選択したサーバー')} で、選択した証明書に SMTP サービスが割り当てられていないため、ハイブリッド構成ウィザードが停止しています。メールの送受信には影響しません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: the newest certificate of a public CA on that server, with its services. It must be the one chosen in the wizard.`,
          ja: say`Exchange 管理シェルで実行します。そのサーバーにある、公的な証明機関の最も新しい証明書とサービスを表示します。ウィザードで選んだ証明書であることを確認します。`,
        },
        run: ems`
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $new = Get-ExchangeCertificate -Server $srv |
            Where-Object { $_.HasPrivateKey -and !$_.IsSelfSigned } |
            Sort-Object NotBefore | Select-Object -Last 1
          $id = $new.Thumbprint
          $new | Format-List Subject, Thumbprint, Services, RootCAType, NotAfter`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Answer N to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes. Then run the wizard again.`,
          ja: say`「既存の既定の SMTP 証明書を上書きしますか?」には N を入力します (サーバー間で使用中。Enter だけを押すと上書き)。その後、ウィザードを再実行します。`,
        },
        run: ems`
          if ($id) {
            Enable-ExchangeCertificate $id -Server $srv -Services SMTP
          }`,
        changes: {
          en: say`Transport on this server may use the certificate.`,
          ja: say`このサーバーのトランスポート サービスが、証明書を使えるようになります。`,
        },
        keep: {
          en: say`Nothing is replaced; services only add up.`,
          ja: say`置き換わる値はありません。サービスは追加されるだけです。`,
        },
        undo: {
          en: say`SMTP cannot be taken off a certificate again; it does no harm where no connector names it.`,
          ja: say`SMTP の割り当ては外せません。コネクタに指定されていなければ影響はありません。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Repeat step 1: ${code('Services')} holds SMTP. The wizard passes this check.`,
          ja: say`手順 1 で ${code('Services')} に SMTP が表示され、ウィザードが先に進めば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo', ja: '元に戻す方法' },
    more: [],
  }),
});
