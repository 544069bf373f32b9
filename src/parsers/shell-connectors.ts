import type { ConnectorClue } from '../model/evidence.js';
import { readCertificateName } from './certificate-name.js';
import type { Paste } from './paste.js';
import { realValue } from './placeholder.js';
import type { Property, ShellObject } from './shell-objects.js';

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
/** Get-HybridConfiguration and the transport services print some of the same properties. */
const OTHER_OBJECTS = [
  'receivingtransportservers',
  'sendingtransportservers',
  'internaltransportcertificatethumbprint',
  'messagecount',
  'x509certificatename',
];

/** A connector, if the object is one. */
export function connectorOf(paste: Paste, { properties }: ShellObject): ConnectorClue | undefined {
  const direction = directionOf(properties);
  if (direction === undefined) return undefined;
  const value = (name: string) => properties.get(name)?.value;
  const identity = realValue(value('identity')) ?? realValue(value('name'));
  const server = realValue(value('server')) ?? (identity?.includes('\\') ? realValue(identity.slice(0, identity.indexOf('\\'))) : undefined);
  const wanted = value('tlscertificatename') ?? '';
  return {
    kind: 'connector',
    direction,
    identity,
    server,
    properties: new Map([...properties].map(([name, property]) => [name, property.value])),
    tlsCertificateName: wanted === '' ? undefined : readCertificateName(wanted),
    at: decidingLine(paste, properties),
  };
}

function directionOf(properties: ReadonlyMap<string, Property>): Direction | undefined {
  if (OTHER_OBJECTS.some((name) => properties.has(name))) return undefined;
  const ranked = DIRECTIONS.map((direction) => ({ direction, told: TELLING[direction].filter((name) => properties.has(name)).length })).sort(
    (a, b) => b.told - a.told,
  );
  const [best, second] = ranked;
  if (best && best.told > (second?.told ?? 0)) return best.direction;
  return best && (best.told > 0 || properties.has('tlscertificatename')) ? 'unknown' : undefined;
}

/** Sign-in without TLS says most, then the certificate that is named, then the name of the connector. */
function decidingLine(paste: Paste, properties: ReadonlyMap<string, Property>): ConnectorClue['at'] {
  const auth = properties.get('authmechanism');
  const wanted = properties.get('tlscertificatename');
  const chosen = [
    auth && !/(?:^|[,{ ])tls(?:$|[,} ])/i.test(auth.value) ? auth : undefined,
    wanted && wanted.value !== '' ? wanted : undefined,
    properties.get('identity'),
    properties.get('name'),
    ...properties.values(),
  ].find((property) => property !== undefined);
  return paste.quote(chosen?.from ?? 0, chosen?.to ?? 0);
}
