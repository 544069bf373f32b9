import { hostOf } from '../reply/context.js';
import type { Line } from '../text/paste.js';
import { type Address, behindColon, findAddress, type Remote } from './names.js';
import { recipientIn, spokenIn } from './recipients.js';
import { type Named, remotesOf, type Wording } from './remotes.js';
import { roleOf } from './words.js';
import type { Row } from './zones.js';

/** A recipient that the readable part names, and what is said about it there. */
export interface Mention extends Remote {
  readonly address: string;
  readonly line: Line;
  words: string;
}

const DAEMON = /^(?:mailer-daemon|postmaster|microsoftexchange[\da-f]{32})@/i;
const MOST_MENTIONS = 200;
const MOST_WORDS = 3000;

/** How programs introduce themselves, over lower case. */
const PROGRAMS: readonly { readonly hint: string; readonly find: RegExp }[] = [
  { hint: ' at host ', find: / at host ([\w.-]{2,255}[\w-])/ },
  { hint: ' program at ', find: / program at ([\w.-]{2,255}[\w-])/ },
  { hint: 'mail agent v', find: /mail agent v[\d.]{1,9} at ([\w.-]{2,255}[\w-])/ },
  { hint: ' the queue on ', find: / the queue on ([\w.-]{2,255}[\w-])/ },
  // Exchange 2003: `<server #5.1.1>`.
  { hint: ' #', find: /^<([\w.-]{2,255}) #[45]\.\d\.\d/ },
];

function programIn({ line, from, lower }: Row): string | undefined {
  if (!lower.includes(' at ') && !lower.includes(' on ') && !lower.startsWith('<')) return undefined;
  for (const { hint, find } of PROGRAMS) {
    const found = lower.includes(hint) ? find.exec(lower) : null;
    const name = found?.[1];
    if (found && name !== undefined) return hostOf(line.text.slice(from + found.index + found[0].indexOf(name)).slice(0, name.length));
  }
  return undefined;
}

/** Reads what the program says from top to bottom. What follows a recipient is about it, up to the next one. */
export class Readable {
  readonly mentions = new Map<string, Mention>();
  /** Recipients that only a quoted reply names. */
  readonly spoken = new Map<string, Mention>();
  /** What is said before any recipient. */
  readonly remote: Remote = {};
  generatedBy: string | undefined;
  sender: string | undefined;
  /** Recipient of the original mail: a bounce need not be about it. */
  addressee: Mention | undefined;
  words = '';
  /** Numbers of the lines that were read. */
  readonly lines: number[] = [];
  private group: Mention[] = [];
  private goesOn = false;
  private isSentOn = false;

  constructor(
    rows: readonly Row[],
    private readonly wordings: readonly Wording[],
  ) {
    for (const row of rows) {
      if (row.zone === 'original') this.takeOriginal(row);
      else if (row.zone === 'header') this.takeHeader(row);
      else if (this.takeText(row) || (row.indented && !row.gap && this.lines.at(-1) === row.line.number - 1)) this.lines.push(row.line.number);
    }
  }

  private takeOriginal({ line, from, lower }: Row): void {
    if (lower.startsWith('to:')) this.addressee ??= mentionOf(findAddress(line.text, from), line);
    else if (lower.startsWith('from:') || lower.startsWith('return-path:')) this.sender ??= findAddress(line.text, from)?.value;
  }

  /** A bounce goes to the sender. */
  private takeHeader(row: Row): void {
    if (row.lower.startsWith('to:')) this.sender ??= findAddress(row.line.text, row.from)?.value;
    for (let found = recipientIn(row); found; found = findAddress(row.line.text, found.end)) this.add(found, row.line);
  }

  private takeText(row: Row): boolean {
    const colon = row.lower.slice(0, 60).indexOf(':');
    const role = colon > 0 ? roleOf(row.lower.slice(0, colon).trimEnd()) : undefined;
    const { value } = behindColon(row, colon);
    if (role === 'generator') this.generatedBy ??= hostOf(value.split(' ', 1)[0]);
    else if (role === 'sender') this.sender ??= findAddress(value)?.value;
    else if (role === 'from' || role === 'addressee') this.takeParty(role, findAddress(value), row.line);
    return this.takeWords(row) || role !== undefined;
  }

  /** The header of the bounce, sent on by a mail client, names the mail system as the sender. */
  private takeParty(role: 'from' | 'addressee', found: Address | undefined, line: Line): void {
    if (role === 'from' && found && DAEMON.test(found.value)) this.isSentOn = true;
    else if (role === 'from' || this.isSentOn) this.sender ??= found?.value;
    else this.addressee ??= mentionOf(found, line);
  }

  private takeWords(row: Row): boolean {
    const program = this.generatedBy === undefined ? programIn(row) : undefined;
    this.generatedBy ??= program;
    const found = recipientIn(row);
    if (found) this.add(found, row.line);
    this.goesOn = found !== undefined;
    const spoken = found ? undefined : mentionOf(spokenIn(row), row.line);
    if (spoken && this.spoken.size < MOST_MENTIONS) this.spoken.set(spoken.address.toLowerCase(), spoken);
    const remotes = remotesOf(row, this.wordings);
    for (const remote of remotes) this.place(remote);
    this.listen(row.line.text.slice(row.from, row.from + 1000));
    return found !== undefined || spoken !== undefined || program !== undefined || remotes.length > 0;
  }

  private add(found: Address, line: Line): void {
    const key = found.value.toLowerCase();
    const known = this.mentions.get(key) ?? mentionOf(found, line);
    if (!known || this.mentions.size >= MOST_MENTIONS) return;
    this.mentions.set(key, known);
    if (this.goesOn && !this.group.includes(known)) this.group.push(known);
    else this.group = [known];
  }

  /** Where several recipients stand together, a server may be about any of them. */
  private place({ last, remoteHost, remoteIp }: Named): void {
    const about = this.group.length > 1 ? undefined : (this.group[0] ?? this.remote);
    if (!about || (remoteHost !== undefined && remoteHost.toLowerCase() === this.generatedBy?.toLowerCase())) return;
    if (last && remoteHost !== undefined) [about.remoteHost, about.remoteIp] = [remoteHost, undefined];
    const isOther = remoteHost !== undefined && about.remoteHost !== undefined && remoteHost !== about.remoteHost;
    about.remoteHost ??= remoteHost;
    if (!isOther) about.remoteIp ??= remoteIp;
  }

  private listen(words: string): void {
    for (const one of this.group) if (one.words.length < MOST_WORDS) one.words += `\n${words}`;
    if (this.words.length < MOST_WORDS) this.words += `\n${words}`;
  }
}

const mentionOf = (found: Address | undefined, line: Line): Mention | undefined => found && { address: found.value, line, words: '' };
