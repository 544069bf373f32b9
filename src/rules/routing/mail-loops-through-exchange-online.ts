import { code, defineOpenRule, ems, needed, onReply, say } from '../define.js';

// Exchange Online counted the hops (5.4.14, ATTR34). The cure is in its accepted domains and connectors; in 5.4.6 it is
// in Exchange Server. 5.4.8 is also MTA-STS and 5.4.11 also a chain of rules: their words win.
export default defineOpenRule({
  id: 'mail-loops-through-exchange-online',
  ...onReply({
    certainty: 'open',
    codes: ['5.4.14', '5.4.6', '5.4.7-13', '5.4.15-20', 'ATTR34'],
    words: ['hop count', 'loop'],
    where: ({ status, text }) => (status !== undefined && status !== '5.4.6') || text.includes('ATTR34'),
  }),
  title: {
    en: 'Mail runs in a loop through Exchange Online',
    ja: 'メールが Exchange Online を経由してループしている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-5-4-6-through-5-4-20-in-exchange-online',
    'https://learn.microsoft.com/troubleshoot/exchange/mailflow/hop-count-exceeded-possible-mail-loop',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Exchange Online took the mail for a domain of the tenant, did not find the recipient there, and its next hop sent it back. Microsoft says that Exchange Online writes 5.4.14 (January 2026); an older article shows it between Edge servers too.`,
      ja: say`Exchange Online がテナントのドメイン宛てのメールを受け付けましたが、受信者がなく、次ホップから送り返されています。Microsoft は 5.4.14 を Exchange Online のコードとしています (2026 年 1 月)。以前の記事には、エッジ サーバー間の例もあります。`,
    },
    decide: {
      why: {
        en: say`Exchange Online PowerShell of the recipient's organization.`,
        ja: say`受信側の組織の Exchange Online PowerShell で実行します。`,
      },
      run: ems`
        Get-Recipient ${needed('recipient')} | Format-List RecipientTypeDetails
        Get-AcceptedDomain | Format-Table DomainName, DomainType, MatchSubDomains
        Get-OutboundConnector | Format-List Name, Enabled, ConnectorType,
          RecipientDomains, SmartHosts, UseMXRecord, RouteAllMessagesViaOnPremises`,
    },
    outcomes: [
      {
        sees: {
          en: say`No recipient, and the domain is ${code('InternalRelay')}`,
          ja: say`受信者がなく、ドメインが ${code('InternalRelay')} の場合`,
        },
        means: {
          en: say`If the cloud directory has all recipients of the domain, make it Authoritative. If not, on-premises recipients would be refused: synchronize them first.`,
          ja: say`ドメインのすべての受信者がクラウドのディレクトリにあれば、Authoritative に変更します。クラウドにない受信者へのメールは拒否されるため、先に同期します。`,
        },
      },
      {
        sees: {
          en: say`The connector to your servers has ${code('UseMXRecord : True')}`,
          ja: say`自社へのコネクタが ${code('UseMXRecord : True')} の場合`,
        },
        means: {
          en: say`The MX record leads back to the cloud. The connector needs your server as smart host: run the Hybrid Configuration Wizard again.`,
          ja: say`MX レコードがクラウドを指しています。自社のサーバーをスマート ホストにする必要があるため、ハイブリッド構成ウィザードを再実行します。`,
        },
      },
      {
        sees: {
          en: say`${code('RouteAllMessagesViaOnPremises : True')} with certain domains only`,
          ja: say`${code('RouteAllMessagesViaOnPremises : True')} で、対象が一部のドメインの場合`,
        },
        means: {
          en: say`This connector must be of type OnPremises and for all domains (${code('*')}). The wizard sets both.`,
          ja: say`このコネクタの種類は OnPremises、対象はすべてのドメイン (${code('*')}) である必要があります。ウィザードで設定されます。`,
        },
      },
      {
        sees: { en: say`A subdomain that is not in the list`, ja: say`一覧にないサブドメインの場合` },
        means: {
          en: say`Add it as an accepted domain of type InternalRelay on your servers; with Edge run ${code('Start-EdgeSynchronization')}.`,
          ja: say`自社のサーバーに InternalRelay の承認済みドメインとして追加します。エッジがある場合は ${code('Start-EdgeSynchronization')} を実行します。`,
        },
      },
    ],
  }),
});
