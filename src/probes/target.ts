import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';

/** What is to be probed. A name is a host or a domain: DNS decides. */
export interface Target {
  readonly kind: 'name' | 'address';
  /** In its plain spelling: lower case, IDN in punycode, no dot behind it; an address as ipaddr.js writes it. */
  readonly name: string;
  readonly port?: number | undefined;
}

export const REFUSALS = ['empty', 'too-long', 'not-a-host', 'single-label', 'odd-address', 'port', 'web-address'] as const;
/** Why a text is no target. */
export type Refusal = (typeof REFUSALS)[number];

/** `chat`: mail ports and full names only, for requests of others. `terminal`: for whoever sits at it. */
export type Place = 'chat' | 'terminal';

const MAIL_PORTS = [25, 465, 587];
/** RFC 1035 allows 253 characters; a Unicode spelling is shorter. */
const LONGEST = 253;
const LABEL = /^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$/;
const NAME = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * Reads `contoso.com`, `mail.contoso.com:587`, `203.0.113.10`, `[2001:db8::1]:25`, `user@contoso.com`. Each text is read in
 * one way or refused: no hex or octal addresses, no user names in front, no web addresses.
 */
export function readTarget(text: string, place: Place = 'chat'): Target | { readonly refused: Refusal } {
  const given = text.trim();
  if (given === '') return { refused: 'empty' };
  if (given.length > LONGEST + 8) return { refused: 'too-long' };
  if (given.includes('/')) return { refused: 'web-address' };
  const { host, port } = splitPort(given);
  if (port !== undefined && !isPort(port, place)) return { refused: 'port' };
  const target = hostOf(host, place);
  return 'refused' in target || port === undefined ? target : { ...target, port: Number(port) };
}

/** A colon is the port's where only one stands there, or behind a bracket. */
function splitPort(text: string): { host: string; port?: string } {
  const bracket = /^\[([^\]]{0,64})\](?::(.{0,8}))?$/.exec(text);
  if (bracket) return { host: `[${bracket[1]}]`, ...(bracket[2] !== undefined && { port: bracket[2] }) };
  const [host = '', port, ...more] = text.split(':');
  return port === undefined || more.length > 0 ? { host: text } : { host, port };
}

function isPort(text: string, place: Place): boolean {
  const port = Number(text);
  if (!/^[1-9]\d{0,4}$/.test(text) || port > 65_535) return false;
  return place === 'terminal' || MAIL_PORTS.includes(port);
}

function hostOf(given: string, place: Place): Target | { readonly refused: Refusal } {
  const bare = given.replace(/^\[(.*)\]$/s, '$1');
  if (bare !== given || bare.includes(':')) return addressOf(bare, bare !== given ? 'odd-address' : 'not-a-host');
  if (isIP(bare) !== 0) return addressOf(bare, 'odd-address');
  // A mail address stands for its domain; more than one @ is a trick.
  const [local, domain, ...more] = bare.split('@');
  if (more.length > 0 || (domain !== undefined && local === '')) return { refused: 'not-a-host' };
  return nameOf(domain ?? bare, place);
}

function addressOf(text: string, otherwise: Refusal): Target | { readonly refused: Refusal } {
  // A zone (`fe80::1%eth0`) means something on one computer only.
  if (isIP(text) === 0 || text.includes('%')) return { refused: ipaddr.isValid(text) ? 'odd-address' : otherwise };
  const address = ipaddr.parse(text);
  return { kind: 'address', name: address.toString() };
}

function nameOf(text: string, place: Place): Target | { readonly refused: Refusal } {
  // What the WHATWG reading of hosts takes for an address (hex, octal, full-width digits) comes back as one.
  const ascii = domainToASCII(text.endsWith('.') ? text.slice(0, -1) : text);
  if (isIP(ascii.replace(/^\[(.*)\]$/s, '$1')) !== 0) return { refused: 'odd-address' };
  if (ascii === '' || ascii.length > LONGEST) return { refused: ascii === '' ? 'not-a-host' : 'too-long' };
  if (LABEL.test(ascii)) return place === 'terminal' ? { kind: 'name', name: ascii } : { refused: 'single-label' };
  return NAME.test(ascii) && !/%|xn--$/.test(ascii) ? { kind: 'name', name: ascii } : { refused: 'not-a-host' };
}
