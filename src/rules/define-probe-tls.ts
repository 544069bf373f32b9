import type { Fault, ProbeClue, SessionClue, View } from '../model/evidence.js';
import { code, ems, or, say } from './define.js';
import { showCertificate } from './define-handshake.js';

/** Whose server it is: what to type differs, what is wrong does not. */
type Whose = 'exchange' | 'other';
const isOf = ({ info, observed }: ProbeClue, whose: Whose | undefined): boolean => {
  const isExchange = info.includes('exchange') || observed.product === 'exchange';
  return whose === undefined || isExchange === (whose === 'exchange');
};

/** Faults of a certificate: of two servers of one target, one may have the new certificate and one the old. */
const OF_CERTIFICATE = /^(?:cert|chain|eku|weak)_/;

/** The server of the same target that is in order, where this one shows another certificate, which fails: a farm renewed by halves. */
export function betterServer(evidence: View<'probe'>, { target, verdict, observed }: ProbeClue): ProbeClue | undefined {
  if (!OF_CERTIFICATE.test(verdict) || observed.product !== 'exchange') return undefined;
  const mine = observed.certificate?.thumbprint;
  return evidence.first('probe', (one) => {
    const { certificate, product } = one.observed;
    return one.target === target && one.verdict === 'ok' && product === 'exchange' && certificate !== undefined && certificate.thumbprint !== mine;
  });
}

/** The first address whose verdict is one of these faults, and what to say of it. Farms that were renewed by halves are left to their own rule. */
export function seenAt(evidence: View<'probe'>, faults: readonly Fault[], whose?: Whose) {
  const clue = evidence.first('probe', (one) => faults.some((fault) => fault === one.verdict) && isOf(one, whose) && !betterServer(evidence, one));
  return clue && { clue, facts: probeFacts(clue) };
}

/** The first address that ended the handshake with one of these TLS alerts (RFC 8446, section 6.2). */
export function alertAt(evidence: View<'probe'>, alerts: readonly number[]) {
  const clue = evidence.first('probe', ({ verdict, observed }) => verdict === 'tls_alert' && alerts.includes(observed.alert ?? -1));
  return clue && { clue, facts: probeFacts(clue) };
}

export function probeFacts({ host, ip, port, observed }: ProbeClue) {
  const { certificate, names = [], alert } = observed;
  return {
    endpoint: host,
    remoteIp: ip ?? undefined,
    port: `${port}`,
    domain: names.find(({ matches }) => !matches)?.name ?? host,
    thumbprint: certificate?.thumbprint,
    issuer: certificate?.issuer,
    subject: certificate?.subject,
    notAfter: certificate?.notAfter.slice(0, 10),
    code: alert === undefined ? undefined : `${alert}`,
  };
}

/** A session stands for itself, unless a probe of that address says that another fault is the graver one. */
export function isVerdict(evidence: View<'probe'>, { host, remoteIp }: SessionClue, faults: readonly Fault[]): boolean {
  const probe = evidence.first('probe', (one) => one.host === host && (one.ip ?? undefined) === remoteIp);
  return probe === undefined || (faults.some((fault) => fault === probe.verdict) && betterServer(evidence, probe) === undefined);
}

/** Whole hours from the probe to the end of the certificate. */
export function hoursLeft({ time, observed }: ProbeClue): string | undefined {
  const hours = Math.floor((Date.parse(observed.certificate?.notAfter ?? '') - Date.parse(time)) / 3_600_000);
  return hours >= 0 ? `${hours}` : undefined;
}

