import {
  type CertificateClue,
  code,
  defineRule,
  ems,
  likely,
  mentions,
  or,
  peerOf,
  type ReplyClue,
  say,
  shortName,
  type TlsClue,
  tlsSaid,
} from '../define.js';

// Mutual TLS: the receiver checks the certificate of the sender as a client's. Without a word of the purpose, or the listing
// of the certificate, an alert about a certificate stays with the alert's own rule.
export default defineRule({
  id: 'certificate-lacks-client-authentication',
  title: {
    en: 'Certificate is not issued for client authentication',
    ja: '証明書の用途にクライアント認証が含まれていない',
  },
  sources: ['https://knowledge.digicert.com/alerts/sunsetting-client-authentication-eku-from-digicert-public-tls-certificates', 'RFC 5280'],
  reads: ['tls', 'certificate', 'event', 'reply'],
  on: ['tls', 'event'],
  events: [36887],
  explains: ['peer-refuses-certificate-shown', 'application-distrusts-server-certificate'],
  mail: 'unknown',

  match(evidence) {
    const said = tlsSaid(evidence, { words: ['use for tls client authentication'] });
    const certificate = evidence.first('certificate', isServerOnly);
    const event = certificate && evidence.first('event', ({ id, alert = 0 }) => id === 36887 && ALERTS.includes(alert));
    const refusal = certificate && tlsSaid(evidence, { words: REFUSED, alerts: ALERTS, where: isOfReceiver });
    const first = said?.clue ?? event ?? refusal?.clue;
    if (!first) return null;
    const endpoint = refusal && peerOf(refusal.clue, refusal.reply).endpoint;
    const server = certificate?.server ?? event?.computer;
    return likely(
      { server: server && shortName(server), endpoint, subject: certificate?.subject, thumbprint: certificate?.thumbprint },
      certificate ? [first, certificate] : [first],
    );
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The receiving side')} authenticates the sender by certificate, and ${or('subject', 'the one shown')} lacks the usage Client Authentication. Many public authorities have left it out by default since October 2025; mail to such partners stops after the renewal.`,
      ja: say`${or('endpoint', '受信側')} は送信側を証明書で認証しますが、${or('subject', '提示された証明書')} の用途にクライアント認証がないと考えられます。多くの公的な証明機関は 2025 年 10 月から既定でこの用途を含めないため、更新後にこうした相手へのメールが止まります。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'the server that sends')}: ${code('ClientAuth')} True means the usage is allowed. The newest is last.`,
          ja: say`${or('server', '送信側のサーバー')} の Exchange 管理シェルで実行します。${code('ClientAuth')} が True であれば、クライアント認証に使えます。最後が最も新しい証明書です。`,
        },
        run: ems`
          $usage = @{ Name='ClientAuth'; Expression={
            $ids = $_.EnhancedKeyUsageList.ObjectId
            !$ids -or $ids -contains '1.3.6.1.5.5.7.3.2' } }
          Get-ChildItem Cert:\LocalMachine\My | Where-Object HasPrivateKey |
            Sort-Object NotBefore | Format-List Subject, Thumbprint, NotAfter, $usage
          Get-SendConnector | Format-List Name, SmartHosts, Fqdn, TlsCertificateName`,
      },
    ],
    fix: [
      {
        why: {
          en: say`While a certificate with the usage is in date, name it on the send connector to that partner. Some authorities add it on request until March 2027. For good, agree on a private authority, or on recognizing you by IP address.`,
          ja: say`この用途を含む期限内の証明書があれば、その相手への送信コネクタに指定します。一部の証明機関は 2027 年 3 月まで、要求に応じてこの用途を含めます。恒久的には、プライベート証明機関の証明書、または IP アドレスでの識別を相手側と取り決めます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The queue to the partner empties, and no new event 36887 with alert 42, 43 or 46 follows.`,
          ja: say`相手宛てのキューが空になり、警告コード 42、43、46 のイベント 36887 が新しく記録されなければ成功です。`,
        },
        run: ems`Get-Queue | Format-Table Identity, NextHopDomain, Status, MessageCount`,
      },
    ],
    moreLabel: { en: 'Exchange Online, receiving', ja: 'Exchange Online と受信' },
    more: [
      {
        title: { en: 'Exchange Online', ja: 'Exchange Online の場合' },
        why: {
          en: say`No statement of Microsoft was found that Exchange Online demands this usage (2026). Test the new certificate before the old one ends. An inbound connector can also recognize you by IP address.`,
          ja: say`Exchange Online がこの用途を必須とするという Microsoft の説明は見つかっていません (2026 年)。新しい証明書は、以前の証明書の期限前に試します。Exchange Online の受信コネクタ (Inbound connector) は IP アドレスでも識別できます。`,
        },
      },
      {
        title: { en: 'Receiving is not affected', ja: '受信への影響' },
        why: {
          en: say`STARTTLS on receive connectors needs Server Authentication only. Keep the renewed certificate there.`,
          ja: say`受信コネクタの STARTTLS に必要なのはサーバー認証だけです。受信側には更新後の証明書をそのまま使います。`,
        },
      },
    ],
  }),
});

const REFUSED = [
  'certunknown',
  'bad certificate',
  'unsupported certificate',
  'certificate unknown',
  'unknown certificate',
  'certificate is not supported',
];
const ALERTS = [42, 43, 46];

/** The send log has no alert of its own: its status word is the one that the receiver sent. A receive connector's is a client's. */
const isOfReceiver = ({ side, connector }: TlsClue, reply: ReplyClue | undefined): boolean =>
  side === 'remote' || (connector?.includes('\\') === false && mentions(reply?.text ?? '', 'TLS negotiation failed'));

const isServerOnly = ({ usages = [], origin }: CertificateClue): boolean =>
  origin !== 'shown' &&
  usages.length > 0 &&
  !usages.some((usage) => /client auth|1\.3\.6\.1\.5\.5\.7\.3\.2\b|クライアント認証|anyExtended/i.test(usage));
