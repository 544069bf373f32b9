import type { CertificateClue, Clue } from '../../model/evidence.js';
import { pemsTold } from '../session/tls-client.js';
import type { Line, Parser, Paste } from '../text/paste.js';
import { realValue } from '../text/placeholder.js';
import { edgeOf, widthOf } from '../text/width.js';
import { type Entry, entriesOf, type Item } from './entries.js';
import { byShape, distinguished, domainsOf, lastPart, providerOf, serialOf, signatureOf, thumbprintOf, usagesOf } from './fields.js';
import { type Field, keyTest, marginOf } from './labels.js';
import { hostName } from './name.js';
import { type Block, pemBlocks } from './pem.js';

const MOST = 200;

/** Certificates as openssl x509, certutil, the certificate window and PEM show them, one clue each. */
export const readCertificateText: Parser = (paste) => {
  const found = pemBlocks(paste);
  const widths = { width: widthOf(paste), edge: edgeOf(paste) };
  const told = found.some(({ clue }) => clue.origin === 'shown') ? pemsTold(paste) : new Set();
  const blocks = found.filter(({ from }) => !told.has(from));
  const isPem = ({ number }: Line) => found.some(({ from, to }) => number >= from && number <= to);
  const isHandshake = ['connected(0', 'certificate chain'].some((words) => paste.lower.includes(words));
  const entries = entriesOf(paste, isPem).filter((entry) => isCertificate(entry, isHandshake));
  const printed = withoutRepeats(entries.filter(isLeaf)).map((entry) => toClue(paste, entry, widths));
  const clues: Clue[] = withPem(printed, blocks);
  return {
    clues: clues.slice(0, MOST),
    understood: [...entries.flatMap(linesOf), ...blocks.flatMap(rangeOf), ...(entries.length > 0 ? frameLines(paste) : [])],
  };
};

interface Widths {
  readonly width: number;
  readonly edge: number;
}

const rangeOf = ({ from, to }: Block): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Names with one date may be those of a handshake, which has a parser of its own. */
function isCertificate({ kind, items, lines }: Entry, isHandshake: boolean): boolean {
  const has = (...fields: Field[]) => fields.filter((field) => items.has(field)).length;
  const told = has('issuer', 'subject', 'serialNumber', 'notBefore', 'notAfter', 'thumbprint');
  if (kind === 'store' && byShape(lines).subject !== undefined) return true;
  if (kind !== 'bare') return told > 1 && has('issuer', 'subject', 'thumbprint', 'notAfter') > 0;
  if (items.has('issuedTo')) return has('issuedBy', 'issuer', 'notAfter') > 1;
  if (told === 1) return (!isHandshake && isCertain(items.get('notAfter'))) || items.get('thumbprint')?.label.endsWith('fingerprint') === true;
  const names = [items.get('issuer'), items.get('subject')].filter((item) => distinguished(item, false) !== undefined).length;
  return (
    told > 1 &&
    (isHandshake
      ? has('serialNumber', 'thumbprint') > 0 || has('notBefore', 'notAfter') > 1
      : names > 0 || has('notBefore', 'notAfter', 'thumbprint') > 1)
  );
}
/** `notAfter=Nov  1 23:59:59 2027 GMT`: nothing but openssl prints that. */
const isCertain = (item: Item | undefined): boolean => item?.assigned === true && /^[A-Z][a-z]{2} {1,2}\d{1,2} [\d:]{8} \d{4}/.test(item.value);

/** certutil -verify prints the chain: the first of it is the certificate, the others belong to authorities. */
const isLeaf = ({ kind, heading }: Entry): boolean => kind !== 'chain' || heading?.lower.includes('[0][0]') === true;

/** certutil -verify prints the certificate once more as the first of its chain; that one has the dates. */
function withoutRepeats(entries: readonly Entry[]): Entry[] {
  const serial = (entry: Entry) => serialOf(entry.items.get('serialNumber'))?.toLowerCase();
  const told = new Set(entries.filter(({ kind }) => kind === 'chain').map(serial));
  return entries.filter((entry) => entry.kind === 'chain' || serial(entry) === undefined || !told.has(serial(entry)));
}

/** openssl prints the PEM below the text: one certificate, of which the PEM knows more and the text says it in its own words. */
function withPem(printed: readonly CertificateClue[], blocks: readonly Block[]): CertificateClue[] {
  const rest = new Map(blocks.map(({ clue }) => [clue.serialNumber?.toLowerCase() ?? clue.thumbprint ?? '', clue]));
  const joined = printed.map((clue) => {
    const serial = clue.serialNumber?.toLowerCase() ?? '';
    const pem = rest.get(serial);
    if (!pem) return clue;
    rest.delete(serial);
    const { signature, usages, hasPrivateKey, provider, at } = clue;
    return { ...pem, signature, usages: usages ?? pem.usages, hasPrivateKey, provider, at };
  });
  return [...joined, ...rest.values()];
}

