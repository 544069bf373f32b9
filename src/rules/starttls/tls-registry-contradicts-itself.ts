import { certain, code, defineRule, ems, isHalfOff, isOff, keptInOld, or, type SettingClue, say } from '../define.js';

// Each version needs a clean pair on both sides: 1 and 0, or 0 and 1. TLS 1.2 that is off cleanly is another fault, and
// HealthChecker calls this one Half Disabled or Misconfigured.
export default defineRule({
  id: 'tls-registry-contradicts-itself',
  title: {
    en: 'TLS settings in the registry contradict each other',
    ja: 'レジストリの TLS の設定が矛盾している',
  },
  sources: [
    'https://microsoft.github.io/CSS-Exchange/Diagnostics/HealthChecker/TLSConfigurationCheck/',
    'https://learn.microsoft.com/exchange/exchange-tls-configuration',
  ],
  reads: ['setting'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const all = evidence.all('setting', ({ of }) => of === 'tls-version');
    if (all.some((one) => isOff(one) && one.identity?.startsWith('TLS 1.2') === true)) return null;
    const half = all.find(isHalfOff) ?? all.find((one) => isUnlike(one, all));
    return half ? certain({ value: half.identity, server: half.server }, [half]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('value', 'A TLS version')} is half on: Enabled and DisabledByDefault contradict each other, or Client and Server differ. Exchange is both, so mail may fail in one direction only: Client is sending, Server receiving.`,
      ja: say`${or('value', 'TLS のバージョン')} の設定が中途半端です。Enabled と DisabledByDefault が矛盾しているか、Client と Server で異なります。Exchange は両方の役割を持つため、送信 (Client) と受信 (Server) の一方だけが失敗することがあります。`,
    },
    confirm: [
      {
        why: {
          en: say`Windows PowerShell as administrator, on the server: all versions. A clean pair of ${code('Enabled')} and ${code('DisabledByDefault')} is 1 and 0, or 0 and 1, and the same on both sides.`,
          ja: say`サーバーの Windows PowerShell を管理者として実行し、すべてのバージョンを表示します。${code('Enabled')} と ${code('DisabledByDefault')} は 1 と 0、または 0 と 1 の組み合わせで、Client と Server で同じであれば正常です。`,
        },
        run: ems`
          $root = 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL'
          $old = Get-ChildItem "$root\Protocols\TLS*" -Recurse -ErrorAction Ignore |
            Get-ItemProperty | Where-Object { $_.PSChildName -in 'Client', 'Server' }
          $old | Format-List PSPath, Enabled, DisabledByDefault`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Makes TLS 1.2 clean on both sides. For other versions change the policy or script that set them. Restart the server afterwards.`,
          ja: say`TLS 1.2 の値を Client と Server の両方で正します。ほかのバージョンは、設定したポリシーやスクリプトを修正します。反映にはサーバーの再起動が必要です。`,
        },
        run: ems`
          foreach ($one in $old | Where-Object PSPath -match 'TLS 1\.2') {
            Set-ItemProperty $one.PSPath Enabled 1 -Type DWord
            Set-ItemProperty $one.PSPath DisabledByDefault 0 -Type DWord
          }`,
        changes: {
          en: say`TLS 1.2 is allowed for all programs on this server that use Schannel.`,
          ja: say`このサーバーで Schannel を使うすべてのプログラムで、TLS 1.2 が有効になります。`,
        },
        keep: keptInOld(),
        undo: ems`
          foreach ($one in $old | Where-Object PSPath -match 'TLS 1\.2') {
            foreach ($name in 'Enabled', 'DisabledByDefault') {
              if ($one.$name -ne $null) { Set-ItemProperty $one.PSPath $name $one.$name }
              else { Remove-ItemProperty $one.PSPath $name }
            }
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`After the restart step 1 shows clean pairs, and HealthChecker says ${code('Enabled')} or ${code('Disabled')} for each version.`,
          ja: say`再起動後、手順 1 の組み合わせが正しく、HealthChecker の結果がどのバージョンも ${code('Enabled')} または ${code('Disabled')} であれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo', ja: '元に戻す方法' },
    more: [],
  }),
});

/** The same version on the other side says something else. */
function isUnlike(one: SettingClue, all: readonly SettingClue[]): boolean {
  const [version = '', side] = one.identity?.split(/ (?=Client|Server)/) ?? [];
  const other = side === 'Client' ? all.find(({ identity }) => identity === `${version} Server`) : undefined;
  const pair = ({ properties }: SettingClue) => [properties.get('enabled') ?? '', properties.get('disabledbydefault') ?? ''].join(' ');
  return other !== undefined && !pair(one).startsWith(' ') && !pair(other).startsWith(' ') && pair(one) !== pair(other);
}
