import type { CertificateClue, CertificateName, ConnectorClue, EventClue, PairingClue, SessionClue } from '../model/evidence.js';

/** First label of a host name: `HYB01` of `HYB01.contoso.com`. Connector identities begin with it. */
export const shortName = (host: string): string => (/^[\d.]+$|:/.test(host) ? host : (host.split('.')[0] ?? host));

/** The words of a property that holds a list, in lower case: `Tls, Integrated`, `{192.0.2.1, 198.51.100.0/24}`. */
export const wordsOf = (value: string | undefined): string[] =>
  (value ?? '')
    .toLowerCase()
    .split(/[\s,{}]+/)
    .filter((word) => word !== '');

/** The name of a connector without the server in front of it. */
export const bareName = (identity: string | undefined): string => identity?.slice(identity.lastIndexOf('\\') + 1) ?? '';

/** Whether two texts name the same certificate. A console that wraps may put in a blank or swallow one. */
export const sameName = (a: CertificateName | undefined, b: CertificateName | undefined): boolean =>
  a?.issuer !== undefined && a.subject !== undefined && plainName(a) === plainName(b);
const plainName = (name: CertificateName | undefined): string => `${name?.issuer}\n${name?.subject}`.replaceAll(' ', '').toLowerCase();

/** Whether two names of servers are of the same one; true also where one of them is not known. */
export const sameServer = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined || shortName(a).toLowerCase() === shortName(b).toLowerCase();

/** Exchange itself says that the time of the certificate is over. */
export const outOfDate = ({ status }: CertificateClue): boolean => status?.toLowerCase() === 'dateinvalid';

/** The server has no certificate of this name, and no other server has it either. */
const isMissing = ({ named, elsewhere }: PairingClue): boolean => named.length === 0 && elsewhere === undefined;

/** The pairing that lacks its certificate on this server, or on any if the server is not known. */
export function missingOn(host: string | undefined, wanted: CertificateName | undefined, pairings: readonly PairingClue[]) {
  const missing = pairings.filter(isMissing);
  const pairing = missing.find((one) => sameServer(one.server, host) && (wanted === undefined || sameName(one.wanted, wanted)));
  return { pairing, value: comparison(pairing, missing) };
}

/** What the text tells of the connector of event 12014, or of the first pairing that lacks its certificate. */
export function contextOf(event: EventClue | undefined, connectors: readonly ConnectorClue[], pairings: readonly PairingClue[]) {
  const missing = missingOn(event?.computer, event?.certificate, pairings);
  const there = event && pairings.find(({ wanted, server }) => sameName(wanted, event.certificate) && sameServer(server, event.computer));
  const pairing = missing.pairing ?? there;
  const listed = event && connectors.find((one) => isListed(one, event));
  const host = event?.computer ?? pairing?.server;
  const server = host && shortName(host);
  const source = event?.source === 'MSExchangeFrontEndTransport' ? 'receive' : directionOf(event?.connector);
  return {
    pairing,
    server,
    direction: listed?.direction ?? source,
    connector: receiveConnector(server, event?.connector ?? listed?.identity ?? pairing?.identity),
    /** The connector names another certificate by now. */
    isPast: listed?.tlsCertificateName?.subject !== undefined && !sameName(listed.tlsCertificateName, event?.certificate),
    /** The certificate is there, only its time is over. */
    isExpired: pairing?.named[0] !== undefined && pairing.named.every(outOfDate),
    value: missing.value,
  };
}

function isListed({ identity, server, tlsCertificateName: name }: ConnectorClue, { connector, computer, certificate }: EventClue): boolean {
  if (connector === undefined) return certificate?.subject !== undefined && name?.subject === certificate.subject;
  return identity?.endsWith(connector) === true && sameServer(server, computer);
}

const hostsOf = ({ domains, subject }: CertificateClue): string[] => [...(domains ?? []), subject ?? ''].filter((name) => name !== '');

/** It has SMTP, no other certificate of the server for the same host has taken over, and no connector that was pasted names another one. */
export function isInUse(one: CertificateClue, all: readonly CertificateClue[], connectors: readonly ConnectorClue[]): boolean {
  if (one.services?.includes('SMTP') === false) return false;
  const hosts = hostsOf(one);
  // The certificates of OAuth and of the federation have SMTP too, but no name of a host.
  if (hosts.length > 0 && !hosts.some((name) => name.includes('.'))) return false;
  const others = all.filter((other) => !outOfDate(other) && other.services?.includes('SMTP') && sameServer(other.server, one.server));
  if (others.some((other) => hostsOf(other).some((name) => hosts.includes(name)))) return false;
  const own = connectors.filter(({ server, properties }) => properties.has('tlscertificatename') && sameServer(server, one.server));
  if (!own.some(({ tlsCertificateName }) => tlsCertificateName !== undefined)) return true;
  // Without a name the Fqdn of the connector chooses.
  return own.some(({ tlsCertificateName: name, properties }) => (name ? sameName(name, one) : hosts.includes(properties.get('fqdn') ?? '')));
}

