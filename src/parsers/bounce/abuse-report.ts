import type { BounceClue } from '../../model/evidence.js';
import { type Parser, quoteUpTo } from '../text/paste.js';
import { addressOf, domainOf } from './names.js';

const MOST = 200;
/** Whose mail it was: the field of RFC 5965, and what Microsoft's junk mail reports have. */
const RECIPIENT = ['original-rcpt-to:', 'x-hmxmroriginalrecipient:'];
const FIELDS = ['feedback-type:', 'user-agent:', 'version:', 'original-mail-from:', 'received-date:', 'reported-domain:', ...RECIPIENT];

/** Abuse reports (RFC 5965): no bounce, and no fault of mail flow. They are read so that nobody takes them for one. */
export const readAbuseReport: Parser = (paste) => {
  const fields = paste.lines.filter(({ lower }) => FIELDS.some((name) => lower.startsWith(name)));
  const value = (text: string): string | undefined => addressOf(text.slice(text.indexOf(':') + 1).trim());
  const from = fields.find(({ lower }) => lower.startsWith('original-mail-from:'));
  const sender = from && value(from.text);
  const clues = fields
    .filter(({ lower }) => RECIPIENT.some((name) => lower.startsWith(name)))
    .slice(0, MOST)
    .map(({ text, start, end }): BounceClue => {
      const at = quoteUpTo(paste, start, end, 300);
      return { kind: 'bounce', at, recipient: value(text), sender, senderDomain: domainOf(sender), action: 'feedback' };
    });
  return { clues, understood: fields.map(({ number }) => number) };
};
