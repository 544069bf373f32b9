import { code, defineRule, ems, isExchangeCall, isPrinted, likely, needed, or, peerOf, say, tlsSaid } from '../define.js';

// The chain is not the question: the certificate does not contain the name or address that the program was told. Exchange
// comparing TlsDomain says SubjectMismatch in 454 4.7.5.
export default defineRule({
  id: 'application-calls-server-by-other-name',
  title: {
    en: 'Server is called by a name its certificate lacks',
    ja: '接続先として指定した名前が証明書にない',
  },
  sources: ['RFC 6125', 'https://learn.microsoft.com/exchange/architecture/client-access/certificates'],
  reads: ['tls', 'reply', 'session'],
  on: ['tls'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const said = tlsSaid(evidence, {
      words: WORDS,
      where: (clue, reply) => clue.side !== 'remote' && !isExchangeCall(clue, reply) && isPrinted(clue, reply, evidence),
    });
    if (!said) return null;
    const facts = peerOf(said.clue, said.reply);
    const session = evidence.first('session');
    return likely({ ...facts, endpoint: facts.endpoint ?? session?.remoteIp ?? session?.host }, [said.clue]);
  },

  text: () => ({
    cause: {
      en: say`The program was told to call ${or('endpoint', 'a name or address')} that the server's certificate does not contain. It ends the connection before it sends; the certificate itself may be perfectly good.`,
      ja: say`アプリケーションの接続先 (${or('endpoint', '名前または IP アドレス')}) が、サーバーの証明書に含まれていません。送信前に切断されます。証明書自体には問題がない場合もあります。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: the names that certificates for SMTP contain, and what the connectors for applications present.`,
          ja: say`Exchange 管理シェルで実行します。SMTP の証明書に含まれる名前と、アプリケーション用のコネクタの設定が表示されます。`,
        },
        run: ems`
          Get-ExchangeCertificate | Where-Object { "$($_.Services)" -match 'SMTP' } |
            Format-List Subject, CertificateDomains, RootCAType, NotAfter
          Get-ReceiveConnector | Where-Object { "$($_.Bindings)" -match ':587|:25\b' } |
            Format-Table Identity, Fqdn, TlsCertificateName`,
      },
    ],
    fix: [
      {
        why: {
          en: say`In the program, write a host name that step 1 lists; not an IP address, since certificates rarely hold one. If no name fits, renew the certificate with that name. Do not turn the check off.`,
          ja: say`アプリケーションの接続先を、手順 1 で表示されたホスト名に変更します。証明書には通常 IP アドレスが含まれないため、IP アドレスは指定しません。合う名前がない場合は、その名前を含めて証明書を更新します。検証は無効にしません。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The program sends a test message; its log shows ${code('220 2.0.0 SMTP server ready')} and goes on.`,
          ja: say`テスト メールを送信し、ログの ${code('220 2.0.0 SMTP server ready')} の後も処理が続けば成功です。`,
        },
      },
    ],
    moreLabel: { en: '1 more place to look', ja: 'ほかに確認する 1 か所' },
    more: [
      {
        title: { en: 'The name resolves elsewhere', ja: '名前の解決先が違う場合' },
        why: {
          en: say`A load balancer or a mail gateway may answer in place of Exchange. The address must be the expected one.`,
          ja: say`ロード バランサーやメール ゲートウェイが、Exchange の代わりに応答していることがあります。解決された IP アドレスが想定どおりかどうかを確認します。`,
        },
        run: ems`Resolve-DnsName ${needed('endpoint')} | Format-Table Name, IPAddress`,
      },
    ],
  }),
});

const WORDS = [
  'remotecertificatenamemismatch',
  'hostname mismatch',
  'ip address mismatch',
  'no subject alternative',
  'did not match the name given in the server',
  'cert altname invalid',
  "does not match certificate's altnames",
  'did not match expected cn',
  'no alternative certificate subject name matches',
  'name in the certificate does not match the expected',
  'target principal name is incorrect',
];
