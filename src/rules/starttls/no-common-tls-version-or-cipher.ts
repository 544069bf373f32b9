import { code, defineOpenRule, type EventClue, ems, isPrinted, mentions, open, or, peerOf, say, tlsSaid } from '../define.js';

// The text says that nothing fits: version, cipher suite or signature. 36871 is about a credential of this server alone,
// and a handshake that is only cut says nothing about versions.
export default defineOpenRule({
  id: 'no-common-tls-version-or-cipher',
  title: {
    en: 'Client and server share no TLS version or cipher',
    ja: '双方に共通する TLS のバージョンか暗号がない',
  },
  sources: [
    'https://learn.microsoft.com/windows/win32/secauthn/schannel-error-codes-for-tls-and-ssl-alerts',
    'https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/dn786445(v=ws.11)',
    'https://learn.microsoft.com/exchange/exchange-tls-configuration',
  ],
  reads: ['tls', 'event', 'reply'],
  codes: ['4.7.0'],
  events: [36874, 36887, 36888],
  explains: ['tls-handshake-breaks-off'],
  often: 'usual',
  mail: 'unknown',

  match(evidence) {
    const event = evidence.first('event', isAboutVersions);
    const said = tlsSaid(evidence, {
      words: WORDS,
      alerts: ALERTS,
      where: (clue, reply) => !mentions(clue.word, 'cannot start') && (isPrinted(clue, reply, evidence) || event !== undefined),
    });
    if (event) return open({ server: event.computer, value: event.tlsVersion }, [event, ...(said ? [said.clue] : [])]);
    return said ? open(peerOf(said.clue, said.reply), [said.reply ?? said.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`Client and server found no TLS version, cipher suite or signature that both allow, so no session with ${or('endpoint', 'the other side')} comes about. Which side is too old or too strict is open.`,
      ja: say`クライアントとサーバーの双方が許可する TLS のバージョン、暗号スイート、署名がなく、${or('endpoint', '相手側')} とのセッションを確立できません。どちらの設定が原因かは、この内容だけでは判断できません。`,
    },
    decide: {
      why: {
        en: say`Windows PowerShell, on ${or('server', 'the Exchange server')}: versions that are switched by registry, the policy for suites, and modern suites that are on.`,
        ja: say`${or('server', 'Exchange サーバー')} の Windows PowerShell で実行します。レジストリで変更された TLS のバージョン、暗号スイートのポリシー、有効な新しい暗号スイートが表示されます。`,
      },
      run: ems`
        $root = 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL'
        Get-ChildItem "$root\Protocols" -Recurse -ErrorAction Ignore |
          Get-ItemProperty | Format-List PSPath, Enabled, DisabledByDefault
        $policy = 'HKLM:\SOFTWARE\Policies\Microsoft\Cryptography\Configuration\SSL'
        Get-ItemProperty "$policy\00010002" -ErrorAction Ignore | Format-List Functions
        (Get-TlsCipherSuite).Name -like 'TLS_ECDHE_*GCM*'`,
    },
    outcomes: [
      {
        sees: {
          en: say`TLS 1.2 with ${code('Enabled')} 0, or no ${code('TLS_ECDHE_RSA')} suite (Windows Server 2016 or later lists them)`,
          ja: say`TLS 1.2 の ${code('Enabled')} が 0、または ${code('TLS_ECDHE_RSA')} の暗号スイートがない場合 (一覧は Windows Server 2016 以降)`,
        },
        means: {
          en: say`This server is too strict: everybody fails. Enable TLS 1.2 and an ECDHE suite with GCM by the same policy, then restart.`,
          ja: say`このサーバーの設定が原因で、すべての相手に影響します。同じポリシーで TLS 1.2 と、GCM を使う ECDHE の暗号スイートを有効にし、再起動します。`,
        },
      },
      {
        sees: { en: say`Both are there, one peer fails`, ja: say`どちらも有効で、特定の相手だけ失敗する場合` },
        means: {
          en: say`The peer is too old. Its administrator enables TLS 1.2 with ${code('ECDHE_RSA')} and GCM; do not turn RC4, 3DES or TLS 1.0 back on.`,
          ja: say`相手側が古いバージョンを使っています。相手側で TLS 1.2 と、GCM を使う ${code('ECDHE_RSA')} を有効にします。RC4、3DES、TLS 1.0 は有効に戻しません。`,
        },
      },
      {
        sees: { en: say`Both are there, several peers fail`, ja: say`どちらも有効で、複数の相手が失敗する場合` },
        means: {
          en: say`Look at the certificate: an ECDSA key needs ECDSA suites, and a key without Digital Signature usage rules ECDHE out.`,
          ja: say`証明書を確認します。ECDSA のキーには ECDSA の暗号スイートが必要で、キー使用法に「デジタル署名」がないと ECDHE を使えません。`,
        },
      },
    ],
  }),
});

const WORDS = [
  'algorithmmismatch',
  'unsupportedfunction',
  'sec e algorithm mismatch',
  'sec e unsupported function',
  'no shared cipher',
  'no cipher match',
  'no suitable signature algorithm',
  'wrong signature type',
  'unsupported protocol',
  'no protocols available',
  'no appropriate protocol',
  'do not possess a common algorithm',
  'protocol version',
  'insufficient security',
  'handshake failure',
  'dh key too small',
  'certificates do not conform to algorithm constraints',
  'unsafe legacy renegotiation disabled',
];
const ALERTS = [40, 70, 71];
/** 1204 and 1205: Schannel found no suite of the client that it may use. */
const isAboutVersions = ({ id, alert, errorState }: EventClue): boolean =>
  id === 36874 || (alert !== undefined && ALERTS.includes(alert)) || errorState === 1204 || errorState === 1205;
