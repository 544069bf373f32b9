import { code, defineOpenRule, ems, needed, onReply, say } from '../define.js';

// 5.4.6 is written by Exchange Server, 5.4.14 and ATTR34 by Exchange Online (Microsoft Learn, January 2026). An MX record
// that leads straight back to the sender is 5.4.4.
export default defineOpenRule({
  id: 'mail-loops-through-exchange-server',
  ...onReply({
    certainty: 'open',
    codes: ['5.4.6', '5.4.0'],
    words: ['hop count', 'mail loop', 'routing loop', 'too many hops'],
    unless: ['ATTR34'],
  }),
  title: {
    en: 'Mail runs in a loop through Exchange Server',
    ja: 'メールが Exchange サーバーを経由してループしている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-5-4-6-through-5-4-20-in-exchange-online',
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
    'RFC 3463',
  ],
  explains: [],
  often: 'usual',
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Two systems hand the message to each other until one counts too many hops and returns it. Forwarding, a routing address that points back, or connectors that serve each other's domains do that. Microsoft says that Exchange Server writes 5.4.6 (January 2026); the standard means any routing loop.`,
      ja: say`2 つのシステムがメールを互いに転送し続け、経由数の上限で返されました。転送設定、送信元に戻るルーティング アドレス、互いのドメインを扱うコネクタが原因になります。Microsoft は 5.4.6 を Exchange Server のコードとしています (2026 年 1 月)。標準では、ルーティングのループ全般を示します。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell. The ${code('Received')} lines of the bounce name the two systems; this shows why yours hands it on.`,
        ja: say`Exchange 管理シェルで実行します。NDR の ${code('Received')} の行に 2 つのシステムの名前があります。こちらから転送する理由を確認します。`,
      },
      run: ems`
        $to = ${needed('recipient')}
        Get-Recipient $to | Format-List RecipientTypeDetails, ExternalEmailAddress
        Get-Mailbox $to -ErrorAction SilentlyContinue | Format-List Forwarding*
        Get-RemoteMailbox $to -ErrorAction SilentlyContinue |
          Format-List RemoteRoutingAddress
        Get-AcceptedDomain | Format-Table DomainName, DomainType
        Get-SendConnector | Format-List Name, Enabled, AddressSpaces, SmartHosts`,
    },
    outcomes: [
      {
        sees: { en: say`A forwarding address`, ja: say`転送先アドレスがある場合` },
        means: {
          en: say`If that mailbox forwards back, remove one of the two.`,
          ja: say`転送先からも転送されている場合は、どちらか一方を解除します。`,
        },
      },
      {
        sees: {
          en: say`${code('RemoteRoutingAddress')} in your own domain`,
          ja: say`${code('RemoteRoutingAddress')} が自社のドメインの場合`,
        },
        means: {
          en: say`It leads back to your own servers. Set it to the mailbox's address under ${code('mail.onmicrosoft.com')}.`,
          ja: say`自社のサーバーに戻っています。このメールボックスの ${code('mail.onmicrosoft.com')} のアドレスに変更します。`,
        },
      },
      {
        sees: {
          en: say`No recipient, and its domain is ${code('InternalRelay')}`,
          ja: say`受信者がなく、ドメインが ${code('InternalRelay')} の場合`,
        },
        means: {
          en: say`Both sides relay what they do not know. One side has to be Authoritative: the one that knows all recipients.`,
          ja: say`双方が未知の宛先を中継しています。すべての受信者を持つ側を Authoritative にします。`,
        },
      },
      {
        sees: {
          en: say`A connector's smart host is the system it came from`,
          ja: say`コネクタのスマート ホストが、メールを渡してきたシステムの場合`,
        },
        means: {
          en: say`That connector sends the mail back. Narrow its address space or correct the smart host.`,
          ja: say`このコネクタが送り返しています。アドレス スペースを狭めるか、スマート ホストを修正します。`,
        },
      },
    ],
  }),
});
