import { type CertificateClue, certain, code, defineRule, ems, likely, or, say, shortName } from '../define.js';

// 12016 says it, and so does a connector that names a certificate with Status DateInvalid. A listing alone does not tell
// whether the certificate is in use.
export default defineRule({
  id: 'starttls-certificate-expired',
  title: {
    en: 'STARTTLS certificate has expired',
    ja: 'STARTTLS で使う証明書の有効期限が切れている',
  },
  sources: [
    'https://technet.microsoft.com/library/ff983405(v=exchg.141)',
    'https://techcommunity.microsoft.com/blog/exchange/tls-certificates-in-exchange-hybrid---common-issues--how-to-fix-them/4420592',
  ],
  reads: ['event', 'certificate', 'pairing'],
  explains: [],
  mail: 'held',

  match(evidence) {
    const event = evidence.first('event', ({ id }) => id === 12016);
    if (event)
      return certain({ server: event.computer && shortName(event.computer), fqdn: event.fqdn ?? event.domain, thumbprint: event.thumbprint }, [
        event,
      ]);
    const pairing = evidence.first('pairing', ({ named }) => named.length > 0 && named.every(outOfDate));
    const listed = pairing?.named[0] ?? evidence.first('certificate', outOfDate);
    if (!listed) return null;
    const fqdn = listed.domains?.find((name) => !name.includes('*'));
    const facts = { server: pairing?.server ?? listed.server, fqdn, thumbprint: listed.thumbprint };
    return pairing ? certain(facts, [listed, pairing]) : likely(facts, [listed]);
  },

  text: () => ({
    cause: {
      en: say`The certificate offered for ${or('fqdn', 'STARTTLS')}, or one that it is signed with, is out of date. Peers that check it, such as Exchange Online and partners, stop; peers that only encrypt go on.`,
      ja: say`${or('fqdn', 'STARTTLS')} 用の証明書、またはその上位の証明書の有効期限が切れています。証明書を検証する Exchange Online やパートナーからのメールが止まり、検証しない相手とは送受信が続きます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'the server concerned')}: all certificates, then the newest one in date that contains the name.`,
          ja: say`${or('server', '該当のサーバー')} の Exchange 管理シェルで実行します。すべての証明書と、この名前を含む期限内の最も新しい証明書が表示されます。`,
        },
        run: ems`
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $all = Get-ExchangeCertificate -Server $srv | Where-Object HasPrivateKey
          $all | Format-List Subject, Issuer, Thumbprint, Status, NotAfter, Services
          $new = $all | Where-Object { $_.NotAfter -gt (Get-Date) } | Where-Object {
            $_.CertificateDomains | Where-Object { ${or('fqdn', '"$_"')} -like "$_" } } |
            Sort-Object { !$_.IsSelfSigned }, NotBefore | Select-Object -Last 1
          $new | Format-List Subject, Issuer, Thumbprint, NotAfter`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 ends with the renewed certificate; otherwise import it first, on every server. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves.`,
          ja: say`最後に更新後の証明書が表示されない場合は、先にすべてのサーバーへインポートします。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中)。`,
        },
        run: ems`
          if ($new.HasPrivateKey) {
            Enable-ExchangeCertificate $new.Thumbprint -Server $srv -Services SMTP
          }`,
        changes: {
          en: say`Assigns SMTP to the renewed certificate on one server.`,
          ja: say`1 台のサーバーで、更新後の証明書に SMTP を割り当てます。`,
        },
        keep: { en: say`The expired certificate stays until you remove it.`, ja: say`期限切れの証明書は、削除するまで残ります。` },
        undo: {
          en: say`There is nothing to undo; the SMTP assignment cannot be taken off again.`,
          ja: say`元に戻す必要はありません。SMTP の割り当ては外せません。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Restart both services, wait for mail: no ${code('TimeCreated')} may be later than the restart.`,
          ja: say`2 つのサービスを再起動し、その後のメールでも、再起動より後の ${code('TimeCreated')} が表示されなければ成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeFrontEndTransport, MSExchangeTransport
          $log = @{ LogName='Application'; Id=12016 }
          Get-WinEvent -FilterHashtable $log -MaxEvents 1 | Format-List TimeCreated`,
      },
    ],
    moreLabel: { en: 'Undo, and 2 more cases', ja: '元に戻す方法とほかの 2 点' },
    more: [
      {
        title: { en: 'Issuer or subject has changed', ja: '発行者またはサブジェクトが変わった場合' },
        why: {
          en: say`Connectors that name the expired certificate then need the new name. If both are the same as before, nothing else is needed.`,
          ja: say`期限切れの証明書を指定しているコネクタに、新しい名前を設定する必要があります。どちらも以前と同じ場合、コネクタの変更は不要です。`,
        },
        run: ems`
          $dead = $all | Where-Object { $_.NotAfter -lt (Get-Date) } |
            ForEach-Object { "<I>$($_.Issuer)<S>$($_.Subject)" }
          $rc = Get-ReceiveConnector -Server $srv |
            Where-Object { "$($_.TlsCertificateName)" -in $dead }
          $sc = Get-SendConnector |
            Where-Object { "$($_.TlsCertificateName)" -in $dead }
          $rc | Format-List Identity, TlsCertificateName
          $sc | Format-List Name, TlsCertificateName`,
      },
      {
        title: { en: 'Write the new name to them', ja: '新しい名前をコネクタに設定' },
        why: {
          en: say`All source servers of a send connector need the certificate first. The old names stay in ${code('$rc')} and ${code('$sc')}.`,
          ja: say`送信コネクタの場合は、先にすべての送信元サーバーに証明書をインポートします。元の名前は ${code('$rc')} と ${code('$sc')} に残ります。`,
        },
        run: ems`
          if ($new.HasPrivateKey) {
            $name = "<I>$($new.Issuer)<S>$($new.Subject)"
            $rc | Set-ReceiveConnector -TlsCertificateName $name
            $sc | Set-SendConnector -TlsCertificateName $name
          }`,
      },
      {
        title: { en: 'The certificate itself is in date', ja: '証明書自体は期限内の場合' },
        why: {
          en: say`Then an intermediate or root certificate on the server has expired: install the current chain of the issuer.`,
          ja: say`サーバーにある中間証明書またはルート証明書の期限が切れています。証明書を発行した証明機関の現在の証明書チェーンをインストールします。`,
        },
        run: ems`Get-ChildItem Cert:\LocalMachine\CA | Format-List Subject, NotAfter`,
      },
    ],
  }),
});

function outOfDate({ status, services }: CertificateClue): boolean {
  return status?.toLowerCase() === 'dateinvalid' && (services === undefined || services.includes('SMTP'));
}