/** Look, for rules in which an Exchange server shows a certificate that has to give way to another one. */
export const findReplacement = () => ({
  why: {
    en: say`Exchange Management Shell: servers with the certificate seen, the newest other one for ${or('domain', 'the name')}, receive connectors concerned.`,
    ja: say`Exchange 管理シェルで実行します。提示された証明書があるサーバー、${or('domain', '名前')} を含むほかの最も新しい証明書、該当する受信コネクタの順に表示されます。`,
  },
  run: ems`
    $id = ${or('thumbprint', "''")}; $for = ${or('domain', "''")}
    $srv = @((Get-TransportService).Name | Where-Object {
      Get-ExchangeCertificate $id -Server $_ -ErrorAction SilentlyContinue }); $srv
    $all = Get-ExchangeCertificate -Server $srv[0]
    $new = $all | Where-Object { $_.HasPrivateKey -and !$_.IsSelfSigned -and
      $_.Status -eq 'Valid' -and $_.Thumbprint -ne $id } |
      Where-Object { $_.CertificateDomains | Where-Object { $for -like "$_" } } |
      Sort-Object NotBefore | Select-Object -Last 1
    $new | Format-List Subject, Issuer, Thumbprint, NotAfter, RootCAType, Services
    $old = $all | Where-Object Thumbprint -eq $id
    $pin = "<I>$($old.Issuer)<S>$($old.Subject)"
    $rc = @(Get-ReceiveConnector -Server $srv[0] | Where-Object {
      "$($_.TlsCertificateName)" -in '', $pin -and "$($_.Bindings)" -match ':25\b' })
    $rc | Format-List Identity, TlsCertificateName`,
});

/** Change, after `findReplacement`. */
export const useReplacement = () => ({
  run: ems`
    if ($new.NotAfter -gt (Get-Date)) {
      Enable-ExchangeCertificate $new.Thumbprint -Server $srv[0] -Services SMTP
      $name = "<I>$($new.Issuer)<S>$($new.Subject)"
      $rc | Set-ReceiveConnector -TlsCertificateName $name
    }`,
  changes: {
    en: say`Assigns SMTP to that certificate on one server, and writes its name to the connectors listed.`,
    ja: say`1 台のサーバーで、その証明書に SMTP を割り当て、表示されたコネクタにその名前を設定します。`,
  },
  keep: {
    en: say`Step 1 prints the old names; the same window keeps them in ${code('$rc')}. The SMTP assignment stays.`,
    ja: say`変更前の名前は手順 1 で表示され、同じウィンドウの ${code('$rc')} に残ります。SMTP の割り当ては残ります。`,
  },
  undo: ems`
    foreach ($one in $rc) {
      $was = if ($one.TlsCertificateName) { "$($one.TlsCertificateName)" }
      Set-ReceiveConnector "$($one.Identity)" -TlsCertificateName $was
    }`,
});

/** Check, for all changes of what a probe sees. */
export const probeAgain = () => ({
  why: {
    en: say`Restart the service on each server changed, one after the other, and probe again: ${or('endpoint', 'every server')} must read ${code('OK')}.`,
    ja: say`変更したサーバーで 1 台ずつサービスを再起動した後、もう一度確認します。${or('endpoint', 'すべてのサーバー')} が「正常」になれば成功です。`,
  },
  run: ems`Restart-Service MSExchangeFrontEndTransport`,
});

/** For servers of any make: who acts, where the cure is on the server that was called. */
export const whoActs = () =>
  [
    {
      en: say`Your server? Do what the text below says, there or on the gateway in front of it, and probe again.`,
      ja: say`自社のサーバーの場合は、次の文面の内容をサーバーまたは手前のゲートウェイで実施し、もう一度確認します。`,
    },
    {
      en: say`Another organization's? Send the text to its administrator, and leave your own TLS settings as they are.`,
      ja: say`他社のサーバーの場合は、次の文面をその管理者に送ります。自社の TLS の設定は変更しません。`,
    },
  ] as const;

export const toOperator = { en: "To send to the server's administrator", ja: 'サーバーの管理者に送る文面' } as const;

/** Folded part: the certificate as any Windows computer sees it. */
export const seeItYourself = () => ({
  title: { en: 'The certificate, seen from your computer', ja: '手元のコンピューターから見た証明書' },
  why: {
    en: say`Windows PowerShell on a computer that may use port 25. Changes nothing. It prints what Windows finds wrong, then the certificate.`,
    ja: say`ポート 25 が制限されていないコンピューターの Windows PowerShell で実行します (何も変更しません)。Windows が検出した問題と、証明書が表示されます。`,
  },
  run: showCertificate("'localhost'"),
});
export const seeLabel = { en: 'See the certificate', ja: '証明書の確認' } as const;
