import { defineRule, ems, onReply, say } from '../define.js';

// Exchange Online reads the build of servers that use an OnPremises inbound connector. 4.7.230 delays for some minutes of each
// hour, 5.7.230 refuses; TLS and certificates have nothing to do with it.
export default defineRule({
  id: 'exchange-build-is-out-of-date',
  ...onReply({
    certainty: 'certain',
    codes: ['4.7.230', '5.7.230'],
    anyCode: true,
    elsewhere: ['Exchange server version is out-of-date'],
  }),
  title: {
    en: 'Exchange Online refuses mail of an outdated Exchange build',
    ja: '古い Exchange のビルドが Exchange Online に制限されている',
  },
  sources: [
    'https://techcommunity.microsoft.com/blog/exchange/throttling-and-blocking-email-from-persistently-vulnerable-exchange-servers-to-e/3815328',
    'https://techcommunity.microsoft.com/blog/exchange/how-to-pause-throttling-and-blocking-of-out-of-date-on-premises-exchange-servers/4007169',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`Exchange Online limits mail from Exchange builds that no longer get security updates: first some minutes of each hour, then more. Exchange 2016 and 2019 left support on October 14, 2025.`,
      ja: say`セキュリティ更新の対象外になった Exchange のビルドからのメールを、Exchange Online が制限しています。制限は 1 時間あたり数分から始まり、段階的に厳しくなります。Exchange 2016 と 2019 のサポートは 2025 年 10 月 14 日に終了しました。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: every server that sends to Exchange Online counts, Edge Transport servers too. AdminDisplayVersion shows no security updates, and for Edge the build of its subscription: run the last line on each server.`,
          ja: say`Exchange 管理シェルで実行します。Exchange Online に送信するすべてのサーバーが対象です。エッジ トランスポート サーバーも含みます。AdminDisplayVersion にはセキュリティ更新プログラムが反映されず、エッジではサブスクリプション作成時のビルドのままです。最後の行を各サーバーで実行します。`,
        },
        run: ems`
          Get-ExchangeServer | Sort-Object Name |
            Format-Table Name, ServerRole, AdminDisplayVersion
          (Get-Command ExSetup.exe).FileVersionInfo.FileVersion`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Install the current update of Exchange Server Subscription Edition, or the latest one that the Extended Security Updates (ESU) bring you for 2016 or 2019. Begin with the servers that send to Exchange Online.`,
          ja: say`Exchange Server SE の最新の更新プログラムをインストールします。2016 と 2019 には、拡張セキュリティ更新プログラム (ESU) として入手できる最新のものをインストールします。Exchange Online に送信するサーバーから始めます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The queue empties by itself. The report about out-of-date connecting servers in the Exchange admin center follows within days.`,
          ja: say`キューのメールは自動的に送信されます。Exchange 管理センターの、古いオンプレミス Exchange サーバーのレポートには、数日で反映されます。`,
        },
      },
    ],
    moreLabel: { en: 'Gain time until the update', ja: '更新までの猶予を得る方法' },
    more: [
      {
        title: { en: 'Pause the limits', ja: '制限の一時停止' },
        why: {
          en: say`Exchange Online PowerShell. Up to 90 days in a calendar year, which cannot be given back; the admin center report has the same. This lists the pauses taken so far. Exchange team, December 2023.`,
          ja: say`Exchange Online PowerShell で実行します。制限は 1 暦年に最大 90 日停止でき、使った日数は戻せません。管理センターのレポートからも設定できます。次のコマンドで、これまでの停止を確認します (Exchange チーム、2023 年 12 月)。`,
        },
        run: ems`Get-TenantExemptionInfo -BlockingScenario UnpatchedOnPremServer`,
      },
    ],
  }),
});
