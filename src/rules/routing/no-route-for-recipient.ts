import { code, defineRule, ems, needed, onReply, or, say } from '../define.js';

// No connector takes the address. The same code with SMTPSEND.DNS is about DNS, after a connector was chosen.
export default defineRule({
  id: 'no-route-for-recipient',
  ...onReply({ certainty: 'likely', codes: ['5.4.4'], words: ['unable to route', 'NoConnectorForAddressType'], anyCode: true }),
  title: {
    en: 'No send connector takes mail for the recipient',
    ja: '受信者のドメインを扱う送信コネクタがない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/connectors/send-connectors',
    'https://learn.microsoft.com/exchange/dsns-and-ndrs-in-exchange-2013-exchange-2013-help',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The address space of no enabled send connector fits ${or('remoteDomain', "the recipient's domain")}, or the address is of another type than SMTP. Exchange has no way for the mail and returns it.`,
      ja: say`有効な送信コネクタのアドレス スペースに、${or('remoteDomain', '受信者のドメイン')} に一致するものがないか、SMTP 以外の種類のアドレスです。配信の経路がないため、メールは返されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell. The fault is proved if no enabled connector has ${code('*')} or the recipient's domain, or if the sending server is not among its source servers.`,
          ja: say`Exchange 管理シェルで実行します。${code('*')} か受信者のドメインを持つ有効なコネクタがないか、メールを送信するサーバーが送信元サーバーに含まれていなければ、これが原因です。`,
        },
        run: ems`
          Get-SendConnector | Format-List Name, Enabled, AddressSpaces, SmartHosts,
            IsScopedConnector, SourceTransportServers`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Enable the connector that used to take the domain, or add this server to its source servers. Create one for ${code('*')} only if there is none: a second takes part of the mail off its route.`,
          ja: say`以前に使用していたコネクタを有効にするか、送信元サーバーにこのサーバーを追加します。${code('*')} のコネクタは、1 つもない場合だけ作成します。2 つ目を作ると、一部のメールの経路が変わります。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Send the message again: the last line is ${code('SEND')}, not ${code('FAIL')}.`,
          ja: say`メールを送信し直します。最後の行が ${code('FAIL')} ではなく ${code('SEND')} であれば成功です。`,
        },
        run: ems`
          $since = (Get-Date).AddHours(-1)
          Get-MessageTrackingLog -Recipients ${needed('recipient')} -Start $since |
            Sort-Object Timestamp | Format-Table Timestamp, EventId, ConnectorId`,
      },
    ],
    moreLabel: { en: 'Scope and other addresses', ja: 'スコープと連絡先' },
    more: [
      {
        title: { en: 'A scoped connector', ja: 'スコープ付きのコネクタ' },
        why: {
          en: say`With ${code('IsScopedConnector')} True only servers of its own Active Directory site see it.`,
          ja: say`${code('IsScopedConnector')} が True のコネクタは、同じ Active Directory サイトのサーバーだけが使用できます。`,
        },
      },
      {
        title: { en: 'An address that is not SMTP', ja: 'SMTP 以外のアドレス' },
        why: {
          en: say`Contacts may still have an X.400 or fax address as their external one. Give them an SMTP address.`,
          ja: say`連絡先の外部アドレスに X.400 や FAX が残っていることがあります。SMTP アドレスを設定します。`,
        },
      },
    ],
  }),
});
