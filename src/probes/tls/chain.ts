import type { X509Certificate } from 'node:crypto';
import type { Fault, SeenCertificate } from '../../model/probe.js';
import { type Certificate, openCertificate } from './certificate.js';
import { organisationOf, type Roots, rootsWith } from './roots.js';

export interface Judgement {
  /** As sent. */
  readonly certificates: readonly SeenCertificate[];
  readonly faults: readonly Fault[];
  /** A root stood in the chain: needless, and no fault. */
  readonly rootSent: boolean;
  readonly trusted: boolean;
  /** Subject of the trusted root, as Exchange writes names. */
  readonly root?: string | undefined;
  /** Issuer that was neither sent nor trusted. */
  readonly missingIssuer?: string | undefined;
}

const DAY = 86_400_000;
const MOST = 20;
const LONGEST_PATH = 10;

/**
 * Judges a chain as it was sent: dates, trust, completeness, order, key, signature and use. Faults of time do not hide faults
 * of trust. The path is sought by signatures in any order, as Windows and OpenSSL seek it. `ca` holds PEM certificates
 * that are trusted besides the public roots. `now` in milliseconds since 1970.
 */
export function judgeChain(chain: readonly Uint8Array[], { now, ca }: { readonly now: number; readonly ca: readonly string[] }): Judgement {
  const sent = chain.slice(0, MOST).flatMap((der) => openCertificate(der) ?? []);
  const [leaf] = sent;
  if (!leaf) return { certificates: [], faults: [], rootSent: false, trusted: false };
  const roots = rootsWith(ca);
  const { path, root } = pathFrom(leaf, sent, roots, now);
  const last = path.at(-1) ?? leaf;
  const faults = [
    ...timeFaults(path, now),
    ...trustFaults(path, root, roots),
    ...orderFaults(sent, path, root),
    ...useFaults(leaf),
    ...weaknesses(path, roots),
  ];
  return {
    certificates: sent.map(({ seen }) => seen),
    faults,
    rootSent: sent.slice(1).some(({ seen }) => seen.selfSigned),
    trusted: root !== undefined,
    root: root && openCertificate(root.raw)?.seen.subject,
    ...(root === undefined && !last.seen.selfSigned && { missingIssuer: last.seen.issuer }),
  };
}

/** From the server's certificate to a trusted root, or as far as it goes. */
function pathFrom(leaf: Certificate, sent: readonly Certificate[], roots: Roots, now: number): { path: Certificate[]; root?: X509Certificate } {
  const path = [leaf];
  for (let one = leaf; path.length <= LONGEST_PATH; ) {
    if (roots.has(one.x509)) return { path, root: one.x509 };
    const { x509 } = one;
    const root = roots.named(x509.issuer).find((known) => isIssuedBy(x509, known) && Date.parse(known.validTo) > now);
    if (root) return { path, root };
    const issuers = sent.filter((other) => !path.includes(other) && isIssuedBy(x509, other.x509));
    const next = issuers.find(({ seen }) => Date.parse(seen.notAfter) > now) ?? issuers[0];
    if (!next) return { path };
    path.push(next);
    one = next;
  }
  return { path };
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

function timeFaults([leaf, ...above]: readonly Certificate[], now: number): Fault[] {
  if (!leaf) return [];
  const [from, to] = [Date.parse(leaf.seen.notBefore), Date.parse(leaf.seen.notAfter)];
  const days = (to - now) / DAY;
  // Public certificates are renewed when a third of their life is left, or four weeks before the end.
  const soon = Math.max(14, Math.min(21, (to - from) / DAY / 3));
  return [
    ...(days < 0 ? (['cert_expired'] as const) : []),
    ...(from > now ? (['cert_not_yet_valid'] as const) : []),
    ...(days >= 0 && days < soon ? (['cert_expires_soon'] as const) : []),
    ...(above.some(({ seen }) => Date.parse(seen.notAfter) < now) ? (['chain_intermediate_expired'] as const) : []),
  ];
}

function trustFaults(path: readonly Certificate[], root: X509Certificate | undefined, roots: Roots): Fault[] {
  const last = path.at(-1);
  if (root || !last) return [];
  if (last.seen.selfSigned) return [path.length === 1 ? 'cert_self_signed' : 'cert_untrusted_ca'];
  return [isOfKnownAuthority(last, roots) ? 'chain_incomplete' : 'cert_untrusted_ca'];
}

/**
 * The issuer was not sent: a link is missing, or the authority is nobody's but the company's own. Public authorities publish
 * the issuer on the web, and their intermediates bear the organisation of their roots; a Windows CA publishes it by LDAP.
 */
function isOfKnownAuthority({ issuerUrls, x509 }: Certificate, roots: Roots): boolean {
  const isWeb = issuerUrls.some((url) => /^http:/i.test(url)) && !issuerUrls.some((url) => /^ldap:/i.test(url));
  return isWeb || roots.knows(organisationOf(x509.issuer));
}

/**
 * Each certificate has to be the issuer of the one before it (RFC 5246, section 7.4.2). One that is sent twice, or another
 * one behind the chain, disturbs nobody; a step that stands before the one below it disturbs old software.
 */
function orderFaults(sent: readonly Certificate[], path: readonly Certificate[], root: X509Certificate | undefined): Fault[] {
  if (!root) return [];
  const prints = sent.map(({ x509 }) => x509.fingerprint256);
  const places = [...path.map(({ x509 }) => x509), root].map(({ fingerprint256 }) => prints.indexOf(fingerprint256)).filter((place) => place !== -1);
  return places.every((place, i) => i === 0 || place >= (places[i - 1] ?? 0)) ? [] : ['chain_misordered'];
}

function useFaults({ hasNames, seen: { usages } }: Certificate): Fault[] {
  const isForServers = usages === undefined || usages.includes('serverAuth') || usages.includes('anyExtendedKeyUsage');
  return [...(hasNames ? [] : (['cert_no_san'] as const)), ...(isForServers ? [] : (['eku_no_server_auth'] as const))];
}

const LEAST_BITS: Readonly<Record<string, number>> = { RSA: 2048, 'RSA-PSS': 2048, EC: 224, DSA: Number.POSITIVE_INFINITY };

/** A root is trusted because it is known, whatever it is signed with. */
function weaknesses(path: readonly Certificate[], roots: Roots): Fault[] {
  const judged = path.filter(({ x509 }) => !roots.has(x509)).map(({ seen }) => seen);
  const hasWeakKey = judged.some(({ keyType, keyBits }) => (keyBits ?? Number.POSITIVE_INFINITY) < (LEAST_BITS[keyType] ?? 0));
  const hasWeakSignature = judged.some(({ signature, selfSigned }) => !selfSigned && /^md|sha1/i.test(signature));
  return [...(hasWeakKey ? (['weak_key'] as const) : []), ...(hasWeakSignature ? (['weak_signature'] as const) : [])];
}
