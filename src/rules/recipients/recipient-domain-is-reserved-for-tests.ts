import { code, defineHelpdeskRule, ems, onReply, or, say } from '../define.js';

// A setting of the receive connector refuses the domain by its name; nobody looks for the mailbox. In the registry 5.1.4 means
// an ambiguous mailbox and 5.1.5 a valid address, so the words decide.
export default defineHelpdeskRule({
  id: 'recipient-domain-is-reserved-for-tests',
  ...onReply({ certainty: 'certain', codes: ['5.1.4', '5.1.5'], words: ['reserved by RFC 2606'], anyCode: true }),
  title: {
    en: 'Recipient domain is reserved for tests',
    ja: '宛先が、テスト用に予約されたドメインである',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector',
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
    'RFC 2606',
  ],
  explains: [],
  often: 'rare',
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('recipient', 'The address')} ends with a name that no real mailbox has, such as ${code('.test')} or ${code('example.com')}. The server is set to refuse these, and the mail was returned.`,
      ja: say`${or('recipient', '宛先')} は、${code('.test')} や ${code('example.com')} など、実在しない予約済みの名前で終わっています。サーバーの設定により拒否され、返送されています。`,
    },
    todo: [
      {
        en: say`Replace the address by a real one and send again.`,
        ja: say`実在するアドレスに変更して送信し直します。`,
      },
      {
        en: say`From an application or a template? The address of the example was left in its settings.`,
        ja: say`アプリケーションやひな型から送信した場合は、設定に例のアドレスが残っています。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`The address ${or('recipient', 'you wrote to')} belongs to a domain that exists only for tests and examples. Please replace it by the real address, also in the settings of the application, and send again.`,
      ja: say`宛先 ${or('recipient', 'のアドレス')} は、テストや例のためのドメインです。アプリケーションの設定も含め、実際のアドレスに変更して送信し直してください。`,
    },
    moreLabel: { en: 'I test mail with this domain', ja: '試験に使っている場合' },
    more: [
      {
        title: { en: 'Connectors that refuse such domains', ja: 'これらのドメインを拒否するコネクタ' },
        why: {
          en: say`Exchange Management Shell; only reads. Leave the setting on wherever mail from outside arrives; a test belongs on a connector of its own.`,
          ja: say`Exchange 管理シェルで実行します。参照のみです。外部からメールを受信するコネクタでは有効のままにし、試験には専用のコネクタを使用します。`,
        },
        run: ems`
          Get-ReceiveConnector -Server ${or('server', '$env:COMPUTERNAME')} |
            Format-List Identity, RejectReserved*, RemoteIPRanges`,
      },
    ],
  }),
});
