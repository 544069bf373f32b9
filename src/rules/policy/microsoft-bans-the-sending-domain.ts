import { code, defineRule, ems, onReply, or, say, topSenders } from '../define.js';

// A domain is banned, in EHLO, MAIL FROM or From, wherever its mail comes from; 5.7.511 and 5.7.606-649 ban an address.
export default defineRule({
  id: 'microsoft-bans-the-sending-domain',
  ...onReply({ certainty: 'certain', codes: ['5.7.800'] }),
  title: {
    en: 'Microsoft has banned the sending domain',
    ja: '送信ドメインが Microsoft に禁止されている',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Microsoft has banned a domain of this mail for spam: ${or('senderDomain', "the sender's")}, or the one in EHLO. Another address or server does not help.`,
      ja: say`このメールのドメイン (${or('senderDomain', '差出人のドメイン')}、または EHLO のドメイン) が、スパムを理由に Microsoft に禁止されています。別の IP アドレスやサーバーから送信しても拒否されます。`,
    },
    confirm: [
      topSenders(),
      {
        why: {
          en: say`The domain that your servers give in EHLO.`,
          ja: say`サーバーが EHLO で名乗るドメインを表示します。`,
        },
        run: ems`Get-SendConnector | Format-Table Name, Fqdn, SourceTransportServers`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Stop the spam first. Publish SPF and DKIM, and DMARC with ${code('p=reject')} once your own mail passes, so that nobody else abuses the domain. Then open a request with Microsoft's support.`,
          ja: say`先にスパムを止め、ドメインの悪用を防ぐために SPF と DKIM を公開します。自社のメールが合格することを確認してから、DMARC を ${code('p=reject')} にします。その後、Microsoft サポートに解除を依頼します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`After the answer of the support, mail from the domain to Microsoft 365 is accepted.`,
          ja: say`サポートの回答後、このドメインから Microsoft 365 宛てのメールが受け付けられれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Spam from elsewhere', ja: '第三者による悪用' },
    more: [
      {
        title: { en: 'Your servers send no spam', ja: '自社のサーバーが送信元ではない場合' },
        why: {
          en: say`Somebody forges the domain, or a mailing service does. DMARC reports name the sources.`,
          ja: say`なりすまし、または外部の配信サービスが原因です。DMARC レポートで送信元を特定できます。`,
        },
      },
    ],
  }),
});
