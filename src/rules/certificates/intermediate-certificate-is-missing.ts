import { type CertificateClue, code, defineRule, ems, isInUse, isVerdict, likely, or, type SessionClue, say, shortName } from '../define.js';

// The server's own chain is short: only the leaf goes out. The verify result of openssl is of the one who called, and 21 is
// said only where nothing but the leaf came; 20 at a later depth is a root that the caller lacks.
export default defineRule({
  id: 'intermediate-certificate-is-missing',
  title: {
    en: 'Intermediate certificate is missing on the server',
    ja: 'サーバーに中間証明書がない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-450-4-4-317-untrusted-root',
    'https://learn.microsoft.com/powershell/module/pki/import-certificate',
    'https://docs.openssl.org/master/man1/openssl-verification-options/',
  ],
  reads: ['session', 'certificate', 'connector', 'probe'],
  on: ['session', 'certificate'],
  explains: ['exchange-online-distrusts-next-hop', 'exchange-online-cannot-attribute-mail'],
  mail: 'unknown',

  match(evidence) {
    const session = evidence.first('session', (one) => showsOnlyLeaf(one) && isVerdict(evidence, one, ['chain_incomplete']));
    const connectors = evidence.all('connector');
    const all = evidence.all('certificate');
    const trusted = all.filter((one) => !isUntrusted(one));
    const certificate = all.find((one) => isUntrusted(one) && isInUse(one, trusted, connectors));
    const first = session ?? certificate;
    if (!first) return null;
    const server = certificate?.server ?? session?.server;
    const issuer = certificate?.issuer ?? session?.certificate?.issuer;
    const facts = {
      server: server && shortName(server),
      endpoint: session?.host ?? session?.remoteIp,
      issuer,
      thumbprint: certificate?.thumbprint ?? session?.thumbprint,
    };
    return likely(facts, session && certificate ? [session, certificate] : [first]);
  },

  text: () => ({
    cause: {
      en: say`Windows on ${or('server', 'the server')} has no intermediate of ${or('issuer', 'the issuer')}, so it sends its certificate alone. Exchange Online and others that fetch nothing cannot build the chain.`,
      ja: say`${or('server', 'サーバー')} の Windows に発行者 (${or('issuer', '証明機関')}) の中間証明書がないため、サーバー証明書だけが送信されていると考えられます。これを自動取得しない Exchange Online などは検証に失敗します。`,
    },
    confirm: [
      {
        why: {
          en: say`PowerShell on ${or('server', 'the Exchange server')}: each certificate, the address of its issuer's certificate, then that one. If nothing follows the address, it is missing. No one outside trusts an internal authority.`,
          ja: say`${or('server', 'Exchange サーバー')} の PowerShell で実行します。証明書、発行者の証明書の URL、発行者の証明書の順に表示されます。URL の後に何も表示されなければ、中間証明書がありません。社内の証明機関は外部から信頼されません。`,
        },
        run: ems`
          $id = ${or('thumbprint', "''")}
          $my = Get-ChildItem Cert:\LocalMachine\My | Where-Object {
            $_.Issuer -ne $_.Subject -and (!$id -or $_.Thumbprint -eq $id) }
          $my | ForEach-Object {
            $by = $_.Issuer; $_ | Format-List Subject, Issuer, NotAfter, Thumbprint
            $_.Extensions | Where-Object { $_.Oid.Value -eq '1.3.6.1.5.5.7.1.1' } |
              ForEach-Object { $_.Format($true) }
            Get-ChildItem Cert:\LocalMachine\CA, Cert:\LocalMachine\Root |
              Where-Object Subject -eq $by | Format-List Subject, NotAfter, PSParentPath }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if it is missing. Save the authority's intermediates as .cer files in ${code('C:\\Intermediate')}; no root. On each server:`,
          ja: say`中間証明書がない場合だけ実行します。証明機関の中間証明書を .cer ファイルとして ${code('C:\\Intermediate')} に保存し (ルート証明書は除く)、各サーバーで実行します。`,
        },
        run: ems`
          $ca = 'Cert:\LocalMachine\CA'; $had = (Get-ChildItem $ca).Thumbprint
          if ($file = Get-Item C:\Intermediate\*.cer) {
            $in = $file | Import-Certificate -CertStoreLocation $ca |
              Where-Object Thumbprint -notin $had
            $in | Format-List Subject, Issuer, Thumbprint }`,
        changes: {
          en: say`Adds the files to the intermediate authorities of this computer.`,
          ja: say`保存した中間証明書を、このコンピューターの中間証明機関ストアに追加します。`,
        },
        keep: {
          en: say`Nothing is replaced; the same window keeps what was added in ${code('$in')}.`,
          ja: say`既存の証明書は置き換わりません。追加した証明書は、同じウィンドウの ${code('$in')} に残ります。`,
        },
        undo: ems`
          foreach ($one in $in) {
            Remove-Item "Cert:\LocalMachine\CA\$($one.Thumbprint)"
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Exchange Management Shell. After the restart, ${code('openssl s_client -starttls smtp -connect')} from outside ends with ${code('Verify return code: 0 (ok)')}, and Status is ${code('Valid')}.`,
          ja: say`Exchange 管理シェルで実行します。サービスの再起動後、外部で実行した ${code('openssl s_client -starttls smtp -connect')} が ${code('Verify return code: 0 (ok)')} で終わり、Status が ${code('Valid')} であれば成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeFrontEndTransport, MSExchangeTransport
          Get-ExchangeCertificate | Format-List Subject, Status, RootCAType`,
      },
    ],
    moreLabel: { en: 'Undo, and 1 more case', ja: '元に戻す方法とほかの 1 点' },
    more: [
      {
        title: { en: 'The intermediate is there', ja: '中間証明書がある場合' },
        why: {
          en: say`A server without a way to the internet may lack the root: it comes with Windows updates, or by group policy. Status ${code('Untrusted')} is about that root, ${code('Invalid')} about any step of the chain.`,
          ja: say`インターネットに接続できないサーバーでは、ルート証明書がない場合があります。Windows の更新プログラムまたはグループ ポリシーで配布します。Status の ${code('Untrusted')} はルート、${code('Invalid')} はチェーン全体の問題です。`,
        },
      },
    ],
  }),
});

/** A mail server may be anybody's; Microsoft's own sends its chain. */
const showsOnlyLeaf = ({ verify, selfSigned, product }: SessionClue): boolean =>
  verify === 21 && selfSigned !== true && product !== 'exchange-online' && product !== 'other';

const isUntrusted = ({ origin, status, selfSigned, issuer, subject }: CertificateClue): boolean =>
  origin === 'store' &&
  ['untrusted', 'invalid'].includes(status?.toLowerCase() ?? '') &&
  selfSigned !== true &&
  issuer !== undefined &&
  issuer !== subject;
