import type { CertificateClue } from '../../model/evidence.js';
import { hostName } from '../certificate/name.js';
import type { Paste } from '../text/paste.js';
import { type Property, quoteOf, type ShellObject } from './objects.js';
import { dateOf, listOf, thumbprintOf, truthOf, wholeValue } from './values.js';

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
/** Those that certutil prints as well. */
const TEXT_HINTS = new Set(['issuer', 'notafter', 'notbefore']);
const LETTERS = new Map([
  ['I', 'IMAP'],
  ['P', 'POP'],
  ['U', 'UM'],
  ['W', 'IIS'],
  ['S', 'SMTP'],
  ['F', 'FEDERATION'],
  ['C', 'UMCALLROUTER'],
]);

/** A certificate of a server's store (Get-ExchangeCertificate, the drive `Cert:`), if the object is one. */
export function certificateOf(paste: Paste, object: ShellObject): CertificateClue | undefined {
  const { properties } = object;
  if (!isCertificate(paste, properties)) return undefined;
  const value = (name: string) => properties.get(name)?.value;
  const size = /^\d{3,5}$/.exec(value('publickeysize')?.trim() ?? '')?.[0];
  return {
    kind: 'certificate',
    origin: 'store',
    server: serverOf(object),
    issuer: nameOf(value('issuer')),
    subject: nameOf(value('subject')),
    thumbprint: thumbprintOf(value('thumbprint')),
    services: servicesOf(value('services')),
    status: wholeValue(value('status')),
    hasPrivateKey: truthOf(value('hasprivatekey')),
    selfSigned: truthOf(value('isselfsigned')),
    notAfter: dateOf(value('notafter')),
    notBefore: dateOf(value('notbefore')),
    domains: listOf(value('certificatedomains') ?? value('dnsnamelist')),
    serialNumber: wholeValue(value('serialnumber')),
    rootType: rootTypeOf(value('rootcatype')),
    keySize: size === undefined ? undefined : Number(size),
    signature: wholeValue(value('signaturealgorithm')),
    usages: listOf(value('enhancedkeyusagelist')),
    at: decidingLine(paste, object),
  };
}

/** The identity of a certificate is `server\thumbprint`; the session may have run on another server. */
function serverOf({ properties, server }: ShellObject): string | undefined {
  const identity = wholeValue(properties.get('identity')?.value) ?? '';
  return hostName(/^([^\\]{1,253})\\/.exec(identity)?.[1]) ?? server ?? hostName(properties.get('pscomputername')?.value);
}

function isCertificate(paste: Paste, properties: ReadonlyMap<string, Property>): boolean {
  const told = CERTIFICATE_HINTS.filter((name) => properties.has(name));
  const subject = properties.get('subject')?.value ?? '';
  const issuer = properties.get('issuer');
  // openssl and certutil name issuer, subject and dates too, without a blank in front of the colon: certificate-text.ts reads those.
  const isOther = issuer && !/^\W{0,40}\w+ +:/.test(paste.text.slice(issuer.from, Math.min(issuer.to, issuer.from + 80)));
  if (isOther && told.every((name) => TEXT_HINTS.has(name))) return false;
  if (told.length > 1) return true;
  return told.length === 1 && /^[A-Za-z]{1,20} ?=/.test(subject);
}

const nameOf = (value: string | undefined): string | undefined => {
  const whole = wholeValue(value);
  return whole?.includes('=') ? whole : undefined;
};
/** `None` is a root of its own: the certificate is self-signed. */
const rootTypeOf = (value: string | undefined): string | undefined => /^[A-Za-z]{4,20}$/.exec(value?.trim() ?? '')?.[0];

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

/** A bad status says most, then what the certificate is for. */
function decidingLine(paste: Paste, object: ShellObject): CertificateClue['at'] {
  const status = object.properties.get('status');
  const bad = status && !/^valid$/i.test(status.value) ? status : undefined;
  return quoteOf(paste, object, bad, object.properties.get('subject'), object.properties.get('thumbprint'));
}
