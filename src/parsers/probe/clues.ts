import type { AddressReport, Clue, ConnectionClue, Fault, ProbeReport, Quote, SessionClue } from '../../model/evidence.js';
import { readCertificateName } from '../certificate/name.js';
import { offersStartTls } from '../session/words.js';

/** OpenSSL's verify result for the faults that a session clue tells (`verify`). */
const VERIFY: Partial<Record<Fault, number>> = {
  cert_expired: 10,
  cert_not_yet_valid: 9,
  cert_self_signed: 18,
  cert_untrusted_ca: 20,
  chain_incomplete: 21,
  cert_name_mismatch: 62,
};
const REASONS: Partial<Record<Fault, ConnectionClue['reason']>> = { conn_refused: 'refused', conn_timeout: 'timeout', conn_reset: 'reset' };

/**
 * What a probe saw, as clues: each address as a connection that failed or a session, which rules know from pastes, and as
 * a clue of its own with the verdicts; then the domain. `line` is where the report stands in a paste.
 */
export function probeClues({ target, addresses, mx, policy, at: time }: ProbeReport, line = 1): Clue[] {
  const seen = addresses.flatMap((row): Clue[] => {
    const at = quoteOf(row, line);
    return [{ kind: 'probe', at, target, time, ...row }, ...connectionOf(row, at), ...sessionOf(row, at)];
  });
  return [...seen, { kind: 'domain', at: { text: target, line }, target, mx, policy }];
}

/** The deciding words: the server's own where it said any, or a name in its certificate; else the verdict. */
function quoteOf({ observed, verdict }: AddressReport, line: number): Quote {
  const { reply, banner, certificate } = observed;
  const isCertificate = certificate !== undefined && /^(?:cert|chain|eku|weak)_/.test(verdict);
  const words = isCertificate ? certificate.subject : (reply ?? banner);
  return { text: words?.split('\n').at(-1) ?? verdict, line };
}

function connectionOf({ verdict, host, ip, port }: AddressReport, at: Quote): ConnectionClue[] {
  const reason = verdict === 'ok' ? undefined : REASONS[verdict];
  if (reason === undefined) return [];
  return [{ kind: 'connection', at, host, remoteIp: ip ?? undefined, port: `${port}`, open: false, reason }];
}

function sessionOf({ host, ip, port, verdict, also, observed }: AddressReport, at: Quote): SessionClue[] {
  const { banner, keywords, certificate } = observed;
  if (banner === undefined) return [];
  const faults = verdict === 'ok' ? also : [verdict, ...also];
  const product = observed.product ?? 'unknown';
  const verify = faults.map((fault) => VERIFY[fault]).find((code) => code !== undefined);
  return [
    {
      kind: 'session',
      at,
      host,
      port: `${port}`,
      remoteIp: ip ?? undefined,
      keywords: keywords ?? [],
      complete: keywords !== undefined,
      startTls: keywords && offersStartTls(keywords, true, product),
      masked: observed.masked === true,
      product,
      local: false,
      startTlsAnswer: startTlsAnswer(faults, observed.reply, observed.tlsVersion !== undefined),
      tlsVersion: observed.tlsVersion,
      cipher: observed.cipher,
      verify: certificate && (verify ?? 0),
      ...(certificate && {
        certificate: readCertificateName(`<I>${certificate.issuer}<S>${certificate.subject}`),
        // One that the caller trusts itself is in order.
        selfSigned: certificate.selfSigned && observed.trusted !== true,
        thumbprint: certificate.thumbprint,
      }),
    },
  ];
}

function startTlsAnswer(faults: readonly Fault[], reply: string | undefined, isTls: boolean): number | undefined {
  if (faults.includes('starttls_refused')) return Number(/^\d{3}/.exec(reply ?? '')?.[0] ?? 454);
  return isTls ? 220 : undefined;
}
