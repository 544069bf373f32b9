import { code, defineRule, type EventClue, ems, likely, mentions, or, say, shortName } from '../define.js';

// 5.7.64 with CAPI2's event 30: the name may be right, but the server cannot build the chain of its own certificate, so it
// sends the leaf alone. 5.7.64 without it is mostly a name that no longer agrees.
export default defineRule({
  id: 'sent-certificate-lacks-its-chain',
  title: {
    en: 'Server sends its certificate without the chain',
    ja: 'サーバーが証明書チェーンを送信していない',
  },
  sources: ['KB3212877', 'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/tenantattribution-ndr'],
  reads: ['event', 'reply', 'bounce'],
  on: ['event'],
  codes: ['5.7.64'],
  events: [30],
  explains: ['exchange-online-cannot-attribute-mail', 'application-distrusts-server-certificate'],
  often: 'rare',
  mail: 'refused',

  match(evidence) {
    const event = evidence.first('event', isCapi2);
    const refusal = evidence.first('reply', ({ status, text }) => status === '5.7.64' && !mentions(text, 'ATTR36', 'ATTR35'));
    const bounce = evidence.first('bounce', ({ status }) => status === '5.7.64');
    const said = refusal ?? bounce;
    return event && said ? likely({ server: event.computer && shortName(event.computer), subject: event.subject }, [event, said]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('server', 'The sending server')} cannot build the chain of its own certificate, so it most likely sends the certificate alone. Exchange Online then takes the session for a stranger's and refuses to relay.`,
      ja: say`${or('server', '送信側のサーバー')} が自身の証明書のチェーンを構築できず、中間証明書を送信していないと考えられます。Exchange Online は送信元を特定できず、中継を拒否しています。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell, on each source server: the chain of each certificate with SMTP that is not self-signed. ${code('PartialChain')}, or one name alone, is this fault.`,
          ja: say`各送信元サーバーの Exchange 管理シェルで実行します。自己署名以外で SMTP を割り当て済みの証明書について、チェーンが表示されます。${code('PartialChain')} と表示されるか、名前が 1 つだけであれば、これが原因です。`,
        },
        run: ems`
          $smtp = Get-ExchangeCertificate | Where-Object {
            "$($_.Services)" -match 'SMTP' -and !$_.IsSelfSigned }
          foreach ($one in $smtp) {
            $chain = New-Object Security.Cryptography.X509Certificates.X509Chain
            $null = $chain.Build((Get-Item "Cert:\LocalMachine\My\$($one.Thumbprint)"))
            $chain.ChainElements.Certificate.Subject
            $chain.ChainStatus.Status
          }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Import the intermediate certificates of the issuer into ${code('LocalMachine\\CA')} of every source server, never into Root. A public root comes with Windows updates.`,
          ja: say`発行者の中間証明書を、すべての送信元サーバーの ${code('LocalMachine\\CA')} にインポートします (Root にはインポートしません)。公的なルート証明書は Windows の更新で配布されます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Step 1 lists certificate, intermediate and root. Restart the service on each server, one after the other; then a test to the outside is relayed.`,
          ja: say`手順 1 で、証明書、中間証明書、ルート証明書が表示されることを確認します。1 台ずつサービスを再起動した後、外部へのテスト メールが中継されれば成功です。`,
        },
        run: ems`Restart-Service MSExchangeTransport`,
      },
    ],
    moreLabel: { en: 'Chain is complete', ja: 'チェーンが揃っている場合' },
    more: [
      {
        title: { en: 'The chain is complete', ja: 'チェーンが揃っている場合' },
        why: {
          en: say`Then the event is about another certificate. Compare the names: ${code('TlsCertificateName')} of the send connector, and TlsSenderCertificateName in Exchange Online.`,
          ja: say`イベントは別の証明書のものです。送信コネクタの ${code('TlsCertificateName')} と、Exchange Online の TlsSenderCertificateName を比べます。`,
        },
        run: ems`Get-SendConnector | Format-List Name, SmartHosts, TlsCertificateName`,
      },
    ],
  }),
});

/** The chain of Exchange Online's certificate is not what the refusal is about. */
const isCapi2 = ({ id, source, subject }: EventClue): boolean =>
  id === 30 && source?.includes('CAPI2') === true && !mentions(subject ?? '', 'outlook.com', 'microsoft');
