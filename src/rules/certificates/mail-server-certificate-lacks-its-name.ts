import { certain, defineHelpdeskRule, or, say, seeItYourself, seeLabel, seenAt, toOperator, whoActs } from '../define.js';

// Of a server that is not Exchange. The host of the MX record is what MTA-STS compares.
export default defineHelpdeskRule({
  id: 'mail-server-certificate-lacks-its-name',
  title: {
    en: 'Mail server certificate lacks the name of its host',
    ja: 'メール サーバーの証明書にホスト名が含まれていない',
  },
  sources: ['RFC 9525', 'RFC 8461'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = seenAt(evidence, ['cert_name_mismatch', 'cert_no_san'], 'other');
    return seen ? certain(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The certificate on ${or('endpoint', 'the server')} (${or('subject', 'its subject')}) does not list ${or('domain', 'the name called')} as an alternative name. Most senders still deliver; those that verify, by MTA-STS or a connector, hold the mail.`,
      ja: say`${or('endpoint', 'サーバー')} の証明書 (${or('subject', 'サブジェクト')}) のサブジェクトの別名に ${or('domain', '接続先の名前')} がありません。多くの送信側からは届きますが、MTA-STS またはコネクタの設定で検証する送信側からのメールは保留になります。`,
    },
    todo: whoActs(),
    forwardTo: toOperator,
    forward: {
      en: say`The certificate that ${or('endpoint', 'your server')} presents on port ${or('port', '25')} does not list ${or('domain', 'the name that senders call')} as a subject alternative name. Please install a certificate with that name, or let the MX record name a host that the certificate lists. Change an MTA-STS policy before the MX record.`,
      ja: say`${or('endpoint', '貴サーバー')} がポート ${or('port', '25')} で提示する証明書のサブジェクトの別名に ${or('domain', '接続先の名前')} がありません。その名前を含む証明書をインストールするか、MX レコードを証明書に含まれるホスト名にしてください。MTA-STS のポリシーがある場合は、MX レコードより先に変更してください。`,
    },
    moreLabel: seeLabel,
    more: [seeItYourself()],
  }),
});
