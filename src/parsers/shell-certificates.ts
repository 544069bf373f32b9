import type { CertificateClue } from '../model/evidence.js';
import { hostName } from './certificate-name.js';
import type { Paste } from './paste.js';
import { realValue } from './placeholder.js';
import type { Property, ShellObject } from './shell-objects.js';

/** Properties that certificates have and mails, connectors and queues have not. */
export const CERTIFICATE_HINTS = [
  'thumbprint',
  'issuer',
  'notafter',
  'notbefore',
  'hasprivatekey',
  'isselfsigned',
  'certificatedomains',
  'rootcatype',
  'publickeysize',
  'services',
];
const LETTERS = new Map([
  ['I', 'IMAP'],
  ['P', 'POP'],
  ['U', 'UM'],
  ['W', 'IIS'],
  ['S', 'SMTP'],
  ['F', 'FEDERATION'],
  ['C', 'UMCALLROUTER'],
]);

/** A certificate, if the object is one. */
export function certificateOf(paste: Paste, { properties }: ShellObject): CertificateClue | undefined {
  if (!isCertificate(properties)) return undefined;
  const value = (name: string) => properties.get(name)?.value;
  const identity = realValue(value('identity'));
  return {
    kind: 'certificate',
    server: hostName(value('pscomputername')) ?? (identity?.includes('\\') ? hostName(identity.slice(0, identity.indexOf('\\'))) : undefined),
    issuer: nameOf(value('issuer')),
    subject: nameOf(value('subject')),
    thumbprint: thumbprintOf(value('thumbprint')),
    services: servicesOf(value('services')),
    status: realValue(value('status')),
    hasPrivateKey: truth(value('hasprivatekey')),
    selfSigned: truth(value('isselfsigned')),
    notAfter: realValue(value('notafter')),
    domains: domainsOf(value('certificatedomains')),
    at: decidingLine(paste, properties),
  };
}

function isCertificate(properties: ReadonlyMap<string, Property>): boolean {
  const told = CERTIFICATE_HINTS.filter((name) => properties.has(name)).length;
  const subject = properties.get('subject')?.value ?? '';
  return told > 1 || (told === 1 && /^[A-Za-z]{1,20} ?=/.test(subject));
}

const nameOf = (value: string | undefined): string | undefined => {
  const real = realValue(value);
  return real?.includes('=') ? real : undefined;
};
const thumbprintOf = (value: string | undefined): string | undefined => {
  const digits = value?.replace(/[^\x21-\x7E]/g, '');
  return digits !== undefined && /^[0-9A-Fa-f]{40}$/.test(digits) ? digits : undefined;
};
const truth = (value: string | undefined): boolean | undefined =>
  value && /^(?:true|false)$/i.test(value.trim()) ? value.trim().toLowerCase() === 'true' : undefined;

/** `SMTP, IIS`, `{SMTP, IIS}`, `None`, or the letters of the table: `IP.WS..`. */
function servicesOf(value: string | undefined): string[] | undefined {
  const text = value?.trim() ?? '';
  if (text === '') return value === undefined ? undefined : [];
  if (/^[.IPUWSFC]{4,9}$/.test(text) && (text.includes('.') || !/^(?:IIS|SMTP|IMAP|POP)$/.test(text)))
    return [...text].flatMap((letter) => LETTERS.get(letter) ?? []);
  const words = text
    .replace(/[{}]/g, '')
    .split(',')
    .map((word) => word.trim().toUpperCase());
  return words.every((word) => /^[A-Z]{2,20}$/.test(word)) ? words.filter((word) => word !== 'NONE') : undefined;
}

function domainsOf(value: string | undefined): string[] | undefined {
  const text = realValue(value?.replace(/(?:\.{3}|\u2026)\}?$/, ''));
  return text
    ?.replace(/[{}]/g, '')
    .split(',')
    .map((domain) => domain.trim())
    .filter((domain) => domain !== '');
}

/** A bad status says most, then what the certificate is for. */
function decidingLine(paste: Paste, properties: ReadonlyMap<string, Property>): CertificateClue['at'] {
  const status = properties.get('status');
  const chosen = [
    status && !/^valid$/i.test(status.value) ? status : undefined,
    properties.get('subject'),
    properties.get('thumbprint'),
    ...properties.values(),
  ].find((property) => property !== undefined);
  return paste.quote(chosen?.from ?? 0, chosen?.to ?? 0);
}
