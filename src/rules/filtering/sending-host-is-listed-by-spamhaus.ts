import { code, defineRule, ems, onReply, or, say, topSenders } from '../define.js';

// Spamhaus is named, by Exchange Online (AS16012611, S8001, S8002) or by any other server. Where the link goes to
// /returnc/, the receiver's own query was refused, and nobody is listed.
export default defineRule({
  id: 'sending-host-is-listed-by-spamhaus',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.1'],
    words: ['Spamhaus', 'AS16012611', '(S8001)', '(S8002)'],
    anyCode: true,
    unless: ['returnc', 'open resolver', 'excessive number of queries'],
  }),
  title: {
    en: 'Sending address or its name is listed by Spamhaus',
    ja: '送信元が Spamhaus のリストに登録されている',
  },
  sources: ['https://www.spamhaus.org/blocklists/', 'https://check.spamhaus.org/'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`Spamhaus lists ${or('clientIp', 'the sending address')}, its EHLO name (S8001) or the sender's domain (S8002). Many receivers use that list and refuse the mail.`,
      ja: say`${or('clientIp', '送信元の IP アドレス')}、その EHLO 名 (S8001)、または送信者のドメイン (S8002) が Spamhaus に登録されています。このリストを使う受信側は、メールを拒否します。`,
    },
    confirm: [
      {
        why: {
          en: say`Look up ${or('clientIp', 'the address')} at ${code('https://check.spamhaus.org')}: it names the list and the reason. The command shows the names that your servers give in EHLO.`,
          ja: say`${code('https://check.spamhaus.org')} で ${or('clientIp', 'IP アドレス')} を調べると、リスト名と理由がわかります。次のコマンドは、サーバーが EHLO で名乗る名前を表示します。`,
        },
        run: ems`Get-SendConnector | Format-Table Name, Fqdn, SourceTransportServers`,
      },
      topSenders(),
    ],
    fix: [
      {
        why: {
          en: say`XBL or CSS: stop the infected device or stolen mailbox, then remove the entry there. SBL: only the provider of the address can ask for removal. PBL: a fixed address of a mail server with its own PTR is removed there; otherwise use the provider's relay.`,
          ja: say`XBL、CSS の場合は、感染した機器や侵入されたメールボックスを止めてから、同じページで解除します。SBL の解除を申請できるのは、IP アドレスの事業者だけです。PBL は、逆引きを設定済みの固定 IP アドレスであれば同じページで解除し、それ以外は事業者の中継サーバーを使います。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`${code('https://check.spamhaus.org')} says that there are no issues; mail sent an hour later is accepted.`,
          ja: say`${code('https://check.spamhaus.org')} で問題なしと表示され、1 時間後に送信したメールが受け付けられれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'EHLO name or domain listed', ja: 'EHLO 名やドメインの登録' },
    more: [
      {
        title: { en: 'EHLO name or domain listed (S8001, S8002)', ja: 'EHLO 名またはドメインの登録 (S8001、S8002)' },
        why: {
          en: say`Give the send connector a name of your own that resolves to the sending address. A listed domain is removed on the same page, after the spam or phishing has stopped.`,
          ja: say`送信コネクタの FQDN には、送信元の IP アドレスに解決される自社の名前を使います。登録されたドメインは、スパムやフィッシングを止めてから、同じページで解除します。`,
        },
      },
    ],
  }),
});
