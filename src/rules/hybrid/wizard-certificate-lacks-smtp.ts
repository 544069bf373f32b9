import { certain, code, defineRule, ems, mentions, or, say } from '../define.js';

// The wizard names the server: its certificate is there and lacks SMTP. An empty list of certificates is another fault.
export default defineRule({
  id: 'wizard-certificate-lacks-smtp',
  title: {
    en: 'Certificate of the wizard lacks SMTP on one server',
    ja: 'ウィザードの証明書に SMTP が割り当てられていない',
  },
  sources: [
    'KB3058190',
    'https://learn.microsoft.com/troubleshoot/exchange/hybrid-configuration-wizard-errors/secure-mail-certificate-on-server-is-not-bound-to-smtp-service-error',
  ],
  reads: ['error'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const error = evidence.first('error', ({ text }) => mentions(text, 'Secure Mail Certificate on server') && mentions(text, 'not bound'));
    return error ? certain({ server: error.server }, [error]) : null;
  },

  text: () => ({
    cause: {
      en: say`The certificate that was selected in the wizard is not assigned to SMTP on ${or('server', 'one of the servers')}, or is not there. The wizard checks every server that was chosen and stops.`,
      ja: say`ウィザードで選択した証明書が、${or('server', '選択したサーバーのいずれか')} で SMTP に割り当てられていないか、インストールされていません。ウィザードはすべての対象サーバーを確認し、ここで停止します。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: the public certificates of that server, the newest last.`,
          ja: say`Exchange 管理シェルで実行します。そのサーバーの公的な証明書が表示されます (最後が最も新しい証明書)。`,
        },
        run: ems`
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $all = Get-ExchangeCertificate -Server $srv |
            Where-Object { $_.HasPrivateKey -and !$_.IsSelfSigned } | Sort-Object NotBefore
          $all | Format-List Subject, Issuer, NotAfter, Services, Thumbprint
          $new = @($all)[-1]`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if the last one is the certificate of the wizard; otherwise import it with its key first. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves.`,
          ja: say`最後の証明書がウィザードで選択した証明書である場合だけ実行します。ない場合は、先に秘密キーとともにインポートします。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中)。`,
        },
        run: ems`
          if ($new.NotAfter -gt (Get-Date)) {
            Enable-ExchangeCertificate $new.Thumbprint -Server $srv -Services SMTP
          }`,
        changes: {
          en: say`Assigns SMTP to one certificate of one server.`,
          ja: say`1 台のサーバーの 1 つの証明書に SMTP サービスを割り当てます。`,
        },
        keep: { en: say`Step 1 prints the services before.`, ja: say`変更前のサービスは手順 1 で表示されます。` },
        undo: {
          en: say`The assignment cannot be taken off; it does no harm. A connector uses the certificate only if it names it.`,
          ja: say`割り当ては取り消せませんが、影響はありません。コネクタは、指定された証明書だけを使用します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`${code('Services')} contains ${code('SMTP')} on all servers of the wizard; then run the wizard again.`,
          ja: say`ウィザードの対象の全サーバーで ${code('Services')} に ${code('SMTP')} が含まれることを確認し、ウィザードを再実行します。`,
        },
        run: ems`
          foreach ($one in (Get-TransportService).Name) {
            $one
            Get-ExchangeCertificate -Server $one | Format-List Subject, Services
          }`,
      },
    ],
    moreLabel: { en: 'What cannot be undone', ja: '元に戻せない点' },
    more: [],
  }),
});
