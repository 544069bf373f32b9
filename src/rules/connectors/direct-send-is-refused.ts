import { code, defineRule, ems, onReply, or, say } from '../define.js';

// Unknown mail in the tenant's own name, to its own users. Mail to the outside is refused with 5.7.64, and a Partner
// connector refuses with 5.7.51.
export default defineRule({
  id: 'direct-send-is-refused',
  ...onReply({ certainty: 'certain', codes: ['5.7.68'], anyCode: true, elsewhere: ['Direct Send not allowed'] }),
  title: {
    en: 'Tenant refuses Direct Send from this source',
    ja: 'テナントが Direct Send を拒否している',
  },
  sources: [
    'https://techcommunity.microsoft.com/blog/exchange/introducing-more-control-over-direct-send-in-exchange-online/4408790',
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/how-to-set-up-a-multifunction-device-or-application-to-send-email-using-microsoft-365-or-office-365',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`A device, application or service sends in the name of ${or('senderDomain', "the tenant's own domain")} without signing in, and no connector knows it. ${code('RejectDirectSend')} is on, so Exchange Online returns such mail.`,
      ja: say`機器、アプリケーション、外部サービスが、サインインせずに ${or('senderDomain', '自社ドメイン')} を名乗って送信しており、一致するコネクタがありません。${code('RejectDirectSend')} が有効なため、このメールは拒否されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell: the setting, and the sources that connectors know. Message trace does not show these refusals; the log of the sender does.`,
          ja: say`Exchange Online PowerShell で実行します。設定と、コネクタに登録された送信元が表示されます。この拒否はメッセージ追跡に記録されないため、送信元のログで確認します。`,
        },
        run: ems`
          Get-OrganizationConfig | Format-List RejectDirectSend
          Get-InboundConnector | Format-List Name, Enabled, ConnectorType,
            SenderDomains, TlsSenderCertificateName, SenderIPAddresses`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Your own server or device: an inbound connector of type OnPremises with its certificate, or sign in at ${code('smtp.office365.com')}. A service of others: type Partner with its certificate, never OnPremises, which lets it relay.`,
          ja: say`自社のサーバーや機器の場合は、証明書で識別する OnPremises 型の受信コネクタ (Inbound connector) を Exchange Online に作成します。または、${code('smtp.office365.com')} にサインインして送信します。外部サービスの場合は、証明書で識別する Partner 型にします。OnPremises 型は中継も許可されるため、使いません。`,
        },
      },
      {
        why: {
          en: say`A forwarder of others: it has to rewrite the sender (SRS). A source that nobody knows is most likely a forger: leave it refused.`,
          ja: say`転送サービスの場合は、送信者を書き換える設定 (SRS) が必要です。誰も把握していない送信元は、なりすましと考えられるため、拒否したままにします。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The source sends a test: it is accepted with ${code('250 2.6.0')}, and message trace lists it.`,
          ja: say`送信元からテスト メールを送信し、${code('250 2.6.0')} で受け付けられ、メッセージ追跡に表示されれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Switching the setting off', ja: '設定を無効にする場合' },
    more: [
      {
        title: { en: 'Switching the setting off', ja: '設定を無効にする場合' },
        why: {
          en: say`It opens Direct Send to everybody again, forgers of your own addresses included. Use it only while connectors are being made.`,
          ja: say`自社アドレスを騙る第三者も含め、すべての Direct Send が再び受け付けられます。コネクタを準備する間だけの手段です。`,
        },
      },
    ],
  }),
});
