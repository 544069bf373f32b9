import { code, defineOpenRule, ems, onReply, or, say } from '../define.js';

// The server notices before sending that it would reach itself; a loop over several systems is counted in hops (5.4.6,
// 5.4.14). In the standard the code only says that a system is configured wrongly (RFC 3463).
export default defineOpenRule({
  id: 'server-would-send-to-itself',
  ...onReply({ certainty: 'open', codes: ['5.3.5'] }),
  title: {
    en: 'Server notices that it would send mail to itself',
    ja: 'サーバーが自分自身への送信を検出した',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
    'RFC 3463',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The next hop turned out to be the server itself, or one that uses the same name. A smart host, a DNS entry or the FQDN of a connector is wrong; the mail is returned.`,
      ja: say`次ホップがサーバー自身か、同じ名前を使うサーバーでした。スマート ホスト、DNS、コネクタの FQDN のいずれかが誤っています。メールは返されます。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell of the organization whose server wrote the bounce.`,
        ja: say`NDR を生成したサーバーの組織の Exchange 管理シェルで実行します。`,
      },
      run: ems`
        $srv = ${or('server', '$env:COMPUTERNAME')}
        Get-SendConnector | Format-List Name, AddressSpaces, SmartHosts, Fqdn
        Get-ReceiveConnector | Format-Table Identity, Fqdn, Bindings
        Get-AcceptedDomain | Format-Table DomainName, DomainType
        Resolve-DnsName $srv`,
    },
    outcomes: [
      {
        sees: { en: say`A smart host with an address of this server`, ja: say`スマート ホストがこのサーバーのアドレスの場合` },
        means: {
          en: say`Correct the smart host or the DNS entry behind it.`,
          ja: say`スマート ホストか、その名前の DNS を修正します。`,
        },
      },
      {
        sees: {
          en: say`Two servers with the same ${code('Fqdn')} on ${code('Default')} connectors`,
          ja: say`2 台のサーバーの ${code('Default')} コネクタの ${code('Fqdn')} が同じ場合`,
        },
        means: {
          en: say`Servers know each other by that name. Give each its own; the name for the internet belongs on ${code('Default Frontend')}.`,
          ja: say`サーバーはこの名前で互いを識別します。それぞれのサーバー名に戻します。インターネット向けの名前は ${code('Default Frontend')} に設定します。`,
        },
      },
      {
        sees: { en: say`The bounce is from another organization`, ja: say`NDR がほかの組織のものの場合` },
        means: {
          en: say`Their server sends to itself. Pass the bounce on to their administrator.`,
          ja: say`相手側のサーバーの構成の問題です。NDR を相手側の管理者に送ります。`,
        },
      },
    ],
  }),
});
