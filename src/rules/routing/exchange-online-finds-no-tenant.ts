import { code, defineOpenRule, ems, needed, onReply, or, say } from '../define.js';

// ATTR with a number and "temporary": the look-up of the tenant failed at that moment. ATTR35 and ATTR36 are set-ups that
// stay wrong, and PRX in the same sentence is proxying.
export default defineOpenRule({
  id: 'exchange-online-finds-no-tenant',
  ...onReply({
    certainty: 'open',
    codes: ['4.4.3', '4.4.4', '4.3.2', '4.7.1', 'ATTR3', 'ATTR5', 'ATTR14', 'ATTR17', 'ATTR18'],
    words: ['Temporary server error', 'Unable to relay'],
    unless: ['ATTR35', 'ATTR36', 'PRX'],
    where: ({ text }) => /ATTR\d/i.test(text),
  }),
  title: {
    en: 'Exchange Online cannot look up the tenant right now',
    ja: 'Exchange Online がテナントの検索に失敗している',
  },
  sources: ['https://smtpfieldmanual.com/spamfilter/exchangeonline', 'https://learn.microsoft.com/microsoft-365/enterprise/view-service-health'],
  explains: [],
  often: 'rare',
  mail: 'held',

  text: () => ({
    cause: {
      en: say`Exchange Online could not find out to which tenant the mail belongs (ATTR). Microsoft explains none of these numbers; mostly it passes, and the sender tries again.`,
      ja: say`Exchange Online で、メールがどのテナントのものかを特定できませんでした (ATTR)。番号の説明は公開されていません。多くは一時的で、送信側が再試行します。`,
    },
    decide: {
      why: {
        en: say`PowerShell, if it lasts for more than an hour: where the recipient's domain receives mail.`,
        ja: say`1 時間以上続く場合に PowerShell で実行します。受信側のドメイン宛てのメールが届くホストが表示されます。`,
      },
      run: ems`Resolve-DnsName ${needed('remoteDomain')} -Type MX`,
    },
    outcomes: [
      {
        sees: { en: say`Many domains fail`, ja: say`多くのドメインで発生する場合` },
        means: {
          en: say`Exchange Online has a fault: see Service health in the Microsoft 365 admin center, and wait.`,
          ja: say`Exchange Online 側の障害です。Microsoft 365 管理センターの [サービス正常性] を確認し、復旧を待ちます。`,
        },
      },
      {
        sees: { en: say`Only ${or('remoteDomain', 'one domain')} fails`, ja: say`${or('remoteDomain', '1 つのドメイン')} だけの場合` },
        means: {
          en: say`Its set-up is most likely unfinished. Its administrator checks that the domain is verified, has licences, and has the MX record of that tenant.`,
          ja: say`テナントの設定が途中と考えられます。相手側の管理者に、ドメインの検証、ライセンス、MX レコードの確認を依頼します。`,
        },
      },
      {
        sees: { en: say`${code('Unable to relay')}, from your own server`, ja: say`自組織のサーバーからの送信で ${code('Unable to relay')} の場合` },
        means: {
          en: say`If it stays: compare certificate and address with the inbound connector, as for ${code('5.7.64')}.`,
          ja: say`続く場合は、${code('5.7.64')} と同様に、証明書と IP アドレスを Exchange Online の受信コネクタ (Inbound connector) と照合します。`,
        },
      },
    ],
  }),
});
