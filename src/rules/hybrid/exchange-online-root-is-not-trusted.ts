import { code, defineRule, ems, likely, mentions, or, type ReplyClue, say } from '../define.js';
import { showCertificate } from '../define-handshake.js';

// The next hop is Exchange Online, so its certificate is in order: what is missing is the root on this server. Any other next
// hop may itself present a private or incomplete chain.
export default defineRule({
  id: 'exchange-online-root-is-not-trusted',
  title: {
    en: "Server does not trust Exchange Online's root certificate",
    ja: 'サーバーが Exchange Online のルート証明書を信頼していない',
  },
  sources: [
    'https://techcommunity.microsoft.com/blog/exchange/trust-digicert-global-root-g2-certificate-authority-to-avoid-exchange-online-ema/4488311',
    'https://learn.microsoft.com/purview/encryption-office-365-certificate-chains',
  ],
  reads: ['reply'],
  codes: ['4.7.5'],
  explains: ['next-hop-certificate-has-untrusted-root'],
  mail: 'held',

  match(evidence) {
    const reply = evidence.first('reply', isUntrusted);
    if (!reply) return null;
    const endpoint = reply.remoteHost ?? reply.endpoint;
    const { server, port, connector: sendConnector } = reply;
    return likely({ server, sendConnector, remoteHost: endpoint ?? reply.remoteDomain, endpoint, port }, [reply]);
  },

  text: () => ({
    cause: {
      en: say`${or('server', 'The sending server')} cannot build the chain of Exchange Online's certificate. Since March 2026 it ends in DigiCert Global Root G2; servers without automatic root updates lack that root or its intermediate.`,
      ja: say`${or('server', '送信側のサーバー')} が、Exchange Online の証明書のチェーンを構築できていないと考えられます。2026 年 3 月以降のルートは DigiCert Global Root G2 です。ルート証明書の自動更新が無効なサーバーには、このルートか中間証明書がありません。`,
    },
    confirm: [
      {
        why: {
          en: say`Windows PowerShell on the sending server. No certificate listed: that is the cause, mostly beside ${code('DisableRootAutoUpdate')} 1. If one is listed, go on at “The root is listed”.`,
          ja: say`送信側のサーバーの Windows PowerShell で実行します。証明書が表示されなければ、これが原因です (多くは ${code('DisableRootAutoUpdate')} が 1)。表示される場合は、「ルートが表示される場合」に進みます。`,
        },
        run: ems`
          $g2 = 'DF3C24F9BFD666761B268073FE06D1CC8D4F82A4'
          Get-ChildItem Cert:\LocalMachine\Root | Where-Object Thumbprint -eq $g2
          Get-ItemProperty 'HKLM:\SOFTWARE\Policies\Microsoft\SystemCertificates\AuthRoot' |
            Format-List DisableRootAutoUpdate`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Allow automatic root updates again by the policy that forbids them. If that is not allowed, import the root and the current intermediates from DigiCert's own page, and compare the thumbprint with step 1. Bundles from before March 16, 2026 lack an intermediate.`,
          ja: say`ルート証明書の自動更新を禁止しているポリシーを解除します。解除できない場合は、DigiCert のページからルートと現在の中間証明書をインポートし、拇印を手順 1 の値と照合します。2026 年 3 月 16 日より前のバンドルには、中間証明書が不足しています。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Exchange Management Shell: the queue to Exchange Online empties; ${code('LastError')} is gone.`,
          ja: say`Exchange 管理シェルで実行し、Exchange Online 宛てのキューが空になり、${code('LastError')} が消えれば成功です。`,
        },
        run: ems`Get-Queue | Where-Object LastError | Format-List NextHopDomain, LastError`,
      },
    ],
    moreLabel: { en: 'If the root is listed', ja: 'ルートが表示される場合' },
    more: [
      {
        title: { en: 'The root is listed', ja: 'ルートが表示される場合' },
        why: {
          en: say`Exchange Management Shell on the same server: who issued what is shown there. A firewall as issuer inspects TLS: take SMTP to Exchange Online out of its inspection. DigiCert or Microsoft: import the intermediate that is missing.`,
          ja: say`同じサーバーの Exchange 管理シェルで実行し、提示された証明書の発行者を確認します。ファイアウォールが発行者の場合は、Exchange Online への SMTP を TLS 検査の対象から外します。DigiCert または Microsoft の場合は、不足している中間証明書をインポートします。`,
        },
        run: showCertificate(),
      },
      {
        title: { en: 'Gateways, load balancers, Java', ja: 'ゲートウェイ、ロード バランサー、Java' },
        why: {
          en: say`Each device or program that checks Exchange Online's certificate has a list of its own.`,
          ja: say`Exchange Online の証明書を検証する機器やプログラムは、それぞれ独自の信頼リストを持っています。`,
        },
      },
    ],
  }),
});

const isOnline = (host = ''): boolean => /\.(?:mail\.protection\.outlook\.com|mx\.microsoft|mail\.onmicrosoft\.com)$/i.test(host);

/** A queue to the tenant's own domain leads there as well, where no host is named. */
const isUntrusted = ({ status, text, remoteHost, endpoint, remoteDomain, innermost }: ReplyClue): boolean =>
  innermost && status === '4.7.5' && mentions(text, 'UntrustedRoot', 'PartialChain') && [remoteHost, endpoint, remoteDomain].some(isOnline);
