import { code, defineRule, ems, onReply, say } from '../define.js';

// Said by Exchange Online about journal reports of a server; other mail of the same server flows.
export default defineRule({
  id: 'journal-reports-go-to-exchange-online',
  ...onReply({
    certainty: 'certain',
    codes: ['5.3.190'],
    anyCode: true,
    elsewhere: ['Journaling on-premises messages', 'when Journaling Archive is disabled'],
  }),
  title: {
    en: 'Journal rule on-premises points to Exchange Online',
    ja: 'オンプレミスのジャーナルの宛先が Exchange Online にある',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/exchange/security-and-compliance/journaling/configure-journaling',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`A journal rule on your server sends reports to a mailbox of Exchange Online, which takes them only with Journaling Archive on. It is off. The mail itself arrives; its reports are missing.`,
      ja: say`オンプレミスのジャーナル ルールの宛先が Exchange Online のメールボックスですが、テナントの Journaling Archive が無効です。メールは届きますが、ジャーナル レポートが保存されていません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: the rules and databases that journal, and the mailbox for reports that come back.`,
          ja: say`Exchange 管理シェルで、ジャーナルを使うルールとデータベース、配信できないジャーナル レポートの宛先を表示します。`,
        },
        run: ems`
          Get-JournalRule |
            Format-List Name, Enabled, JournalEmailAddress, Scope, Recipient
          Get-MailboxDatabase | Where-Object JournalRecipient |
            Format-Table Name, JournalRecipient
          Get-TransportConfig | Format-List JournalingReportNdrTo`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Agree the new target with compliance first: journaling is often a legal duty. Keep copies of the reports that came back.`,
          ja: say`ジャーナルは法的義務であることが多いため、先にコンプライアンス担当者と新しい宛先を決めます。返送されたレポートは保存しておきます。`,
        },
      },
      {
        why: {
          en: say`Exchange admin center, Compliance management, Journal rules: enter a mailbox on your server or a third-party archive as target.`,
          ja: say`Exchange 管理センターの [コンプライアンス管理] > [ジャーナル ルール] で、オンプレミスのメールボックスか外部のアーカイブを宛先に指定します。`,
        },
      },
      {
        why: {
          en: say`Or let Microsoft support enable Journaling Archive for the tenant.`,
          ja: say`または、Microsoft サポートに依頼してテナントの Journaling Archive を有効にします。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`A report of a new message arrives in the target, and no ${code('5.3.190')} is logged after the change.`,
          ja: say`新しいメールのレポートが宛先に届き、変更後に ${code('5.3.190')} が記録されなければ成功です。`,
        },
        run: ems`
          Get-MessageTrackingLog -EventId FAIL -Start (Get-Date).AddHours(-1) |
            Where-Object { "$($_.RecipientStatus)" -match '5\.3\.190' } |
            Format-Table Timestamp, Recipients`,
      },
    ],
    moreLabel: { en: 'Reports that fail', ja: '配信できないレポート' },
    more: [
      {
        title: { en: 'Reports that fail', ja: '配信できないレポート' },
        why: {
          en: say`If ${code('JournalingReportNdrTo')} is empty (${code('<>')}), failed reports are tried again until they expire and fill the queue. Enter a mailbox there that journals nothing.`,
          ja: say`${code('JournalingReportNdrTo')} が空 (${code('<>')}) の場合、配信できないレポートは期限まで再試行され、キューに滞留します。ジャーナルの対象ではないメールボックスを指定します。`,
        },
      },
    ],
  }),
});
