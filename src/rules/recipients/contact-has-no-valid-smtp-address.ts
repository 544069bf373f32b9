import { code, defineRule, ems, onReply, say } from '../define.js';

// The recipient was found (5.1.10 is not), but its own entry lacks a usable address. 5.2.0 has many meanings: the words decide.
export default defineRule({
  id: 'contact-has-no-valid-smtp-address',
  ...onReply({
    certainty: 'certain',
    codes: ['5.2.0'],
    words: [
      'ADR.BadPrimary',
      'primary SMTP address is missing or invalid',
      'RESOLVER.CON.InvalidTarget',
      'RESOLVER.CON.NoTarget',
      'RESOLVER.CON.UnencapTarget',
    ],
    anyCode: true,
  }),
  title: {
    en: 'Contact lacks a valid mail address',
    ja: '連絡先に有効なメール アドレスがない',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/badprimary-ndr'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The recipient is a contact or mail user whose primary or external address is empty or malformed. Exchange has nowhere to send, so the mail was returned.`,
      ja: say`宛先は組織の連絡先またはメール ユーザーですが、プライマリ アドレスまたは外部アドレスが空か、形式が正しくないため、Exchange は配信できません。メールは返送されています。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell, or the Exchange Management Shell: every contact with such an address. The recipient must be among them.`,
          ja: say`Exchange Online PowerShell または Exchange 管理シェルで、該当する連絡先をすべて表示します。問題の宛先が含まれていることを確認します。`,
        },
        run: ems`
          Get-Recipient -RecipientType MailContact, MailUser -ResultSize Unlimited |
            Where-Object { "$($_.PrimarySmtpAddress)" -notmatch '^\S+@\S+\.\S+$' -or
              "$($_.ExternalEmailAddress)" -notmatch '^SMTP:\S+@\S+\.\S+$' } |
            Format-List Name, PrimarySmtpAddress, ExternalEmailAddress, EmailAddresses`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Correct the external address in the Exchange admin center: one address in the form ${code('SMTP:ana@fabrikam.com')}.`,
          ja: say`Exchange 管理センターで、外部アドレスを ${code('SMTP:ana@fabrikam.com')} の形式の 1 件に直します。`,
        },
      },
      {
        why: {
          en: say`Synced from the local directory? Correct it there, then run a sync.`,
          ja: say`オンプレミスのディレクトリから同期されている場合は、そちらを直して同期します。`,
        },
      },
      {
        why: {
          en: say`Senders delete the suggestion in Outlook (the × beside it) and choose the contact again.`,
          ja: say`送信者は Outlook の宛先候補を × で削除し、連絡先を選び直します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Step 1 no longer lists the contact, and a new message arrives.`,
          ja: say`手順 1 に連絡先が表示されず、新しいメールが届けば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Nothing is listed', ja: '何も表示されない場合' },
    more: [
      {
        title: { en: 'Step 1 lists nothing', ja: '手順 1 に何も表示されない場合' },
        why: {
          en: say`Then the entry comes from Outlook's own contacts or its suggestions. Delete it there and type the address in full.`,
          ja: say`Outlook の個人の連絡先または宛先候補が原因です。該当の項目を削除し、アドレス全体を入力します。`,
        },
      },
    ],
  }),
});
