import { code, defineRule, ems, likely, or, peerOf, say, tlsSaid } from '../define.js';
import { showCertificate } from '../define-handshake.js';

// The side that checks cannot reach the authority's revocation list or OCSP; the certificate may be good. A list that says
// "revoked" is another fault, and so is Status RevocationCheckFailure of a certificate of this server.
export default defineRule({
  id: 'certificate-revocation-cannot-be-checked',
  title: {
    en: 'Revocation of the certificate cannot be checked',
    ja: '証明書の失効状態を確認できない',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchangepowershell/get-exchangecertificate',
    'https://learn.microsoft.com/windows-server/networking/technologies/netsh/netsh-winhttp',
  ],
  reads: ['tls', 'reply'],
  on: ['tls'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const said = tlsSaid(evidence, { words: WORDS, where: ({ side }) => side !== 'remote' });
    return said ? likely(peerOf(said.clue, said.reply), [said.reply ?? said.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The side that checks the certificate of ${or('endpoint', 'the server that was called')} cannot fetch the authority's revocation list or OCSP answer, and ends the connection. The certificate may be good; a mail server tries again later.`,
      ja: say`${or('endpoint', '接続先のサーバー')} の証明書を検証する側が、証明機関の失効リストや OCSP の応答を取得できず、切断しています。証明書自体は正常な場合があります。接続元がメール サーバーの場合は、後で再試行されます。`,
    },
    confirm: [
      {
        why: {
          en: say`PowerShell as administrator, on the computer that checks. ${code('RevocationStatusUnknown')} or ${code('OfflineRevocation')} is the fault; the proxy of Windows services follows from ${code('netsh winhttp show proxy')}.`,
          ja: say`検証する側のコンピューターの PowerShell を管理者として実行します。${code('RevocationStatusUnknown')} または ${code('OfflineRevocation')} と表示されれば、これが原因です。サービスが使うプロキシは ${code('netsh winhttp show proxy')} で確認できます。`,
        },
        run: showCertificate("'localhost'"),
      },
    ],
    fix: [
      {
        why: {
          en: say`Open HTTP (port 80) from this computer to the addresses under "CRL Distribution Points" and "Authority Information Access" of the certificate. Behind a proxy, set it with ${code('netsh winhttp set proxy')} (services do not use the user's), with internal names in its bypass list: without them remote PowerShell breaks. Note the old setting first. Keep the check on.`,
          ja: say`このコンピューターから、証明書の [CRL 配布ポイント] と [機関情報アクセス] の URL への HTTP (ポート 80) を許可します。プロキシ環境では、変更前の設定を控え、${code('netsh winhttp set proxy')} で設定します (サービスはユーザーの設定を使いません)。バイパス リストに内部の名前がないと、リモート PowerShell が失敗します。失効の確認は無効にしません。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Repeat step 1: it prints ${code('None')} (towards ${code('localhost')} ${code('RemoteCertificateNameMismatch')} alone), and the connection succeeds.`,
          ja: say`手順 1 で ${code('None')} (${code('localhost')} の場合は ${code('RemoteCertificateNameMismatch')} だけ) と表示され、接続できれば成功です。`,
        },
      },
    ],
    moreLabel: { en: '2 more places to look', ja: 'ほかに確認する 2 か所' },
    more: [
      {
        title: { en: 'Addresses that must be reachable', ja: '到達できる必要がある URL' },
        why: {
          en: say`In the window of step 1: the two lists of the certificate that was shown. Its intermediate has lists of its own.`,
          ja: say`手順 1 と同じウィンドウで実行します。提示された証明書に記載された 2 種類の URL が表示されます。中間証明書にも別の URL があります。`,
        },
        run: ems`
          $cert = New-Object $type $tls.RemoteCertificate
          $cert.Extensions | Where-Object {
            $_.Oid.Value -in '2.5.29.31', '1.3.6.1.5.5.7.1.1' } |
            ForEach-Object { $_.Format($true) }`,
      },
      {
        title: { en: 'What Windows fetched and what failed', ja: 'Windows が取得した URL と失敗した URL' },
        why: {
          en: say`The CAPI2 log names each address. Turn it on in the Event Viewer and repeat step 1; the command only reads.`,
          ja: say`CAPI2 のログに URL ごとの結果が記録されます。先にイベント ビューアーでログを有効にし、手順 1 をもう一度実行します。参照のみのコマンドです。`,
        },
        run: ems`
          Get-WinEvent Microsoft-Windows-CAPI2/Operational -MaxEvents 20 |
            Where-Object Level -le 3 | Format-List TimeCreated, Id, Message`,
      },
    ],
  }),
});

const WORDS = [
  'revocationcheckfailure',
  'revocationoffline',
  'offlinerevocation',
  'revocationstatusunknown',
  'unable to check revocation',
  'revocation server was offline',
  'crypt e revocation offline',
  'crypt e no revocation check',
  'cert e revocation failure',
];
