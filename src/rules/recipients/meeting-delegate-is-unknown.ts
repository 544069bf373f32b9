import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// Only meeting requests to one manager fail: the delegate in the manager's calendar points to an old object. Ordinary mail arrives.
export default defineHelpdeskRule({
  id: 'meeting-delegate-is-unknown',
  ...onReply({
    certainty: 'certain',
    codes: ['5.2.0'],
    words: ['DelegateUserValidationException', 'DelegateUserValidation', 'Delegate user validation failed'],
    anyCode: true,
  }),
  title: {
    en: "Delegate in the recipient's calendar is no longer known",
    ja: '受信者の予定表の代理人が見つからない',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr-5-2-0-when-sending-meeting-invites'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Meeting requests for ${or('recipient', 'this manager')} go to a delegate as well. The calendar still names the delegate's old object, mostly from before a move. Ordinary mail arrives.`,
      ja: say`${or('recipient', '受信者')} 宛ての会議出席依頼は代理人にも送られますが、予定表には、移行前など以前の代理人の情報が残っています。通常のメールは届きます。`,
    },
    todo: [
      {
        en: say`The manager removes all delegates in Outlook. In Outlook on the web, the sharing of the calendar must list none either.`,
        ja: say`受信者 (上司) が Outlook で代理人をすべて削除し、Web 版 Outlook の予定表の共有にも残っていないことを確認します。`,
      },
      {
        en: say`Send a test meeting: if it arrives, only the next step is left.`,
        ja: say`テストの会議出席依頼を送ります。届けば、残りは次の手順だけです。`,
      },
      {
        en: say`Delete the delegate's suggestion in Outlook (the ×), download the address book, and add the delegate again.`,
        ja: say`Outlook の宛先候補から代理人を × で削除し、アドレス帳をダウンロードしてから、代理人を追加し直します。`,
      },
    ],
    forwardTo: { en: 'To send to the manager', ja: '受信者 (上司) に送る文面' },
    forward: {
      en: say`Meeting requests to you come back because your calendar names an old entry of your delegate. Please remove all delegates in Outlook (File, Account Settings, Delegate Access), check in Outlook on the web that none is left, and add the delegate again. Ordinary mail is not affected.`,
      ja: say`予定表に代理人の以前の情報が残っているため、会議出席依頼が返送されています。Outlook の [ファイル] > [アカウント設定] > [代理人アクセス] で代理人をすべて削除し、Web 版 Outlook にも残っていないことを確認してから、追加し直してください。通常のメールに影響はありません。`,
    },
    moreLabel: { en: 'I manage the mailbox', ja: 'メールボックスの管理者の場合' },
    more: [
      {
        title: { en: 'Who is entered in the calendar', ja: '予定表に登録されている代理人' },
        why: {
          en: say`Exchange Online PowerShell; only reads. A delegate has ${code('Delegate')} in the last column; one that shows an ${code('NT User:')} or a long identifier is the leftover.`,
          ja: say`Exchange Online PowerShell で実行します。参照のみです。代理人は最後の列が ${code('Delegate')} です。${code('NT User:')} や長い識別子で表示される行が、残っている情報です。`,
        },
        run: ems`
          $box = ${needed('recipient')}
          $cal = Get-MailboxFolderStatistics $box -FolderScope Calendar |
            Where-Object FolderType -eq 'Calendar'
          Get-MailboxFolderPermission "$($box):\$($cal.Name)" |
            Format-Table User, AccessRights, SharingPermissionFlags`,
      },
    ],
  }),
});
