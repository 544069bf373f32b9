import type { SettingClue } from '../../model/evidence.js';
import { hostName, readCertificateName } from '../certificate/name.js';
import type { Paste } from '../text/paste.js';
import { quoteOf, type ShellObject } from './objects.js';
import { thumbprintOf, wholeValue } from './values.js';

type Kind = SettingClue['of'];

interface Signs {
  readonly of: Kind;
  /** One of these is enough. */
  readonly own: readonly string[];
  /** Two of these are. */
  readonly shared: readonly string[];
}

/** Properties by which each object is known. */
const SIGNS: readonly Signs[] = [
  {
    of: 'hybrid-configuration',
    own: ['receivingtransportservers', 'sendingtransportservers', 'edgetransportservers', 'onpremisessmarthost'],
    shared: ['features', 'clientaccessservers', 'externalipaddresses', 'serviceinstance'],
  },
  {
    of: 'transport-service',
    own: ['internaltransportcertificatethumbprint'],
    shared: [
      'internaldnsadapterenabled',
      'externaldnsadapterenabled',
      'receiveprotocollogpath',
      'sendprotocollogpath',
      'connectivitylogpath',
      'connectivitylogenabled',
      'pickupdirectorypath',
      'antispamagentsenabled',
      'intraorgconnectorprotocollogginglevel',
    ],
  },
  { of: 'server', own: ['admindisplayversion'], shared: ['serverrole', 'edition', 'isedgeserver', 'ishubtransportserver'] },
  { of: 'accepted-domain', own: [], shared: ['domainname', 'domaintype', 'matchsubdomains', 'addressbookenabled'] },
  { of: 'connectivity-test', own: [], shared: ['receiveconnector', 'binding', 'endpoint', 'statuscode'] },
  { of: 'edge-sync', own: [], shared: ['failuredetails', 'startutc', 'endutc', 'targetscanned'] },
  { of: 'remote-domain', own: ['trustedmailinboundenabled', 'trustedmailoutboundenabled'], shared: [] },
  { of: 'connector-validation', own: ['istasksuccessful'], shared: ['taskname', 'taskdescription', 'smarthost', 'validationresult'] },
];
/** None of a paste's objects is a setting if it has none of these. */
export const SETTING_HINTS = SIGNS.flatMap(({ own, shared }) => [...own, ...shared]);
/** What decides, the first that is there. */
const QUOTED = [
  'tlscertificatename',
  'internaltransportcertificatethumbprint',
  'admindisplayversion',
  'statuscode',
  'result',
  'domainname',
  'identity',
  'name',
];

/** A hybrid configuration, a transport service, a server, an accepted domain or the result of a test, if the object is one. */
export function settingOf(paste: Paste, object: ShellObject): SettingClue | undefined {
  const { properties } = object;
  const of = kindOf(object);
  if (of === undefined) return undefined;
  const value = (name: string) => wholeValue(properties.get(name)?.value);
  const named = value('identity') ?? value('name') ?? value('receiveconnector') ?? value('domainname');
  const wanted = properties.get('tlscertificatename')?.value ?? '';
  return {
    kind: 'setting',
    of,
    identity: of === 'connectivity-test' ? (value('receiveconnector') ?? named) : named,
    server: serverOf(of, object),
    properties: new Map([...properties].map(([name, property]) => [name, property.value])),
    tlsCertificateName: wanted === '' ? undefined : readCertificateName(wanted),
    thumbprint: thumbprintOf(value('internaltransportcertificatethumbprint')),
    at: quoteOf(paste, object, ...QUOTED.map((name) => properties.get(name))),
  };
}

function kindOf({ properties, cmdlet }: ShellObject): Kind | undefined {
  if (cmdlet === 'Validate-OutboundConnector' && !properties.has('recipientdomains')) return 'connector-validation';
  const has = (name: string) => properties.has(name);
  if (cmdlet === 'Get-HybridConfiguration' && has('tlscertificatename')) return 'hybrid-configuration';
  return SIGNS.find(({ own, shared }) => own.some(has) || shared.filter(has).length > 1)?.of;
}

/** A server and its transport service are what they are named after; the hybrid configuration and a domain belong to no server. */
function serverOf(of: Kind, { properties, server }: ShellObject): string | undefined {
  const host = (name: string) => hostName(wholeValue(properties.get(name)?.value));
  if (of === 'hybrid-configuration' || of === 'accepted-domain' || of === 'connector-validation') return undefined;
  if (of === 'connectivity-test') return host('server') ?? server;
  return host('name') ?? host('identity') ?? host('fqdn') ?? host('server') ?? server ?? host('pscomputername');
}
