import ipaddr from 'ipaddr.js';

/** Why an address is not called. The words are for logs and tables; the reply says it in a sentence of its own. */
export type Reason =
  | 'not-an-address'
  | 'not-canonical'
  | 'metadata'
  | 'link-local'
  | 'this-network'
  | 'private'
  | 'shared'
  | 'loopback'
  | 'reserved'
  | 'documentation'
  | 'benchmarking'
  | 'multicast'
  | 'broadcast'
  | 'embedded'
  | 'not-global';
export type Guard = (ip: string) => 'ok' | Reason;

type Network = ReturnType<typeof ipaddr.parseCIDR>;
type Row = readonly [network: Network, reason: Reason];

const rows = (reason: Reason, ...networks: readonly string[]): Row[] => networks.map((network) => [ipaddr.parseCIDR(network), reason]);

/**
 * Never called, whatever the operator allows: where clouds keep the credentials of a machine (AWS, Google, Oracle, Azure,
 * Alibaba), and addresses that mean no single host.
 */
const NEVER: readonly Row[] = [
  ...rows('metadata', '169.254.169.254/32', '169.254.170.2/32', '168.63.129.16/32', '100.100.100.200/32', '192.0.0.192/32'),
  ...rows('metadata', 'fd00:ec2::/32', 'fd20:ce::254/128'),
  ...rows('link-local', '169.254.0.0/16', 'fe80::/10'),
  ...rows('this-network', '0.0.0.0/8', '::/128'),
  ...rows('broadcast', '255.255.255.255/32'),
  ...rows('multicast', '224.0.0.0/4', 'ff00::/8'),
  // An address in an address: what is called in the end is not what was judged.
  ...rows('embedded', '::ffff:0:0/96', '::ffff:0:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32'),
];

/** IANA's registries of special-purpose addresses (RFC 6890 and what followed it). The last row leaves 2000::/3 alone. */
const SPECIAL: readonly Row[] = [
  ...rows('private', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fec0::/10'),
  ...rows('shared', '100.64.0.0/10'),
  ...rows('loopback', '127.0.0.0/8', '::1/128'),
  ...rows('documentation', '192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'),
  ...rows('benchmarking', '198.18.0.0/15', '2001:2::/48'),
  ...rows('reserved', '192.0.0.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.175.48.0/24', '240.0.0.0/4'),
  // 2001::/23 holds ORCHID and other identifiers that are no hosts; 3ffe::/16 was given back.
  ...rows('reserved', '2001::/23', '2620:4f:8000::/48', '3ffe::/16'),
  ...rows('embedded', '::/96'),
  ...rows('not-global', '::/3', '4000::/2', '8000::/1'),
];

/**
 * Says whether an address may be called: only global unicast, besides what the operator allows. Judge the very text that
 * is connected to afterwards, and resolve no name a second time.
 *
 * @param allow networks as `10.1.0.0/16` or `fd00:1::/32`
 * @throws Error that says which network is written wrongly, and how
 */
export function guardOf(allow: readonly string[]): Guard {
  const allowed = allow.map(networkOf);
  return (ip) => {
    const address = addressOf(ip);
    if (typeof address === 'string') return address;
    const holds = (network: Network) => network[0].kind() === address.kind() && address.match(network);
    const never = NEVER.find(([network]) => holds(network));
    if (never !== undefined) return never[1];
    if (allowed.some(holds)) return 'ok';
    return SPECIAL.find(([network]) => holds(network))?.[1] ?? 'ok';
  };
}

/** The parsed address if it is written in the one canonical way (four plain decimals; RFC 5952), else what is wrong. */
function addressOf(ip: string): ipaddr.IPv4 | ipaddr.IPv6 | 'not-an-address' | 'not-canonical' {
  if (!/^[\d.a-f:]{2,45}$/i.test(ip) || !ipaddr.isValid(ip)) return 'not-an-address';
  const address = ipaddr.parse(ip);
  return canonical(address) === ip ? address : 'not-canonical';
}

/** The one spelling in which an address is judged, shown and called. */
export const canonical = (address: ipaddr.IPv4 | ipaddr.IPv6): string =>
  address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();

function networkOf(text: string): Network {
  const slash = `${text}/`.indexOf('/');
  const ip = text.slice(0, slash);
  const bits = text.slice(slash + 1);
  const address = addressOf(ip);
  if (typeof address === 'string') throw new Error(`${JSON.stringify(text)} is not a network: write it as 10.1.0.0/16 or fd00:1::/32`);
  const most = address.kind() === 'ipv4' ? 32 : 128;
  if (!/^(?:0|[1-9]\d{0,2})$/.test(bits) || Number(bits) > most) {
    throw new Error(`${JSON.stringify(text)} needs a slash and a number of bits from 0 to ${most}; a single address has /${most}`);
  }
  const network = ipaddr.parseCIDR(text);
  const first = canonical(networkAddress(network));
  if (first !== ip) throw new Error(`${JSON.stringify(text)} has bits set behind its prefix: ${first}/${bits} is the network`);
  return network;
}

const networkAddress = ([address, bits]: Network): ipaddr.IPv4 | ipaddr.IPv6 => {
  const bytes = address.toByteArray().map((byte, at) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - at * 8))) & 0xff);
  return ipaddr.fromByteArray(bytes);
};
