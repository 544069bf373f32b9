import { code, defineOpenRule, isFailedCheck, mentions, open, or, say } from '../define.js';
import { showCertificate } from '../define-handshake.js';

// The check failed and the reason word is missing: with it (UntrustedRoot, SubjectMismatch …) the cause is known. "The
// certificate specified in TlsCertificateName … could not be found" has the same code and is about the own certificate.
export default defineOpenRule({
  id: 'next-hop-certificate-fails-validation',
  title: {
    en: "Next hop's certificate fails this server's check",
    ja: '次ホップの証明書の検証に失敗している',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchangepowershell/set-sendconnector',
    'https://techcommunity.microsoft.com/blog/exchange/tls-certificates-in-exchange-hybrid---common-issues--how-to-fix-them/4420592',
  ],
  reads: ['reply', 'tls', 'event'],
  codes: ['4.7.5'],
  events: [11005],
  explains: [],
  mail: 'held',

  match(evidence) {
    const reply = evidence.first('reply', isFailedCheck);
    // Any word for the reason, wherever it stands, is a better answer.
    const event = evidence.first('event', ({ id, source }) => id === 11005 && source?.startsWith('MSExchange') === true);
    const said = reply ?? event;
    if (!said || evidence.first('tls', ({ word }) => !mentions(word, 'validation', 'CertUnknown', 'TargetUnknown', 'LogonDenied'))) return null;
    return open({ endpoint: reply?.remoteHost ?? reply?.endpoint, port: reply?.port }, [said]);
  },

  text: () => ({
    cause: {
      en: say`The send connector checks the certificate of ${or('endpoint', 'the next hop')}, and the check fails; the text does not say why.`,
      ja: say`送信コネクタによる ${or('endpoint', '次ホップ')} の証明書の検証が失敗しています。理由は、この内容だけでは判断できません。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on the server that sends. It prints what Windows finds wrong, then the certificate.`,
        ja: say`送信側のサーバーの Exchange 管理シェルで実行します。検証エラーと、提示された証明書が表示されます。`,
      },
      run: showCertificate(),
    },
    outcomes: [
      {
        sees: { en: say`${code('UntrustedRoot')}, ${code('PartialChain')}`, ja: say`${code('UntrustedRoot')}、${code('PartialChain')} の場合` },
        means: {
          en: say`A root or intermediate is missing here, or the other side does not send its intermediate. A firewall as Issuer inspects TLS: take SMTP out of its inspection.`,
          ja: say`このサーバーにルート証明書または中間証明書がないか、相手側が中間証明書を送信していません。Issuer がファイアウォールの場合は、SMTP を TLS 検査の対象から外します。`,
        },
      },
      {
        sees: { en: say`${code('RemoteCertificateNameMismatch')}`, ja: say`${code('RemoteCertificateNameMismatch')} の場合` },
        means: {
          en: say`TlsDomain or the smart host is not among the names. Towards Exchange Online, TlsDomain is ${code('mail.protection.outlook.com')}.`,
          ja: say`TlsDomain またはスマート ホストの名前が証明書にありません。Exchange Online 宛ての TlsDomain は ${code('mail.protection.outlook.com')} です。`,
        },
      },
      {
        sees: { en: say`${code('NotTimeValid')}`, ja: say`${code('NotTimeValid')} の場合` },
        means: {
          en: say`It has expired, or the clock here is wrong. If it has expired, tell the other side's administrator.`,
          ja: say`有効期限が切れているか、このサーバーの時刻がずれています。期限切れの場合は、相手側の管理者に連絡します。`,
        },
      },
      {
        sees: { en: say`${code('RevocationStatusUnknown')}`, ja: say`${code('RevocationStatusUnknown')} の場合` },
        means: {
          en: say`This server cannot fetch the revocation list: open HTTP to the issuer, or set the WinHTTP proxy, with internal names in its bypass list.`,
          ja: say`このサーバーが失効リストを取得できません。発行者への HTTP 接続を許可するか、WinHTTP のプロキシを設定します (バイパス リストに内部の名前を指定)。`,
        },
      },
    ],
  }),
});
