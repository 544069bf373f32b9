import type { CertificateClue, CertificateName, Clue, PairingClue } from '../model/evidence.js';
import { splitName } from './certificate/name.js';
import { isNewer } from './shell/dates.js';

type Named = Pick<PairingClue, 'of' | 'identity' | 'at'> & {
  readonly wanted: CertificateName;
  /** The servers that need the certificate, as printed; none if the text does not tell. */
  readonly servers: readonly string[];
};

/** More than any farm has; they bound the time that a hostile paste takes. */
const MOST_NAMES = 100;
const MOST_CERTIFICATES = 60;

/** Holds everything that names a certificate against the certificates of its server. */
export function pairUp(clues: readonly Clue[]): PairingClue[] {
  const stores = storesOf(clues);
  if (stores.length === 0) return [];
  const names = clues.flatMap(namesOf).slice(0, MOST_NAMES);
  return names.flatMap((one) => stores.filter((store) => belongsTo(one, store, stores)).map((store) => pair(one, store)));
}

/** The certificates of one server; without a name if the text tells no server apart. */
interface Store {
  readonly server: string | undefined;
  readonly certificates: readonly CertificateClue[];
}

function storesOf(clues: readonly Clue[]): Store[] {
  const byServer = new Map<string, { server: string | undefined; certificates: CertificateClue[] }>();
  for (const clue of clues) {
    // Without issuer and subject there is nothing to compare: the row of a table whose columns were cut.
    if (clue.kind !== 'certificate' || clue.origin === 'shown' || clue.origin === 'file' || !clue.issuer || !clue.subject) continue;
    const key = short(clue.server ?? '');
    const store = byServer.get(key);
    if (store) store.certificates.push(clue);
    else byServer.set(key, { server: clue.server, certificates: [clue] });
  }
  return [...byServer.values()]
    .slice(0, MOST_NAMES)
    .map(({ server, certificates }) => ({ server, certificates: certificates.slice(0, MOST_CERTIFICATES) }));
}

function namesOf(clue: Clue): Named[] {
  if (clue.kind === 'setting' && clue.of === 'hybrid-configuration' && isComplete(clue.tlsCertificateName))
    return [{ of: 'hybrid', identity: clue.identity, servers: [], wanted: clue.tlsCertificateName, at: clue.at }];
  if (clue.kind !== 'connector' || !isComplete(clue.tlsCertificateName)) return [];
  const { direction, identity, server, properties, at } = clue;
  // A send connector belongs to the organisation; the servers that send by it need its certificate.
  const sources = properties.get('sourcetransportservers') ?? '';
  const servers = direction === 'send' ? sources.split(/[\s,{}]+/) : [server ?? ''];
  if (direction !== 'receive' && direction !== 'send') return [];
  return [{ of: direction, identity, wanted: clue.tlsCertificateName, servers: servers.filter((name) => name !== ''), at }];
}

const isComplete = (name: CertificateName | undefined): name is CertificateName => name?.issuer !== undefined && name.subject !== undefined;
const short = (server: string): string => (server.split('.')[0] ?? '').toLowerCase();

/** Nobody can say whose certificates they are, if one side names no server and there are several. */
function belongsTo({ of, servers }: Named, { server }: Store, stores: readonly Store[]): boolean {
  if (server === undefined || (servers.length === 0 && of === 'receive')) return stores.length === 1;
  return servers.length === 0 || servers.map(short).includes(short(server));
}

function pair({ of, identity, servers, wanted, at }: Named, store: Store): PairingClue {
  const named = store.certificates.filter((one) => isSame(one.issuer, wanted.issuer) && isSame(one.subject, wanted.subject));
  const better = named.length > 0 ? undefined : successor(wanted, store.certificates);
  return {
    kind: 'pairing',
    at,
    of,
    identity,
    server: store.server ?? (servers.length === 1 ? servers[0] : undefined),
    wanted,
    whole: store.certificates.length > 1,
    named,
    differs: better ? differences(wanted, better) : [],
    better,
  };
}

/** A console that wraps may put in a blank or swallow one; everything else counts. */
const isSame = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && blankless(a) === blankless(b);
const blankless = (name: string): string => name.replaceAll(' ', '').toLowerCase();

/** The newest usable certificate for the host that the old one was for; none if their dates do not tell which is newer. */
function successor({ domain, subject }: CertificateName, certificates: readonly CertificateClue[]): CertificateClue | undefined {
  const wanted = domain ?? commonName(subject);
  const fit = certificates.filter((one) => isUsable(one) && wanted !== undefined && hostsOf(one).some((name) => covers(name, wanted)));
  return fit.find((one) => fit.every((other) => other === one || isNewer(one.notBefore, other.notBefore)));
}

/** What Exchange Online accepts: valid, with its key, of a public authority. */
const isUsable = ({ status, selfSigned, hasPrivateKey, rootType = '' }: CertificateClue): boolean =>
  (status === undefined || status.toLowerCase() === 'valid') &&
  selfSigned !== true &&
  hasPrivateKey !== false &&
  !['none', 'enterprise'].includes(rootType.toLowerCase());

const commonName = (name: string | undefined): string | undefined => splitName(name ?? '').find(({ key }) => key === 'CN')?.value;
const hostsOf = ({ domains, subject }: CertificateClue): string[] =>
  [...(domains ?? []), commonName(subject) ?? ''].map((name) => name.toLowerCase());

/** A wildcard stands for one label (RFC 6125, section 6.4.3). */
function covers(name: string, wanted: string): boolean {
  const host = wanted.toLowerCase();
  return name === host || (name.startsWith('*.') && host.slice(host.indexOf('.')) === name.slice(1));
}

function differences(wanted: CertificateName, better: CertificateClue): string[] {
  const found = [...byKey('I', wanted.issuer, better.issuer), ...byKey('S', wanted.subject, better.subject)];
  return found.length > 0 ? found : ['order'];
}

function byKey(part: string, a: string | undefined, b: string | undefined): string[] {
  const [left, right] = [valuesOf(a), valuesOf(b)];
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].filter((key) => left.get(key) !== right.get(key)).map((key) => `${part}.${key}`);
}

/** The values of each key as one text. `ST` is OpenSSL's word for `S`. */
function valuesOf(name: string | undefined): Map<string, string> {
  const values = new Map<string, string>();
  for (const { key, value } of splitName(name ?? '')) {
    const known = key === 'ST' ? 'S' : key === 'EMAILADDRESS' ? 'E' : key;
    values.set(known, `${values.get(known) ?? ''}\n${blankless(value)}`);
  }
  return values;
}
