import { certain, defineHelpdeskRule, or, say, seeItYourself, seeLabel, seenAt, toOperator, whoActs } from '../define.js';

// Extended key usage is there and lacks serverAuth, mostly a certificate for clients or for signing that was put in by mistake.
export default defineHelpdeskRule({
  id: 'server-certificate-lacks-server-usage',
  title: {
    en: 'Certificate is not meant for server authentication',
    ja: '証明書の用途にサーバー認証が含まれていない',
  },
  sources: ['RFC 5280', 'https://learn.microsoft.com/exchange/mail-flow/mail-routing/inbound-starttls-certificates-selection'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = seenAt(evidence, ['eku_no_server_auth']);
    return seen ? certain(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The key usages of the certificate on ${or('endpoint', 'the server')} leave out server authentication: it was made for another purpose. Most senders still deliver; those that verify, by MTA-STS or a connector, hold the mail.`,
      ja: say`${or('endpoint', 'サーバー')} の証明書の拡張キー使用法にサーバー認証がなく、別の用途の証明書です。多くの送信側からは届きますが、MTA-STS またはコネクタの設定で検証する送信側からのメールは保留になります。`,
    },
    todo: whoActs(),
    forwardTo: toOperator,
    forward: {
      en: say`The certificate that ${or('endpoint', 'your server')} presents on port ${or('port', '25')} is not meant for servers: its extended key usage lacks server authentication (1.3.6.1.5.5.7.3.1). Subject: ${or('subject', 'see the certificate')}. Please request one from a template for web servers and give it to the mail service. On Exchange, assign SMTP to it and name it on the receive connector.`,
      ja: say`${or('endpoint', '貴サーバー')} がポート ${or('port', '25')} で提示する証明書の拡張キー使用法に、サーバー認証 (1.3.6.1.5.5.7.3.1) がありません (サブジェクト: ${or('subject', '証明書を参照')})。Web サーバー用のテンプレートで証明書を取得し、メール サービスに設定してください。Exchange の場合は、SMTP を割り当て、受信コネクタに指定してください。`,
    },
    moreLabel: seeLabel,
    more: [seeItYourself()],
  }),
});
