import { code, defineRule, ems, likely, mentions, or, peerOf, say, tlsSaid } from '../define.js';

// The chain is complete and trusted; the caller's rules ask for a longer key, a newer signature, or another purpose.
export default defineRule({
  id: 'certificate-is-too-weak-for-caller',
  title: {
    en: "Certificate is too weak for the caller's rules",
    ja: '証明書の強度や用途が接続元の基準を満たさない',
  },
  sources: [
    'https://docs.openssl.org/master/man3/SSL_CTX_set_security_level/',
    'https://learn.microsoft.com/exchange/architecture/client-access/certificates',
  ],
  reads: ['tls'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const said = tlsSaid(evidence, {
      words: WORDS,
      where: ({ side }, reply) => side !== 'remote' && !mentions(reply?.text ?? '', 'TLS negotiation failed', 'TLS channel'),
    });
    return said ? likely(peerOf(said.clue, said.reply), [said.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The program refuses the certificate of ${or('endpoint', 'the mail server')} (${or('value', 'key or signature')}): its key is short, it is signed with SHA-1, or its purpose does not include this role. The message was not sent.`,
      ja: say`${or('endpoint', 'メール サーバー')} の証明書を、アプリケーションが拒否しています (${or('value', 'キーまたは署名')})。キーが短い、SHA-1 で署名されている、用途が合わないのいずれかと考えられます。メールは送信されていません。`,
    },
    confirm: [
      {
        why: {
          en: say`PowerShell on the server that was called: key size, signature and purposes of its certificates. An RSA key below 2048, or ${code('sha1RSA')}, is the fault.`,
          ja: say`接続先のサーバーの PowerShell で実行し、証明書のキーの長さ、署名、用途を表示します。RSA キーが 2048 未満、または ${code('sha1RSA')} であれば、これが原因です。`,
        },
        run: ems`
          $size = @{ Name='KeySize'; Expression={ $_.PublicKey.Key.KeySize } }
          $sign = @{ Name='Signature'; Expression={
            $_.SignatureAlgorithm.FriendlyName } }
          Get-ChildItem Cert:\LocalMachine\My | Where-Object HasPrivateKey |
            Format-List Subject, Thumbprint, $size, $sign,
              EnhancedKeyUsageList, NotAfter`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Replace that certificate with one of 2048 bits or more, signed with SHA-256, with Server Authentication as purpose. Intermediates need the same. Do not lower the caller's rules.`,
          ja: say`2048 ビット以上、SHA-256 署名、用途にサーバー認証を含む証明書に置き換えます。中間証明書も同様です。接続元の基準は下げません。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The program sends a test message without the error.`,
          ja: say`アプリケーションからテスト メールを送信し、エラーにならなければ成功です。`,
        },
      },
    ],
    moreLabel: { en: 'If the DH key is too small', ja: 'DH キーが小さい場合' },
    more: [
      {
        title: { en: 'DH key too small', ja: 'DH キーが小さい場合' },
        why: {
          en: say`That is not the certificate but the key exchange: remove DHE suites on the server, and keep ECDHE.`,
          ja: say`証明書ではなくキー交換の問題です。サーバーで DHE の暗号スイートを外し、ECDHE を使います。`,
        },
      },
    ],
  }),
});

const WORDS = [
  'key too weak',
  'md too weak',
  'ee key too small',
  'unsuitable certificate purpose',
  'unsupported certificate purpose',
  'certwrongusage',
  'cert e wrong usage',
  'cert e purpose',
];
