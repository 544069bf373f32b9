import type { CertificateName } from '../../model/evidence.js';
import { domainOf, joinName } from '../certificate/name.js';

/**
 * A name as openssl, gnutls and curl print it (`C = US, O = Contoso, CN = mail`, `/C=US/O=Contoso/CN=mail`,
 * `C=US; O=Contoso; CN=mail`) in the order and spelling of Exchange: most specific part first, `S` for the state, no
 * blanks around `=`.
 */
export function exchangeName(printed: string): string | undefined {
  const text = unescaped(printed.trim());
  const parts: Part[] = [];
  for (const printed of text.startsWith('/') ? slashParts(text) : commaParts(text)) {
    const part = partOf(printed);
    if (!part) return undefined;
    parts.push(part);
  }
  // gnutls and Windows tools print CN first already; openssl prints the country or the root first.
  return joinName(parts[0]?.key.toUpperCase() === 'CN' ? parts : parts.reverse());
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

interface Part {
  readonly key: string;
  readonly value: string;
}

/** Key and value without the quotes and backslashes by which a comma or a quote stands for itself. */
function partOf(printed: string): Part | undefined {
  const sign = printed.indexOf('=');
  const key = printed.slice(0, sign).trim();
  if (sign < 1 || key === '') return undefined;
  const value = printed.slice(sign + 1).trim();
  const isQuoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
  return { key, value: (isQuoted ? value.slice(1, -1) : value).replace(/\\([,+;"<>=\\# ])/g, '$1') };
}

export function certificateOf(issuer: string | undefined, subject: string | undefined): CertificateName | undefined {
  if (issuer === undefined && subject === undefined) return undefined;
  return { issuer, subject, domain: domainOf(subject) };
}
