import { code, defineRule, ems, likely, mentions, say } from '../define.js';

// The wizard's text is about the flag; behind it stands a TlsCertificateName that no certificate bears any more.
export default defineRule({
  id: 'wizard-meets-stale-certificate-name',
  title: {
    en: 'Wizard stops at a connector with a stale certificate name',
    ja: '古い証明書名のコネクタでウィザードが停止している',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/hybrid-configuration-wizard-errors/requiredtls-flag-should-be-set-to-true-if-tlscertificatename-is-specified-error',
  ],
  reads: ['error'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const error = evidence.first('error', ({ text }) => mentions(text, 'requiredtls flag should be set'));
    return error ? likely({}, [error]) : null;
  },

  text: () => ({
    cause: {
      en: say`Set-HybridMailflow failed. Most likely a connector carries a TlsCertificateName that is on no certificate enabled for SMTP, mostly after a renewal, and the wizard cannot reconcile it.`,
      ja: say`Set-HybridMailflow が失敗しています。証明書の更新などで、SMTP を割り当てた証明書のどれとも一致しない TlsCertificateName がコネクタに残っていると考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: names that no certificate of this server bears. The connectors listed are the ones.`,
          ja: say`Exchange 管理シェルで実行します。このサーバーのどの証明書とも一致しない名前を表示します。表示されたコネクタが原因です。`,
        },
        run: ems`
          $all = Get-ExchangeCertificate | Where-Object { "$($_.Services)" -match 'SMTP' }
          $ok = $all | ForEach-Object { "<I>$($_.Issuer)<S>$($_.Subject)" }
          $sc = @(Get-SendConnector | Where-Object { $_.TlsCertificateName -and
            "$($_.TlsCertificateName)" -notin $ok })
          $rc = @(Get-ReceiveConnector -Server $env:COMPUTERNAME | Where-Object {
            $_.TlsCertificateName -and "$($_.TlsCertificateName)" -notin $ok })
          $sc + $rc | Format-List Identity, TlsCertificateName
          $all | Format-List Subject, Issuer, Thumbprint, RootCAType, NotAfter`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Run the wizard again and choose a certificate of a public CA that step 1 lists. It writes the new name to all its connectors.`,
          ja: say`ウィザードを再実行し、手順 1 に表示された公的な証明機関の証明書を選びます。新しい名前がすべての対象コネクタに設定されます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The wizard completes. Repeat step 1: ${code('TlsCertificateName')} is listed for no connector.`,
          ja: say`ウィザードが完了し、手順 1 でコネクタの ${code('TlsCertificateName')} が表示されなければ成功です。`,
        },
      },
    ],
    moreLabel: { en: 'If the wizard stops again', ja: 'ウィザードが再び停止する場合' },
    more: [
      {
        title: { en: 'Paste what step 1 prints', ja: '手順 1 の出力の貼り付け' },
        why: {
          en: say`With the connectors and the certificates the answer names the connector and carries the command for it.`,
          ja: say`コネクタと証明書の出力を貼り付けると、該当するコネクタと、そのコマンドを表示します。`,
        },
      },
    ],
  }),
});
