import { code, defineRule, ems, likely, mentions, say } from '../define.js';

// The test of a connector ends before any mail is sent; no server and no TLS is involved.
export default defineRule({
  id: 'validated-domain-is-not-on-the-connector',
  title: {
    en: 'Validated connector is off or lacks the domain',
    ja: '検証したコネクタが無効か、ドメインを含まない',
  },
  sources: ['KB3179588', 'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/cannot-validate-outbound-connector'],
  reads: ['error'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const error = evidence.first('error', ({ text }) => mentions(text, 'not configured as part of'));
    return error ? likely({}, [error]) : null;
  },

  text: () => ({
    cause: {
      en: say`The outbound connector was most likely saved without being turned on, or the test recipient's domain is not on it. The accepted domains do not count here.`,
      ja: say`送信コネクタ (Outbound connector) が有効にされずに保存されたか、テストの受信者のドメインがコネクタに含まれていないと考えられます。承認済みドメインかどうかは関係ありません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell: is the connector on, and which domains does it serve?`,
          ja: say`Exchange Online PowerShell で実行します。コネクタの状態と、対象のドメインが表示されます。`,
        },
        run: ems`
          Get-OutboundConnector |
            Format-List Name, Enabled, RecipientDomains, SmartHosts, IsValidated`,
      },
    ],
    fix: [
      {
        why: {
          en: say`${code('Enabled : False')}: turn the connector on in the Exchange admin center; from then on mail of its domains takes this way. Domain missing: validate with a recipient of a listed domain, or add the domain.`,
          ja: say`${code('Enabled : False')} の場合は、Exchange 管理センターでコネクタを有効にします。以後、対象のドメイン宛てのメールはこの経路を通ります。ドメインがない場合は、対象のドメインの受信者で検証するか、ドメインを追加します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Validate again: all tasks succeed and ${code('IsValidated')} becomes ${code('True')}.`,
          ja: say`もう一度検証し、すべてのタスクが成功して ${code('IsValidated')} が ${code('True')} になれば完了です。`,
        },
      },
    ],
    moreLabel: { en: 'In the shell', ja: 'シェルでの検証' },
    more: [
      {
        title: { en: 'From the shell', ja: 'シェルからの検証' },
        why: {
          en: say`${code('Validate-OutboundConnector')} with the connector's name and ${code('-Recipients')} repeats the test. It changes nothing and sends one message to that recipient.`,
          ja: say`${code('Validate-OutboundConnector')} にコネクタ名と ${code('-Recipients')} を指定すると、同じ検証を実行できます。設定は変わらず、その受信者にテスト メールが 1 通送信されます。`,
        },
      },
    ],
  }),
});
