import type { CertificateClue, Clue, PairingClue } from '../model/evidence.js';
import { differences, isSpacedAlike, keyOf, mayBe, successor, works } from './pairs/compare.js';
import { type Named, namesIn, serversIn } from './pairs/names.js';
import { type Store, short, storesOf } from './pairs/stores.js';
import { isNewer } from './shell/dates.js';

/** More than any farm has; it bounds the time that a hostile paste takes. */
const MOST_PAIRS = 400;

/** Holds everything that names a certificate against the certificates of its server. */
export function pairUp(clues: readonly Clue[]): PairingClue[] {
  if (!clues.some(({ kind }) => kind === 'certificate')) return [];
  const names = namesIn(clues);
  const known = serversIn(clues, names);
  const stores = storesOf(clues, known);
  // Certificates without a server are those of the only server that the text names.
  const isSure = known.size <= 1;
  return names
    .flatMap((one) => stores.filter((store) => belongsTo(one, store, stores, isSure)).map((store) => ({ one, store })))
    .slice(0, MOST_PAIRS)
    .flatMap(({ one, store }) => {
      const pairing = pair(one, store, stores, isSure);
      const isFound = pairing.named.length > 0 || pairing.better !== undefined || pairing.elsewhere !== undefined;
      return !isFound && store.hidden.some((certificate) => mayBe(certificate, one.wanted)) ? [] : [pairing];
    });
}

/** Nobody can say whose certificates they are, if one side names no server and there are several. */
function belongsTo({ of, servers }: Named, { server }: Store, stores: readonly Store[], isSure: boolean): boolean {
  if (server === undefined) return stores.length === 1 && (isSure || of !== 'receive' || servers.length === 0);
  if (servers.length === 0) return of !== 'receive' || stores.length === 1;
  return servers.map(short).includes(short(server));
}

function pair({ of, identity, servers, wanted, at }: Named, store: Store, stores: readonly Store[], isSure: boolean): PairingClue {
  const named = sameNames(wanted, store);
  const own = named.some(isInDate) ? undefined : successor(wanted, store.certificates);
  const elsewhere = named.length > 0 ? undefined : onAnotherServer(wanted, own, store, stores);
  const better = elsewhere ? undefined : own;
  return {
    kind: 'pairing',
    at,
    of,
    identity,
    server: store.server ?? (servers.length === 1 ? servers[0] : undefined),
    wanted,
    whole: store.certificates.length > 1 && store.hidden.length === 0 && (store.server !== undefined || isSure),
    named,
    differs: better ? differences(wanted, better) : [],
    better,
    elsewhere,
  };
}

const sameNames = (wanted: Named['wanted'], { byName }: Store): CertificateClue[] =>
  (byName.get(keyOf(wanted)) ?? []).filter((one) => isSpacedAlike(wanted, one));

const isInDate = ({ status }: CertificateClue): boolean => status?.toLowerCase() !== 'dateinvalid';

/** The certificate is on another server, and this one has none that would come after it: it was not imported here. */
function onAnotherServer(
  wanted: Named['wanted'],
  own: CertificateClue | undefined,
  store: Store,
  stores: readonly Store[],
): CertificateClue | undefined {
  const others = stores.filter((other) => other !== store && other.server !== undefined);
  const found = others.flatMap((other) => sameNames(wanted, other)).find((one) => works(one) && one.thumbprint !== undefined);
  return found && own && isNewer(own.notBefore, found.notBefore) ? undefined : found;
}
