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
          en: say`Agree the new target with compliance first: journaling is often a legal duty. Reports that wait in the queue are evidence: remove none without a copy.`,
          ja: say`ジャーナルは法的義務であることが多いため、先にコンプライアンス担当者と新しい宛先を決めます。キューで待機中のレポートも証拠になるため、保存せずに削除しないでください。`,
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
          en: say`A report of a new message arrives in the target, and no queue names ${code('5.3.190')} any more.`,
          ja: say`新しいメールのレポートが宛先に届き、${code('5.3.190')} のキューが表示されなければ成功です。`,
        },
        run: ems`
          Get-Queue | Where-Object LastError -match '5\.3\.190' |
            Format-Table NextHopDomain, MessageCount, LastError`,
      },
    ],
    moreLabel: { en: 'Reports that fail', ja: '配信できないレポート' },
    more: [
      {
        title: { en: 'Reports that fail', ja: '配信できないレポート' },
        why: {
          en: say`If ${code('JournalingReportNdrTo')} is empty (${code('<>')}), failed reports are not returned: they stay in the queue and are tried again. A mailbox entered there gets new ones only; it must journal nothing and never be full, or reports are lost.`,
          ja: say`${code('JournalingReportNdrTo')} が空 (${code('<>')}) の場合、配信できないレポートは返送されず、キューで再試行が続きます。メールボックスを指定すると、以後のレポートだけが届きます。ジャーナルの対象外で、容量に余裕のあるものを指定します。受信できないとレポートは失われます。`,
        },
      },
    ],
  }),
});
