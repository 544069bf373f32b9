import { isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import { canonical } from './guard.js';

/** What may be probed. A name is a host or a domain: its MX records decide. */
export interface Target {
  readonly kind: 'name' | 'address';
  /** In lower case and ASCII (punycode), without a final dot; an address in its canonical spelling. */
  readonly name: string;
  readonly port?: number;
}

/** Why a text is not a target. */
export const REFUSALS = ['empty', 'too-long', 'url', 'not-a-host', 'odd-address', 'single-label', 'port'] as const;
export type Refusal = (typeof REFUSALS)[number];
export interface Refused {
  readonly refused: Refusal;
}

export interface TargetOptions {
  /** `any`: for the terminal, where a person probes from the own machine, also by the short names of its network. */
  readonly ports?: 'mail' | 'any';
}

const MAIL_PORTS = new Set([25, 465, 587]);
/** A local part of 64, an @, and a domain of 255 (RFC 5321, section 4.5.3.1). */
const LONGEST = 320;
const LONGEST_NAME = 253;

/**
 * Reads what a person typed as host, domain, address or mail address. There is one reading of each text; where two programs
 * could read it differently, it is refused.
 */
export function readTarget(given: string, options: TargetOptions = {}): Target | Refused {
  const text = given.trim();
  if (text === '') return { refused: 'empty' };
  if (text.length > LONGEST) return { refused: 'too-long' };
  if (/[/\\]/.test(text)) return { refused: 'url' };
  const shown = text.includes('@') ? domainOf(text) : text;
  if (shown === undefined) return { refused: 'not-a-host' };
  const parts = split(shown);
  if ('refused' in parts) return parts;
  const port = portOf(parts.port, options.ports ?? 'mail');
  if (port === 'bad') return { refused: 'port' };
  const host = parts.v6 ? addressOf(parts.host) : hostOf(parts.host, options.ports === 'any');
  if ('refused' in host) return host;
  if (host.kind === 'address' && text !== shown) return { refused: 'odd-address' };
  return port === undefined ? host : { ...host, port };
}

/** The domain of a mail address. A second @ or a port behind it is what tricks are made of. */
const domainOf = (text: string): string | undefined => /^[\w.!#$&'*+=?^`{|}~-]{1,64}@([^@:[\]]+)$/.exec(text)?.[1];

interface Parts {
  readonly host: string;
  readonly port: string | undefined;
  readonly v6: boolean;
}

function split(text: string): Parts | Refused {
  if (text.startsWith('[')) {
    const [, host, port] = /^\[([^\][]*)\](?::(.*))?$/.exec(text) ?? [];
    return host === undefined ? { refused: 'not-a-host' } : { host, port, v6: true };
  }
  const first = text.indexOf(':');
  if (first !== text.lastIndexOf(':')) return { host: text, port: undefined, v6: true };
  return first < 0 ? { host: text, port: undefined, v6: false } : { host: text.slice(0, first), port: text.slice(first + 1), v6: false };
}

function portOf(text: string | undefined, ports: 'mail' | 'any'): number | undefined | 'bad' {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^[1-9]\d{0,4}$/.test(text) || port > 65_535) return 'bad';
  return ports === 'any' || MAIL_PORTS.has(port) ? port : 'bad';
}

/** No zone (`%eth0`) and no dotted tail: both are addresses that mean something else than they show. */
function addressOf(host: string): Target | Refused {
  if (!/^[\da-f:]{2,39}$/i.test(host) || !isIPv6(host)) return { refused: 'odd-address' };
  return { kind: 'address', name: canonical(ipaddr.parse(host)) };
}

function hostOf(host: string, isInside: boolean): Target | Refused {
  // Characters without a shape would vanish in the translation: what was shown is then not what is asked for.
  // It would also decode percent escapes, hence no ASCII but that of names.
  if (/[\p{C}\p{Z}]/u.test(host) || /[\x00-\x2c/:-@[-^`{-\x7f]/.test(host)) return { refused: 'not-a-host' };
  if (isIPv4(host)) return { kind: 'address', name: host };
  if (isNumeric(host)) return { refused: 'odd-address' };
  const name = domainToASCII(host).replace(/\.$/, '');
  // `0x7f.1` and full-width digits come out of the translation as 127.0.0.1.
  if (isIPv4(name) || isNumeric(name)) return { refused: 'odd-address' };
  if (name.length > LONGEST_NAME) return { refused: 'too-long' };
  if (!isHostName(name)) return { refused: name.split('.').some((label) => label.length > 63) ? 'too-long' : 'not-a-host' };
  return isInside || name.includes('.') ? { kind: 'name', name } : { refused: 'single-label' };
}

/** A number in any base, or a name that ends in one: no top-level domain does (URL standard, "ends in a number"). */
const isNumeric = (host: string): boolean => /(?:^|\.)(?:\d+|0x[\da-f]*)\.?$/i.test(host);

/** Letters, digits and hyphens, at most 63 a label (RFC 1123, section 2.1). */
export const isHostName = (name: string): boolean =>
  name.length <= LONGEST_NAME && name.split('.').every((label) => /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/.test(label));
