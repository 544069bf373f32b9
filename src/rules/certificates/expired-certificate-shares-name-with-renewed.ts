import { type CertificateClue, certain, code, defineRule, ems, ifOverwritten, likely, mentions, or, outOfDate, say, shortName } from '../define.js';
import { showCertificate } from '../define-handshake.js';

// Connectors need no change after such a renewal. Of two certificates with one name nobody documents which is taken, so a
// listing alone is no fault: something must have met the expired one.
export default defineRule({
  id: 'expired-certificate-shares-name-with-renewed',
  title: {
    en: 'Expired certificate is still in use beside the renewed one',
    ja: '更新後も期限切れの証明書が使用されている',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchange/enable-exchangecertificate',
    'https://learn.microsoft.com/troubleshoot/exchange/mailflow/cannot-remove-installed-certificate',
  ],
  reads: ['pairing', 'event', 'reply', 'tls', 'session'],
  on: ['pairing'],
  explains: ['starttls-certificate-expired', 'exchange-online-finds-certificate-expired'],
  mail: 'held',

  match(evidence) {
    const pairing = evidence.first('pairing', ({ of, named }) => of !== 'hybrid' && named.some(outOfDate) && named.some(isReady));
    const old = pairing?.named.find(outOfDate);
    const renewed = pairing?.named.find(isReady);
    if (!pairing || !old || !renewed) return null;
    const shown = evidence.first(
      'session',
      ({ thumbprint }) => thumbprint !== undefined && thumbprint.toLowerCase() === old.thumbprint?.toLowerCase(),
    );
    const met =
      evidence.first('event', ({ id, fqdn, domain }) => id === 12016 && isOf(old, fqdn ?? domain)) ??
      evidence.first('reply', ({ text }) => mentions(text, 'certificate') && mentions(text, 'expired')) ??
      evidence.first('tls', ({ word }) => mentions(word, 'expired', 'CertExpired', 'CertificateExpired'));
    const server = pairing.server && shortName(pairing.server);
    const facts = { server, endpoint: server, port: undefined, thumbprint: renewed.thumbprint };
    if (shown) return certain(facts, [shown, old, renewed]);
    return met ? likely(facts, [met, old, renewed]) : null;
  },

  text: () => ({
    cause: {
      en: say`The expired and the renewed certificate on ${or('server', 'the server')} have the same issuer and subject, so the connector's name fits both. The expired one is still presented; peers that check it hold their mail.`,
      ja: say`${or('server', 'サーバー')} では、期限切れの証明書と更新後の証明書の発行者とサブジェクトが同じで、コネクタの指定は両方に一致します。期限切れの証明書が提示され、検証する相手のメールが待機していると考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'that server')}: certificates of one name. The connectors need no change.`,
          ja: say`${or('server', 'そのサーバー')} の Exchange 管理シェルで、名前が同じ証明書を表示します。コネクタの変更は不要です。`,
        },
        run: ems`
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $same = Get-ExchangeCertificate -Server $srv | Where-Object HasPrivateKey |
            Group-Object Issuer, Subject | Where-Object Count -gt 1
          $same = @($same.Group | Sort-Object NotBefore)
          $same | Format-List Subject, Thumbprint, NotAfter, Services
          $new = $same | Where-Object Thumbprint -eq ${or('thumbprint', '$same[-1].Thumbprint')}
          $dead = @($same | Where-Object { $_.Subject -eq $new.Subject -and
            $_.NotAfter -lt (Get-Date) -and "$($_.Services)" -notmatch 'IIS|POP|IMAP' })`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Loads the renewed certificate; mail pauses for a minute. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`再起動により、更新後の証明書が読み込まれます。メールは 1 分ほど止まります。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中。Enter だけを押すと上書き)。`,
        },
        run: ems`
          if ($new.NotAfter -gt (Get-Date)) {
            Enable-ExchangeCertificate $new.Thumbprint -Server $srv -Services SMTP
            Restart-Service MSExchangeFrontEndTransport, MSExchangeTransport
          }`,
        changes: {
          en: say`Assigns SMTP to the renewed certificate and restarts transport on one server.`,
          ja: say`更新後の証明書に SMTP を割り当て、1 台のサーバーでトランスポート サービスを再起動します。`,
        },
        keep: { en: say`No connector is changed, no certificate is removed.`, ja: say`コネクタは変更せず、証明書も削除しません。` },
        undo: {
          en: say`Nothing to undo: an assigned SMTP service stays and does no harm.`,
          ja: say`元に戻す必要はありません。SMTP の割り当ては残りますが、影響はありません。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Wait for mail: no ${code('TimeCreated')} may be later than the restart, and what peers held arrives.`,
          ja: say`待機していたメールが届き、再起動より後の ${code('TimeCreated')} が表示されなければ成功です。`,
        },
        run: ems`
          Get-WinEvent @{ LogName='Application'; Id=12016 } -MaxEvents 1 |
            Format-List TimeCreated, Message`,
      },
    ],
    moreLabel: { en: 'If the old one is still sent', ja: '期限切れの証明書が残る場合' },
    more: [
      {
        title: { en: 'Which certificate is presented now', ja: '現在提示されている証明書の確認' },
        why: {
          en: say`${code('NotAfter')} at the end is the date of the certificate that this server presents on port 25.`,
          ja: say`最後の ${code('NotAfter')} は、このサーバーがポート 25 で提示する証明書の期限です。`,
        },
        run: showCertificate('$env:COMPUTERNAME'),
      },
      {
        title: { en: 'Remove the expired certificate', ja: '期限切れの証明書の削除' },
        why: {
          en: say`Only if ${code('NotAfter')} is still the old date, and in the window of step 1. Each removal asks first and is final; one that still serves IIS, POP or IMAP is left out, so assign these to the renewed one first. If it is refused because a send connector names the certificate, paste that error.`,
          ja: say`${code('NotAfter')} が古い日付のままの場合だけ、手順 1 のウィンドウで実行します。削除の前に確認を求められます。削除すると元に戻せません。IIS、POP、IMAP で使用中の証明書は対象外のため、先にこれらのサービスを更新後の証明書に割り当てます。送信コネクタの指定が理由で拒否された場合は、そのエラーを貼り付けます。`,
        },
        run: ems`
          if ($new.NotAfter -gt (Get-Date)) {
            foreach ($one in $dead) {
              Remove-ExchangeCertificate $one.Thumbprint -Server $srv
            }
          }`,
      },
      ifOverwritten(),
    ],
  }),
});

const isReady = (one: CertificateClue): boolean => !outOfDate(one) && one.hasPrivateKey !== false && one.services?.includes('SMTP') !== false;
const isOf = ({ domains }: CertificateClue, host: string | undefined): boolean =>
  host === undefined || domains === undefined || domains.some((name) => name.toLowerCase() === host.toLowerCase());
