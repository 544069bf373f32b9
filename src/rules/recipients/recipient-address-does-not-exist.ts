import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// 5.1.1 says it by its standard, 5.1.351 quotes a foreign server. X.1.10 means a null MX there (RFC 7505), and Exchange Online
// uses it for this (Microsoft Learn, January 2026): "null MX" tells them apart. An address inside IMCEAEX is another fault.
export default defineHelpdeskRule({
  id: 'recipient-address-does-not-exist',
  ...onReply({
    certainty: 'certain',
    codes: ['5.1.10', '5.1.1', '5.1.351'],
    anyCode: true,
    elsewhere: [
      'RecipientNotFound',
      'not found by SMTP address lookup',
      'ADR.RecipNotFound',
      'Bad destination mailbox address',
      'user unknown',
      'unknown user',
      'no such user',
      'no such recipient',
      'recipient unknown',
      'unknown recipient',
      'no such mailbox',
      'mailbox not found',
      'user not found',
      'no such account',
      'mailbox does not exist',
      'user does not exist',
      "user doesn't exist",
      'no mailbox here by that name',
      'tried to reach does not exist',
    ],
    unless: [
      'null MX',
      'nullMX',
      'does not accept mail',
      'ExRecipNotFound',
      'IMCEAEX-',
      'relaying',
      'relay access',
      'too many recipients',
      'blocked using',
      'blacklist',
      'over quota',
      'mailbox full',
      'mailbox is full',
      'sender address',
      'sender rejected',
    ],
  }),
  title: {
    en: 'Recipient address does not exist',
    ja: '宛先のメール アドレスが存在しない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-550-5-1-10-in-exchange-online',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/recipientnotfound-ndr',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'RFC 3463',
    'RFC 7505',
  ],
  explains: [],
  often: 'usual',
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`There is no ${or('recipient', 'such address')} in the recipient's organization: mistyped, renamed or removed. Nothing is wrong with the sender's mailbox.`,
      ja: say`${or('recipient', 'この宛先')} は、受信側の組織に存在しません。入力の誤りか、変更や削除が考えられます。送信者のメールボックスに問題はありません。`,
    },
    todo: [
      {
        en: say`Compare the address with one you know is right, letter by letter.`,
        ja: say`正しいとわかっているアドレスと 1 文字ずつ比べます。`,
      },
      {
        en: say`In Outlook, delete the suggested address (the × beside it), type it in full and send again.`,
        ja: say`Outlook の宛先候補を × で削除し、アドレス全体を入力して送信し直します。`,
      },
      {
        en: say`Right, and still refused? Ask the recipient's IT team; they need the quoted line.`,
        ja: say`正しいのに届かない場合は、上の引用行を添えて受信側の管理者に問い合わせます。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`The address ${or('recipient', 'you wrote to')} does not exist. Please check it with the recipient. In Outlook, delete the suggested address, type it in full and send again. Nothing is wrong with your mailbox.`,
      ja: say`宛先 ${or('recipient', 'のアドレス')} は存在しません。相手に正しいアドレスを確認してください。Outlook では、宛先候補を削除し、アドレス全体を入力して送信し直してください。送信者側に問題はありません。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: "Recipient's organization", ja: '受信側の組織' },
        why: {
          en: say`This lists the address, if it exists, and whether unknown recipients are refused (${code('Authoritative')}). With a hybrid set-up run it on both sides; it only reads.`,
          ja: say`アドレスの有無と、存在しない宛先を拒否する設定 (${code('Authoritative')}) を確認します。ハイブリッド構成では両方で実行します。参照のみのコマンドです。`,
        },
        run: ems`
          Get-Recipient ${needed('recipient')} |
            Format-List RecipientTypeDetails, EmailAddresses, ExternalEmailAddress
          Get-AcceptedDomain | Format-Table DomainName, DomainType`,
      },
      {
        title: { en: 'Address differs from the one written', ja: '送信した宛先とアドレスが違う場合' },
        why: {
          en: say`Then mail is forwarded. Look for a forwarding address in the mailbox that was written to, and in mail flow rules.`,
          ja: say`転送されています。送信した宛先のメールボックスの転送先と、メール フロー ルールを確認します。`,
        },
      },
    ],
  }),
});
