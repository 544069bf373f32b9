import { certain, code, defineHelpdeskRule, say, tlsSaid } from '../define.js';

// The link tells reading from sending: popimap_tls here, smtp_auth_tls for mail that an application submits.
export default defineHelpdeskRule({
  id: 'pop-or-imap-client-uses-old-tls',
  title: {
    en: 'POP or IMAP program uses TLS 1.0 or 1.1',
    ja: 'POP / IMAP のアプリが TLS 1.0 / 1.1 を使っている',
  },
  sources: ['https://aka.ms/popimap_tls', 'https://learn.microsoft.com/purview/prepare-tls-1.2-in-office-365'],
  reads: ['tls'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const said = tlsSaid(evidence, { words: ['popimap tls'] });
    return said ? certain({}, [said.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The program reads mail by POP3 or IMAP4 over TLS 1.0 or 1.1, which Exchange Online refuses. Between July and December 2026 the opt-in endpoints end too. No mail is lost; it stays in the mailbox.`,
      ja: say`POP3 または IMAP4 で受信するアプリが TLS 1.0 / 1.1 を使っており、Exchange Online に拒否されています。2026 年 7 月から 12 月にかけて、オプトインのエンドポイントも終了します。メールはメールボックスに残っており、失われていません。`,
    },
    todo: [
      {
        en: say`Update the mail program or the library; every version of the last years speaks TLS 1.2.`,
        ja: say`メール アプリまたはライブラリを更新します。ここ数年のバージョンであれば TLS 1.2 を使えます。`,
      },
      {
        en: say`Server ${code('outlook.office365.com')}, IMAP port 993 or POP port 995, with OAuth: basic authentication has ended.`,
        ja: say`サーバーは ${code('outlook.office365.com')}、ポートは IMAP が 993、POP が 995 です。基本認証は終了しているため、OAuth を使います。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`Your mail program reads mail with TLS 1.0 or 1.1, which Exchange Online no longer accepts. Please update the program so that it uses TLS 1.2. Your messages are safe in the mailbox and can be read in Outlook on the web meanwhile.`,
      ja: say`メール アプリが TLS 1.0 / 1.1 で受信しています。Exchange Online では使用できないため、TLS 1.2 に対応したバージョンに更新してください。メールはメールボックスに残っており、更新するまでは、Web ブラウザー版の Outlook で読めます。`,
    },
    moreLabel: { en: 'Test from that computer', ja: 'そのコンピューターでの確認' },
    more: [
      {
        title: { en: 'Does TLS 1.2 work there', ja: 'TLS 1.2 の確認' },
        why: {
          en: say`${code('openssl s_client -connect outlook.office365.com:993 -tls1_2')} prints a certificate and ${code('* OK')} if it does.`,
          ja: say`${code('openssl s_client -connect outlook.office365.com:993 -tls1_2')} を実行し、証明書と ${code('* OK')} が表示されれば正常です。`,
        },
      },
    ],
  }),
});
