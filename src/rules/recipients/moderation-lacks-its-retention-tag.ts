import { code, defineRule, ems, onReply, say } from '../define.js';

// Moderation cannot start at all. A message that a moderator rejected, or that nobody approved in time, is another matter (5.7.1).
export default defineRule({
  id: 'moderation-lacks-its-retention-tag',
  ...onReply({ certainty: 'certain', codes: ['5.6.0'], words: ['APPROVAL.InvalidExpiry', 'Cannot read expiry policy'], anyCode: true }),
  title: {
    en: 'Retention tag for moderated recipients is missing',
    ja: 'モデレートされた受信者用の保持タグがない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/550-5-6-0-approval-invalidexpiry-cannot-read-expiry-poilcy-error',
    'https://learn.microsoft.com/powershell/module/exchange/new-retentionpolicytag',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`A retention tag says how long mail to moderated recipients waits for approval. The organization has no such tag. All mail to moderated recipients is returned.`,
      ja: say`モデレートされた受信者宛てのメールの承認期限は保持タグで決まりますが、組織にそのタグがありません。モデレートされた受信者宛てのメールはすべて返送されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell (or Exchange Management Shell). It must list nothing.`,
          ja: say`Exchange Online PowerShell (または Exchange 管理シェル) で実行します。何も表示されないことを確認します。`,
        },
        run: ems`
          $tag = Get-RetentionPolicyTag -IncludeSystemTags -ErrorAction Stop |
            Where-Object IsDefaultModeratedRecipientsPolicyTag
          $tag | Format-Table Name, Type, IsDefaultModeratedRecipientsPolicyTag
          $none = if ($tag) { '' } else { 'Tag for moderation' }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists nothing. If the cmdlet asks for it, run ${code('Enable-OrganizationCustomization')} first.`,
          ja: say`手順 1 で何も表示されない場合だけ実行します。コマンドで求められた場合は、先に ${code('Enable-OrganizationCustomization')} を実行します。`,
        },
        run: ems`
          if ($none) {
            $days = @{ AgeLimitForRetention=2 }
            $made = New-RetentionPolicyTag $none -IsDefaultModeratedRecipientsPolicyTag @days
          }`,
        changes: {
          en: say`Creates one tag: requests expire after 2 days. No mailbox gets it.`,
          ja: say`承認要求が 2 日で期限切れになるタグを 1 つ作成します。メールボックスには適用されません。`,
        },
        keep: { en: say`There was none before.`, ja: say`変更前のタグはありません。` },
        undo: ems`if ($made) { Remove-RetentionPolicyTag 'Tag for moderation' }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`A message to a moderated recipient reaches its moderator for approval.`,
          ja: say`モデレートされた受信者宛てのメールが、モデレーターの承認待ちになれば成功です。`,
        },
        run: ems`
          Get-RetentionPolicyTag -IncludeSystemTags |
            Where-Object IsDefaultModeratedRecipientsPolicyTag |
            Format-Table Name, AgeLimitForRetention`,
      },
    ],
    moreLabel: { en: 'Undo, and a tag is there', ja: '元に戻す方法とタグがある場合' },
    more: [
      {
        title: { en: 'A tag is there', ja: 'タグがある場合' },
        why: {
          en: say`Wait for the directory to replicate, up to an hour in the cloud. Then look at the arbitration mailbox (Exchange Server only).`,
          ja: say`ディレクトリの複製を待ちます (クラウドでは最大 1 時間)。その後、調停メールボックスを確認します (Exchange Server のみ)。`,
        },
        run: ems`Get-Mailbox -Arbitration | Format-Table Name, Database`,
      },
    ],
  }),
});
