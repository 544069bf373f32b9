import { code, defineRule, ems, needed, onReply, or, say } from '../define.js';

// Same code and words as a full mailbox, but the exception tells: ShutoffQuotaExceeded is a mailbox, QuotaExceeded alone a
// mail-enabled public folder.
export default defineRule({
  id: 'public-folder-is-full',
  ...onReply({ certainty: 'certain', codes: ['5.2.2', '4.2.2'], words: ['.MapiExceptionQuotaExceeded'] }),
  title: {
    en: 'Mail-enabled public folder is full',
    ja: 'メールが有効なパブリック フォルダーに空きがない',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/cannot-send-mail-mepf'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`${or('recipient', 'The recipient')} is a public folder, and one of three limits is reached: its own, the organization's, or that of the mailbox that holds it. Mail to it is returned.`,
      ja: say`${or('recipient', '宛先')} はパブリック フォルダーで、フォルダー、組織、格納先メールボックスのいずれかの上限に達しています。このフォルダー宛てのメールは返送されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell, or the Exchange Management Shell if the folders are local. ${code('Unlimited')} in the first list means that the organization's limit applies.`,
          ja: say`Exchange Online PowerShell (オンプレミスのフォルダーは Exchange 管理シェル) で実行します。最初の一覧の ${code('Unlimited')} は、組織の上限が適用されることを示します。`,
        },
        run: ems`
          $mail = Get-MailPublicFolder ${needed('recipient')}
          $pf = if ($mail) { Get-PublicFolder $mail.EntryId }
          $pf | Format-List Identity, ProhibitPostQuota, ContentMailboxName
          Get-PublicFolderStatistics "$($pf.Identity)" | Format-List TotalItemSize
          Get-OrganizationConfig | Format-List DefaultPublicFolder*Quota
          $holder = "$($pf.ContentMailboxName)"
          Get-MailboxStatistics $holder | Format-List TotalItemSize
          Get-Mailbox -PublicFolder $holder | Format-List ProhibitSendReceiveQuota`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Delete or move old items first. If the organization's limit is reached, raise it for all folders, moderately.`,
          ja: say`先に古いアイテムを削除または移動します。組織の上限に達している場合は、全フォルダー共通の上限を適度に引き上げます。`,
        },
      },
      {
        why: {
          en: say`If the folder's own limit is reached: a quarter more. Much more disturbs the splitting of folder mailboxes.`,
          ja: say`フォルダー自体の上限に達している場合は、25% 引き上げます。大幅に引き上げると、自動分割に影響します。`,
        },
        run: ems`
          if ("$($pf.ProhibitPostQuota)" -match '([\d,]+) bytes') {
            $new = [math]::Floor(1.25 * ($Matches[1] -replace ','))
            Set-PublicFolder "$($pf.Identity)" -ProhibitPostQuota $new
          }`,
        changes: {
          en: say`The limit of this one folder.`,
          ja: say`このフォルダーの上限だけが変わります。`,
        },
        keep: {
          en: say`Step 1 prints the old limit; ${code('$pf')} keeps it.`,
          ja: say`元の上限は手順 1 で表示され、${code('$pf')} に残ります。`,
        },
        undo: ems`
          if ($pf) {
            $old = "$($pf.ProhibitPostQuota)"
            Set-PublicFolder "$($pf.Identity)" -ProhibitPostQuota $old
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`The folder's ${code('TotalItemSize')} is below ${code('ProhibitPostQuota')}, and a new message arrives.`,
          ja: say`フォルダーの ${code('TotalItemSize')} が ${code('ProhibitPostQuota')} を下回り、新しいメールが届けば成功です。`,
        },
        run: ems`
          if ($pf) {
            Get-PublicFolderStatistics "$($pf.Identity)" | Format-List TotalItemSize
            Get-PublicFolder "$($pf.Identity)" | Format-List ProhibitPostQuota
          }`,
      },
    ],
    moreLabel: { en: 'Undo, and a full holder', ja: '元に戻す方法と格納先' },
    more: [
      {
        title: { en: 'The mailbox that holds the folder is full', ja: '格納先のメールボックスが上限に達した場合' },
        why: {
          en: say`Exchange Online splits it by itself within days. If ${code('ContentMailboxName')} is the same after a week, open a support request.`,
          ja: say`Exchange Online では、数日以内に自動で分割されます。1 週間後も ${code('ContentMailboxName')} が変わらない場合は、サポートに問い合わせます。`,
        },
      },
    ],
  }),
});
