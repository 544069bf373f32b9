import { code, defineRule, ems, needed, onReply, or, say } from '../define.js';

// The sender's own tenant refuses, by its Tenant Allow/Block List. Nothing reached the other side.
export default defineRule({
  id: 'own-tenant-blocks-the-recipient',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.703'],
    anyCode: true,
    elsewhere: ['using Tenant Allow Block List', 'tenant recipient block policy'],
  }),
  title: {
    en: "Recipient is on the sender's own tenant block list",
    ja: '宛先が自組織のテナントでブロックされている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-codes-550-5-7-703-550-5-7-705-550-5-7-708-550-5-7-750',
    'https://learn.microsoft.com/defender-office-365/tenant-allow-block-list-email-spoof-configure',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Your tenant's own list forbids mail with ${or('recipient', 'this address')} or its domain. One such recipient is enough: the message is refused for all recipients.`,
      ja: say`自組織のテナント許可/ブロック一覧に、${or('recipient', 'この宛先')} またはそのドメインがブロックとして登録されています。該当する宛先が 1 つでもあると、メールはすべての宛先に送信されません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell. The entry, and in ${code('Notes')} why it was made.`,
          ja: say`Exchange Online PowerShell で実行します。登録された項目と、その理由 (${code('Notes')}) を表示します。`,
        },
        run: ems`
          $to = ${needed('recipient')}
          $hit = Get-TenantAllowBlockListItems -ListType Sender -Block |
            Where-Object { $_.Value -in $to, $to.Split('@')[1] }
          $hit | Format-List Value, ExpirationDate, LastModifiedDateTime, Notes`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if the block was a mistake: mail from that address comes in again, too. Otherwise send without this recipient.`,
          ja: say`誤って登録された場合だけ実行します。この相手からの受信も再び許可されます。意図した登録の場合は、この宛先を除いて送信します。`,
        },
        run: ems`
          if ($hit) {
            Remove-TenantAllowBlockListItems -ListType Sender -Entries $hit.Value
          }`,
        changes: {
          en: say`Takes the address or domain off the tenant's block list, for both directions.`,
          ja: say`アドレスまたはドメインをテナント許可/ブロック一覧から削除します。送信と受信の両方に影響します。`,
        },
        keep: {
          en: say`Step 1 prints the entry; the same window keeps it.`,
          ja: say`項目は手順 1 で表示され、同じウィンドウに残ります。`,
        },
        undo: ems`
          foreach ($one in $hit) {
            $old = @{ ListType='Sender'; Entries=$one.Value; Block=$true }
            if ($one.Notes) { $old.Notes = "$($one.Notes)" }
            if ($one.ExpirationDate) { $old.ExpirationDate = $one.ExpirationDate }
            else { $old.NoExpiration = $true }
            New-TenantAllowBlockListItems @old
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Step 1 prints nothing, and mail sent again leaves the tenant.`,
          ja: say`手順 1 で何も表示されず、送信し直したメールがテナントから送信されれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo, and no entry found', ja: '元に戻す方法と未検出の場合' },
    more: [
      {
        title: { en: 'No entry is found', ja: '見つからない場合' },
        why: {
          en: say`Another recipient of the same message is blocked. This lists all blocked addresses and domains.`,
          ja: say`同じメールの別の宛先が登録されています。登録されたアドレスとドメインをすべて表示します。`,
        },
        run: ems`
          Get-TenantAllowBlockListItems -ListType Sender -Block |
            Format-Table Value, ExpirationDate, Notes`,
      },
    ],
  }),
});
