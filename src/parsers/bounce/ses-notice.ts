import type { BounceClue } from '../../model/evidence.js';
import { hostOf } from '../reply/values.js';
import { type Address, findAddress, mailboxOf } from '../text/mailbox.js';
import { type Parser, type Paste, quoteUpTo } from '../text/paste.js';
import { untyped } from './fields.js';
import { domainOf } from './names.js';
import { refusalOf } from './refusal.js';
import { rowsOf } from './zones.js';

const MOST = 200;
const LONGEST_QUOTE = 300;
const LONGEST_VALUE = 2000;
const LONGEST_LIST = 8000;

/** What the recipients of a notice are called tells what became of the mail ("Notification contents for Amazon SES"). */
const ACTIONS = new Map([
  ['bouncedrecipients', 'failed'],
  ['complainedrecipients', 'feedback'],
  ['delayedrecipients', 'delayed'],
]);
/** A brace, or a name that says something. Behind a name may stand what is left of an escape. */
const TOKEN =
  /[{}]|"(bouncedrecipients|complainedrecipients|delayedrecipients|recipients|emailaddress|status|diagnosticcode|smtpresponse|reportingmta|remotemtaip|source) {0,7}"\s{0,80}:\s{0,80}/g;

/** What SNS puts below a notice that it mails. */
const FOOTER = ['if you wish to stop receiving notifications from this topic', 'https://sns.', 'please do not reply directly to this email'];

/**
 * Notices of Amazon SES, in JSON: alone, in the envelope of SNS (where it is a string with escapes of its own), or in
 * the mail that SNS sends. Names are looked for rather than JSON parsed: a cut or a wrapped notice is none any more.
 * The replies in them are read by smtp-reply.
 */
export const readSesNotice: Parser = (paste) => {
  const notice = new Notice(paste);
  const clues = notice.clues();
  if (clues.length === 0) return { clues, understood: [] };
  const around = rowsOf(paste).filter(
    ({ zone, lower }) => zone === 'header' || /^["{}[\]]|^--$/.test(lower) || FOOTER.some((words) => lower.startsWith(words)),
  );
  return { clues, understood: [...notice.lines, ...around.map(({ line }) => line.number)] };
};

/** A recipient, and the values that stand in the same braces. */
interface Told {
  readonly start: number;
  readonly end: number;
  readonly action: string;
  readonly address: string;
  readonly values: ReadonlyMap<string, string>;
}

class Notice {
  readonly lines = new Set<number>();
  private readonly text: string;
  private readonly recipients: Told[] = [];
  /** Values about the whole mail. */
  private readonly common = new Map<string, Set<string>>();
  private action: string | undefined;
  private opened = 0;
  /** No value ends in front of this place. */
  private endless = 0;
  private values = new Map<string, string>();
  private listed: Address[] = [];

  constructor(private readonly paste: Paste) {
    // Place for place, whether or not the escapes of the envelope have been undone.
    const blanks = (escapes: string): string => ' '.repeat(escapes.length);
    this.text = paste.text.replace(/\\{1,7}(?=")/g, blanks);
    const lower = paste.lower.replace(/\\{1,7}(?=")/g, blanks);
    TOKEN.lastIndex = 0;
    for (let found = TOKEN.exec(lower); found; found = TOKEN.exec(lower)) {
      this.lines.add(paste.lineAt(found.index).number);
      if (found[1] === undefined) this.brace(found[0], found.index);
      else TOKEN.lastIndex = this.take(found[1], TOKEN.lastIndex);
    }
  }

  private brace(sign: string, at: number): void {
    const { action, opened: start, values } = this;
    const address = values.get('emailaddress');
    if (action !== undefined && address !== undefined) this.recipients.push({ start, end: at + 1, action, address, values });
    if (values.has('smtpresponse')) for (const one of this.listed) this.recipients.push({ ...one, action: 'delivered', address: one.value, values });
    [this.values, this.listed] = [new Map(), []];
    if (sign === '{') this.opened = at;
  }

  /** Takes the value of a name and says where to go on. */
  private take(name: string, at: number): number {
    if (this.text.charAt(at) === '[') {
      this.action = ACTIONS.get(name) ?? this.action;
      return name === 'recipients' ? this.list(at) : at;
    }
    if (this.text.charAt(at) !== '"') return at;
    const end = this.endOf(at + 1);
    if (end === undefined) return at;
    const value = joined(this.text.slice(at + 1, end)).trim();
    this.values.set(name, value);
    // The envelope has a source too.
    const isCommon = name === 'reportingmta' || name === 'remotemtaip' || (name === 'source' && mailboxOf(value) !== undefined);
    if (isCommon) this.common.set(name, (this.common.get(name) ?? new Set()).add(value));
    return end;
  }

  /** A quote ends a value where a name or the next value may follow; a reply may hold quotes of its own. A value that is cut has no end. */
  private endOf(from: number): number | undefined {
    const limit = from + LONGEST_VALUE;
    for (let at = this.text.indexOf('"', Math.max(from, this.endless)); at !== -1 && at < limit; at = this.text.indexOf('"', at + 1))
      if (/^\s{0,80}(?:[,}\]]|$)/.test(this.text.slice(at + 1, at + 90))) return at;
    this.endless = limit;
    return undefined;
  }

  /** Addresses without braces of their own: those of a delivery, if a reply stands beside them. */
  private list(from: number): number {
    const inside = this.text.slice(from, from + LONGEST_LIST).split(']', 1)[0] ?? '';
    for (let one = findAddress(inside); one && inside.charAt(one.end) === '"'; one = findAddress(inside, one.end))
      this.listed.push({ value: one.value, start: from + one.start, end: from + one.end });
    return from + inside.length;
  }

  clues(): BounceClue[] {
    const sender = mailboxOf(this.only('source'));
    const generatedBy = hostOf(untyped(this.only('reportingmta') ?? ''));
    const remoteIp = hostOf(this.only('remotemtaip'));
    return this.recipients.slice(0, MOST).map(({ start, end, action, address, values }): BounceClue => {
      const reply = values.get('diagnosticcode') ?? values.get('smtpresponse') ?? '';
      const { senderIp, senderDomain = domainOf(sender) } = refusalOf(reply);
      const status = STATUS.exec(values.get('status') ?? reply)?.[0];
      const at = quoteUpTo(this.paste, start, end, LONGEST_QUOTE);
      return { kind: 'bounce', at, recipient: mailboxOf(address), sender, senderDomain, senderIp, status, action, generatedBy, remoteIp };
    });
  }

  /** Several notices may stand in one paste: a value counts where all of them agree. */
  private only(name: string): string | undefined {
    const [value, other] = this.common.get(name) ?? [];
    return other === undefined ? value : undefined;
  }
}

const STATUS = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)/;
/** As before sendmail broke the line (`!` at its end) or a window did. */
const joined = (value: string): string => (value.includes('\n') ? value.replace(/!?\n[> ]{0,40}/g, '') : value);
