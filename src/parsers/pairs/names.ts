import type { CertificateName, Clue, ConnectorClue, EventClue, PairingClue, SettingClue } from '../../model/evidence.js';
import { keyOf } from './compare.js';
import { short } from './stores.js';

/** What names a certificate. */
export type Named = Pick<PairingClue, 'of' | 'identity' | 'at'> & {
  readonly wanted: CertificateName;
  /** The servers that need the certificate, as printed; none if the text does not tell. */
  readonly servers: readonly string[];
};

/** More than any farm has. */
const MOST_NAMES = 100;

/** Connectors and the hybrid configuration that name a certificate, and events of connectors that were not pasted. */
export function namesIn(clues: readonly Clue[]): Named[] {
  const listed = clues.flatMap((clue) => (clue.kind === 'connector' ? connectorNames(clue) : clue.kind === 'setting' ? hybridNames(clue) : []));
  const connectors = clues.filter((clue): clue is ConnectorClue => clue.kind === 'connector');
  const logged = clues.flatMap((clue) => (clue.kind === 'event' && !isListed(clue, connectors) ? eventNames(clue) : []));
  return withoutDoubles([...listed, ...logged]).slice(0, MOST_NAMES);
}

const isComplete = (name: CertificateName | undefined): name is CertificateName => name?.issuer !== undefined && name.subject !== undefined;

function connectorNames({ direction, identity, server, properties, tlsCertificateName: wanted, at }: ConnectorClue): Named[] {
  if (!isComplete(wanted) || (direction !== 'receive' && direction !== 'send')) return [];
  // A send connector belongs to the organisation; the servers that send by it need its certificate.
  const servers = direction === 'send' ? listedIn(properties, 'sourcetransportservers') : [server ?? ''];
  return [{ of: direction, identity, wanted, servers: servers.filter((name) => name !== ''), at }];
}

const HYBRID_SERVERS = ['receivingtransportservers', 'sendingtransportservers', 'edgetransportservers'];
function hybridNames({ of, identity, properties, tlsCertificateName: wanted, at }: SettingClue): Named[] {
  if (of !== 'hybrid-configuration' || !isComplete(wanted)) return [];
  return [{ of: 'hybrid', identity, wanted, servers: [...new Set(HYBRID_SERVERS.flatMap((name) => listedIn(properties, name)))], at }];
}

/** The servers of a list. Of one that the shell has cut nobody knows the rest. */
function listedIn(properties: ReadonlyMap<string, string>, name: string): string[] {
  const value = properties.get(name) ?? '';
  return /(?:\.{3}|\u2026)\}?$/.test(value.trim()) ? [] : value.split(/[\s,{}]+/).filter((one) => one !== '');
}

/** Event 12014 itself names the certificate that its server lacks. */
function eventNames(event: EventClue): Named[] {
  const { certificate: wanted, computer, connector: identity, at } = event;
  const of = event.id === 12014 ? directionOf(event) : undefined;
  if (of === undefined || !isComplete(wanted)) return [];
  return [{ of, identity, wanted, servers: computer === undefined ? [] : [computer], at }];
}

/** As set-up and the Hybrid Configuration Wizard name connectors; Front End Transport only receives. */
function directionOf({ connector = '', source }: EventClue): 'receive' | 'send' | undefined {
  if (/^(?:default|client) /i.test(connector)) return 'receive';
  if (/^outbound to office 365/i.test(connector)) return 'send';
  return source === 'MSExchangeFrontEndTransport' ? 'receive' : undefined;
}

/** The connector of the event was pasted too: what it names now counts, also if that is nothing. */
function isListed({ connector, computer, certificate }: EventClue, connectors: readonly ConnectorClue[]): boolean {
  return connectors.some(({ identity = '', server, properties, tlsCertificateName: name }) => {
    if (server !== undefined && computer !== undefined && short(server) !== short(computer)) return false;
    if (connector === undefined) return isComplete(certificate) && isComplete(name) && keyOf(name) === keyOf(certificate);
    return properties.has('tlscertificatename') && identity.slice(identity.lastIndexOf('\\') + 1).toLowerCase() === connector.toLowerCase();
  });
}

function withoutDoubles(names: readonly Named[]): Named[] {
  const kept = new Map<string, Named>();
  for (const one of names) {
    const key = [one.of, one.identity?.toLowerCase(), keyOf(one.wanted), ...one.servers.map(short)].join('\n');
    if (!kept.has(key)) kept.set(key, one);
  }
  return [...kept.values()];
}

/** Every server that the text names, as `short` gives them. */
export function serversIn(clues: readonly Clue[], names: readonly Named[]): Set<string> {
  const told = clues.flatMap((clue) =>
    clue.kind === 'event' ? [clue.computer] : clue.kind === 'connector' || clue.kind === 'queue' || clue.kind === 'certificate' ? [clue.server] : [],
  );
  const servers = [...told, ...names.flatMap((name) => name.servers)].filter((name) => name !== undefined);
  return new Set(servers.map(short).filter((name) => name !== ''));
}
