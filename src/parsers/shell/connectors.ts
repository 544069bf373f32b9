import type { ConnectorClue } from '../../model/evidence.js';
import { hostName, readCertificateName } from '../certificate/name.js';
import type { Paste } from '../text/paste.js';
import { realValue } from '../text/placeholder.js';
import { type Property, quoteOf, type ShellObject } from './objects.js';
import { wholeValue } from './values.js';

type Direction = ConnectorClue['direction'];

/** Properties by which a connector is known, each with its direction. */
const TELLING: Readonly<Record<Exclude<Direction, 'unknown'>, readonly string[]>> = {
  receive: [
    'transportrole',
    'bindings',
    'permissiongroups',
    'remoteipranges',
    'authmechanism',
    'tlsdomaincapabilities',
    'suppressxanonymoustls',
    'requireehlodomain',
    'extendedprotectionpolicy',
    'enableauthgssapi',
  ],
  send: [
    'addressspaces',
    'sourcetransportservers',
    'smarthosts',
    'smarthostauthmechanism',
    'dnsroutingenabled',
    'ignorestarttls',
    'frontendproxyenabled',
    'requireoorg',
    'tlsauthlevel',
    'homemta',
  ],
  inbound: [
    'senderdomains',
    'restrictdomainstocertificate',
    'tlssendercertificatename',
    'senderipaddresses',
    'restrictdomainstoipaddresses',
    'treatmessagesasinternal',
    'efskipips',
  ],
  outbound: ['recipientdomains', 'usemxrecord', 'routeallmessagesviaonpremises', 'tlssettings', 'isvalidated', 'smtpdanemode', 'mtastsmode'],
};
/** None of a paste's objects is a connector if it has none of these. */
export const CONNECTOR_HINTS = ['tlscertificatename', ...Object.values(TELLING).flat()];
const DIRECTIONS = ['inbound', 'outbound', 'receive', 'send'] as const;
/** The cmdlet above tells what a table of a few columns holds. */
const TYPED = new Map<string, Direction>([
  ['get-receiveconnector', 'receive'],
  ['get-sendconnector', 'send'],
  ['get-inboundconnector', 'inbound'],
  ['get-outboundconnector', 'outbound'],
]);
/** Get-HybridConfiguration and the transport services print some of the same properties. */
const OTHER_OBJECTS = [
  'receivingtransportservers',
  'sendingtransportservers',
  'internaltransportcertificatethumbprint',
  'messagecount',
  'x509certificatename',
];

/** `EX01\Default Frontend EX01`: only receive connectors belong to a server. */
const ON_A_SERVER = /^[^\\]{1,253}\\\S/;

/** Set-up puts the server's name behind: `Default EX01`. A listing by Name leaves out the server in front. */
const BY_SETUP = /^(?:default(?! frontend$)|default frontend|client frontend|client proxy|outbound proxy frontend) ([a-z\d][\w-]{0,62})$/i;

/** A connector, if the object is one. */
export function connectorOf(paste: Paste, object: ShellObject): ConnectorClue | undefined {
  const { properties, cmdlet = '' } = object;
  const isNamed = ['identity', 'name', 'tlscertificatename'].some((name) => properties.has(name));
  const typed = isNamed ? TYPED.get(cmdlet.toLowerCase()) : undefined;
  const told = directionOf(properties);
  const value = (name: string) => wholeValue(properties.get(name)?.value);
  const identity = value('identity') ?? value('name');
  const direction = told === 'unknown' ? (typed ?? (ON_A_SERVER.test(identity ?? '') ? 'receive' : told)) : (told ?? typed);
  if (direction === undefined) return undefined;
  const wanted = properties.get('tlscertificatename')?.value ?? '';
  const server = serverOf(direction, identity, object);
  const named = direction === 'receive' && server === undefined ? BY_SETUP.exec(identity ?? '')?.[1] : undefined;
  return {
    kind: 'connector',
    direction,
    identity: named === undefined ? identity : `${named}\\${identity}`,
    server: server ?? named,
    properties: new Map([...properties].map(([name, property]) => [name, property.value])),
    tlsCertificateName: wanted === '' ? undefined : readCertificateName(wanted),
    at: decidingLine(paste, object),
  };
}

/** The server of a receive connector. Every other connector belongs to the organisation, wherever its listing was made. */
function serverOf(direction: Direction, identity: string | undefined, { properties, server }: ShellObject): string | undefined {
  const own = wholeValue(properties.get('server')?.value) ?? realValue(/^([^\\]{1,253})\\/.exec(identity ?? '')?.[1]);
  return own ?? (direction === 'receive' ? (server ?? hostName(properties.get('pscomputername')?.value)) : undefined);
}

function directionOf(properties: ReadonlyMap<string, Property>): Direction | undefined {
  if (OTHER_OBJECTS.some((name) => properties.has(name))) return undefined;
  const ranked = DIRECTIONS.map((direction) => ({ direction, told: toldOf(direction, properties) })).sort((a, b) => b.told - a.told);
  const [best, second] = ranked;
  if (best && best.told > (second?.told ?? 0)) return best.direction;
  return best && (best.told > 0 || properties.has('tlscertificatename')) ? 'unknown' : undefined;
}

/** Smart hosts are mostly of a send connector; beside a property that only an outbound connector has, they count for neither. */
function toldOf(direction: Exclude<Direction, 'unknown'>, properties: ReadonlyMap<string, Property>): number {
  const told = TELLING[direction].filter((name) => properties.has(name)).length;
  const isOutbound = direction === 'send' && properties.has('tlssettings') && properties.has('smarthosts');
  return isOutbound ? told - 1 : told;
}

/** Sign-in without TLS says most, then the certificate that is named, then the name of the connector. */
function decidingLine(paste: Paste, object: ShellObject): ConnectorClue['at'] {
  const { properties } = object;
  const auth = properties.get('authmechanism');
  const wanted = properties.get('tlscertificatename');
  return quoteOf(
    paste,
    object,
    auth && !/(?:^|[,{ ])tls(?:$|[,} ])/i.test(auth.value) ? auth : undefined,
    wanted && wanted.value !== '' ? wanted : undefined,
    properties.get('identity'),
    properties.get('name'),
  );
}
