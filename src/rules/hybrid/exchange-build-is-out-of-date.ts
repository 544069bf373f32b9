import { code, defineRule, ems, onReply, say } from '../define.js';

// Exchange Online reads the build of servers that use an OnPremises inbound connector: first it delays their mail (4.7.230),
// a month later it refuses part of it (5.7.230). TLS and attribution are well.
export default defineRule({
  id: 'exchange-build-is-out-of-date',
  ...onReply({ certainty: 'certain', codes: ['4.7.230', '5.7.230'], anyCode: true, elsewhere: ['Exchange server version is out-of-date'] }),
  title: {
    en: 'Exchange Online limits an outdated Exchange server',
    ja: '古いビルドの Exchange からのメールが制限されている',
  },
  sources: [
    'https://techcommunity.microsoft.com/t5/exchange-team-blog/how-to-pause-throttling-and-blocking-of-out-of-date-on-premises/ba-p/4007169',
    'https://techcommunity.microsoft.com/t5/exchange-team-blog/throttling-and-blocking-email-from-persistently-vulnerable/ba-p/3762078',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`A server of yours runs an Exchange build that Microsoft no longer accepts. For some minutes of each hour its mail to Exchange Online is delayed (${code('4.7.230')}), later returned (${code('5.7.230')}).`,
      ja: say`オンプレミスのサーバーの Exchange のビルドが古く、毎時の一定の時間、Exchange Online へのメールが制限されています。最初は遅延し (${code('4.7.230')})、その後は返送されます (${code('5.7.230')})。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell: which server, its build, the builds that are accepted, and the days of pause that are used.`,
          ja: say`Exchange Online PowerShell で実行します。該当のサーバーとビルド、受け入れられるビルド、使用済みの一時停止の日数が表示されます。`,
        },
        run: ems`
          Get-OnPremServerReportInfo | Format-List ServerFQDN, Build, *Recommended*,
            ThrottleEnabledDate, BlockingEnabledDate
          Get-TenantExemptionInfo -BlockingScenario UnpatchedOnPremServer`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Install the current cumulative and security update on that server. Exchange 2016 and 2019 ended in October 2025: move to Exchange Server Subscription Edition.`,
          ja: say`そのサーバーに、最新の累積更新プログラムとセキュリティ更新プログラムを適用します。Exchange 2016 と 2019 は 2025 年 10 月にサポートが終了しているため、Exchange Server Subscription Edition に移行します。`,
        },
      },
      {
        why: {
          en: say`Only to bridge the time until then: pause the limit, up to 90 days in a calendar year. Exchange Online PowerShell.`,
          ja: say`更新までのつなぎとしてだけ、制限を一時停止します (1 暦年に合計 90 日まで)。Exchange Online PowerShell で実行します。`,
        },
        run: ems`New-TenantExemptionInfo -BlockingScenario UnpatchedOnPremServer -NumberOfDays 14`,
        changes: {
          en: say`Mail of the old server is accepted for 14 days.`,
          ja: say`古いサーバーからのメールが 14 日間受け入れられます。`,
        },
        keep: {
          en: say`Nothing is overwritten; step 1 prints the days used so far.`,
          ja: say`上書きされる値はありません。使用済みの日数は手順 1 で表示されます。`,
        },
        undo: {
          en: say`The days cannot be given back.`,
          ja: say`使用した日数は元に戻せません。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Exchange Management Shell: no queue shows the error, and the new build is listed.`,
          ja: say`Exchange 管理シェルで実行します。キューにこのエラーがなく、新しいビルドが表示されれば成功です。`,
        },
        run: ems`
          Get-Queue | Where-Object { $_.LastError -match '7\.230' }
          Get-ExchangeServer | Format-Table Name, AdminDisplayVersion`,
      },
    ],
    moreLabel: { en: 'The other servers', ja: 'ほかのサーバー' },
    more: [
      {
        title: { en: 'Servers that only relay', ja: '中継だけを行うサーバー' },
        why: {
          en: say`Every server counts that mail passes on its way to the connector, also one without mailboxes. If none is needed, take it out of the route.`,
          ja: say`メールボックスがなくても、コネクタまでの経路にあるすべてのサーバーが対象です。不要なサーバーは経路から外します。`,
        },
      },
    ],
  }),
});
