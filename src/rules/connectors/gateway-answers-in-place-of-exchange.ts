import { code, defineRule, ems, likely, mentions, or, type ReplyClue, type SessionClue, say } from '../define.js';

// Exchange is pasted beside the call from outside, and another product answered the call. A device that only overwrites
// the answers of Exchange is SMTP inspection.
export default defineRule({
  id: 'gateway-answers-in-place-of-exchange',
  title: {
    en: 'Mail gateway answers Exchange Online in place of Exchange',
    ja: 'Exchange の手前のゲートウェイが応答している',
  },
  sources: [
    'https://learn.microsoft.com/exchange/transport-options',
    'https://learn.microsoft.com/exchange/hybrid-deployment/hybrid-deployment-prerequisites',
  ],
  reads: ['session', 'reply', 'connector', 'certificate'],
  on: ['session'],
  explains: ['hybrid-server-withholds-starttls', 'exchange-online-expects-another-name', 'exchange-online-distrusts-next-hop'],
  mail: 'held',

  match(evidence) {
    const session = evidence.first('session', isForeign);
    const reply = evidence.first('reply', isRefusal);
    const exchange =
      evidence.first('connector', ({ direction }) => direction === 'receive') ?? evidence.first('certificate', ({ origin }) => origin !== 'shown');
    // Without a sign of Exchange the session has to be with the host that Exchange Online called.
    const isCalled = session?.host !== undefined && session.host.toLowerCase() === reply?.remoteHost?.toLowerCase();
    if (!session || !reply || !(exchange || isCalled)) return null;
    return likely({ endpoint: session.host ?? reply.remoteHost, remoteHost: reply.remoteHost }, [session, reply]);
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'Another product')} most likely answers where Exchange Online expects Exchange. Such a device shows its own certificate or no STARTTLS, and takes the hybrid headers away.`,
      ja: say`Exchange Online からの接続に、Exchange ではなく ${or('endpoint', '別の製品')} が応答していると考えられます。独自の証明書を提示するか STARTTLS を提示せず、ハイブリッドのヘッダーも失われます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell: where the connector delivers. Its smart host leads to the gateway if ${code('telnet')} to it, port 25, greets with another product.`,
          ja: say`Exchange Online PowerShell で実行します。コネクタの配信先が表示されます。そのポート 25 に ${code('telnet')} で接続し、バナーが別の製品であればゲートウェイです。`,
        },
        run: ems`
          Get-OutboundConnector | Where-Object ConnectorType -eq 'OnPremises' |
            Format-List Name, Enabled, SmartHosts, TlsSettings, TlsDomain`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Give hybrid mail an address of its own: forward port 25 from Exchange Online's ranges straight to Exchange or Edge, without SMTP processing. The gateway keeps the mail from the internet.`,
          ja: say`ハイブリッド用に専用の IP アドレスを用意します。Exchange Online の IP アドレス範囲からポート 25 への接続を、SMTP を処理せずに Exchange またはエッジ トランスポートへ直接転送します。インターネットからのメールは、これまでどおりゲートウェイを通します。`,
        },
      },
      {
        why: {
          en: say`If the gateway has to stay, hybrid connectors cannot be used on this way: make Partner connectors, and mail counts as external.`,
          ja: say`ゲートウェイを残す場合、この経路ではハイブリッドのコネクタを使用できません。Partner 型のコネクタを作成します。その場合、メールは外部扱いになります。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`From outside, port 25 greets with ${code('Microsoft ESMTP MAIL Service')} and lists ${code('250-STARTTLS')}; new mail has ${code('AuthAs: Internal')}.`,
          ja: say`外部からポート 25 に接続し、${code('Microsoft ESMTP MAIL Service')} と ${code('250-STARTTLS')} が表示され、新しいメールのヘッダーが ${code('AuthAs: Internal')} であれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'What the gateway takes away', ja: '失われるヘッダー' },
    more: [
      {
        title: { en: 'Hybrid headers', ja: 'ハイブリッドのヘッダー' },
        why: {
          en: say`Exchange Online and Exchange trust each other by certificate (XOORG). A device in between ends that trust, even where its TLS is in order.`,
          ja: say`Exchange Online と Exchange は、証明書によって互いを信頼します (XOORG)。間の機器の TLS が正常でも、この信頼は失われます。`,
        },
      },
    ],
  }),
});

const isForeign = ({ product, log, local, masked }: SessionClue): boolean => product === 'other' && log === undefined && !local && !masked;

/** Exchange Online's refusal for want of STARTTLS, or of the certificate that was shown. */
const isRefusal = ({ status, text, wrappers }: ReplyClue): boolean =>
  status === '4.7.320' ||
  (status === '4.4.317' && mentions(text, 'UntrustedRoot', 'SubjectMismatch')) ||
  (mentions(text, 'STARTTLS is required') && wrappers.some((one) => ['4.4.317', '5.4.317', '4.4.101'].includes(one)));
