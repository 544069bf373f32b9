import { code, defineOpenRule, ems, needed, onReply, or, say } from '../define.js';

// The lookup fails, for whatever reason; InfoDomainNonexistent is the case in which DNS is sure. In the queue of an
// Exchange Server the same is 451 4.4.0. 550 5.4.312 is what remains after 24 hours of 450 4.4.312.
export default defineOpenRule({
  id: 'exchange-online-cannot-resolve-domain',
  ...onReply({ certainty: 'open', codes: ['4.4.312', '5.4.312'], words: ['DNS'], unless: ['InfoDomainNonexistent'], noHost: true }),
  title: {
    en: 'Exchange Online cannot resolve the next hop in DNS',
    ja: 'Exchange Online が次ホップを DNS で解決できない',
  },
  sources: ['https://learn.microsoft.com/microsoft-365/security/office-365-security/mail-flow-intelligence-in-office-365'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`DNS gives Exchange Online no usable answer for ${or('remoteDomain', "the recipient's domain, or the connector's smart host")}. It retries for 24 hours (4.4.312), then returns the mail (5.4.312).`,
      ja: say`${or('remoteDomain', '受信者のドメイン、またはコネクタのスマート ホスト')} について、Exchange Online は DNS から有効な応答を得られません。24 時間再試行 (4.4.312) した後、メールを返します (5.4.312)。`,
    },
    decide: {
      why: {
        en: say`Windows PowerShell on any computer. It asks two public resolvers; Exchange Online asks public DNS, too.`,
        ja: say`任意のコンピューターの Windows PowerShell で実行します。Exchange Online と同じように、公開 DNS (2 か所) に問い合わせます。`,
      },
      run: ems`
        $domain = ${needed('remoteDomain')}
        foreach ($dns in '8.8.8.8', '9.9.9.9') {
          Resolve-DnsName $domain -Type NS -Server $dns
          Resolve-DnsName $domain -Type MX -Server $dns
          Resolve-DnsName $domain -Type A -Server $dns
        }`,
    },
    outcomes: [
      {
        sees: { en: say`${code('DNS name does not exist')}`, ja: say`${code('DNS name does not exist')} と表示される場合` },
        means: {
          en: say`The name is mistyped or lapsed. If it is the smart host of a connector, correct the connector (${code('Get-OutboundConnector')}).`,
          ja: say`名前の誤りか、登録の失効です。コネクタのスマート ホストの場合は、コネクタを修正します (${code('Get-OutboundConnector')})。`,
        },
      },
      {
        sees: { en: say`Timeout or ${code('DNS server failure')}`, ja: say`タイムアウトか ${code('DNS server failure')} の場合` },
        means: {
          en: say`The domain's name servers fail. Its owner or DNS provider has to repair them; nothing helps on your side.`,
          ja: say`ドメインのネーム サーバーの障害です。ドメインの所有者か DNS 事業者による修復が必要です。送信側で対処できることはありません。`,
        },
      },
      {
        sees: { en: say`NS answers, but neither MX nor A`, ja: say`NS だけ応答し、MX と A がない場合` },
        means: {
          en: say`The domain takes no mail. Tell its owner, or use another address of the recipient.`,
          ja: say`ドメインにメールの受信先がありません。所有者に連絡するか、受信者の別のアドレスを使います。`,
        },
      },
      {
        sees: { en: say`All answer`, ja: say`すべて応答がある場合` },
        means: {
          en: say`The fault was short or is new in DNS. Waiting mail leaves by itself; returned mail has to be sent again.`,
          ja: say`一時的な障害か、DNS の変更直後です。保留中のメールは自動的に配信されます。返されたメールは送信し直します。`,
        },
      },
    ],
  }),
});
