import { code, defineRule, ems, keptInOld, likely, or, restoreSchannel, type SettingClue, say } from '../define.js';

// Only where somebody switched it on by registry. On Exchange 2019 CU15 or SE with Windows Server 2022 it is supported for
// HTTPS, and port 25 still speaks TLS 1.2.
export default defineRule({
  id: 'tls-1-3-is-on-where-unsupported',
  title: {
    en: 'TLS 1.3 is switched on in the registry',
    ja: 'レジストリで TLS 1.3 が有効になっている',
  },
  sources: [
    'https://microsoft.github.io/CSS-Exchange/Diagnostics/HealthChecker/TLSConfigurationCheck/',
    'https://learn.microsoft.com/exchange/exchange-tls-configuration',
    'https://learn.microsoft.com/exchange/new-features/updates',
  ],
  reads: ['setting'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const setting = evidence.first('setting', isOn);
    return setting ? likely({ server: setting.server, value: setting.identity }, [setting]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('value', 'TLS 1.3')} is on. Exchange supports it from 2019 CU15 and SE on Windows Server 2022 or later, and there for HTTPS first; on older combinations connections fail. Port 25 with TLS 1.2 is expected.`,
      ja: say`${or('value', 'TLS 1.3')} が有効です。Exchange での対応は、2019 CU15 以降または SE と Windows Server 2022 以降の組み合わせで、当初は HTTPS だけです。それ以前の組み合わせでは接続に失敗します。ポート 25 が TLS 1.2 で動作するのは正常です。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell as administrator, on the server. Fault: Windows below 2022, or Exchange below ${code('15.2.1748')}; then go to step 2.`,
          ja: say`サーバーの Exchange 管理シェルを管理者として実行します。Windows が 2022 より前、または Exchange が ${code('15.2.1748')} より前であれば、手順 2 に進みます。`,
        },
        run: ems`
          $nt = 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
          (Get-ItemProperty $nt).ProductName
          (Get-Command ExSetup.exe).FileVersionInfo.FileVersion
          $root = 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL'
          $old = foreach ($side in 'Client', 'Server') {
            Get-ItemProperty "$root\Protocols\TLS 1.3\$side" -ErrorAction Ignore |
              Select-Object PSPath, Enabled, DisabledByDefault }
          $old | Format-List`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only on an unsupported combination. TLS 1.2 must be on. Restart the server afterwards.`,
          ja: say`対応していない組み合わせの場合だけ実行します。TLS 1.2 が有効であることが前提です。反映にはサーバーの再起動が必要です。`,
        },
        run: ems`
          foreach ($one in $old) {
            Set-ItemProperty $one.PSPath Enabled 0 -Type DWord
            Set-ItemProperty $one.PSPath DisabledByDefault 1 -Type DWord
          }`,
        changes: {
          en: say`No program on this server that uses Schannel speaks TLS 1.3 any more.`,
          ja: say`このサーバーで Schannel を使うプログラムが TLS 1.3 を使わなくなります。`,
        },
        keep: keptInOld(),
        undo: restoreSchannel(),
      },
    ],
    verify: [
      {
        why: {
          en: say`After the restart mail flows, and HealthChecker shows no error about TLS 1.3.`,
          ja: say`再起動後にメールが流れ、HealthChecker に TLS 1.3 のエラーが表示されなければ成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo, and 1 hint', ja: '元に戻す方法と補足' },
    more: [
      {
        title: { en: 'A supported combination', ja: '対応している組み合わせの場合' },
        why: {
          en: say`Leave it on. Versions of HealthChecker from before CU15 still report it as an error.`,
          ja: say`有効のままで問題ありません。CU15 より前の HealthChecker ではエラーと表示されます。`,
        },
      },
    ],
  }),
});

const isOn = ({ of, identity, properties }: SettingClue): boolean =>
  of === 'tls-version' && identity?.startsWith('TLS 1.3') === true && properties.get('enabled') === '1';
