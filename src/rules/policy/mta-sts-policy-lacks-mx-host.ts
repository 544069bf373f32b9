import { certain, code, type DnsClue, defineHelpdeskRule, ems, likely, needed, onReply, or, type PolicyClue, policySeen, say } from '../define.js';

const reply = onReply({
  certainty: 'certain',
  codes: ['4.4.8', '5.4.8'],
  words: ['failed MTA-STS validation'],
  unless: ['Remote certificate'],
  anyCode: true,
  noHost: true,
});

// The host is not in the policy; where its certificate fails, the words begin with "Remote certificate". 5.4.8 also stands
// in Microsoft's range of loop codes (5.4.6 to 5.4.20): the words decide.
export default defineHelpdeskRule({
  id: 'mta-sts-policy-lacks-mx-host',
  reads: [...reply.reads, 'policy', 'dns', 'domain'],
  codes: reply.codes,
  words: ['failed MTA-STS validation'],
  needsWords: true,
  title: {
    en: 'MTA-STS policy of the recipient lacks the MX host',
    ja: 'MX ホストが受信側の MTA-STS ポリシーにない',
  },
  sources: [
    'RFC 8461',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/purview/enhancing-mail-flow-with-mta-sts',
  ],
  explains: [],
  mail: 'held',

  match(evidence) {
    const said = reply.match(evidence);
    const seen = policySeen(evidence, { sts: ['mx-not-in-policy'] });
    if (seen && !said) return certain(seen.facts, [seen.clue]);
    const policy = evidence.first('policy', ({ mode, mx }) => mode === 'enforce' && mx.length > 0);
    const answer = policy && evidence.first('dns', (one) => foreign(one, policy) !== undefined);
    if (said || !policy || !answer) return said;
    return likely({ remoteDomain: answer.name, remoteHost: foreign(answer, policy) }, [answer, policy]);
  },

  text: () => ({
    cause: {
      en: say`The recipient's domain enforces an MTA-STS policy, and the MX host in DNS is not among the hosts it lists. Senders that check it hold the mail (Exchange Online for 24 hours), then return it.`,
      ja: say`受信側のドメインは MTA-STS ポリシーを enforce で公開していますが、DNS の MX ホストがその一覧にありません。検証する送信側は保留 (Exchange Online は 24 時間) の後、メールを返します。`,
    },
    todo: [
      {
        en: say`Leave your own settings as they are: the policy belongs to the recipient's domain.`,
        ja: say`修正が必要なのは受信側のポリシーです。送信側の設定は変更しません。`,
      },
      {
        en: say`Send the text below to the recipient's administrator by telephone or another address; your mail does not arrive.`,
        ja: say`次の文面を受信側の管理者に伝えます。メールは届かないため、電話などを使います。`,
      },
      {
        en: say`A message that came back has to be sent again afterwards.`,
        ja: say`返されたメールは、解消後に送信し直します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Mail to ${or('remoteDomain', 'your domain')} fails because the MX host in DNS (${or('remoteHost', 'see your MX record')}) is not in your MTA-STS policy. Please add every MX host to the policy file (.well-known/mta-sts.txt on the host mta-sts of your domain). Then change the id in the _mta-sts TXT record. Senders keep the old policy until its max_age is over or the id changes.`,
      ja: say`${or('remoteDomain', '貴ドメイン')} 宛てのメールが失敗します。DNS の MX ホスト (${or('remoteHost', 'MX レコードを参照')}) が MTA-STS ポリシーにないためです。ポリシー ファイル (mta-sts で始まるホストの .well-known/mta-sts.txt) にすべての MX ホストを追加してください。次に、_mta-sts の TXT レコードの id を新しい値にしてください。id が変わるか max_age が過ぎるまで、送信側は以前のポリシーを使います。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'MX hosts against the policy', ja: 'MX ホストとポリシーの比較' },
        why: {
          en: say`Windows PowerShell on any computer. Each ${code('NameExchange')} has to fit an ${code('mx:')} line of the policy; ${code('*.')} stands for one label. It only reads.`,
          ja: say`任意のコンピューターの Windows PowerShell で実行します。各 ${code('NameExchange')} が、ポリシーの ${code('mx:')} の行のいずれかに一致する必要があります (${code('*.')} は 1 ラベル分)。参照のみのコマンドです。`,
        },
        run: ems`
          $domain = ${needed('remoteDomain')}
          Resolve-DnsName $domain -Type MX | Format-Table NameExchange, Preference
          Resolve-DnsName "_mta-sts.$domain" -Type TXT | Format-List Strings
          [Net.ServicePointManager]::SecurityProtocol = 'Tls12'
          Invoke-RestMethod "https://mta-sts.$domain/.well-known/mta-sts.txt"`,
      },
      {
        title: { en: 'Order of a migration', ja: 'MX を移行する順序' },
        why: {
          en: say`First the policy with old and new hosts and a new id, then the MX record, last the old hosts out. ${code('mode: testing')} in between keeps mail flowing.`,
          ja: say`先にポリシーへ新旧の MX ホストを記載して id を更新し、次に MX レコードを変更し、最後に以前のホストを外します。移行中は ${code('mode: testing')} にすると、メールが止まりません。`,
        },
      },
    ],
  }),
});

/** The first MX host of the answer that no line of the policy allows. */
function foreign({ type, values }: DnsClue, { mx }: PolicyClue): string | undefined {
  if (type !== 'MX') return undefined;
  const hosts = values.flatMap((value) => value.split(' ').at(-1)?.toLowerCase().replace(/\.$/, '') ?? []);
  return hosts.find((host) => host.includes('.') && !mx.some((allowed) => fits(host, allowed.toLowerCase())));
}
const fits = (host: string, allowed: string): boolean =>
  allowed.startsWith('*.') ? host.slice(host.indexOf('.') + 1) === allowed.slice(2) : host === allowed;
