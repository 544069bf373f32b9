import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// A person, a script or an agent removed the message; nothing was wrong with it or the way. A suspended queue (450 4.3.2) keeps it.
export default defineHelpdeskRule({
  id: 'message-was-deleted-from-the-queue',
  ...onReply({
    certainty: 'certain',
    codes: ['4.3.2'],
    words: [
      'QUEUE.Admin',
      'QUEUE.DDAdmin',
      'QUEUE.PoisonAdmin',
      'QUEUE.TransportAgent',
      'deleted by administrative action',
      'deleted by transport agent',
    ],
    anyCode: true,
  }),
  title: {
    en: 'Message was deleted from the queue',
    ja: 'メールがキューから削除された',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/queues/message-procedures',
    'https://learn.microsoft.com/powershell/module/exchange/remove-message',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`An administrator, a script or a transport agent removed the message from a queue of ${or('server', 'the server')} before it was delivered. It is gone there; address and mailbox are well.`,
      ja: say`管理者、スクリプト、トランスポート エージェントのいずれかが、配信前のメールを ${or('server', 'サーバー')} のキューから削除しました。アドレスとメールボックスに問題はありません。`,
    },
    todo: [
      {
        en: say`Ask your mail administrators why: mail of a flooded or blocked queue is often removed in bulk.`,
        ja: say`メールの管理者に理由を確認します。キューの滞留を解消するために、まとめて削除されることがあります。`,
      },
      {
        en: say`Then send the message again.`,
        ja: say`その後、メールを送信し直します。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`Your message to ${or('recipient', 'the recipient')} was removed from a mail queue before it was delivered. Please send it again, if it is still needed. The address is right.`,
      ja: say`${or('recipient', '受信者')} 宛てのメールは、配信前にメール キューから削除されました。必要な場合は送信し直してください。宛先に誤りはありません。`,
    },
    moreLabel: { en: 'Who removed it', ja: '削除した人の確認' },
    more: [
      {
        title: { en: 'Who removed it', ja: '削除した人の確認' },
        why: {
          en: say`Exchange Management Shell; only reads. The first lines name administrators who used ${code('Remove-Message')}; without a line it was an agent.`,
          ja: say`Exchange 管理シェルで実行します。参照のみです。${code('Remove-Message')} を使った管理者が表示されます。何もなければ、エージェントによる削除です。`,
        },
        run: ems`
          Search-AdminAuditLog -Cmdlets Remove-Message |
            Format-Table RunDate, Caller, ObjectModified
          Get-MessageTrackingLog -EventId FAIL -Recipients ${needed('recipient')} |
            Format-List Timestamp, Source, SourceContext, MessageSubject
          Get-TransportAgent | Format-Table Identity, Enabled`,
      },
    ],
  }),
});
