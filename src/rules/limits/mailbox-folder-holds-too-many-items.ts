import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// "Mailbox busy" with MaxObjsExceeded does not pass: one folder is at its item limit. The code says temporary (4.3.2), the reply
// in front of it final (554); the reply counts.
export default defineHelpdeskRule({
  id: 'mailbox-folder-holds-too-many-items',
  ...onReply({ certainty: 'certain', codes: ['4.3.2'], words: ['MapiExceptionMaxObjsExceeded'], anyCode: true }),
  title: {
    en: 'Folder of the mailbox holds a million items',
    ja: 'メールボックスのフォルダーのアイテム数が上限に達している',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/remote-server-returned-mailbox-busy',
    'https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits',
  ],
  explains: [],
  often: 'rare',
  mail: 'held',

  text: () => ({
    cause: {
      en: say`A folder of ${or('recipient', "the recipient's mailbox")} has reached the limit of one million items and takes no more. ${code('554')} is final in spite of the words "mailbox busy".`,
      ja: say`${or('recipient', '受信者')} のメールボックスで、1 つのフォルダーのアイテム数が上限の 100 万件に達し、配信できません。「mailbox busy」とありますが、${code('554')} のため再試行されません。`,
    },
    todo: [
      {
        en: say`Tell the recipient in another way: old items must go to another folder or the archive.`,
        ja: say`古いアイテムを別のフォルダーかアーカイブへ移すように、別の手段で受信者に知らせます。`,
      },
      {
        en: say`Send the message again afterwards; waiting alone does not help.`,
        ja: say`その後に送信し直します。待つだけでは解消しません。`,
      },
    ],
    forwardTo: { en: 'To send to the recipient', ja: '受信者に送る文面' },
    forward: {
      en: say`A folder of ${or('recipient', 'your mailbox')} holds one million items, so new mail is returned to its senders. Please move or delete old items in your largest folders, or ask your IT team for an archive.`,
      ja: say`${or('recipient', 'メールボックス')} のフォルダーのアイテムが 100 万件に達し、新しいメールが送信者に返送されています。大きなフォルダーの古いアイテムを移動または削除するか、管理者にアーカイブを依頼してください。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'The largest folders', ja: 'アイテム数の多いフォルダー' },
        why: {
          en: say`Exchange Online PowerShell; only reads. A folder under ${code('/Recoverable Items')} is emptied by retention, not by the owner; a hold prevents that.`,
          ja: say`Exchange Online PowerShell で実行します。参照のみです。${code('/Recoverable Items')} 以下のフォルダーは、利用者ではなく保持の設定に従って削除されます。保留 (ホールド) の対象は削除されません。`,
        },
        run: ems`
          $box = ${needed('recipient')}
          Get-MailboxFolderStatistics $box |
            Sort-Object ItemsInFolder -Descending |
            Select-Object -First 10 FolderPath, ItemsInFolder
          Get-MailboxFolderStatistics $box -FolderScope RecoverableItems |
            Select-Object FolderPath, ItemsInFolder`,
      },
    ],
  }),
});
