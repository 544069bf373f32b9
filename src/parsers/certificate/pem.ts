import type { CertificateClue } from '../../model/evidence.js';
import { type Line, type Paste, quoteUpTo } from '../text/paste.js';
import { joinName, partsOfPrinted } from './name.js';

const BEGIN = '-----begin certificate-----';
const END = '-----end certificate-----';
/** A certificate of a mail server has hardly more than 3 KB, also with a hundred names. */
const LONGEST = 16_000;
const MOST = 20;

/** A certificate in PEM as it stood in the paste, and the lines that it takes. */
export interface Block {
  readonly clue: CertificateClue;
  readonly from: number;
  readonly to: number;
}

/**
 * Certificates pasted in PEM. Of a handshake (`openssl s_client -showcerts`) the first one is the server's; those behind
 * it belong to authorities. A block that is cut off or damaged gives nothing.
 */
export function pemBlocks(paste: Paste): Block[] {
  const blocks: Block[] = [];
  const handshake = paste.lower.indexOf('connected(0');
  let at = paste.lower.indexOf(BEGIN);
  for (let i = 0; at !== -1 && i < MOST; i += 1) {
    const end = paste.lower.indexOf(END, at);
    if (end === -1) break;
    const shown = handshake !== -1 && handshake < at;
    const clue = end - at < LONGEST ? read(paste, at, end, shown ? 'shown' : 'file') : undefined;
    if (clue) blocks.push({ clue, from: paste.lineAt(at).number, to: paste.lineAt(end).number });
    if (shown) break;
    at = paste.lower.indexOf(BEGIN, end);
  }
  return blocks;
}

/** The certificate whose PEM begins on a line of a handshake. */
export function pemAt(paste: Paste, line: Line): CertificateClue | undefined {
  const at = line.lower.indexOf(BEGIN);
  const end = at === -1 ? -1 : paste.lower.indexOf(END, line.start + at);
  return end === -1 || end - line.start > LONGEST ? undefined : read(paste, line.start + at, end, 'shown');
}

function read(paste: Paste, from: number, to: number, origin: 'shown' | 'file'): CertificateClue | undefined {
  // Quote marks, blanks and the `\n` of a JSON text may stand between the lines.
  const body = paste.text.slice(from + BEGIN.length, to).replace(/\\[rn]|[^A-Za-z0-9+/]/g, '');
  // Loaded here: only few pastes hold a certificate, and the module takes as long to load as all parsers together.
  const { X509Certificate } = process.getBuiltinModule('node:crypto');
  try {
    const certificate = new X509Certificate(Buffer.from(body, 'base64'));
    const [issuer, subject] = [partsOfPrinted(certificate.issuer), partsOfPrinted(certificate.subject)].map(joinName);
    return {
      kind: 'certificate',
      origin,
      issuer,
      subject,
      thumbprint: certificate.fingerprint.replaceAll(':', ''),
      selfSigned: certificate.issuer === certificate.subject,
      notBefore: certificate.validFrom,
      notAfter: certificate.validTo,
      domains: domainsOf(certificate.subjectAltName),
      serialNumber: certificate.serialNumber,
      keySize: certificate.publicKey.asymmetricKeyDetails?.modulusLength,
      usages: certificate.keyUsage,
      at: quoteUpTo(paste, from, to + END.length, BEGIN.length),
    };
  } catch {
    return undefined;
  }
}

const domainsOf = (names: string | undefined): string[] | undefined =>
  names?.split(', ').flatMap((name) => (name.startsWith('DNS:') ? [name.slice(4)] : []));
