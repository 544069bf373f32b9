import type { CertificateClue, Clue } from '../../model/evidence.js';
import { commonName } from '../certificate/name.js';
import { isSelfSigned, keyOf } from './compare.js';

/** More than any farm has; they bound the time that a hostile paste takes. */
const MOST_STORES = 100;
const MOST_CERTIFICATES = 60;

/** The certificates of one server; without a name if the text tells no server apart. */
export interface Store {
  readonly server: string | undefined;
  readonly certificates: readonly CertificateClue[];
  /** By issuer and subject without blanks. */
  readonly byName: ReadonlyMap<string, readonly CertificateClue[]>;
  /** Those of which issuer or subject is not there, cut or blacked out: the one that seems to be missing may be among them. */
  readonly hidden: readonly CertificateClue[];
}

/** First label of a host name in lower case. */
export const short = (server: string): string => (server.split('.')[0] ?? '').toLowerCase();

/** The stores of a paste. `known` are the servers that it names elsewhere, as `short` gives them. */
export function storesOf(clues: readonly Clue[], known: ReadonlySet<string>): Store[] {
  const byServer = new Map<string, CertificateClue[]>();
  for (const clue of clues) {
    if (clue.kind !== 'certificate' || clue.origin === 'shown' || clue.origin === 'file') continue;
    const key = short(clue.server ?? '');
    const store = byServer.get(key);
    if (store) store.push(clue);
    else byServer.set(key, [clue]);
  }
  const inQuestion = byServer.size === 1 ? serverInQuestion(clues) : undefined;
  const stores = [...byServer.values()].slice(0, MOST_STORES).map((listed) => storeFrom(listed, known, inQuestion));
  return stores.filter(({ certificates, hidden }) => certificates.length + hidden.length > 0);
}

function storeFrom(listed: readonly CertificateClue[], known: ReadonlySet<string>, inQuestion: string | undefined): Store {
  // Without issuer and subject there is nothing to compare: the row of a table whose columns were cut, a name that was blacked out.
  const named = listed.filter(({ issuer, subject }) => issuer && subject);
  const certificates = withoutDoubles(named).slice(0, MOST_CERTIFICATES);
  const thumbprints = new Set(named.map(thumbprintOf));
  const hidden = listed.filter((one) => !(one.issuer && one.subject) && (one.thumbprint === undefined || !thumbprints.has(thumbprintOf(one))));
  const byName = new Map<string, CertificateClue[]>();
  for (const one of certificates) byName.set(keyOf(one), [...(byName.get(keyOf(one)) ?? []), one]);
  const server = listed[0]?.server ?? ownerOf(certificates, known) ?? inQuestion;
  return { server, certificates, byName, hidden: hidden.slice(0, MOST_CERTIFICATES) };
}

const thumbprintOf = ({ thumbprint }: CertificateClue): string | undefined => thumbprint?.toLowerCase();

/** A certificate that was listed twice counts once, as the listing that says more has it. */
function withoutDoubles(certificates: readonly CertificateClue[]): CertificateClue[] {
  const kept = new Map<string | CertificateClue, CertificateClue>();
  for (const one of certificates) {
    const key = thumbprintOf(one) ?? one;
    const other = kept.get(key);
    if (!other || told(one) > told(other)) kept.set(key, one);
  }
  return [...kept.values()];
}
const told = (clue: CertificateClue): number => Object.values(clue).filter((value) => value !== undefined).length;

/** Set-up gives each server a self-signed certificate under the name of the server. */
function ownerOf(certificates: readonly CertificateClue[], known: ReadonlySet<string>): string | undefined {
  const names = certificates.filter(isSelfSigned).flatMap((one) => {
    const name = commonName(one.subject);
    if (name === undefined || !/^[\w-]{1,63}$/.test(name)) return [];
    const isServer = known.has(name.toLowerCase()) || one.domains?.some((domain) => domain.toLowerCase().startsWith(`${name.toLowerCase()}.`));
    return isServer ? [name] : [];
  });
  return new Set(names.map(short)).size === 1 ? names[0] : undefined;
}

/** Somebody who pastes the events of one server has asked this server for its certificates. */
function serverInQuestion(clues: readonly Clue[]): string | undefined {
  const computers = clues.flatMap((clue) => (clue.kind === 'event' && clue.computer !== undefined ? [clue.computer] : []));
  return new Set(computers.map(short)).size === 1 ? computers[0] : undefined;
}
