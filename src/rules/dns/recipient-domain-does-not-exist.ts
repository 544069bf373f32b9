import { defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// Exchange Online asks public DNS, and public DNS knows no such domain. When an Exchange server says so (5.4.4), its own
// DNS servers may be wrong.
export default defineHelpdeskRule({
  id: 'recipient-domain-does-not-exist',
  ...onReply({
    certainty: 'certain',
    codes: ['5.4.310'],
    elsewhere: [
      'InfoDomainNonexistent',
      'Host or domain name not found',
      "couldn't find any host named",
      'responded with code NXDOMAIN',
      'Bad destination system address',
      'DNS Hard Error looking up',
    ],
    // Postfix says so of a name server that failed, not of a name that is missing.
    unless: ['Host not found, try again'],
    anyCode: true,
    noHost: true,
  }),
  title: {
    en: "Recipient's domain does not exist in DNS",
    ja: '受信者のドメインが DNS に存在しない',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online', 'RFC 8020'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`DNS says that ${or('remoteDomain', "the recipient's domain")} does not exist: mistyped, or its registration has lapsed. No server can deliver this mail.`,
      ja: say`${or('remoteDomain', '受信者のドメイン')} は DNS に存在しません。入力の誤りか、ドメインの登録が失効しています。このメールはどのサーバーからも配信できません。`,
    },
    todo: [
      {
        en: say`Compare the part behind the @ letter by letter with an address that you know is right.`,
        ja: say`@ より後の部分を、正しいとわかっているアドレスと 1 文字ずつ比べます。`,
      },
      {
        en: say`In Outlook, delete the suggested address (the × beside it), type it in full and send again.`,
        ja: say`Outlook の宛先候補を × で削除し、アドレスをすべて入力して送信し直します。`,
      },
      {
        en: say`Right, and still refused? Tell the recipient by telephone that the domain has vanished from DNS.`,
        ja: say`正しいのに届かない場合は、ドメインが DNS にないことを相手に電話で伝えます。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`The domain of ${or('recipient', 'the address you wrote to')} does not exist. Please check the part behind the @, delete the suggested address in Outlook, type it in full and send again. Nothing is wrong with your mailbox.`,
      ja: say`${or('recipient', '宛先')} のドメインは存在しません。@ より後の部分を確認し、Outlook の宛先候補を削除してから、アドレスをすべて入力して送信し直してください。メールボックスに問題はありません。`,
    },
    moreLabel: { en: 'I manage that domain', ja: 'ドメインを管理している場合' },
    more: [
      {
        title: { en: 'What public DNS knows', ja: '公開 DNS の確認' },
        why: {
          en: say`Windows PowerShell on any computer. An error for NS means that the domain is not delegated: ask the registrar whether it was renewed.`,
          ja: say`任意のコンピューターの Windows PowerShell で実行します。NS がエラーになる場合は、ドメインが委任されていません。登録が更新されたかどうかをレジストラーに確認します。`,
        },
        run: ems`
          $domain = ${needed('remoteDomain')}
          Resolve-DnsName $domain -Type NS -Server 8.8.8.8
          Resolve-DnsName $domain -Type MX -Server 8.8.8.8`,
      },
    ],
  }),
});
