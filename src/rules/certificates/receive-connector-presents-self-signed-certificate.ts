import {
  type CertificateClue,
  type ConnectorClue,
  code,
  defineRule,
  ems,
  ifOverwritten,
  isVerdict,
  likely,
  mentions,
  or,
  type ReplyClue,
  receiveConnector,
  type SessionClue,
  say,
  shortName,
} from '../define.js';

// What is left after KB2989382 without the wizard: TlsCertificateName is empty, so the certificate is chosen by the
// connector's Fqdn, and the self-signed one from set-up fits best.
export default defineRule({
  id: 'receive-connector-presents-self-signed-certificate',
  title: {
    en: 'Receive connector presents the self-signed certificate',
    ja: '受信コネクタが自己署名証明書を提示している',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/mail-routing/inbound-starttls-certificates-selection',
    'https://learn.microsoft.com/archive/blogs/exchangechallengeaccepted/mail-not-routing-to-on-premise-exchange-2013-environment-from-o365-with-450-4-7-320-certificate-validation-failed-error',
  ],
  reads: ['session', 'connector', 'reply', 'certificate', 'probe'],
  on: ['session', 'connector'],
  properties: ['tlscertificatename'],
  explains: ['exchange-online-expects-another-name', 'exchange-online-distrusts-next-hop'],
  mail: 'held',

  match(evidence) {
    const own = evidence.first('certificate', madeBySetup);
    const session = evidence.first(
      'session',
      (one) =>
        showsSelfSigned(one) &&
        isVerdict(evidence, one, ['cert_self_signed']) &&
        (one.product === 'exchange' || (one.product === 'unknown' && own !== undefined)),
    );
    const refusal = evidence.first('reply', refusesCertificate);
    const connector = evidence.first('connector', unpinned);
    if (!session && !(refusal && connector)) return null;
    // The name in the banner may be a public one; set-up's certificate has the server's own.
    const host = connector?.server ?? BARE.exec(own?.subject ?? session?.certificate?.subject ?? '')?.[1];
    const server = host === undefined ? undefined : shortName(host);
    const [first, ...rest] = [session, refusal, connector].filter((clue) => clue !== undefined);
    return first ? likely({ server, connector: receiveConnector(server, connector?.identity) }, [first, ...rest]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('connector', 'The connector')} names no certificate, so Exchange most likely picks the self-signed one that fits its Fqdn. Internet mail arrives; Exchange Online checks the name and ends the connection.`,
      ja: say`${or('connector', 'コネクタ')} に証明書が指定されていないため、FQDN に合う自己署名証明書が選ばれていると考えられます。インターネットからのメールは届きますが、名前を検証する Exchange Online は接続を切断します。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'that server')}: an empty TlsCertificateName, then the newest certificate that is not self-signed.`,
          ja: say`${or('server', 'そのサーバー')} の Exchange 管理シェルで実行します。空の TlsCertificateName と、自己署名以外で最も新しい証明書が表示されます。`,
        },
        run: ems`
          $rc = ${or('connector', '"$env:COMPUTERNAME\\Default Frontend $env:COMPUTERNAME"')}
          Get-ReceiveConnector $rc | Format-List Fqdn, TlsCert*, TlsDomainCap*
          $old = "$((Get-ReceiveConnector $rc).TlsCertificateName)"
          $new = Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} |
            Where-Object { $_.HasPrivateKey -and !$_.IsSelfSigned -and
              $_.RootCAType -ne 'Enterprise' } |
            Sort-Object NotBefore | Select-Object -Last 1
          $new | Format-List Subject, Issuer, CertificateDomains, NotAfter, Services`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if TlsCertificateName is empty and step 1 ends with your public certificate for the name in TlsDomain of the connector in Exchange Online. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`TlsCertificateName が空で、最後に、Exchange Online のコネクタの TlsDomain の名前を含む公的な証明書が表示された場合だけ実行します。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中。Enter だけを押すと上書き)。`,
        },
        run: ems`
          if ($new.NotAfter -gt (Get-Date) -and !$old) {
            Enable-ExchangeCertificate $new.Thumbprint -Server ${or('server', '$env:COMPUTERNAME')} -Services SMTP
            $name = "<I>$($new.Issuer)<S>$($new.Subject)"
            Set-ReceiveConnector $rc -TlsCertificateName $name
          }`,
        changes: { en: say`Pins one connector to the public certificate.`, ja: say`1 つのコネクタに公的な証明書を指定します。` },
        keep: { en: say`The old value is empty; step 1 shows it.`, ja: say`変更前の値は空です。手順 1 で確認できます。` },
        undo: ems`if ($rc -and $name -and !$old) { Set-ReceiveConnector $rc -TlsCertificateName $null }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Restart; ${code('TlsCertificateName')} must show the public certificate, and queued mail arrives.`,
          ja: say`サービスの再起動後、${code('TlsCertificateName')} に公的な証明書が表示され、キューで待機中のメールが届けば成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeFrontEndTransport
          Get-ReceiveConnector $rc | Format-List TlsCertificateName`,
      },
    ],
    moreLabel: { en: 'Undo, and 3 more places', ja: '元に戻す方法と残り 3 か所' },
    more: [
      {
        title: { en: 'TlsDomainCapabilities', ja: 'TlsDomainCapabilities の値' },
        why: {
          en: say`If it was cleared as well, mail from Exchange Online counts as external. The Hybrid Configuration Wizard writes both values.`,
          ja: say`この値も消去されていると、Exchange Online からのメールが外部のメールとして扱われます。ハイブリッド構成ウィザードを実行すると、両方の値が設定されます。`,
        },
      },
      {
        title: { en: 'Do not change the Fqdn', ja: 'Fqdn は変更しない' },
        why: {
          en: say`Leave the Fqdn of Default Frontend and of Default (port 2525) alone: mail between mailbox servers would stop.`,
          ja: say`Default Frontend と Default (ポート 2525) の Fqdn は変更しないでください。メールボックス サーバー間のメールが止まります。`,
        },
      },
      ifOverwritten(),
    ],
  }),
});

/** No log counts, as the certificate is right between servers. Port 587 has a rule of its own. */
const showsSelfSigned = ({ selfSigned, log, port }: SessionClue): boolean => selfSigned === true && log === undefined && port !== '587';

const YEAR = 365.25 * 24 * 60 * 60 * 1000;
/** openssl shows no banner, and a gateway may be self-signed too. Set-up makes a certificate for the bare name and five years. */
function madeBySetup({ origin, subject, notBefore, notAfter }: CertificateClue): boolean {
  const years = (Date.parse(notAfter ?? '') - Date.parse(notBefore ?? '')) / YEAR;
  return origin === 'shown' && BARE.test(subject ?? '') && Math.abs(years - 5) < 0.01;
}
const BARE = /^CN=([A-Za-z][\w-]{0,14})$/;

const refusesCertificate = ({ status, text }: ReplyClue): boolean =>
  status === '4.7.320' || (status === '4.4.317' && mentions(text, 'UntrustedRoot', 'SubjectMismatch', 'Certificate'));

function unpinned({ direction, identity, properties }: ConnectorClue): boolean {
  return direction === 'receive' && properties.get('tlscertificatename') === '' && mentions(identity ?? '', 'Default Frontend');
}
