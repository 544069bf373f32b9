import { defineRule, ems, likely, mentions, or, type ReplyClue, say } from '../define.js';

// The name that does not resolve is one of Exchange Online's own. Domains added since July 2026 get their MX under mx.microsoft
// and no <domain>.mail.protection.outlook.com any more.
export default defineRule({
  id: 'smart-host-name-of-exchange-online-is-gone',
  title: {
    en: 'Smart host name of Exchange Online does not resolve',
    ja: 'Exchange Online のスマート ホスト名が解決できない',
  },
  sources: [
    'https://learn.microsoft.com/purview/how-smtp-dane-works',
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/use-connectors-to-configure-mail-flow/set-up-connectors-to-route-mail',
  ],
  reads: ['reply'],
  codes: ['4.4.0', '4.4.4'],
  explains: ['exchange-server-dns-query-fails', 'recipient-domain-does-not-exist'],
  mail: 'held',

  match(evidence) {
    const reply = evidence.first('reply', isGone);
    return reply
      ? likely(
          {
            server: reply.server,
            sendConnector: reply.connector,
            remoteHost: [reply.remoteHost, reply.endpoint, reply.remoteDomain].find(isOldName),
          },
          [reply],
        )
      : null;
  },

  text: () => ({
    cause: {
      en: say`DNS does not know ${or('remoteHost', 'the smart host')}. Exchange Online gives domains that were added since July 2026 an MX host under mx.microsoft instead, so a smart host written by the old pattern most likely does not exist. The mail stays in the queue.`,
      ja: say`${or('remoteHost', 'スマート ホスト')} が DNS に存在しません。2026 年 7 月以降に追加されたドメインの MX ホストは mx.microsoft の下に作成されるため、以前の形式で指定したスマート ホストは存在しないと考えられます。メールはキューに残っています。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: the smart host, and the MX host that the tenant has today.`,
          ja: say`Exchange 管理シェルで実行します。送信コネクタのスマート ホストと、現在の MX ホストを確認します。`,
        },
        run: ems`
          Get-SendConnector | Format-List Name, AddressSpaces, SmartHosts, TlsDomain
          Get-AcceptedDomain | ForEach-Object {
            Resolve-DnsName "$($_.DomainName)" -Type MX -ErrorAction Ignore } |
            Where-Object NameExchange | Format-Table Name, NameExchange`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Write the MX host that the Microsoft 365 admin center shows for the domain into SmartHosts of the connector. Leave TlsDomain as it is until the certificate shown there has another name.`,
          ja: say`Microsoft 365 管理センターでドメインに表示される MX ホストを、コネクタの SmartHosts に設定します。TlsDomain は、証明書の名前が異なると確認できるまで変更しません。`,
        },
      },
    ],
    verify: [
      {
        why: { en: say`The queue empties by itself.`, ja: say`キューのメールが自動的に送信されれば成功です。` },
        run: ems`Get-Queue | Where-Object LastError | Format-List NextHopDomain, LastError`,
      },
    ],
    moreLabel: { en: 'Nothing more', ja: 'ほかの手順' },
    more: [],
  }),
});

const isOldName = (host = ''): boolean => /\.mail\.protection\.outlook\.com$/i.test(host);
const isGone = ({ text, remoteHost, endpoint, remoteDomain }: ReplyClue): boolean =>
  mentions(text, 'domainnonexistent', 'nonexistent domain') && [remoteHost, endpoint, remoteDomain].some(isOldName);
