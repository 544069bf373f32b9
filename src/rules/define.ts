import type { CertificateClue, CertificateName, Clue, ClueKind, ConnectorClue, EventClue, PairingClue } from '../model/evidence.js';
import type { FactName, Facts } from '../model/facts.js';
import type { CauseRule, Certainty, Ems, Mark, Match, OpenRule, Piece, Rule, Say } from '../model/rule.js';

export type { CertificateClue, ConnectorClue, ErrorClue, EventClue, PairingClue, ReplyClue, SessionClue } from '../model/evidence.js';

interface Or<K extends FactName> {
  readonly or: K;
  readonly otherwise: string;
}
type Slot = FactName | Or<FactName> | Mark;
type Need<S> = S extends FactName ? S : never;
type May<S> = S extends Or<infer K> ? K : never;

/** The fact if it was found, else this constant text (in `ems`: a constant expression that finds it). */
export const or = <const K extends FactName>(fact: K, otherwise: string): Or<K> => ({ or: fact, otherwise });
export const bold = (text: string): Mark => ({ mark: 'bold', text });
export const code = (text: string): Mark => ({ mark: 'code', text });

function pieces(strings: readonly string[], slots: readonly Slot[]): Piece[] {
  const out: Piece[] = [];
  strings.forEach((text, i) => {
    if (text) out.push(text);
    const slot = slots[i];
    if (slot === undefined) return;
    if (typeof slot === 'string') out.push({ fact: slot });
    else if ('or' in slot) out.push({ fact: slot.or, otherwise: slot.otherwise });
    else out.push(slot);
  });
  return out;
}

/** Prose. Blanks are facts by name; a misspelt one does not compile. */
export function say<const S extends readonly Slot[]>(strings: TemplateStringsArray, ...slots: S): Say<Need<S[number]>, May<S[number]>> {
  return { form: 'say', pieces: pieces(strings, slots) };
}

/**
 * Exchange Management Shell lines; the only way to write a command. A blank becomes one quoted literal. Indentation
 * common to all lines is removed. Write backslashes as in the shell: the raw text counts.
 */
export function ems<const S extends readonly Exclude<Slot, Mark>[]>(
  strings: TemplateStringsArray,
  ...slots: S
): Ems<Need<S[number]>, May<S[number]>> {
  return { form: 'ems', pieces: pieces(dedent(strings.raw), slots) };
}

function dedent(raw: readonly string[]): string[] {
  // Only the text after a line break tells the indentation; a blank may stand in the middle of a line.
  const margins = raw
    .flatMap((text) => text.split('\n').slice(1))
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const margin = margins.length > 0 ? Math.min(...margins) : 0;
  const lines = raw.map((text) =>
    text
      .split('\n')
      .map((line, i) => (i === 0 ? line : line.slice(margin)))
      .join('\n'),
  );
  const last = lines.length - 1;
  lines[0] = (lines[0] ?? '').replace(/^\n/, '');
  lines[last] = (lines[last] ?? '').trimEnd();
  return lines;
}

type Sure<F extends Facts> = { [K in keyof F & FactName]: undefined extends F[K] ? never : K }[keyof F & FactName];
const because =
  (certainty: Certainty) =>
  <F extends Facts>(facts: F, clues: readonly [Clue, ...Clue[]]): Match<Sure<F>, keyof F & FactName> => ({ certainty, facts, because: clues });

/** The text itself states the cause. */
export const certain = because('certain');
/** A healthy or different set-up can look alike. */
export const likely = because('likely');
/** The fault is sure, its cause is not: for `defineOpenRule`. */
export const open = because('open');

// The engine hands a rule only the view that it declared, so forgetting the declaration here is safe.
const forget = (rule: unknown): Rule => rule as Rule;
/** The same each time, made at the first call. */
function remembered<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** A fault with one cause and its cure. */
export const defineRule = <const R extends ClueKind, N extends FactName, M extends FactName>(rule: CauseRule<R, N, M>): Rule =>
  forget({ ...rule, text: remembered(rule.text) });
/** A fault whose cause the text leaves open, with the one test that decides. */
export const defineOpenRule = <const R extends ClueKind, N extends FactName, M extends FactName>(rule: OpenRule<R, N, M>): Rule =>
  forget({ ...rule, text: remembered(rule.text) });

/** True if one of the words stands in the text, in capitals or not. A pattern for each would slow down the first answer of a process. */
export function mentions(text: string, ...words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.some((word) => lower.includes(word.toLowerCase()));
}

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

/** The servers of these pairings, each once. */
export function serversOf(pairings: readonly PairingClue[]): string | undefined {
  const names = pairings.flatMap(({ server }) => (server === undefined ? [] : [shortName(server)]));
  const known = names.filter((name, i) => names.findIndex((other) => sameServer(other, name)) === i);
  return known.length > 0 ? known.join(', ') : undefined;
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