/** The certificates of the server that name this host are in use and out of date, each of them. */
export function isOnlyExpired(
  host: string,
  server: string | undefined,
  all: readonly CertificateClue[],
  connectors: readonly ConnectorClue[],
): boolean {
  const holding = all.filter((one) => one.origin === 'store' && sameServer(one.server, server) && holds(one, host.toLowerCase()));
  return holding.every(outOfDate) && holding.some((one) => isInUse(one, all, connectors));
}

/** The certificate names this host, by itself or with an asterisk. */
function holds({ domains = [], subject = '' }: CertificateClue, host: string): boolean {
  const common = /(?:^|, ?)CN=([^,]{1,255})/i.exec(subject)?.[1] ?? '';
  const names = [...domains, common].map((name) => name.trim().toLowerCase());
  return names.includes(host) || names.includes(host.replace(/^[^.]{1,63}/, '*'));
}

/** The servers of these pairings, each once. */
export function serversOf(pairings: readonly PairingClue[]): string | undefined {
  const names = pairings.flatMap(({ server }) => (server === undefined ? [] : [shortName(server)]));
  const known = names.filter((name, i) => names.findIndex((other) => sameServer(other, name)) === i);
  return known.length > 0 ? known.join(', ') : undefined;
}

/** Where else the event was logged, and the session in which its server offered STARTTLS all the same. */
export function toldBy(events: readonly EventClue[], sessions: readonly SessionClue[]) {
  const [first] = events;
  const offers = ({ startTls, log, host }: SessionClue) =>
    startTls === true && log !== 'send' && host !== undefined && sameServer(host, first?.computer);
  return {
    places: loggedAt(events.filter(({ certificate }) => sameName(certificate, first?.certificate))),
    offered: first?.computer === undefined ? undefined : sessions.find(offers),
  };
}
/** The servers, if there are several; of one server the connectors. */
function loggedAt(events: readonly EventClue[]): string | undefined {
  const servers = new Set(events.map(({ computer }) => computer && shortName(computer)));
  const names = servers.size > 1 ? servers : new Set(events.map(({ connector }) => connector));
  const known = [...names].filter((name) => name !== undefined);
  const shown = known.length > 6 ? [...known.slice(0, 6), '…'] : known;
  return known.length > 1 ? shown.join(', ') : undefined;
}

/** What is wrong with a name, and where else it is: `HYB01, HYB02: CN=Contoso CA 3 → CN=Contoso CA 4`. */
function comparison(pairing: PairingClue | undefined, all: readonly PairingClue[]): string | undefined {
  const changed = (pairing?.differs ?? []).slice(0, 3).map(({ wanted, found }) => `${wanted || '-'} → ${found || '-'}`);
  const places = placesOf(all);
  return [places, changed.join('; ')].filter((text) => text !== '').join(': ') || undefined;
}

/** The servers, if there are several; of one server the connectors. */
function placesOf(all: readonly PairingClue[]): string {
  const servers = serversOf(all) ?? '';
  if (servers.includes(',')) return servers;
  const names = [...new Set(all.map(({ identity }) => bareName(identity)))].filter((name) => name !== '');
  return names.length > 1 ? names.join(', ') : '';
}

/** Connector identity for commands: the server's short name, a backslash and the connector's name. */
export const receiveConnector = (server: string | undefined, connector: string | undefined): string | undefined =>
  connector === undefined || connector.includes('\\') || server === undefined ? connector : `${shortName(server)}\\${connector}`;

/** What the name of a connector tells, as set-up and the Hybrid Configuration Wizard write it. `Outbound Proxy Frontend` receives. */
export function directionOf(name = ''): 'receive' | 'send' | undefined {
  const lower = name.toLowerCase();
  const words = new Set(lower.split(/[^a-z]+/));
  if (words.has('send') || (words.has('outbound') && !lower.includes('outbound proxy')) || lower.includes('送信')) return 'send';
  const own = lower.slice(lower.indexOf('\\') + 1);
  const receives = words.has('receive') || words.has('inbound') || ['frontend', 'front end', '受信'].some((word) => lower.includes(word));
  return receives || own.startsWith('default ') || own.startsWith('client ') ? 'receive' : undefined;
}
