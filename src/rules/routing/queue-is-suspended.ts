import { certain, code, defineRule, ems, likely, mentions, or, type ReplyClue, say } from '../define.js';

// On an Exchange server somebody has stopped the queue. The words are those of the registry for X.3.2 as well: from a foreign
// host they say that it is shut down or overloaded.
export default defineRule({
  id: 'queue-is-suspended',
  title: {
    en: 'Queue is suspended',
    ja: 'キューが中断されている',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/queues/queue-procedures',
    'https://learn.microsoft.com/exchange/dsns-and-ndrs-in-exchange-2013-exchange-2013-help',
    'RFC 3463',
  ],
  reads: ['reply', 'queue'],
  codes: ['4.3.2'],
  words: ['System not accepting network messages'],
  explains: [],
  mail: 'waits',

  match(evidence) {
    const queue = evidence.first('queue', ({ status }) => status === 'Suspended');
    const reply = evidence.first('reply', isFrozen);
    const [clue, ...rest] = [reply, queue].filter((one) => one !== undefined);
    return clue ? (queue ? certain : likely)({ server: queue?.server ?? reply?.server }, [clue, ...rest]) : null;
  },

  text: () => ({
    cause: {
      en: say`The queue that holds this mail was stopped, most likely by an administrator or a script. Nothing leaves it until it is resumed; nothing is lost before the mail expires.`,
      ja: say`このメールのあるキューは、管理者またはスクリプトが中断したと考えられます。再開するまで送信されませんが、メールは有効期限まで失われません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'the server that holds the mail')}. If nothing is listed, the other side is shut down or overloaded: wait.`,
          ja: say`${or('server', 'メールを保持しているサーバー')} の Exchange 管理シェルで実行します。何も表示されない場合は、相手側の停止か過負荷のため、再試行を待ちます。`,
        },
        run: ems`
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $held = @(Get-Queue -Server $srv | Where-Object Status -eq 'Suspended')
          $held | Format-Table Identity, MessageCount, NextHopDomain`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Ask first why it was stopped: a spam outbreak or an investigation is a reason. Then resume it.`,
          ja: say`先に中断の理由 (迷惑メールの大量送信、調査など) を確認し、問題がなければ再開します。`,
        },
        run: ems`
          if ($held) {
            $held | ForEach-Object { Resume-Queue -Identity "$($_.Identity)" }
          }`,
        changes: {
          en: say`Resumes the queues that step 1 lists; their mail leaves at once.`,
          ja: say`手順 1 に表示されたキューを再開します。メールはすぐに送信されます。`,
        },
        keep: {
          en: say`The names stay in ${code('$held')} of the same window.`,
          ja: say`キューの名前は、同じウィンドウの ${code('$held')} に残ります。`,
        },
        undo: ems`
          if ($held) {
            $held | ForEach-Object { Suspend-Queue -Identity "$($_.Identity)" }
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Nothing is Suspended any more, and the counts fall.`,
          ja: say`中断 (Suspended) のキューがなくなり、メッセージ数が減れば成功です。`,
        },
        run: ems`Get-Queue | Format-Table Identity, Status, MessageCount`,
      },
    ],
    moreLabel: { en: 'Single messages', ja: '個別のメッセージ' },
    more: [
      {
        title: { en: 'The queue runs, one message does not', ja: '一部のメッセージだけが送信されない場合' },
        why: {
          en: say`A message can be suspended by itself. This only reads; ${code('Resume-Message')} lets it go.`,
          ja: say`メッセージ単位でも中断できます。参照のみのコマンドです。再開には ${code('Resume-Message')} を使います。`,
        },
        run: ems`
          Get-Message -Filter "Status -eq 'Suspended'" -ResultSize 200 |
            Format-Table Identity, FromAddress, Subject`,
      },
    ],
  }),
});

// Under 5.3.2 a foreign system says so for good.
const isFrozen = ({ innermost, status = '4.3.2', text }: ReplyClue): boolean =>
  innermost && status === '4.3.2' && mentions(text, 'System not accepting network messages');
