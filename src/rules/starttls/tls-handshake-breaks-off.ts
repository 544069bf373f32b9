import { code, defineOpenRule, ems, isOnline, mentions, open, or, peerOf, say, tlsSaid } from '../define.js';

// STARTTLS was accepted, and then nobody says why the handshake ended: words for a cut, a garbled or a refused handshake.
// Words that name a version, a cipher or a certificate belong to other rules.
export default defineOpenRule({
  id: 'tls-handshake-breaks-off',
  title: {
    en: 'TLS handshake breaks off after STARTTLS',
    ja: 'STARTTLS の後で TLS ハンドシェイクが中断する',
  },
  sources: [
    'https://learn.microsoft.com/windows/win32/secauthn/schannel-error-codes-for-tls-and-ssl-alerts',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/send-receive-emails-socketerror',
  ],
  reads: ['tls', 'reply'],
  on: ['tls'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const said =
      tlsSaid(evidence, { words: WORDS, where: ({ side }) => side !== 'remote' }) ??
      tlsSaid(evidence, {
        words: [''],
        where: ({ word }, reply) => mentions(reply?.text ?? '', 'TLS negotiation failed', 'TLS channel') && !OTHERS.test(word),
      });
    if (!said) return null;
    const facts = peerOf(said.clue, said.reply);
    const isVersion = mentions(said.clue.word, 'socketerror') && (isOnline(facts.endpoint) || mentions(said.clue.connector ?? '', 'office 365'));
    const demand = evidence.first('reply', ({ status, text }) => status === '5.7.3' && mentions(text, 'STARTTLS'));
    // Those two say that the version is the likely cause.
    return isVersion || (demand && mentions(said.clue.word, 'socketerror')) ? null : open(facts, [said.reply ?? said.clue]);
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The other side')} accepted STARTTLS, and the handshake ended with ${or('value', 'an error')}. Neither side tells why: a version or cipher, its certificate, or a device on the path. Servers try again later.`,
      ja: say`${or('endpoint', '接続先')} は STARTTLS を受け付けましたが、ハンドシェイクが失敗しています (${or('value', 'エラー')})。バージョン、暗号スイート、証明書、経路上の機器のどれが原因かは、この内容だけでは判断できません。`,
    },
    decide: {
      why: {
        en: say`PowerShell, on the computer that calls. It prints version and cipher, or Windows' own error. If line 1 says ${code('localhost')}, the text names no host: run it on the server that answers.`,
        ja: say`接続元のコンピューターの PowerShell で実行します。バージョンと暗号、または Windows のエラーが表示されます。1 行目が ${code('localhost')} の場合は、貼り付けられた内容にホスト名がないため、応答するサーバーで実行します。`,
      },
      run: ems`
        $to = ${or('endpoint', "'localhost'")}
        $tcp = New-Object Net.Sockets.TcpClient $to, 25
        $in = New-Object IO.StreamReader $tcp.GetStream()
        $out = New-Object IO.StreamWriter $tcp.GetStream()
        $in.ReadLine(); $out.WriteLine('EHLO test'); $out.Flush()
        do { $line = $in.ReadLine() } while ($line -match '^250-')
        $out.WriteLine('STARTTLS'); $out.Flush(); $in.ReadLine()
        $see = { $true } -as [Net.Security.RemoteCertificateValidationCallback]
        $tls = New-Object Net.Security.SslStream $tcp.GetStream(), $false, $see
        $tls.AuthenticateAsClient($to, $null, 'Tls12', $false)
        $tls | Format-List SslProtocol, CipherAlgorithm, KeyExchangeAlgorithm`,
    },
    outcomes: [
      {
        sees: { en: say`${code('Tls12')} and a cipher`, ja: say`${code('Tls12')} と暗号が表示される場合` },
        means: {
          en: say`TLS 1.2 works from here: the program or Exchange uses an older version, or presents a certificate that is refused. Paste the Schannel events of that minute.`,
          ja: say`ここからの TLS 1.2 は正常です。プログラムや Exchange が古いバージョンを使っているか、提示した証明書が拒否されています。同じ時刻の Schannel イベントを貼り付けてください。`,
        },
      },
      {
        sees: { en: say`An error, here and from another network`, ja: say`別のネットワークからもエラーになる場合` },
        means: {
          en: say`The side that answers is at fault: its certificate, key or TLS version. Tell its administrator, or read Schannel events there.`,
          ja: say`応答する側の証明書、秘密キー、TLS のバージョンが原因です。その管理者に連絡するか、そのサーバーの Schannel イベントを確認します。`,
        },
      },
      {
        sees: { en: say`An error only from here`, ja: say`ここからだけエラーになる場合` },
        means: {
          en: say`A firewall or proxy on this side breaks TLS: take port 25 out of its inspection. Or TLS 1.2 is off in Windows here.`,
          ja: say`こちら側のファイアウォールやプロキシが TLS を妨げています。ポート 25 を検査対象から外します。この Windows で TLS 1.2 が無効な場合もあります。`,
        },
      },
    ],
  }),
});

/** Words of a failed negotiation whose rules know more. */
const OTHERS =
  /nocredentials|unknowncredentials|cert\w{0,10}expired|certunknown|certwrong|untrusted|partialchain|revo|algorithmmismatch|unsupported|access denied|match the host/i;
const WORDS = [
  'socketerror',
  'invalidtoken',
  'illegalmessage',
  'incompletemessage',
  'decryptfailure',
  'messagealtered',
  'outofsequence',
  'internalerror',
  'timedout',
  'cannot start tls: handshake failure',
  'tls handshake failed',
  'attempt to start tls failed',
  'tls session failure',
  'ssl connect error',
  'ssl accept error',
  'unable to connect ssl',
  'unexpected eof while reading',
  'remote host closed connection during handshake',
  'remote host terminated the handshake',
  'remote party has closed the transport stream',
  'could not create ssl/tls secure channel',
  'tls connection was non properly terminated',
  'message received was unexpected or badly formatted',
  'sec e internal error',
  'sec e invalid token',
  'sec e illegal message',
  'sec e decrypt failure',
  'sec e message altered',
];