function toClue(paste: Paste, entry: Entry, { width, edge }: Widths): CertificateClue {
  const { kind, items, lines } = entry;
  const isWindows = kind === 'store' || kind === 'chain';
  const shape = kind === 'store' ? byShape(lines) : {};
  const value = (field: Field) => realValue(items.get(field)?.value);
  const [issuer, subject] = [
    distinguished(items.get('issuer'), isWindows, width) ?? shape.issuer,
    distinguished(items.get('subject'), isWindows, width) ?? shape.subject,
  ];
  const windowName = hostName(value('issuedTo'));
  const tests = lines.map(({ lower }) => keyTest(lower)).filter((works) => works !== undefined);
  const domains = domainsOf(lines, edge);
  return {
    kind: 'certificate',
    origin: kind === 'store' ? 'store' : 'file',
    issuer,
    subject,
    thumbprint: thumbprintOf(value('thumbprint')) ?? shape.thumbprint,
    hasPrivateKey: tests[0],
    selfSigned: selfSigned(issuer, subject) ?? selfSigned(value('issuedBy') ?? value('issuer'), value('issuedTo')),
    notBefore: dated(value('notBefore')) ?? shape.notBefore,
    notAfter: dated(value('notAfter')) ?? shape.notAfter,
    domains: domains.length === 0 && windowName !== undefined ? [windowName] : some(domains),
    serialNumber: serialOf(items.get('serialNumber')) ?? shape.serialNumber,
    keySize: Number(/(\d{3,5}) ?(?:bit|ビット)/i.exec(items.get('keySize')?.value ?? '')?.[1]) || undefined,
    signature: signatureOf(items.get('signature')),
    usages: some(usagesOf(items.get('usages'), lines)),
    provider: providerOf(lines),
    at: decidingLine(paste, entry),
  };
}

const some = (values: string[]): string[] | undefined => (values.length > 0 ? values : undefined);
const selfSigned = (issuer: string | undefined, subject: string | undefined): boolean | undefined =>
  issuer === undefined || subject === undefined ? undefined : issuer === subject;
const dated = (value: string | undefined): string | undefined => (value !== undefined && /\d{4}|\d\d\D\d\d/.test(value) ? value : undefined);

function decidingLine(paste: Paste, { items, heading, lines }: Entry): CertificateClue['at'] {
  const item = ['subject', 'issuedTo', 'notAfter', 'thumbprint'].flatMap((field) => [...items.values()].find((one) => one.field === field) ?? [])[0];
  const line = item?.line ?? heading ?? lines[0];
  const to = item?.value === '' ? (item.below[0]?.end ?? item.line.end) : line?.end;
  return paste.quote((line?.start ?? 0) + marginOf(line?.text ?? ''), to ?? 0);
}

const linesOf = ({ kind, heading, items, lines }: Entry): number[] => {
  const last = [...items.values()].map(({ line, below }) => (kind === 'bare' ? lastPart(below) : undefined)?.number ?? line.number);
  const body = kind === 'bare' ? lines.filter((line) => line.number <= Math.max(...last) || isNames(line)) : lines.filter(isPrinted);
  return [...(heading ? [heading.number] : []), ...body.map(({ number }) => number)];
};

/** Serials, extensions and hashes are indented or short; a person writes sentences. */
const isPrinted = (line: Line): boolean => line.text.startsWith(' ') || line.lower.startsWith('certutil:') || !/[.!?。] *$/.test(line.text);

/** Behind the labelled lines of openssl stand the names that it was asked for. */
const isNames = ({ lower }: Line): boolean => /^[> ]{0,20}(?:x509v3 subject alternative name:|dns:)/.test(lower);

/** What certutil prints around the certificates. Over lower case. */
const FRAME =
  /^[> ]{0,20}(?:certutil: |dwflags = |chainflags = |hcce_|cert_chain_policy_|-{6,}|(?:chain|simplechain)(?:context)?\.dw\w{1,20} = |my "|error: verifying leaf|revocation check skipped)/;
const frameLines = (paste: Paste): number[] =>
  ['certutil', 'certcontext['].some((words) => paste.lower.includes(words))
    ? paste.lines.filter(({ lower }) => FRAME.test(lower)).map(({ number }) => number)
    : [];
