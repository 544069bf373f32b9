import { opensReply } from '../reply/said.js';
import { hostOf } from '../reply/values.js';
import { type Address, findAddress } from '../text/mailbox.js';
import type { Line } from '../text/paste.js';
import { behindColon, type Remote } from './names.js';
import { recipientIn, spokenIn } from './recipients.js';
import { HOST_ALONE, type Named, remotesOf, type Wording } from './remotes.js';
import { roleOf } from './words.js';
import type { Row } from './zones.js';

/** A recipient that the readable part names, and what is said about it there. */
export interface Mention extends Remote {
  readonly address: string;
  readonly line: Line;
  words: string;
}

const DAEMON = /^(?:mailer-daemon|postmaster|microsoftexchange[\da-f]{32})@/i;
/** Nobody writes to these: an address of theirs is the bounce's own sender. */
const SYSTEM = /^(?:mailer-daemon|microsoftexchange[\da-f]{32})@/;
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

function programIn({ line, from, lower }: Row, above: Row | undefined): string | undefined {
  if (!lower.includes(' at ') && !lower.includes(' on ') && !lower.startsWith('<')) return undefined;
  for (const { hint, find } of PROGRAMS) {
    const found = lower.includes(hint) ? find.exec(lower) : null;
    const name = found?.[1];
    // A break within another server's reply may have brought its name to the front.
    if (lower.startsWith('<') && above && opensReply(above.lower)) return undefined;
    if (found && name !== undefined) return hostOf(line.text.slice(from + found.index + found[0].indexOf(name)).slice(0, name.length));
  }
  return undefined;
}

/**
 * The server that wrote the bounce, by its place: the first label with a host behind it above `Remote Server returned`
 * or `#550 …`, in whatever language. Nothing if one of the labels there is known.
 */
function generatorIn(rows: readonly Row[]): { host: string; line: Line } | undefined {
  const reply = rows.findIndex(
    ({ zone, lower }) => zone === 'text' && (lower.startsWith('remote server returned') || (lower.startsWith('#') && /^#[45]\d\d /.test(lower))),
  );
  let top: { host: string; line: Line } | undefined;
  for (const row of rows.slice(Math.max(0, reply - 6), Math.max(0, reply))) {
    const colon = row.zone === 'text' ? row.lower.slice(0, 60).indexOf(':') : -1;
    const name = colon > 0 ? row.lower.slice(0, colon).trimEnd() : '';
    if (roleOf(name) !== undefined) return undefined;
    const { value } = behindColon(row, colon);
    const host = name !== '' && name !== 'smtp' && HOST_ALONE.test(value) ? hostOf(value) : undefined;
    if (host !== undefined) top ??= { host, line: row.line };
  }
  return top;
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
  /** A label at the end of the line above leads up to the server that wrote the bounce. */
  private isGeneratorDue = false;
  private above: Row | undefined;

  constructor(
    rows: readonly Row[],
    private readonly wordings: readonly Wording[],
  ) {
    const unnamed = generatorIn(rows);
    this.generatedBy = unnamed?.host;
    if (unnamed) this.lines.push(unnamed.line.number);
    for (const row of rows) {
      if (row.zone === 'original') this.takeOriginal(row);
      else if (row.zone === 'header') this.takeHeader(row);
      else if (this.takeText(row) || (row.indented && !row.gap && this.lines.at(-1) === row.line.number - 1)) this.lines.push(row.line.number);
      this.above = row;
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
    const isDue = this.isGeneratorDue && HOST_ALONE.test(row.lower);
    this.isGeneratorDue = role === 'generator' && value === '';
    if (isDue) {
      this.generatedBy ??= hostOf(row.line.text.slice(row.from));
      return true;
    }
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
    const program = this.generatedBy === undefined ? programIn(row, this.above) : undefined;
    this.generatedBy ??= program;
    const found = recipientIn(row);
    if (found) this.add(found, row.line);
    const spoken = found ? undefined : mentionOf(spokenIn(row), row.line);
    if (spoken && this.spoken.size < MOST_MENTIONS) this.spoken.set(spoken.address.toLowerCase(), spoken);
    const remotes = remotesOf(row, this.wordings);
    for (const remote of remotes) this.place(remote);
    // Who has a server of its own beside it does not stand together with the next.
    this.goesOn = found !== undefined && remotes.length === 0;
    this.listen(row.line.text.slice(row.from, row.from + 1000));
    return found !== undefined || spoken !== undefined || program !== undefined || remotes.length > 0;
  }

  private add(found: Address, line: Line): void {
    const key = found.value.toLowerCase();
    if (SYSTEM.test(key)) return;
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
