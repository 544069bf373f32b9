import { certain, defineRule, ems, keptInOld, likely, or, type SettingClue, say } from '../define.js';

// Schannel may be right: the .NET parts of Exchange choose their own versions unless both values are 1. In the registry of
// Schannel itself other values contradict each other.
export default defineRule({
  id: 'dotnet-ignores-system-tls-settings',
  title: {
    en: 'TLS settings of Windows do not reach .NET',
    ja: '.NET が Windows の TLS の設定に従っていない',
  },
  sources: [
    'https://microsoft.github.io/CSS-Exchange/Diagnostics/HealthChecker/TLSConfigurationCheck/',
    'https://learn.microsoft.com/exchange/exchange-tls-configuration',
    'https://learn.microsoft.com/dotnet/framework/network-programming/tls',
  ],
  reads: ['setting'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const off = evidence.first('setting', (one) => isWrong(one, '0'));
    const setting = off ?? evidence.first('setting', (one) => isWrong(one, ''));
    if (!setting) return null;
    // A value that is missing leaves programs made for .NET 4.7 or later on the versions of Windows.
    return (off ? certain : likely)({ value: setting.identity, server: setting.server }, [setting]);
  },

  text: () => ({
    cause: {
      en: say`SystemDefaultTlsVersions or SchUseStrongCrypto is missing or 0 (${or('value', '.NET 4')}, 64 or 32 bit). Parts of Exchange that were made for an older .NET then ask for TLS 1.0, and fail where only TLS 1.2 is allowed.`,
      ja: say`SystemDefaultTlsVersions または SchUseStrongCrypto がないか、0 になっています (${or('value', '.NET 4')}、64 ビットまたは 32 ビット)。以前の .NET 向けに作成された Exchange のコンポーネントが TLS 1.0 を要求し、TLS 1.2 だけを許可する相手との通信に失敗します。`,
    },
    confirm: [
      {
        why: {
          en: say`Windows PowerShell as administrator, on each Exchange server: the four places. Both values must be 1.`,
          ja: say`各 Exchange サーバーの Windows PowerShell を管理者として実行し、4 か所の値を表示します。どちらの値も 1 であれば正常です。`,
        },
        run: ems`
          $old = foreach ($key in 'SOFTWARE', 'SOFTWARE\Wow6432Node') {
            foreach ($net in 'v4.0.30319', 'v2.0.50727') {
              Get-ItemProperty "HKLM:\$key\Microsoft\.NETFramework\$net" |
                Select-Object PSPath, SystemDefaultTlsVersions, SchUseStrongCrypto } }
          $old | Format-List`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Sets both values in all four places. Restart the server afterwards, at a time when mail may pause.`,
          ja: say`4 か所すべてに 2 つの値を設定します。反映にはサーバーの再起動が必要です。メールが止まる時間を見込んで実施します。`,
        },
        run: ems`
          foreach ($one in $old) {
            Set-ItemProperty $one.PSPath SystemDefaultTlsVersions 1 -Type DWord
            Set-ItemProperty $one.PSPath SchUseStrongCrypto 1 -Type DWord
          }`,
        changes: {
          en: say`All .NET programs on this server follow the TLS versions of Windows.`,
          ja: say`このサーバーのすべての .NET プログラムが、Windows の TLS のバージョンに従います。`,
        },
        keep: keptInOld(),
        undo: ems`
          foreach ($one in $old) {
            foreach ($name in 'SystemDefaultTlsVersions', 'SchUseStrongCrypto') {
              if ($one.$name -ne $null) { Set-ItemProperty $one.PSPath $name $one.$name }
              else { Remove-ItemProperty $one.PSPath $name }
            }
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`After the restart step 1 shows 1 eight times.`,
          ja: say`再起動後、手順 1 で 8 つの値がすべて 1 であれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo', ja: '元に戻す方法' },
    more: [],
  }),
});

/** Both values of .NET 4 decide; those of .NET 2 are often missing without harm. */
const isWrong = ({ of, identity, properties }: SettingClue, wrong: '' | '0'): boolean =>
  of === 'dotnet-tls' && identity?.startsWith('.NET 4') === true && [...properties.values()].includes(wrong);
