import type { X509Certificate } from 'node:crypto';
import type { Fault, SeenCertificate } from '../../model/probe.js';
import { type Certificate, isSignedBy, openCertificate } from './certificate.js';
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
  const [leaf, ...rest] = chain.slice(0, MOST).map((der) => openCertificate(der));
  // Where the server's own certificate cannot be read, no other one takes its place.
  if (!leaf) return { certificates: [], faults: [], rootSent: false, trusted: false };
  const sent = [leaf, ...rest.flatMap((one) => one ?? [])];
  const roots = rootsWith(ca);
  const { path, root } = pathFrom([leaf], { sent, roots, now, tried: new Set() });
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

interface Search {
  readonly sent: readonly Certificate[];
  readonly roots: Roots;
  readonly now: number;
  /** Certificates that were gone on from; a second time they lead no further. */
  readonly tried: Set<Certificate>;
}
interface Path {
  readonly path: readonly Certificate[];
  readonly root?: X509Certificate | undefined;
}

/**
 * On to a trusted root, or as far as it goes. A link may have been sent in several forms (cross-signed, renewed), of which
 * one leads to a root: all are tried, valid ones first.
 */
function pathFrom(path: readonly Certificate[], search: Search): Path {
  const one = path.at(-1);
  const { sent, roots, now, tried } = search;
  if (!one || path.length > LONGEST_PATH) return { path };
  tried.add(one);
  const { x509 } = one;
  const root = roots.has(x509) ? x509 : roots.named(x509.issuer).find((known) => isIssuedBy(x509, known) && Date.parse(known.validTo) > now);
  if (root) return { path, root };
  const isOver = ({ seen }: Certificate): number => Number(Date.parse(seen.notAfter) <= now);
  let first: Path | undefined;
  for (const next of sent.toSorted((a, b) => isOver(a) - isOver(b))) {
    // What is no CA may sign what it likes.
    if (tried.has(next) || !next.x509.ca || !isIssuedBy(x509, next.x509)) continue;
    const found = pathFrom([...path, next], search);
    if (found.root) return found;
    first ??= found;
  }
  return first ?? { path };
}

const isIssuedBy = (x509: X509Certificate, issuer: X509Certificate): boolean => x509.checkIssued(issuer) && isSignedBy(x509, issuer);

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
