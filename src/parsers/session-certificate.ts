import type { CertificateName } from '../model/evidence.js';
import { domainOf } from './certificate-name.js';
import { realValue } from './placeholder.js';

const NAMES: Readonly<Record<string, string>> = { ST: 'S', EMAILADDRESS: 'E', DOMAINCOMPONENT: 'DC' };

/**
 * A name as openssl prints it (`C = US, O = Contoso, CN = mail` or `/C=US/O=Contoso/CN=mail`) in the order and spelling
 * of Exchange: most specific part first, `S` for the state, no blanks around `=`.
 */
export function exchangeName(printed: string): string | undefined {
  const text = printed.trim();
  const parts = (text.startsWith('/') ? slashParts(text) : commaParts(text)).map(spell);
  if (parts.length === 0 || parts.some((part) => part === undefined)) return undefined;
  // Windows tools print CN first already; openssl prints the country or the root first.
  const ordered = /^CN=/.test(parts[0] ?? '') ? parts : parts.reverse();
  return realValue(ordered.join(', '));
}

const slashParts = (text: string): string[] => text.slice(1).split(/\/(?=[A-Za-z.\d]{1,20}=)/);

function commaParts(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === '"') quoted = !quoted;
    if ((char === ',' || char === '+') && !quoted && text.charAt(i - 1) !== '\\') {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function spell(part: string): string | undefined {
  const sign = part.indexOf('=');
  if (sign < 1) return undefined;
  const name = part.slice(0, sign).trim();
  const value = part
    .slice(sign + 1)
    .trim()
    .replace(/\\,/g, ',');
  const needsQuotes = value.includes(',') && !value.startsWith('"');
  return `${NAMES[name.toUpperCase()] ?? name.toUpperCase()}=${needsQuotes ? `"${value}"` : value}`;
}

export function certificateOf(issuer: string | undefined, subject: string | undefined): CertificateName | undefined {
  if (issuer === undefined && subject === undefined) return undefined;
  return { issuer, subject, domain: domainOf(subject) };
}
