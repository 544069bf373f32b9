import { code, defineHelpdeskRule, onReply, or, type ReplyClue, say } from '../define.js';

// Outlook.com and Hotmail. The same words without 5.5.0 are the standard text of reply 550: servers use them for refusals of
// every kind. A company's unknown recipient is 5.1.10.
export default defineHelpdeskRule({
  id: 'outlook-com-mailbox-does-not-exist',
  ...onReply({ certainty: 'certain', codes: ['5.5.0'], words: ['Requested action not taken: mailbox unavailable'], where: isOutlookCom }),
  title: {
    en: 'Outlook.com has no such mailbox',
    ja: 'Outlook.com に宛先のメールボックスがない',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('recipient', 'The address')} does not exist at Outlook.com or Hotmail: mistyped, closed by its owner, or deleted after a long time without use. Nothing is wrong with the sender.`,
      ja: say`${or('recipient', '宛先のアドレス')} は Outlook.com (Hotmail) に存在しません。入力の誤り、所有者による解約、長期間の未使用による削除が考えられます。送信者に問題はありません。`,
    },
    todo: [
      {
        en: say`Compare the address letter by letter, also its end: ${code('hotmail.com')}, ${code('hotmail.co.jp')} and ${code('outlook.com')} are different mailboxes.`,
        ja: say`アドレスを 1 文字ずつ確認します。${code('hotmail.com')}、${code('hotmail.co.jp')}、${code('outlook.com')} は別のメールボックスです。`,
      },
      {
        en: say`Right, and still refused? Reach the person by another way: the account is closed.`,
        ja: say`正しいのに拒否される場合は、アカウントが閉じられています。別の手段で相手に連絡します。`,
      },
      {
        en: say`Take the address off mailing lists: repeated tries harm your reputation at Outlook.com.`,
        ja: say`配信リストから削除します。送信を繰り返すと、Outlook.com での送信元の評価が下がります。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`The address ${or('recipient', 'you wrote to')} does not exist at Outlook.com or Hotmail any more, or is mistyped. Please ask the person for a present address in another way. Nothing is wrong with your mailbox.`,
      ja: say`宛先 ${or('recipient', 'のアドレス')} は、Outlook.com (Hotmail) に存在しないか、入力に誤りがあります。現在のアドレスを別の手段で相手に確認してください。送信者側に問題はありません。`,
    },
    moreLabel: { en: 'Many such addresses', ja: '同じエラーが多い場合' },
    more: [
      {
        title: { en: 'Many such addresses', ja: '同じエラーが多い場合' },
        why: {
          en: say`A mailing to an old list, or a guessing attack in your name. Check the list, and whether the messages are yours (message trace).`,
          ja: say`古い配信リストへの一斉送信か、自組織をかたって宛先を推測する攻撃が考えられます。配信リストを確認し、メッセージ追跡で自組織のメールかどうかを調べます。`,
        },
      },
    ],
  }),
});

/** Without the code only the host tells who says it. */
function isOutlookCom({ status, remoteHost, endpoint }: ReplyClue): boolean {
  const host = (remoteHost ?? endpoint ?? '').toLowerCase();
  return status !== undefined || ['outlook.com', 'hotmail.com'].some((end) => host.endsWith(end));
}
