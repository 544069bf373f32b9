import { allowTls12, certain, code, defineRule, ems, likely, or, say, shortName } from '../define.js';

// Schannel fails before anybody is called: versions and ciphers that the program wants are all off (10013; with TLS 1.0 off,
// programs of old .NET), or the key cannot be opened. 36874 is a handshake with a peer that nothing fits, 36870 the key alone.
export default defineRule({
  id: 'schannel-cannot-create-credential',
  title: {
    en: 'Windows cannot create a TLS credential',
    ja: 'Windows が TLS の資格情報を作成できない',
  },
  sources: [
    'https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/dn786445(v=ws.11)',
    'https://learn.microsoft.com/exchange/exchange-tls-configuration',
  ],
  reads: ['event'],
  events: [36871],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const event = evidence.first('event', ({ id }) => id === 36871);
    if (!event) return null;
    const facts = { server: event.computer && shortName(event.computer), value: event.errorState?.toString() };
    return event.errorState === 10013 ? certain(facts, [event]) : likely(facts, [event]);
  },

  text: () => ({
    cause: {
      en: say`A program on ${or('server', 'this server')} asked for TLS, and Windows allows none of the versions and ciphers that it wants (error state ${or('value', 'not given')}). It concerns mail only if the time fits a failed SMTP session.`,
      ja: say`${or('server', 'このサーバー')} のプログラムが TLS を使おうとしましたが、要求したバージョンと暗号が Windows で 1 つも許可されていません (エラーの状態: ${or('value', '記載なし')})。SMTP の失敗と時刻が一致する場合だけ、メールに関係します。`,
    },
    confirm: [
      {
        why: {
          en: say`Windows PowerShell as administrator, on ${or('server', 'the server')}: when it happens, and TLS 1.2 as set. ${code('Enabled')} 0 or ${code('DisabledByDefault')} 1 is the fault.`,
          ja: say`${or('server', 'サーバー')} で Windows PowerShell を管理者として実行します。発生時刻と TLS 1.2 の設定が表示されます。${code('Enabled')} が 0、または ${code('DisabledByDefault')} が 1 であれば、これが原因です。`,
        },
        run: ems`
          Get-WinEvent @{ LogName='System'; ProviderName='Schannel' } -MaxEvents 5 |
            Format-List TimeCreated, Id, Message
          $root = 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL'
          $old = foreach ($side in 'Client', 'Server') {
            Get-ItemProperty "$root\Protocols\TLS 1.2\$side" -ErrorAction Ignore |
              Select-Object PSPath, Enabled, DisabledByDefault }
          $old | Format-List PSPath, Enabled, DisabledByDefault`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 shows the fault. Group Policy or a hardening script mostly set it: correct it there too. Restart the server afterwards.`,
          ja: say`手順 1 で原因が確認できた場合だけ実行します。グループ ポリシーやセキュリティ強化のスクリプトによる設定であれば、そちらも修正します。反映にはサーバーの再起動が必要です。`,
        },
        ...allowTls12(),
      },
    ],
    verify: [
      {
        why: {
          en: say`After the restart no new event 36871 appears when mail is sent.`,
          ja: say`再起動後、メールを送信しても新しいイベント 36871 が記録されなければ成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo, and 2 more places', ja: '元に戻す方法と残り 2 か所' },
    more: [
      {
        title: { en: 'TLS 1.2 is on: .NET and FIPS', ja: 'TLS 1.2 が有効な場合: .NET と FIPS' },
        why: {
          en: say`Programs in .NET ask for TLS 1.0 unless both values are 1. ${code('Enabled')} 1 of the last key is FIPS mode, which removes suites.`,
          ja: say`2 つの値が 1 でない場合、.NET のプログラムは TLS 1.0 を要求します。最後のキーの ${code('Enabled')} が 1 であれば FIPS モードで、使える暗号スイートが減ります。`,
        },
        run: ems`
          foreach ($key in 'SOFTWARE', 'SOFTWARE\Wow6432Node') {
            Get-ItemProperty "HKLM:\$key\Microsoft\.NETFramework\v4.0.30319" |
              Format-List PSPath, SystemDefaultTlsVersions, SchUseStrongCrypto
          }
          Get-ItemProperty HKLM:\SYSTEM\CurrentControlSet\Control\Lsa\FipsAlgorithmPolicy`,
      },
      {
        title: { en: 'Event 36870 beside it', ja: 'イベント 36870 も記録されている場合' },
        why: {
          en: say`Then the private key of the certificate cannot be opened. Paste that event.`,
          ja: say`証明書の秘密キーを開けません。そのイベントを貼り付けてください。`,
        },
      },
    ],
  }),
});
