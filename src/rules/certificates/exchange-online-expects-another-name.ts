import { code, defineOpenRule, or, PLAIN_WORDS, say } from '../define.js';
import { NO_CHAIN, onAttempt, showSentChain, TOO_OLD } from '../define-hybrid.js';

// A certificate was shown and is not the one that the outbound connector demands: STARTTLS works. Which of the four
// reasons it is, five calls tell.
export default defineOpenRule({
  id: 'exchange-online-expects-another-name',
  ...onAttempt({
    certainty: 'open',
    codes: ['4.7.320', '5.7.320', '4.4.317', '5.4.317'],
    unless: [...NO_CHAIN, ...TOO_OLD, ...PLAIN_WORDS],
    where: ({ status, text }) => status?.includes('.7.320') === true || /SubjectMismatch/i.test(text),
  }),
  title: {
    en: 'Next hop shows Exchange Online an unexpected certificate',
    ja: '次ホップの証明書が Exchange Online の要求と異なる',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchangepowershell/set-outboundconnector',
    'https://learn.microsoft.com/archive/blogs/exchangechallengeaccepted/mail-not-routing-to-on-premise-exchange-2013-environment-from-o365-with-450-4-7-320-certificate-validation-failed-error',
    'https://learn.microsoft.com/exchange/transport-options',
  ],
  explains: [],
  often: 'usual',
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The outbound connector demands a certain certificate, and ${or('remoteHost', 'the next hop')} shows another one, perhaps only on some of its servers. Mail is held and tried again for 24 hours.`,
      ja: say`Exchange Online の送信コネクタ (Outbound connector) の要求と、${or('remoteHost', '次ホップ')} が提示した証明書が一致していません。一部のサーバーだけの場合もあります。24 時間再試行されます。`,
    },
    decide: {
      why: {
        en: say`Exchange Online PowerShell, on a computer outside with port 25 open. Compare with TlsDomain in ${code('Get-OutboundConnector | Format-List Name, Tls*')}.`,
        ja: say`ポート 25 が制限されていない外部のコンピューターの Exchange Online PowerShell で実行します。${code('Get-OutboundConnector | Format-List Name, Tls*')} の TlsDomain と比べます。`,
      },
      run: showSentChain(),
    },
    outcomes: [
      {
        sees: { en: say`The subject changes`, ja: say`サブジェクトが接続ごとに変わる場合` },
        means: {
          en: say`Servers behind one name differ. Give the odd one the ${code('TlsCertificateName')} of the others, or take it out of the load balancer.`,
          ja: say`1 つの名前で応答するサーバーの設定が異なります。異なるサーバーの ${code('TlsCertificateName')} を揃えるか、ロード バランサーから外します。`,
        },
      },
      {
        sees: { en: say`${code('CN=')} is the server, issuer the same`, ja: say`発行者も ${code('CN=')} もサーバー名の場合` },
        means: {
          en: say`The receive connector names no certificate. Paste ${code('Get-ReceiveConnector | Format-List Identity, Tls*')}.`,
          ja: say`受信コネクタに証明書が指定されていません。${code('Get-ReceiveConnector | Format-List Identity, Tls*')} の結果を貼り付けてください。`,
        },
      },
      {
        sees: { en: say`Your public certificate, always`, ja: say`常に自社の公的な証明書の場合` },
        means: {
          en: say`${code('TlsDomain')} is not on it. Set it to a name that is; keep DomainValidation.`,
          ja: say`${code('TlsDomain')} の名前が証明書にありません。証明書にある名前に変更し、DomainValidation は維持します。`,
        },
      },
      {
        sees: { en: say`One that no Exchange server has`, ja: say`Exchange にない証明書の場合` },
        means: {
          en: say`A gateway answers. Lead Exchange Online straight to Exchange; hybrid mail supports no SMTP device in between.`,
          ja: say`ゲートウェイが応答しています。Exchange Online から Exchange に直接接続させます。間に SMTP 機器を置く構成は、ハイブリッドではサポートされません。`,
        },
      },
    ],
  }),
});
