import type { BounceClue } from '../../model/evidence.js';
import { findAddress } from '../text/mailbox.js';
import { type Parser, quoteUpTo } from '../text/paste.js';
import { domainOf } from './names.js';
import { type Row, rowsOf } from './zones.js';

const MOST = 200;
/** Whose mail it was: the field of RFC 5965, and what Microsoft's junk mail reports have. */
const RECIPIENT = ['original-rcpt-to:', 'x-hmxmroriginalrecipient:'];
/** Apple Mail writes to a list in the name of the person who wants no more of it. */
const UNSUBSCRIBE = 'x-apple-unsubscribe: true';
/** One of these makes a text an abuse report. */
const SURE = ['feedback-type:', UNSUBSCRIBE, ...RECIPIENT];
/** Other fields of RFC 5965 and RFC 6591, and of Return Path. */
const FIELDS = [
  'user-agent:',
  'version:',
  'original-mail-from:',
  'original-envelope-id:',
  'received-date:',
  'arrival-date:',
  'reported-domain:',
  'reported-uri:',
  'reporting-mta:',
  'source-ip:',
  'incidents:',
  'authentication-results:',
  'auth-failure:',
  'delivery-result:',
  'message-id:',
  'abuse-type:',
  ...SURE,
];
const SENTENCE = 'email abuse report for an email message';

const begins = ({ lower }: Row, names: readonly string[]): boolean => names.some((name) => lower.startsWith(name));

/** Abuse reports (RFC 5965): no bounce, and no fault of mail flow. They are read so that nobody takes them for one. */
export const readAbuseReport: Parser = (paste) => {
  const rows = rowsOf(paste);
  if (!rows.some((row) => begins(row, SURE))) return { clues: [], understood: [] };
  const from = rows.find((row) => begins(row, ['original-mail-from:'])) ?? ofOriginal(rows, 'from:');
  const sender = from && findAddress(from.line.text, from.from)?.value;
  const clues = about(rows)
    .slice(0, MOST)
    .map((row): BounceClue => {
      const at = quoteUpTo(paste, row.line.start, row.line.end, 300);
      return { kind: 'bounce', at, recipient: findAddress(wordsOf(row))?.value, sender, senderDomain: domainOf(sender), action: 'feedback' };
    });
  const read = rows.filter((row) => (row.known && row.zone !== 'text') || begins(row, FIELDS) || row.lower.includes(SENTENCE));
  return { clues, understood: read.map(({ line }) => line.number) };
};

const wordsOf = ({ line, from }: Row): string => line.text.slice(line.text.indexOf(':', from) + 1, from + 600).trim();
const ofOriginal = (rows: readonly Row[], name: string): Row | undefined =>
  rows.find(({ zone, lower }) => zone === 'original' && lower.startsWith(name));

/** The lines that name a recipient. Without a field of its own it is whom the mail was for, if that was one person. */
function about(rows: readonly Row[]): readonly Row[] {
  const fields = rows.filter((row) => begins(row, RECIPIENT));
  if (fields.length > 0) return fields;
  if (rows.some((row) => begins(row, [UNSUBSCRIBE]))) return rows.filter(({ zone, lower }) => zone === 'header' && lower.startsWith('from:'));
  const to = ofOriginal(rows, 'to:');
  return to && isForOne(wordsOf(to)) ? [to] : [];
}

/** One address, though a mail program may have put it in front of itself as a name. */
function isForOne(value: string): boolean {
  const lower = value.toLowerCase();
  const only = findAddress(lower)?.value;
  return only !== undefined && !lower.replaceAll(only, '').includes('@');
}
