import ipaddr from 'ipaddr.js';

/** Why an address is not called. */
export type Reason = 'not-an-address' | 'not-canonical' | 'not-public';
type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = readonly [Address, number];

/**
 * IPv6 that is global but leads elsewhere, or nowhere: what is built around IPv4 addresses (RFC 6052, 3056, 4380), and what
 * ipaddr.js does not know. Everything outside 2000::/3 is refused anyway.
 */
const REFUSED = [
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '2620:4f:8000::/48',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  'fd00:ec2::/32',
].map((text): Network => ipaddr.parseCIDR(text));
const GLOBAL: Network = ipaddr.parseCIDR('2000::/3');

/** A network in CIDR form. Throws an error that says what is wrong with it. */
function networkOf(text: string): Network {
  try {
    return ipaddr.parseCIDR(text);
  } catch {
    throw new Error(`${JSON.stringify(text)} is not a network: write it as 10.0.0.0/8 or fd00::/8.`);
  }
}

/**
 * Decides which addresses may be called: global unicast only, in their one canonical spelling, unless the operator has
 * allowed their network. Judged is the address that is then connected to, never a name.
 */
export function guardOf(allow: readonly string[]): (text: string) => 'ok' | Reason {
  const allowed = allow.map(networkOf);
  return (text) => {
    if (!ipaddr.isValid(text)) return 'not-an-address';
    const address = ipaddr.parse(text);
    // `ipaddr.js` reads 0x7f.1 and 127.1 as well; only what it writes itself is taken.
    if (address.toString() !== text.toLowerCase()) return 'not-canonical';
    if (allowed.some((network) => isWithin(address, network))) return 'ok';
    return isPublic(address) ? 'ok' : 'not-public';
  };
}

function isWithin(address: Address, [network, bits]: Network): boolean {
  if (address instanceof ipaddr.IPv4) return network instanceof ipaddr.IPv4 && address.match(network, bits);
  return network instanceof ipaddr.IPv6 && address.match(network, bits);
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || (isWithin(address, GLOBAL) && !REFUSED.some((network) => isWithin(address, network)));
}
