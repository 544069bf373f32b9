import { code, defineRule, ems, isExchangeCall, likely, or, peerOf, say, tlsSaid } from '../define.js';
import { showCertificate } from '../define-handshake.js';

// This server refuses the certificate of the next hop. "Failed to establish appropriate TLS channel: UntrustedRoot" is the
// other way round: there the receiver refuses the certificate that was sent.
export default defineRule({
  id: 'next-hop-certificate-has-untrusted-root',
  title: {
    en: "Next hop's certificate has a root not trusted here",
    ja: '次ホップの証明書のルートが信頼されていない',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchangepowershell/set-sendconnector',
    'https://learn.microsoft.com/windows-server/identity/ad-cs/configure-trusted-roots-disallowed-certificates',
    'https://techcommunity.microsoft.com/blog/exchange/tls-certificates-in-exchange-hybrid---common-issues--how-to-fix-them/4420592',
  ],
  reads: ['tls', 'reply', 'event'],
  codes: ['4.7.5'],
  events: [36882, 36888],
  explains: ['schannel-alert-needs-its-session'],
  mail: 'held',

  match(evidence) {
    const said = tlsSaid(evidence, { words: WORDS, where: isExchangeCall });
    const event = evidence.first('event', ({ id, alert }) => id === 36882 || (id === 36888 && alert === 48));
    // The event alone may be any program's.
    return said ? likely(peerOf(said.clue, said.reply), [said.reply ?? said.clue, ...(event ? [event] : [])]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('server', 'This server')} does not trust the certificate of ${or('endpoint', 'the next hop')}: an unknown root, a missing intermediate, or a device that inspects TLS.`,
      ja: say`${or('server', 'このサーバー')} は ${or('endpoint', '次ホップ')} の証明書を信頼していません。ルート証明書または中間証明書がないか、TLS を検査する機器が証明書を差し替えていると考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell, on the server that sends. It prints what fails (${code('UntrustedRoot')}, ${code('PartialChain')}), and who issued the certificate.`,
          ja: say`送信側のサーバーの Exchange 管理シェルで実行します。検証エラー (${code('UntrustedRoot')}、${code('PartialChain')}) と、証明書の発行者が表示されます。`,
        },
        run: showCertificate(),
      },
    ],
    fix: [
      {
        why: {
          en: say`A public issuer: let Windows update its roots (${code('ctldl.windowsupdate.com')}), or import root and intermediates. Your firewall as issuer: take SMTP out of its inspection. Keep TlsAuthLevel as it is.`,
          ja: say`発行者が公的な証明機関の場合は、ルート証明書の自動更新 (${code('ctldl.windowsupdate.com')}) を許可するか、ルート証明書と中間証明書をインポートします。発行者がファイアウォールの場合は、SMTP を検査対象から外します。TlsAuthLevel は変更しません。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Repeat step 1: it prints ${code('None')}. Then let the waiting mail go; ${code('MessageCount')} falls to ${code('0')}.`,
          ja: say`手順 1 で ${code('None')} と表示されることを確認し、待機中のメールを再試行します。${code('MessageCount')} が ${code('0')} になれば成功です。`,
        },
        run: ems`
          Get-Queue | Where-Object Status -eq 'Retry' | Retry-Queue
          Get-Queue | Format-Table NextHopDomain, MessageCount, LastError`,
      },
    ],
    moreLabel: { en: '2 more places to look', ja: 'ほかに確認する 2 か所' },
    more: [
      {
        title: { en: 'Automatic root update', ja: 'ルート証明書の自動更新' },
        why: {
          en: say`${code('DisableRootAutoUpdate')} 1 turns it off. Windows fetches a root only when it meets one, so a short list alone is no fault.`,
          ja: say`${code('DisableRootAutoUpdate')} が 1 の場合は無効です。ルート証明書は必要になった時点で取得されるため、一覧にないこと自体は異常ではありません。`,
        },
        run: ems`
          certutil -verifyctl AuthRoot
          Get-ItemProperty HKLM:\SOFTWARE\Policies\Microsoft\SystemCertificates\AuthRoot`,
      },
      {
        title: { en: 'The next hop is Exchange Online', ja: '次ホップが Exchange Online の場合' },
        why: {
          en: say`It moved to DigiCert Global Root G2 in spring 2026. If the command prints nothing and root update is off, that is the cause.`,
          ja: say`Exchange Online の証明書のルートは、2026 年春に DigiCert Global Root G2 へ移行しました。自動更新が無効で、次のコマンドが何も表示しない場合は、これが原因です。`,
        },
        run: ems`
          Get-ChildItem Cert:\LocalMachine\Root, Cert:\LocalMachine\AuthRoot |
            Where-Object Subject -like 'CN=DigiCert Global Root G2,*'`,
      },
    ],
  }),
});

const WORDS = ['untrustedroot', 'untrusted root', 'partialchain', 'explicitdistrust', 'cert e chaining', 'untrustedca'];
