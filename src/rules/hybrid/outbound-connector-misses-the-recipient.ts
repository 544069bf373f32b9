import { code, defineRule, ems, likely, mentions, say } from '../define.js';

// The validation itself says that the recipient's domain is not on the connector; the connector was mostly saved switched off.
export default defineRule({
  id: 'outbound-connector-misses-the-recipient',
  title: {
    en: 'Outbound connector does not cover the test recipient',
    ja: 'Exchange Online の送信コネクタが検証の宛先を対象にしていない',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/cannot-validate-outbound-connector'],
  reads: ['error'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const error = evidence.first('error', ({ text }) => mentions(text, 'not configured as part of connector'));
    return error ? likely({}, [error]) : null;
  },

  text: () => ({
    cause: {
      en: say`The validation of an outbound connector of Exchange Online fails before it connects: the connector is turned off, or the domain of the test recipient is not on it. Mail is not affected.`,
      ja: say`Exchange Online の送信コネクタ (Outbound connector) の検証が、接続前に失敗しています。コネクタがオフになっているか、テスト宛先のドメインが対象に含まれていません。メールへの影響はありません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell. The connector needs ${code('Enabled')} True and the domain among its recipients' domains.`,
          ja: say`Exchange Online PowerShell で実行します。${code('Enabled')} が True で、宛先ドメインの一覧にそのドメインが含まれている必要があります。`,
        },
        run: ems`
          @(Get-OutboundConnector) + @(Get-OutboundConnector -IncludeTestModeConnectors $true) |
            Sort-Object Guid -Unique | Format-List Name, Enabled, RecipientDomains,
              AllAcceptedDomains, SmartHosts`,
      },
    ],
    fix: [
      {
        why: {
          en: say`In the Exchange admin center turn the connector on, and validate it with a recipient of a domain that step 1 lists.`,
          ja: say`Exchange 管理センターでコネクタをオンにし、手順 1 に表示されたドメインの宛先で検証します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The validation reports success for all its tasks.`,
          ja: say`検証のすべてのタスクが成功と表示されます。`,
        },
      },
    ],
    moreLabel: { en: 'Nothing more', ja: 'ほかの手順' },
    more: [],
  }),
});
