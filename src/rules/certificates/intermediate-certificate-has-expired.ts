import { certain, defineHelpdeskRule, ems, or, say, seenAt, toOperator, whoActs } from '../define.js';

// The certificate itself is in date; one between it and the root is not. Windows keeps old intermediates until somebody removes them.
export default defineHelpdeskRule({
  id: 'intermediate-certificate-has-expired',
  title: {
    en: 'Intermediate certificate of the server has expired',
    ja: 'サーバーの中間証明書の有効期限が切れている',
  },
  sources: ['RFC 5280', 'https://learn.microsoft.com/powershell/module/pki/import-certificate'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = seenAt(evidence, ['chain_intermediate_expired']);
    return seen ? certain(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} shows a certificate that is in date, with an expired one between it and the root. Most senders still deliver; those that verify, by MTA-STS or a connector, hold the mail.`,
      ja: say`${or('endpoint', 'サーバー')} の証明書は期限内ですが、一緒に送信される中間証明書の有効期限が切れています。多くの送信側からは届きますが、MTA-STS またはコネクタの設定で検証する送信側からのメールは保留になります。`,
    },
    todo: whoActs(),
    forwardTo: toOperator,
    forward: {
      en: say`On port ${or('port', '25')}, ${or('endpoint', 'your server')} sends an intermediate certificate that has expired. Please take the present intermediates of ${or('issuer', 'the issuer')} from its web site and put them in place of the old ones: on Windows in the store of intermediate authorities (LocalMachine\\CA), elsewhere in the chain file. Then restart the mail service.`,
      ja: say`${or('endpoint', '貴サーバー')} がポート ${or('port', '25')} で、期限の切れた中間証明書を送信しています。${or('issuer', '発行者')} の Web サイトから現在の中間証明書を入手し、以前のものと置き換えてください。Windows では中間証明機関ストア (LocalMachine\\CA)、それ以外ではチェーン ファイルです。その後、メール サービスを再起動してください。`,
    },
    moreLabel: { en: 'See them on Windows', ja: 'Windows での確認' },
    more: [
      {
        title: { en: 'On Windows', ja: 'Windows の場合' },
        why: {
          en: say`PowerShell on the server: the expired intermediates. Changes nothing.`,
          ja: say`サーバーの PowerShell で実行します。期限の切れた中間証明書が表示されます (何も変更しません)。`,
        },
        run: ems`
          Get-ChildItem Cert:\LocalMachine\CA | Where-Object { $_.NotAfter -lt (Get-Date) } |
            Format-List Subject, Issuer, NotAfter, Thumbprint`,
      },
    ],
  }),
});
