import { allowTls12, certain, code, defineRule, ems, isOff, isOnline, likely, mentions, or, peerOf, say, seenAt, tlsSaid } from '../define.js';

// SocketError alone is any cut connection. Towards Exchange Online, or with the demand for STARTTLS that answers the second
// try in plain text, the version is the likely cause; the registry proves it. Programs that submit mail get 4.7.66 instead.
export default defineRule({
  id: 'tls-1-2-is-off-on-exchange-server',
  title: {
    en: 'TLS 1.2 is off on the Exchange server',
    ja: 'Exchange サーバーで TLS 1.2 が無効になっている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/send-receive-emails-socketerror',
    'https://learn.microsoft.com/exchange/exchange-tls-configuration',
    'https://techcommunity.microsoft.com/blog/exchange/understanding-email-scenarios-if-tls-versions-cannot-be-agreed-on-with-exchange-/2065089',
  ],
  reads: ['tls', 'reply', 'setting', 'probe'],
  on: ['tls', 'setting', 'probe'],
  explains: [],
  mail: 'held',

  match(evidence) {
    const said = tlsSaid(evidence, { words: ['socketerror'] });
    const setting = evidence.first('setting', (one) => isOff(one) && one.identity?.startsWith('TLS 1.2') === true);
    if (setting) return certain({ server: setting.server, value: setting.identity }, said ? [setting, said.clue] : [setting]);
    const seen = seenAt(evidence, ['tls_legacy_only'], 'exchange');
    if (seen && !said) return likely({ server: undefined, value: undefined }, [seen.clue]);
    if (!said) return null;
    const facts = peerOf(said.clue, said.reply);
    const demand = evidence.first('reply', ({ status, text }) => status === '5.7.3' && mentions(text, 'STARTTLS'));
    const named = isOnline(facts.endpoint) || mentions(said.clue.connector ?? '', 'office 365', 'office365', 'exchange online');
    return demand || named ? likely(facts, [said.reply ?? said.clue, ...(demand ? [demand] : [])]) : null;
  },

  text: () => ({
    cause: {
      en: say`Exchange Online, like most servers now, takes TLS 1.2 and later only. With TLS 1.2 off on ${or('server', 'this server')}, the handshake with ${or('endpoint', 'the other side')} is cut off.`,
      ja: say`Exchange Online をはじめ、現在のサーバーの多くは TLS 1.2 以降だけを受け付けます。${or('server', 'このサーバー')} で TLS 1.2 が無効なため、${or('endpoint', '接続先')} との TLS ハンドシェイクの途中で切断されていると考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Windows PowerShell as administrator, on ${or('server', 'the Exchange server')}. ${code('Enabled')} 0 or ${code('DisabledByDefault')} 1 is the fault. Nothing or 1 and 0: TLS 1.2 is on; a device on the path cuts the handshake.`,
          ja: say`${or('server', 'Exchange サーバー')} で Windows PowerShell を管理者として実行します。${code('Enabled')} が 0、または ${code('DisabledByDefault')} が 1 であれば、これが原因です。何も表示されない場合や、1 と 0 の場合、TLS 1.2 は有効で、経路上の機器が切断しています。`,
        },
        run: ems`
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
          en: say`Only if step 1 shows the fault. Restart the server afterwards, at a time when mail may pause.`,
          ja: say`手順 1 で原因が確認できた場合だけ実行します。反映にはサーバーの再起動が必要です。メールが止まる時間を見込んで実施します。`,
        },
        ...allowTls12(),
      },
    ],
    verify: [
      {
        why: {
          en: say`After the restart the send protocol log shows ${code('SP_PROT_TLS1_2_CLIENT')} in place of ${code('SocketError')}, and the queue empties.`,
          ja: say`再起動後、送信プロトコル ログに ${code('SocketError')} ではなく ${code('SP_PROT_TLS1_2_CLIENT')} が記録され、キューが空になれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo, and 2 more places', ja: '元に戻す方法と残り 2 か所' },
    more: [
      {
        title: { en: '.NET on the same server', ja: '同じサーバーの .NET' },
        why: {
          en: say`Both values must be 1 in both places; Microsoft sets them for v2.0.50727 as well. Update Windows and Exchange first if either is old.`,
          ja: say`両方のキーで、2 つの値がどちらも 1 である必要があります。Microsoft の手順では v2.0.50727 にも設定します。Windows と Exchange が古い場合は、先に更新します。`,
        },
        run: ems`
          foreach ($key in 'SOFTWARE', 'SOFTWARE\Wow6432Node') {
            Get-ItemProperty "HKLM:\$key\Microsoft\.NETFramework\v4.0.30319" |
              Format-List PSPath, SystemDefaultTlsVersions, SchUseStrongCrypto
          }`,
      },
      {
        title: { en: 'TLS 1.2 is on already', ja: 'TLS 1.2 が有効な場合' },
        why: {
          en: say`Then most likely a firewall or proxy resets the handshake: send from an address that does not pass it, and compare. Also check that ECDHE suites with GCM are enabled (Windows Server 2016 or later).`,
          ja: say`ファイアウォールやプロキシがハンドシェイクを切断していると考えられます。それを経由しない送信元 IP アドレスからの結果と比べます。ECDHE と GCM を使う暗号スイートが有効であることも確認します (Windows Server 2016 以降)。`,
        },
        run: ems`(Get-TlsCipherSuite).Name -like 'TLS_ECDHE_*GCM*'`,
      },
    ],
  }),
});
