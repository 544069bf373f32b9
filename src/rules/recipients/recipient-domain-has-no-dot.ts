import { code, defineHelpdeskRule, ems, onReply, or, say } from '../define.js';

// "user@server" without a dot. In the registry (RFC 3463, 2003) X.1.6 means that a mailbox has moved; Exchange Server 2016 and
// later use it for this, so the words decide.
export default defineHelpdeskRule({
  id: 'recipient-domain-has-no-dot',
  ...onReply({ certainty: 'certain', codes: ['5.1.6'], words: ['single label domain'], anyCode: true }),
  title: {
    en: 'Recipient domain is a single word without a dot',
    ja: '宛先のドメインがピリオドのない 1 語である',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
    'https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector',
    'RFC 5248',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The part behind the @ is one word, such as ${code('user@server')}, and the receive connector refuses such domains. The mail was returned.`,
      ja: say`@ の後ろが ${code('user@server')} のように 1 語だけの宛先です。受信コネクタがこのようなドメインを拒否し、メールは返送されています。`,
    },
    todo: [
      {
        en: say`Write the whole domain, such as ${code('user@contoso.com')}.`,
        ja: say`${code('user@contoso.com')} のように、完全なドメイン名を入力します。`,
      },
      {
        en: say`From a device or a script? It most likely added its own computer name; correct the recipient in its settings.`,
        ja: say`機器やスクリプトから送信した場合は、コンピューター名が付加されたと考えられます。設定の宛先を直します。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`The address ${or('recipient', 'you wrote to')} lacks the full domain behind the @. Please write it in full, also in the settings of the device or script, and send again.`,
      ja: say`宛先 ${or('recipient', 'のアドレス')} は、@ の後ろのドメインが不完全です。機器やスクリプトの設定も含め、完全なドメイン名に直して送信し直してください。`,
    },
    moreLabel: { en: 'I manage the server', ja: 'サーバーを管理している場合' },
    more: [
      {
        title: { en: 'Connectors that refuse such domains', ja: 'このようなドメインを拒否するコネクタ' },
        why: {
          en: say`Exchange Management Shell; only reads. ${code('True')} is right wherever mail from outside arrives: no domain of the internet is a single word.`,
          ja: say`Exchange 管理シェルで実行します。参照のみです。インターネットに 1 語のドメインはないため、外部から受信するコネクタでは ${code('True')} が適切です。`,
        },
        run: ems`
          Get-ReceiveConnector -Server ${or('server', '$env:COMPUTERNAME')} |
            Format-List Identity, RejectSingleLabelRecipientDomains`,
      },
    ],
  }),
});
