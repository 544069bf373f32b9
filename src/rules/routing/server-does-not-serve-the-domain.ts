import { defineOpenRule, ems, onReply, or, say } from '../define.js';

// The answering server does not know the domain at all. "Recipient address rejected" knows the domain, "Unable to relay"
// is a receive connector of Exchange, and TenantAttribution (5.7.64) a connector of Exchange Online.
export default defineOpenRule({
  id: 'server-does-not-serve-the-domain',
  ...onReply({
    certainty: 'open',
    codes: ['5.4.1', '5.7.1', '4.7.1'],
    words: ['Relay access denied'],
    unless: ['TenantAttribution', 'ATTR'],
  }),
  title: {
    en: 'Mail reaches a server that does not serve the domain',
    ja: '宛先のドメインを扱わないサーバーに届いている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-550-5-4-1-in-exchange-online',
    'KB2827473',
    'https://www.postfix.org/SMTPD_ACCESS_README.html',
  ],
  explains: [],
  often: 'usual',
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('remoteHost', 'The answering server')} takes no mail for ${or('remoteDomain', "the recipient's domain")} from this sender. The MX record or a smart host leads to the wrong server, or that server lacks the domain.`,
      ja: say`${or('remoteHost', '応答したサーバー')} は、この送信元から ${or('remoteDomain', '宛先のドメイン')} へのメールを受け付けません。MX レコードまたはスマート ホストの宛先が誤っているか、そのサーバーにドメインが登録されていません。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell: where the mail has to go, and where your connectors send it. Look for the server of the reply in both lists.`,
        ja: say`Exchange 管理シェルで、本来の送信先と、コネクタの送信先を表示します。応答したサーバーがどちらにあるかを確認します。`,
      },
      run: ems`
        $domains = ${or('remoteDomain', '(Get-AcceptedDomain).DomainName')}
        foreach ($one in $domains) {
          Resolve-DnsName "$one" -Type MX -ErrorAction Ignore |
            Format-Table Name, NameExchange, Preference
        }
        Get-SendConnector | Format-Table Name, AddressSpaces, SmartHosts`,
    },
    outcomes: [
      {
        sees: { en: say`It is an MX host of the domain`, ja: say`MX レコードのホストの場合` },
        means: {
          en: say`The other side has to add the domain there or correct its MX record. After a change of DNS allow up to 72 hours.`,
          ja: say`相手側で、そのサーバーにドメインを追加するか、MX レコードを修正します。DNS の変更後は、反映に最大 72 時間かかります。`,
        },
      },
      {
        sees: { en: say`It is a smart host of yours`, ja: say`スマート ホストの場合` },
        means: {
          en: say`That host has to relay for your server, or the connector needs another host. For Exchange Online it is the tenant's MX name, and an inbound connector there has to match.`,
          ja: say`そのホストで、このサーバーからの中継を許可するか、コネクタの宛先を変更します。Exchange Online の場合は、テナントの MX の名前を指定します。Exchange Online の受信コネクタ (Inbound connector) との一致も必要です。`,
        },
      },
      {
        sees: { en: say`It is in neither list`, ja: say`どちらにもない場合` },
        means: {
          en: say`An application or device sent it there without signing in, or DNS has changed since. Check the server name that is set in it.`,
          ja: say`アプリケーションや機器が認証なしで送信したか、その後 DNS が変更されています。その機器などに設定されたサーバー名を確認します。`,
        },
      },
    ],
  }),
});
