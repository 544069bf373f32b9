import { code, defineRule, ems, onReply, say } from '../define.js';

// X.400, fax or Notes addresses (IMCEA…), for which nothing is connected any more. IMCEAEX is Exchange's own type and another fault;
// 5.1.2 otherwise means that the domain is wrong (RFC 3463), so the words decide.
export default defineRule({
  id: 'recipient-address-is-of-another-type',
  ...onReply({ certainty: 'certain', codes: ['5.1.0', '5.1.2'], words: ['ADR.InvalidInSmtp', 'Invalid X.400 address'], anyCode: true }),
  title: {
    en: 'Recipient address is of a type other than SMTP',
    ja: '宛先が SMTP 以外の種類のアドレスである',
  },
  sources: ['https://learn.microsoft.com/exchange/dsns-and-ndrs-in-exchange-2013-exchange-2013-help', 'RFC 3463'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The recipient's address is of another type, such as ${code('X400')}, ${code('FAX')} or ${code('NOTES')}. SMTP cannot carry it and no connector takes that type, so the mail was returned.`,
      ja: say`宛先が ${code('X400')}、${code('FAX')}、${code('NOTES')} など別の種類のアドレスです。SMTP では扱えず、その種類を受け取るコネクタもないため、返送されています。`,
    },
    confirm: [
      {
        why: {
          en: say`Contacts whose address is not of the type ${code('SMTP')}, then the types that your send connectors take.`,
          ja: say`種類が ${code('SMTP')} ではない連絡先と、送信コネクタが受け取る種類を確認します。`,
        },
        run: ems`
          Get-Recipient -RecipientType MailContact, MailUser -ResultSize Unlimited |
            Where-Object { "$($_.ExternalEmailAddress)" -notlike 'smtp:*' } |
            Format-List Name, ExternalEmailAddress, EmailAddresses
          Get-SendConnector | Format-Table Name, Enabled, AddressSpaces`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Mostly the gateway is long gone: give the contact its mail address as external address, or delete the contact.`,
          ja: say`多くは、ゲートウェイがすでに撤去されています。連絡先の外部アドレスをメール アドレスに変更するか、連絡先を削除します。`,
        },
      },
      {
        why: {
          en: say`If the gateway still runs, its connector must be enabled and list the type in ${code('AddressSpaces')}.`,
          ja: say`ゲートウェイが稼働している場合は、コネクタを有効にし、${code('AddressSpaces')} にその種類を含めます。`,
        },
      },
      {
        why: {
          en: say`Typed by a sender? Write the address without a prefix such as ${code('[FAX:…]')}.`,
          ja: say`送信者が入力した宛先の場合は、${code('[FAX:…]')} などの接頭辞を付けずに入力します。`,
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
    moreLabel: { en: 'Synced contacts', ja: '同期された連絡先' },
    more: [
      {
        title: { en: 'Contact is synced to the cloud', ja: 'クラウドへ同期されている連絡先' },
        why: {
          en: say`Change ${code('targetAddress')} in the local directory; the cloud takes it over with the next sync.`,
          ja: say`オンプレミスのディレクトリの ${code('targetAddress')} を変更します。次の同期でクラウドに反映されます。`,
        },
      },
    ],
  }),
});
