import { code, defineRule, ems, isExchangeCall, isPrinted, likely, or, peerOf, type ReplyClue, say, type TlsClue, tlsSaid } from '../define.js';
import { showCertificate } from '../define-handshake.js';

// A program checks the certificate of the server that it submits mail to. Exchange's own check says 454 4.7.5, and the logs
// of Postfix name the server certificate; a wrong name and an expired date have rules of their own.
export default defineRule({
  id: 'application-distrusts-server-certificate',
  title: {
    en: "Application does not trust the server's certificate",
    ja: 'アプリケーションがサーバーの証明書を信頼していない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/architecture/client-access/certificates',
    'https://learn.microsoft.com/exchange/architecture/client-access/assign-certificates-to-services',
  ],
  reads: ['tls', 'reply', 'session'],
  on: ['tls'],
  explains: ['tls-handshake-breaks-off'],
  mail: 'unknown',

  match(evidence) {
    // openssl and swaks were called to look at the chain: their result is told of the server.
    if (evidence.first('tls', isMailServer) || evidence.first('session', ({ verify }) => verify !== undefined)) return null;
    const where = (clue: TlsClue, reply: ReplyClue | undefined) =>
      isOfProgram(clue) && !isExchangeCall(clue, reply) && isPrinted(clue, reply, evidence);
    // A date, a name or a key that is told beside the general words is the reason, and has a rule of its own.
    const general = evidence.first('tls', ({ word }) => REASON.test(word)) ? [] : GENERAL;
    const said = tlsSaid(evidence, { words: WORDS, where }) ?? tlsSaid(evidence, { words: general, where });
    if (!said || /TLS negotiation failed|TLS channel|validation fail/i.test(said.reply?.text ?? '')) return null;
    const session = evidence.first('session');
    const facts = peerOf(said.clue, said.reply);
    return likely({ ...facts, endpoint: facts.endpoint ?? session?.remoteIp ?? session?.host, port: session?.port ?? facts.port }, [said.clue]);
  },

  text: () => ({
    cause: {
      en: say`The program cannot build a chain from the certificate of ${or('endpoint', 'the mail server')} to a root it trusts, and ends the connection before it sends. Mostly Exchange presents its self-signed certificate, or no intermediate.`,
      ja: say`アプリケーションが、${or('endpoint', 'メール サーバー')} の証明書から信頼するルート証明書までのチェーンを構築できず、送信前に切断しています。多くの場合、Exchange が自己署名証明書を提示しているか、中間証明書を送信していません。`,
    },
    confirm: [
      {
        why: {
          en: say`PowerShell, on the computer of the program. Issuer equal to Subject: self-signed. ${code('None')} here means that Windows trusts it and only the program's own list lacks the root. If line 1 says ${code('localhost')}, run it on the mail server.`,
          ja: say`アプリケーションを実行するコンピューターの PowerShell で実行します。Issuer と Subject が同じであれば自己署名です。${code('None')} であれば Windows は信頼しており、アプリケーション独自の一覧にルート証明書がありません。1 行目が ${code('localhost')} の場合は、メール サーバーで実行します。`,
        },
        run: showCertificate("'localhost'", '587'),
      },
    ],
    fix: [
      {
        why: {
          en: say`Self-signed or internal: name a public certificate on the Client Frontend connector (below). Public: install its intermediates on Exchange. Own list of the program (Java, Python, Linux): add the root there. Do not turn the check off.`,
          ja: say`自己署名証明書や社内の証明機関の証明書の場合は、Client Frontend コネクタに公的な証明書を指定します (下記)。公的な証明書の場合は、中間証明書を Exchange にインストールします。Java、Python、Linux では、その信頼リストにルート証明書を追加します。検証は無効にしません。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Repeat step 1: it prints ${code('None')} (towards ${code('localhost')} ${code('RemoteCertificateNameMismatch')} alone). Then the program sends a test message.`,
          ja: say`手順 1 で ${code('None')} (${code('localhost')} の場合は ${code('RemoteCertificateNameMismatch')} だけ) と表示され、アプリケーションからテスト メールを送信できれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'I manage the Exchange server', ja: 'Exchange を管理している場合' },
    more: [
      {
        title: { en: 'Which certificate port 587 presents', ja: 'ポート 587 で提示される証明書' },
        why: {
          en: say`Exchange Management Shell; this only reads. With an empty TlsCertificateName the Fqdn chooses, and the self-signed one fits it as well.`,
          ja: say`Exchange 管理シェルで実行します。参照のみのコマンドです。TlsCertificateName が空の場合は Fqdn に合う証明書が選ばれ、自己署名証明書も対象になります。`,
        },
        run: ems`
          Get-ReceiveConnector | Where-Object { "$($_.Bindings)" -match ':587' } |
            Format-List Identity, Fqdn, TlsCertificateName
          Get-ExchangeCertificate | Where-Object { "$($_.Services)" -match 'SMTP' } |
            Format-List Subject, Issuer, Thumbprint, RootCAType, NotAfter`,
      },
    ],
  }),
});

const GENERAL = [
  'certificate verify failed',
  'invalid according to the validation procedure',
  '検証プロシージャによると',
  'laut validierungsverfahren ungültig',
  'remotecertificatevalidationcallback',
];
const REASON = /mismatch|altname|expired|yet.valid|too.weak|too.small|revo|purpose/i;
const WORDS = [
  'unable to get local issuer certificate',
  'unable to get issuer cert',
  'unable to verify the first certificate',
  'unable to verify leaf signature',
  'self signed cert',
  'certificate not trusted',
  'pkix path',
  'unable to find valid certification path',
  'signed by unknown authority',
  'the certificate is not trusted',
  'certificate issuer is unknown',
  'root certificate which is not trusted',
  'chain could not be built to a trusted root authority',
  'authority that is not trusted',
  'remotecertificatechainerrors',
  'untrustedroot',
  'partialchain',
];
/** What Postfix and its like say of a server that they deliver to. */
const isMailServer = ({ word }: TlsClue): boolean =>
  /server certificate not (?:verified|trusted)|certificate verification fail|untrusted issuer/i.test(word);
const isOfProgram = ({ side, connector }: TlsClue): boolean => side !== 'remote' && connector === undefined;
