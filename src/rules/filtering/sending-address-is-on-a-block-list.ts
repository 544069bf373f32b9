import { code, defineRule, ems, needed, onReply, or, say, topSenders } from '../define.js';

const NAMES_A_LIST = /blocked using|by rbl|spamcop|barracuda|sorbs\.net|uceprotect|abusix|dnsbl|rbl\.|\/rbl/i;
const NAMES_AN_ADDRESS = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|client host|your (?:server|ip|address|mail server)/i;

// A public list other than Spamhaus and Microsoft's. A list of the recipient's own has no portal: that is another rule.
export default defineRule({
  id: 'sending-address-is-on-a-block-list',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.1', '5.7.0', '4.7.1', '4.7.0'],
    words: [
      'blocked using',
      'blocked by rbl',
      'rejected by rbl',
      'spamcop',
      'barracudacentral',
      'barracuda reputation',
      'sorbs.net',
      'uceprotect',
      'abusix',
      'dnsbl',
      'rbl.',
      '/rbl',
      'blacklisted',
      'blocklisted',
      'is listed in',
      'is listed at',
      'is listed on',
    ],
    anyCode: true,
    unless: [
      'FBLW15',
      'Spamhaus',
      'AS1601',
      'Blocklist 1',
      'using Blocklist',
      'Customer Block',
      'Customer Allow',
      'S8001',
      'S8002',
      '127.255.255.',
      'resolver',
      'URL',
      'URI',
      'surbl',
      'body',
      'suppression',
      'Recipient',
      'Sender address',
      'From address',
      '(dbl)',
    ],
    // A word that says only "listed" may be about a domain, a link or a mailbox.
    where: ({ text }) => NAMES_A_LIST.test(text) || NAMES_AN_ADDRESS.test(text),
  }),
  title: {
    en: 'Sending address is on a public block list',
    ja: '送信元 IP アドレスが公開ブロック リストにある',
  },
  sources: ['RFC 5782', 'https://learn.microsoft.com/exchange/antispam-and-antimalware/antispam-protection/connection-filtering'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`${or('remoteHost', "The recipient's server")} refused the mail because a public block list holds ${or('clientIp', 'the sending address')}. Others who use that list refuse it too.`,
      ja: say`公開ブロック リストに ${or('clientIp', '送信元の IP アドレス')} が登録されているため、${or('remoteHost', '受信側のサーバー')} がメールを拒否しました。同じリストを使うほかの受信側も拒否します。`,
    },
    confirm: [
      topSenders(),
      {
        why: {
          en: say`The name of the address. ${code('dynamic')}, ${code('dsl')} or ${code('pool')} in it tells that such lists hold it for that alone.`,
          ja: say`IP アドレスの名前を表示します。${code('dynamic')}、${code('dsl')}、${code('pool')} が含まれる場合は、動的アドレスであることが登録の理由です。`,
        },
        run: ems`
          Resolve-DnsName ${needed('clientIp')} | Format-List NameHost`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Stop the source first. Then follow the link in the reply to the list that is named, read its reason, and ask for removal there.`,
          ja: say`先に原因を止めます。次に、応答のリンクからリストのページを開き、理由を確認して解除を申請します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The page of the list no longer finds the address, and mail sent again is accepted.`,
          ja: say`リストのページで IP アドレスが見つからなくなり、送信し直したメールが受け付けられれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'You run the refusing server', ja: '拒否した側を管理している場合' },
    more: [
      {
        title: { en: 'The refusing server is yours', ja: '拒否したサーバーを管理している場合' },
        why: {
          en: say`Shows which lists your Exchange server asks. Some shut down and then list the whole Internet: remove those.`,
          ja: say`Exchange サーバーが照会するリストを表示します。終了したリストはすべてのアドレスを登録済みと答えることがあるため、一覧から外します。`,
        },
        run: ems`
          Get-IPBlockListProvider |
            Format-List Name, Enabled, LookupDomain, RejectionResponse`,
      },
    ],
  }),
});
