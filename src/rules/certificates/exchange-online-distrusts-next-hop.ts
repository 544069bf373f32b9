import { code, defineRule, or, say } from '../define.js';
import { NO_CHAIN, onAttempt, showSentChain } from '../define-hybrid.js';

// Exchange Online delivers and distrusts the other end. 454 4.7.5 is the other way round: a server of one's own distrusts
// its next hop. SubjectMismatch is a certificate with a good chain and another name.
export default defineRule({
  id: 'exchange-online-distrusts-next-hop',
  ...onAttempt({ certainty: 'likely', codes: ['4.4.317', '5.4.317', '4.7.320', '5.7.320'], words: NO_CHAIN }),
  title: {
    en: 'Next hop sends Exchange Online no trusted chain',
    ja: '次ホップの証明書チェーンを Exchange Online が信頼できない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-450-4-4-317-untrusted-root',
    'https://learn.microsoft.com/microsoft-365/security/office-365-security/mail-flow-intelligence-in-office-365',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`${or('remoteHost', 'The next hop')} most likely sends its certificate without the intermediate ones, or a self-signed or private one. Exchange Online never fetches intermediates itself; it tries again for 24 hours.`,
      ja: say`${or('remoteHost', '次ホップ')} が中間証明書を送信していないか、自己署名または社内の証明機関の証明書を提示していると考えられます。Exchange Online は中間証明書を取得しません。24 時間再試行されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell, on a computer outside with port 25 open: the subject of five calls, then all certificates sent. One entry: the chain is missing. Issuer equal to subject: self-signed.`,
          ja: say`ポート 25 が制限されていない外部のコンピューターの Exchange Online PowerShell で実行します。5 回の接続のサブジェクトと、送信された全証明書が表示されます。1 件だけの場合はチェーンの不足、発行者とサブジェクトが同じ場合は自己署名です。`,
        },
        run: showSentChain(),
      },
    ],
    fix: [
      {
        why: {
          en: say`Chain missing: import the intermediates of the issuer into ${code('LocalMachine\\CA')} (never Root) on each server behind the name, and restart Front End Transport. A device that ends TLS needs them as well.`,
          ja: say`チェーンが不足している場合は、発行者の中間証明書を、この名前で応答する各サーバーの ${code('LocalMachine\\CA')} (Root ではありません) にインポートし、フロントエンド トランスポートを再起動します。TLS を終端する機器にも必要です。`,
        },
      },
      {
        why: {
          en: say`Self-signed: the receive connector names no public certificate. Paste ${code('Get-ReceiveConnector | Format-List Identity, TlsCertificateName')}. Somebody else's server: send this output to its administrator. Keep the TLS demand of the connector.`,
          ja: say`自己署名の場合は、受信コネクタに公的な証明書が指定されていません。${code('Get-ReceiveConnector | Format-List Identity, TlsCertificateName')} の結果を貼り付けてください。相手側のサーバーの場合は、手順 1 の出力をその管理者に送ります。コネクタの TLS の要求は変更しません。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Repeat step 1: the server's certificate and at least one intermediate are listed. The held mail then arrives by itself.`,
          ja: say`手順 1 をもう一度実行し、サーバーの証明書と中間証明書が表示されれば成功です。保留中のメールは自動的に配信されます。`,
        },
      },
    ],
    moreLabel: { en: 'Chain is complete', ja: 'チェーンが揃っている場合' },
    more: [
      {
        title: { en: 'All certificates are listed', ja: 'すべての証明書が表示される場合' },
        why: {
          en: say`Then the root is one that Microsoft does not trust, such as that of a company. Exchange Online needs a certificate of a public authority.`,
          ja: say`ルート証明機関が Microsoft に信頼されていません (社内の証明機関など)。Exchange Online に対しては、公的な証明機関の証明書が必要です。`,
        },
      },
    ],
  }),
});
