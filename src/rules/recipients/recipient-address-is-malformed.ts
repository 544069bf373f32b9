import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// The form of the address is wrong, so no server looked for a mailbox. A well-formed one that nobody has is 5.1.1 or 5.1.10.
export default defineHelpdeskRule({
  id: 'recipient-address-is-malformed',
  ...onReply({
    certainty: 'certain',
    codes: ['5.1.3'],
    anyCode: true,
    elsewhere: ['STOREDRV.Submit; invalid recipient address', 'Bad recipient address syntax'],
    unless: ['sender address'],
  }),
  title: {
    en: 'Recipient address is malformed',
    ja: '宛先のメール アドレスの形式が正しくない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
    'RFC 3463',
    'RFC 5321',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('recipient', 'The address written')} has a character or a form that mail does not allow, so nobody looked for a mailbox. The mail was returned.`,
      ja: say`${or('recipient', '入力された宛先')} に、メール アドレスとして使えない文字または形式が含まれています。メールボックスの検索前に拒否され、返送されています。`,
    },
    todo: [
      {
        en: say`Look for a blank, a comma, quotes, brackets, a full stop at the end, or full-width characters; a copied address often has one.`,
        ja: say`空白、コンマ、引用符、括弧、末尾のピリオド、全角文字がないかを確認します。コピーしたアドレスに多く見られます。`,
      },
      {
        en: say`Delete the suggestion in Outlook (the × beside it), type the address by hand and send again.`,
        ja: say`Outlook の宛先候補を × で削除し、アドレスを手で入力して送信し直します。`,
      },
      {
        en: say`Sent by an application or a contact? Correct the address there.`,
        ja: say`アプリケーションや連絡先を使っている場合は、そこに登録されたアドレスを直します。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`The address ${or('recipient', 'you wrote to')} is not written as mail addresses are: look for a blank, a comma, quotes or a full stop at its end. Please type it by hand and send again. Nothing is wrong with your mailbox.`,
      ja: say`宛先 ${or('recipient', 'のアドレス')} の形式に誤りがあります。空白、コンマ、引用符、末尾のピリオドがないかを確認し、手で入力して送信し直してください。送信者側に問題はありません。`,
    },
    moreLabel: { en: 'I manage the directory', ja: 'アドレス帳を管理している場合' },
    more: [
      {
        title: { en: 'Address came from a contact', ja: '連絡先から選んだ宛先の場合' },
        why: {
          en: say`Exchange Management Shell; only reads. ${code('ExternalEmailAddress')} must be ${code('SMTP:')} and one address, without blanks.`,
          ja: say`Exchange 管理シェルで実行します。参照のみです。${code('ExternalEmailAddress')} が、空白のない 1 件の ${code('SMTP:')} アドレスであることを確認します。`,
        },
        run: ems`
          $to = ${needed('recipient')}
          Get-Recipient -RecipientType MailContact, MailUser -ResultSize Unlimited |
            Where-Object { "$($_.ExternalEmailAddress)".EndsWith($to) } |
            Format-List RecipientTypeDetails, ExternalEmailAddress, EmailAddresses`,
      },
    ],
  }),
});
