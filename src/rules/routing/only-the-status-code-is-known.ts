import { code, defineOpenRule, ems, meaning, open, say } from '../define.js';

// A product gives some codes a meaning of its own; where its words are missing or strange, only the registry is left.
export default defineOpenRule({
  id: 'only-the-status-code-is-known',
  title: {
    en: 'Only the status code tells why the mail failed',
    ja: '状態コード以外に原因を示す情報がない',
  },
  sources: ['RFC 3463', 'RFC 5248', 'https://www.iana.org/assignments/smtp-enhanced-status-codes/smtp-enhanced-status-codes.xhtml'],
  reads: ['reply', 'bounce'],
  explains: [],
  fallback: 'status',
  mail: 'unknown',

  match(evidence) {
    // A number alone may be a version. With a reply code in front of it or in a bounce it is a status.
    const bounce = evidence.first('bounce');
    const replies = evidence.all('reply', ({ status, code: reply }) => isFailure(status) && (bounce !== undefined || (reply ?? 0) >= 400));
    const clue = replies.find(({ innermost }) => innermost) ?? replies[0] ?? evidence.first('bounce', ({ status }) => isFailure(status));
    return clue?.status === undefined ? null : open({ code: clue.status }, [clue]);
  },

  text: () => ({
    cause: {
      en: say`By the standard, ${'code'} means: ${meaning('code', 'en')}. The words behind it fit no fault known here, so which cause applies is open.`,
      ja: say`標準では、${'code'} は「${meaning('code', 'ja')}」という意味です。応答の文面に該当する既知の障害がないため、原因はまだ判断できません。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on the server that sends the mail. Paste the whole output.`,
        ja: say`メールを送信するサーバーの Exchange 管理シェルで実行し、出力をすべて貼り付けてください。`,
      },
      run: ems`
        $since = (Get-Date).AddDays(-1)
        Get-MessageTrackingLog -EventId FAIL -Start $since -ResultSize Unlimited |
          Sort-Object Timestamp | Select-Object -Last 5 |
          Format-List Timestamp, Sender, Recipients, RecipientStatus
        Get-Queue | Where-Object LastError | Format-List NextHopDomain, LastError`,
    },
    outcomes: [
      {
        sees: {
          en: say`${code('RecipientStatus')} or ${code('LastError')} has words`,
          ja: say`${code('RecipientStatus')} か ${code('LastError')} に文面がある場合`,
        },
        means: {
          en: say`The words behind the code name the cause.`,
          ja: say`コードに続く文面から原因がわかります。`,
        },
      },
      {
        sees: { en: say`Nothing is listed`, ja: say`何も表示されない場合` },
        means: {
          en: say`Another system wrote the code. Paste the whole bounce, down to the last line; it names that system.`,
          ja: say`ほかのシステムが返したコードです。NDR の全文を最後の行まで貼り付けると、そのシステムがわかります。`,
        },
      },
    ],
  }),
});

const isFailure = (status = ''): boolean => status.startsWith('4') || status.startsWith('5');
