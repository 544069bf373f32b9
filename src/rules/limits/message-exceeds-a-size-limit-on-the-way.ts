import { code, defineOpenRule, ems, onReply, or, say } from '../define.js';

// A connector or server on the way, or the receiving system as a whole. 5.2.3 and 5.2.11 are limits of one mailbox or group.
export default defineOpenRule({
  id: 'message-exceeds-a-size-limit-on-the-way',
  ...onReply({
    certainty: 'open',
    codes: ['5.3.4'],
    anyCode: true,
    elsewhere: [
      'exceeds fixed maximum message size',
      'exceeds fixed maximum size',
      'exceeds fixed limit',
      'too big for system',
      'message file too big',
    ],
    unless: ['header size exceeds', 'x-dg-ref'],
  }),
  title: {
    en: 'Message exceeds a size limit on its way',
    ja: 'メールのサイズが経路上の上限を超えている',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/message-size-limits',
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
    'RFC 1870',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The message is larger than a server on the way to ${or('recipient', 'the recipient')} takes, and was returned. Attachments grow by about a third; a link or several smaller messages arrive at once.`,
      ja: say`${or('recipient', '受信者')} までの経路にあるサーバーの上限を超えたため、メールは返送されました。添付ファイルは送信時に約 3 割大きくなります。リンクで送るか数通に分ければ、すぐに届きます。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell: all limits of your own. In Exchange Online PowerShell only the first line works.`,
        ja: say`Exchange 管理シェルで、自組織の上限をすべて表示します。Exchange Online PowerShell では 1 行目だけを実行します。`,
      },
      run: ems`
        Get-TransportConfig | Format-List MaxSendSize, MaxReceiveSize
        Get-SendConnector | Format-Table Name, AddressSpaces, MaxMessageSize
        Get-ReceiveConnector | Format-Table Identity, MaxMessageSize
        Get-ADSiteLink | Format-Table Name, MaxMessageSize`,
    },
    outcomes: [
      {
        sees: { en: say`A value is smaller than the message`, ja: say`メールより小さい値がある場合` },
        means: {
          en: say`Send a link, or raise that value in the Exchange admin center, a third above the largest file. The disk of the queue has to hold it.`,
          ja: say`リンクで送るか、Exchange 管理センターでその値を、最大のファイルより 3 割大きくします。キューのディスクに空きが必要です。`,
        },
      },
      {
        sees: {
          en: say`All are larger, and the text does not say ${code('ROUTING.SizeLimit')}`,
          ja: say`すべてメールより大きく、${code('ROUTING.SizeLimit')} の記載もない場合`,
        },
        means: {
          en: say`The other side refuses, or a gateway: its EHLO answer shows the limit behind ${code('SIZE')}. Send a link.`,
          ja: say`相手側かゲートウェイの上限です。EHLO の応答の ${code('SIZE')} に上限が示されます。リンクで送ります。`,
        },
      },
    ],
  }),
});
