import { code, defineOpenRule, open, or, say } from '../define.js';
import { showCertificate } from '../define-handshake.js';

// Events of the sending side (category MessageSecurity), about a partner on TLSSendDomainSecureList. 11012, 11015 and their
// neighbours are about mail that comes in; 11021 is a send connector that has Domain Security off.
const EVENTS = [11013, 11014, 11016, 11019, 11020];

export default defineOpenRule({
  id: 'domain-secured-partner-fails-mutual-tls',
  title: {
    en: 'Mail to a partner fails the agreed mutual TLS',
    ja: 'パートナー宛てのメールで相互 TLS が成立しない',
  },
  sources: [
    'https://technet.microsoft.com/library/ff982887(v=exchg.141)',
    'https://learn.microsoft.com/powershell/module/exchange/set-transportconfig',
    'https://learn.microsoft.com/powershell/module/exchange/set-sendconnector',
  ],
  reads: ['event'],
  events: EVENTS,
  explains: ['next-hop-certificate-has-untrusted-root'],
  mail: 'held',

  match(evidence) {
    const event = evidence.first('event', ({ id, source }) => EVENTS.includes(id) && (source?.startsWith('MSExchange') ?? true));
    return event
      ? open({ code: `${event.id}`, endpoint: event.remoteHost, port: undefined, remoteDomain: event.remoteDomain, server: event.computer }, [event])
      : null;
  },

  text: () => ({
    cause: {
      en: say`Mail to ${or('remoteDomain', 'a partner domain')} must leave with mutual TLS (Domain Security). Event 11014: its server offered no STARTTLS; 11016: another name in the certificate; 11020: not valid; 11013 and 11019: the handshake failed. Here: ${'code'}.`,
      ja: say`${or('remoteDomain', 'パートナーのドメイン')} 宛てのメールには相互 TLS (ドメイン セキュリティ) が必要です。11014 は相手側が STARTTLS を提示しないこと、11016 は証明書の名前の不一致、11020 は検証エラー、11013 と 11019 はハンドシェイクの失敗を示します。今回は ${'code'} です。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on ${or('server', 'the server that sends')}: what the partner's host offers, what Windows finds wrong, and the certificate.`,
        ja: say`${or('server', '送信側のサーバー')} の Exchange 管理シェルで実行します。相手側の応答、検証エラー、証明書が表示されます。`,
      },
      run: showCertificate(),
    },
    outcomes: [
      {
        sees: { en: say`No answer of ${code('220')} to STARTTLS`, ja: say`STARTTLS に ${code('220')} が返らない場合` },
        means: {
          en: say`The partner, or a device on the way, withholds STARTTLS. Outside your network it is offered: the device is yours. Otherwise ask the partner.`,
          ja: say`相手側または経路上の機器が STARTTLS を提示していません。外部の回線で提示される場合は、自組織の機器が原因です。そうでなければ、相手側に確認します。`,
        },
      },
      {
        sees: {
          en: say`${code('RemoteCertificateNameMismatch')}, or ${code('DnsNameList')} lacks the domain`,
          ja: say`${code('RemoteCertificateNameMismatch')} の場合、または ${code('DnsNameList')} にドメインがない場合`,
        },
        means: {
          en: say`The mail may have gone to another host than the agreed one. Ask the partner for a certificate with its mail domain in it.`,
          ja: say`取り決めたホスト以外に送信している可能性があります。メール ドメインを含む証明書を使用するよう、相手側に依頼します。`,
        },
      },
      {
        sees: { en: say`${code('UntrustedRoot')}, ${code('PartialChain')}`, ja: say`${code('UntrustedRoot')}、${code('PartialChain')} の場合` },
        means: {
          en: say`This server lacks the root or the intermediate of the partner's certificate. Import it once the partner has confirmed its thumbprint.`,
          ja: say`このサーバーに、相手側の証明書を検証するためのルート証明書または中間証明書がありません。相手側に拇印を確認したうえで、インポートします。`,
        },
      },
      {
        sees: { en: say`${code('None')}, and the domain is in the list`, ja: say`${code('None')} で、ドメインも一覧にある場合` },
        means: {
          en: say`The partner's side is in order. It may refuse your certificate: it needs your mail domain, the SMTP service and, for mutual TLS, the client purpose.`,
          ja: say`相手側に問題はありません。自組織の証明書が拒否されている可能性があります。メール ドメイン、SMTP サービスの割り当て、クライアント認証の用途を確認します。`,
        },
      },
    ],
  }),
});
