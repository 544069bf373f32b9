import type { CertificateName } from '../../model/evidence.js';
import { domainOf } from '../certificate/name.js';
import { realValue } from '../text/placeholder.js';

const NAMES: Readonly<Record<string, string>> = { ST: 'S', EMAILADDRESS: 'E', DOMAINCOMPONENT: 'DC' };

/**
 * A name as openssl, gnutls and curl print it (`C = US, O = Contoso, CN = mail`, `/C=US/O=Contoso/CN=mail`,
 * `C=US; O=Contoso; CN=mail`) in the order and spelling of Exchange: most specific part first, `S` for the state, no
 * blanks around `=`.
 */
export function exchangeName(printed: string): string | undefined {
  const text = unescaped(printed.trim());
  const parts = (text.startsWith('/') ? slashParts(text) : commaParts(text)).map(spell);
  if (parts.length === 0 || parts.some((part) => part === undefined)) return undefined;
  // gnutls and Windows tools print CN first already; openssl prints the country or the root first.
  const ordered = /^CN=/.test(parts[0] ?? '') ? parts : parts.reverse();
  return realValue(ordered.join(', '));
}

/** openssl writes what is not ASCII as bytes of UTF-8: `\E6\9D\B1`, in its slash form `\xE6\x9D\xB1`. */
function unescaped(text: string): string {
  return text.replace(/(?:\\x?[89A-F][0-9A-F]){1,400}/gi, (bytes) => {
    const units = bytes.match(/[0-9A-F]{2}/gi) ?? [];
    const decoded = new TextDecoder().decode(Uint8Array.from(units, (unit) => Number.parseInt(unit, 16)));
    return decoded.includes('\uFFFD') ? bytes : decoded;
  });
}

const slashParts = (text: string): string[] => text.slice(1).split(/\/(?=[A-Za-z.\d]{1,20}=)/);

function commaParts(text: string): string[] {
  const separators = /^[^,="]{1,40}=[^,"]*; [A-Za-z.\d]{1,40}=/.test(text) ? ';' : ',+';
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === '"') quoted = !quoted;
    if (separators.includes(char) && !quoted && text.charAt(i - 1) !== '\\') {
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
    .replace(/\\([,+;])/g, '$1');
  const needsQuotes = value.includes(',') && !value.startsWith('"');
  return `${NAMES[name.toUpperCase()] ?? name.toUpperCase()}=${needsQuotes ? `"${value}"` : value}`;
}

export function certificateOf(issuer: string | undefined, subject: string | undefined): CertificateName | undefined {
  if (issuer === undefined && subject === undefined) return undefined;
  return { issuer, subject, domain: domainOf(subject) };
}
