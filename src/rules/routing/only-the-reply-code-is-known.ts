import { code, defineOpenRule, ems, meaning, mentions, open, type ReplyClue, say } from '../define.js';

// Without an enhanced status code the three digits say still less: 550 stands for a dozen causes.
export default defineOpenRule({
  id: 'only-the-reply-code-is-known',
  title: {
    en: 'Only the reply code tells why the mail failed',
    ja: '応答コード以外に原因を示す情報がない',
  },
  sources: ['RFC 5321'],
  reads: ['reply'],
  explains: [],
  fallback: 'reply',
  mail: 'unknown',

  match(evidence) {
    const replies = evidence.all('reply', isFailure);
    const reply = replies.find(({ innermost }) => innermost) ?? replies[0];
    return reply?.code === undefined ? null : open({ code: reply.code.toString(), endpoint: reply.endpoint }, [reply]);
  },

  text: () => ({
    cause: {
      en: say`By the standard, reply ${'code'} means: ${meaning('code', 'en')}. The words behind it fit no fault known here, so which cause applies is open.`,
      ja: say`標準では、応答 ${'code'} は「${meaning('code', 'ja')}」という意味です。応答の文面に該当する既知の障害がないため、原因はまだ判断できません。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on the server that sends the mail. Paste the whole output.`,
        ja: say`メールを送信するサーバーの Exchange 管理シェルで実行し、出力をすべて貼り付けてください。`,
      },
      run: ems`
        Get-Queue | Where-Object LastError | Format-List NextHopDomain, LastError
        $log = @{ LogName='Application'; Level=2,3 }
        $log.ProviderName = 'MSExchange*Transport'
        Get-WinEvent -FilterHashtable $log -MaxEvents 5 -ErrorAction Ignore |
          Format-List TimeCreated, ProviderName, MachineName, Id, Message`,
    },
    outcomes: [
      {
        sees: { en: say`A queue or an event is listed`, ja: say`キューかイベントが表示された場合` },
        means: {
          en: say`Its text holds the status code and the words that name the cause.`,
          ja: say`そのテキストの状態コードと文面から原因がわかります。`,
        },
      },
      {
        sees: { en: say`Nothing is listed`, ja: say`何も表示されない場合` },
        means: {
          en: say`Another system refused. Paste the whole bounce, with the part ${code('Diagnostic information for administrators')}.`,
          ja: say`ほかのシステムが拒否しています。「管理者向けの診断情報」を含む NDR の全文を貼り付けてください。`,
        },
      },
    ],
  }),
});

/** Words that a mail server uses: `550 people` is no reply. */
const WORDS = [
  'mail',
  'smtp',
  'tls',
  'recipient',
  'sender',
  'relay',
  'server',
  'connection',
  'domain',
  'address',
  'message',
  'service',
  'user',
  'spam',
  'transaction',
  'content',
  'policy',
  'envelope',
  'prohibition',
];

const isFailure = ({ code: reply, status, text }: ReplyClue): boolean =>
  reply !== undefined && reply >= 400 && status === undefined && mentions(text, ...WORDS);
