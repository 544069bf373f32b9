import { code, defineOpenRule, ems, open, or, say } from '../define.js';

// The question itself: nothing is changed yet. Once Yes was the answer, the public certificate is the internal one.
export default defineOpenRule({
  id: 'default-smtp-certificate-is-about-to-change',
  title: {
    en: 'Default SMTP certificate is about to be overwritten',
    ja: '既定の SMTP 証明書が上書きされようとしている',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchangepowershell/enable-exchangecertificate',
    'https://microsoft.github.io/CSS-Exchange/Diagnostics/HealthChecker/InternalTransportCertificateCheck/',
  ],
  reads: ['prompt'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const prompt = evidence.first('prompt');
    return prompt ? open({ thumbprint: prompt.current }, [prompt]) : null;
  },

  text: () => ({
    cause: {
      en: say`The answer is almost always ${code('N')}: SMTP is assigned to the new certificate all the same, and connectors can name it. ${code('Y')} changes what this server shows to other Exchange servers, and breaks Edge subscriptions.`,
      ja: say`ほとんどの場合、答えは ${code('N')} です。新しい証明書には ${code('N')} でも SMTP が割り当てられ、コネクタで指定できます。${code('Y')} では、ほかの Exchange サーバーに提示する証明書が変わり、エッジ サブスクリプションが無効になります。`,
    },
    decide: {
      why: {
        en: say`A second Exchange Management Shell on that server, the question still open: the internal certificate of now, then all certificates, the newest last.`,
        ja: say`上書きの確認に答える前に、同じサーバーで別の Exchange 管理シェルを開いて実行します。現在の内部トランスポート証明書の拇印と、すべての証明書 (最後が最も新しい証明書) が表示されます。`,
      },
      run: ems`
        $srv = $env:COMPUTERNAME
        $now = (Get-TransportService $srv).InternalTransportCertificateThumbprint
        $now
        Get-ExchangeCertificate -Server $srv | Sort-Object NotBefore |
          Format-List Subject, Issuer, IsSelfSigned, NotAfter, Services, Thumbprint`,
    },
    outcomes: [
      {
        sees: { en: say`The new one is from an authority`, ja: say`新しい証明書が証明機関から発行された場合` },
        means: {
          en: say`Answer ${code('N')}. Then the connectors that name a certificate get the new name.`,
          ja: say`${code('N')} を入力します。その後、証明書を指定しているコネクタに新しい名前を設定します。`,
        },
      },
      {
        sees: {
          en: say`The new one is self-signed, and the current one expires or is public`,
          ja: say`新しい証明書が自己署名で、現在の証明書が期限間近または公的な証明書の場合`,
        },
        means: {
          en: say`Answer ${code('Y')}: it replaces the internal certificate on purpose. Subscribe Edge servers again.`,
          ja: say`内部トランスポート証明書を意図して置き換えるため、${code('Y')} を入力します。エッジ サーバーのサブスクリプションは作成し直します。`,
        },
      },
      {
        sees: { en: say`Line 1 shows the new public one: Yes was the answer already`, ja: say`1 行目が新しい公的な証明書の拇印の場合 (上書き済み)` },
        means: {
          en: say`While the old one is in date, ${code('Enable-ExchangeCertificate')} with ${or('thumbprint', 'its thumbprint')}, ${code('-Services SMTP')} and the answer ${code('Y')} takes it back.`,
          ja: say`以前の証明書が期限内であれば、${or('thumbprint', 'その拇印')} を指定した ${code('Enable-ExchangeCertificate')} (${code('-Services SMTP')}) に ${code('Y')} で答えると戻ります。`,
        },
      },
    ],
  }),
});
