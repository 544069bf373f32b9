import type { BounceClue } from '../../model/evidence.js';
import { type Line, type Parser, type Paste, quoteUpTo } from '../text/paste.js';
import { fieldsOf, type Report } from './fields.js';
import { domainOf } from './names.js';
import { type Mention, Readable } from './readable.js';
import { refusalOf } from './refusal.js';
import { wordingsIn } from './remotes.js';
import { bounceReplies } from './replies.js';
import { isBounce, isDelayed } from './words.js';
import { type Row, rowsOf } from './zones.js';

const LONGEST_QUOTE = 300;
const MOST_CLUES = 200;

/**
 * Bounces of any mail server: one clue for each recipient, the replies that no other parser sees, and which lines are
 * the programs' own words. The replies themselves are read by smtp-reply.
 */
export const readBounce: Parser = (paste) => {
  if (!isBounce(paste)) return { clues: [], understood: [] };
  const rows = rowsOf(paste);
  const fields = fieldsOf(rows);
  const readable = new Readable(
    rows.filter(({ line }) => !fields.lines.has(line.number)),
    wordingsIn(paste),
  );
  const replies = bounceReplies(paste, rows, fields.reports, fields.lines);
  const bounces = new Bounces(paste, fields.reports, readable).clues();
  const understood = [...fields.lines, ...readable.lines, ...ownWords(rows), ...replies.map(({ at }) => at.line), ...quotedBlanks(paste)];
  return { clues: [...bounces, ...replies], understood };
};

/** Joins what the fields and the readable part say about a recipient. The fields are written for programs and count more. */
class Bounces {
  constructor(
    private readonly paste: Paste,
    private readonly reports: readonly Report[],
    private readonly readable: Readable,
  ) {}

  clues(): BounceClue[] {
    const named = this.reports.filter(({ final, original }) => (final ?? original) !== undefined);
    const nameless = this.reports.find(({ final, original }) => (final ?? original) === undefined);
    const told = named.length > 0 && !nameless ? [] : this.mentions(named);
    const all = [
      ...named.map((report) => this.clue(report, this.readable.mentions.get((report.final ?? report.original ?? '').toLowerCase()))),
      ...told.map((mention) => this.clue(nameless, mention)),
    ];
    if (all.length > 0) return all.slice(0, MOST_CLUES);
    const only = this.clue(nameless, undefined);
    return [only.status, only.action, only.generatedBy, only.remoteHost, only.remoteIp, only.senderIp].some((value) => value !== undefined)
      ? [only]
      : [];
  }

  /** Recipients that no field names, from the best source that has one. */
  private mentions(named: readonly Report[]): Mention[] {
    const known = new Set(named.flatMap(({ final, original }) => [final?.toLowerCase(), original?.toLowerCase()]));
    const { mentions, spoken, addressee } = this.readable;
    const told = [...mentions].filter(([key]) => !known.has(key)).map(([, mention]) => mention);
    if (told.length > 0 || named.length > 0) return told;
    return spoken.size > 0 ? [...spoken.values()] : addressee ? [addressee] : [];
  }

  private clue(report: Report | undefined, mention: Mention | undefined): BounceClue {
    const { readable } = this;
    const sender = report?.sender ?? readable.sender;
    const refusal = refusalOf(this.wordsFor(report, mention));
    return {
      kind: 'bounce',
      at: this.quote(report?.final !== undefined || !mention ? report?.line : mention.line),
      recipient: report?.final ?? mention?.address ?? report?.original,
      sender,
      senderDomain: refusal.senderDomain ?? domainOf(sender),
      senderIp: refusal.senderIp,
      status: report?.status,
      action: report?.action ?? (isDelayed(this.paste) ? 'delayed' : undefined),
      generatedBy: report?.generatedBy ?? readable.generatedBy,
      ...this.remote(report, mention),
    };
  }

  /** An address belongs to the host that it stands beside. */
  private remote(report: Report | undefined, mention: Mention | undefined): Pick<BounceClue, 'remoteHost' | 'remoteIp'> {
    const about = mention ?? (this.readable.mentions.size < 2 ? [...this.readable.mentions.values()][0] : undefined);
    const sources = [report, about, this.readable.remote].filter((one) => one !== undefined);
    const remoteHost = sources.find((one) => one.remoteHost !== undefined)?.remoteHost;
    const fits = sources.find((one) => one.remoteIp !== undefined && (one.remoteHost === undefined || one.remoteHost === remoteHost));
    return { remoteHost, remoteIp: fits?.remoteIp };
  }

  private wordsFor(report: Report | undefined, mention: Mention | undefined): string {
    const { diagnosis } = report ?? {};
    const field = diagnosis ? this.paste.text.slice(diagnosis.line.start + diagnosis.from, diagnosis.line.end + 1000).split(/\n(?![ >])/, 1)[0] : '';
    return `${field} ${this.readable.mentions.size > 1 ? (mention?.words ?? '') : this.readable.words}`;
  }

  private quote(line: Line | undefined) {
    const { start, end } = line ?? this.paste.lines.find(({ text }) => text.trim() !== '') ?? { start: 0, end: 0 };
    return quoteUpTo(this.paste, start, end, LONGEST_QUOTE);
  }
}

/** Rules of dashes, and what a sendmail said to the other side (`>>> DATA`; the marks have been passed over). */
const RULE = /^(?:[-*=#_]{3}|\*\* |data$|rcpt to:|mail from:|from \S{1,255} \[)/;

/** Exchange Online names the sender, itself and the recipient at the top, and below the way of the mail. */
const OPENS = /^your message to \S{1,320} couldn't be delivered|rejected your message to the following email addresses:$/;
const HOP = /^(?:hop {1,40}time|\d{1,2} {1,20}\d{1,4}[./-]\d)/;

/** Lines that the programs write themselves: their sentences, rules, headers, and the copy of the original. */
function ownWords(rows: readonly Row[]): number[] {
  const known: number[] = [];
  let opened = -1;
  let inHops = false;
  for (const [index, row] of rows.entries()) {
    const kind = row.zone === 'text' ? row.kind : undefined;
    inHops = row.lower.startsWith('message hops') || (inHops && HOP.test(row.lower));
    if (row.known || kind !== undefined || inHops || RULE.test(row.lower)) known.push(row.line.number);
    const opens = kind === 'friendly' || OPENS.test(row.lower);
    if (opened >= 0 && (opens || (kind !== 'line' && (kind !== undefined || row.known)))) {
      known.push(...rows.slice(opened, Math.min(index, opened + 100)).map(({ line }) => line.number));
      opened = -1;
    }
    if (opens) opened = index;
  }
  return known;
}

/** `>` alone is an empty line of a mail that was sent on. */
const quotedBlanks = (paste: Paste): number[] => paste.lines.filter(({ text }) => text.trim() === '>').map(({ number }) => number);
