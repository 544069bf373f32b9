import { certain, code, defineHelpdeskRule, ems, or, say } from '../define.js';

// A system mailbox of Microsoft 365 that nobody reads. It is known by its address; its fullness (5.2.2) harms nobody.
const NAME = 'aggregategroupmailbox.';

export default defineHelpdeskRule({
  id: 'obsolete-group-mailbox-is-full',
  title: {
    en: 'Obsolete system mailbox of Microsoft 365 groups is full',
    ja: 'Microsoft 365 グループの古いシステム メールボックスが満杯',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/ndr-received-send-emails-microsoft365-groups'],
  reads: ['bounce', 'reply'],
  codes: ['5.2.2', '4.2.2'],
  explains: ['recipient-mailbox-is-full'],
  often: 'rare',
  mail: 'unaffected',

  match(evidence) {
    const is = (address: string | undefined) => address?.toLowerCase().startsWith(NAME) === true;
    const clue =
      evidence.first('reply', ({ recipient, text }) => is(recipient) || text.toLowerCase().includes(NAME)) ??
      evidence.first('bounce', ({ recipient }) => is(recipient));
    const bounce = evidence.first('bounce', ({ recipient }) => is(recipient));
    return clue ? certain({ recipient: bounce?.recipient ?? clue.recipient }, [clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${code('AggregateGroupMailbox')} is a leftover of a search feature that Microsoft has retired. The message did reach the group; this report is only about the copy for the leftover.`,
      ja: say`${code('AggregateGroupMailbox')} は、Microsoft が廃止した検索機能用のメールボックスです。グループへのメールは届いています。このレポートは、廃止された機能用の複製だけに関するものです。`,
    },
    todo: [
      {
        en: say`Ignore the report; do not send the message again.`,
        ja: say`このレポートは無視します。送信し直す必要はありません。`,
      },
      {
        en: say`It empties itself by a retention policy, so the reports stop and may come back.`,
        ja: say`保持ポリシーで自動的に空になるため、レポートは止まりますが、再発することがあります。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`Your message has reached the group. The report concerns an old system mailbox of Microsoft 365 that is no longer used. Please ignore it and do not send the message again.`,
      ja: say`グループへのメールは届いています。このレポートは、使われなくなった Microsoft 365 のシステム メールボックスに関するものです。無視してください。送信し直す必要はありません。`,
    },
    moreLabel: { en: 'Stop the reports', ja: 'レポートを止める方法' },
    more: [
      {
        title: { en: 'Stop the reports', ja: 'レポートを止める方法' },
        why: {
          en: say`Exchange Online PowerShell. Microsoft's workaround: mail to exactly this address is deleted without trace. The address must begin with ${code('AggregateGroupMailbox.A.')}; ${code('Remove-TransportRule')} undoes it.`,
          ja: say`Exchange Online PowerShell で実行します。Microsoft の回避策で、このアドレス宛てのメールだけを削除します (記録は残りません)。アドレスは ${code('AggregateGroupMailbox.A.')} で始まる必要があります。${code('Remove-TransportRule')} で元に戻せます。`,
        },
        run: ems`
          $to = ${or('recipient', "''")}
          if ($to -like 'AggregateGroupMailbox.A.*@*') {
            New-TransportRule 'Obsolete group mailbox' -SentTo $to -DeleteMessage $true
          }`,
      },
    ],
  }),
});
