import type { ReportClue } from '../../model/evidence.js';
import { hostName } from '../certificate/name.js';
import { type Flat, flatten } from '../text/flat.js';
import { type Json, type JsonObject, looseEntries, looseJson } from '../text/loose-json.js';
import { type Parser, type Paste, quoteUpTo } from '../text/paste.js';
import { realValue } from '../text/placeholder.js';

const MOST = 200;
const LONGEST_REASON = 300;
const LONGEST_QUOTE = 300;
/** Braces that are tried as the beginning of a report: text that is full of braces must not take long. */
const MOST_TRIES = 60;
/** Keys that reports of TLS have and other JSON has not (RFC 8460, section 4.4). */
const MARKS = ['policy-type', 'result-type'];
const KEYS = MARKS.flatMap((mark) => [`"${mark}"`, `'${mark}'`]);
const OTHER_MARKS = [
  'policy-domain',
  'failure-details',
  'failed-session-count',
  'receiving-mx-hostname',
  'sending-mta-ip',
  'total-failure-session-count',
  'policies',
];

/** Reports of SMTP TLS failures (RFC 8460): one clue a failure, or one a policy without failures. Also quoted, cut off or in part. */
export const readTlsReport: Parser = (paste) => {
  const flat = flatten(paste);
  const marks = MARKS.filter((mark) => flat.lower.includes(mark)).length + OTHER_MARKS.filter((mark) => flat.lower.includes(mark)).length;
  const roots = marks > 1 ? rootsOf(flat.text) : [];
  const told = roots.flatMap((root) => found(root, {})).filter(({ resultType, policyType }) => resultType ?? policyType);
  const clues = told.slice(0, MOST).map(({ json, ...rest }): ReportClue => ({ kind: 'report', ...rest, at: place(paste, flat, json) }));
  return { clues, understood: clues.length > 0 ? roots.flatMap((root) => linesOf(paste, flat, root)) : [] };
};

/** The outermost objects that hold a mark, and what is left of one whose beginning was cut off. */
function rootsOf(text: string): JsonObject[] {
  const roots: JsonObject[] = [];
  let tries = MOST_TRIES;
  for (let at = 0, mark = nextMark(text, 0); mark !== -1 && tries > 0; mark = nextMark(text, at)) {
    let root: Json | undefined;
    for (let brace = text.indexOf('{', at); brace !== -1 && brace < mark && tries > 0; brace = text.indexOf('{', brace + 1)) {
      tries -= 1;
      root = looseJson(text, brace);
      if (root && root.to > mark) break;
    }
    tries -= 1;
    const found = root?.type === 'object' && root.to > mark ? root : looseEntries(text, firstKey(text, at, mark));
    roots.push(found);
    at = Math.max(found.to, mark + 1);
  }
  return roots;
}

function nextMark(text: string, from: number): number {
  const found = KEYS.map((key) => text.indexOf(key, from)).filter((at) => at !== -1);
  return found.length > 0 ? Math.min(...found) : -1;
}

/** Where the entries begin that stand in front of a mark: behind the last brace, or where the text was cut. */
function firstKey(text: string, from: number, mark: number): number {
  const stretch = text.slice(from, mark);
  const brace = Math.max(stretch.lastIndexOf('{'), stretch.lastIndexOf('}'));
  const key = /["'][a-z][a-z-]{2,40}["'] ?:/.exec(stretch.slice(brace + 1));
  return key ? from + brace + 1 + key.index : mark;
}

/** What stands around a failure. */
type Around = Pick<ReportClue, 'organisation' | 'policyType' | 'domain' | 'mode'>;
type Found = Omit<ReportClue, 'kind' | 'at'> & { readonly json: JsonObject };

function found(json: Json, around: Around): Found[] {
  if (json.type === 'list') return json.items.flatMap((item) => found(item, around));
  if (json.type === 'scalar') return [];
  const { entries } = json;
  const inside = { ...around, organisation: textOf(entries.get('organization-name')) ?? around.organisation };
  if (entries.has('result-type')) return [failure(json, inside)];
  const policy = entries.get('policy') ?? (entries.has('policy-type') ? json : undefined);
  if (policy?.type !== 'object' && !entries.has('failure-details')) return [...entries.values()].flatMap((entry) => found(entry, inside));
  const known = policy?.type === 'object' ? { ...inside, ...policyOf(policy) } : inside;
  const details = entries.get('failure-details');
  const failures = details ? found(details, known) : [];
  return failures.length > 0
    ? failures
    : [{ ...known, sessions: sessionsOf(entries.get('summary') ?? json), json: policy?.type === 'object' ? policy : json }];
}

function policyOf({ entries }: JsonObject): Around {
  const lines = entries.get('policy-string');
  const printed = lines?.type === 'list' ? lines.items.map((item) => textOf(item) ?? '').join('\n') : (textOf(lines) ?? '');
  return {
    policyType: word(entries.get('policy-type')),
    domain: hostName(textOf(entries.get('policy-domain'))),
    mode: /\bmode: ?(enforce|testing|none)\b/.exec(printed)?.[1],
  };
}

function failure(json: JsonObject, around: Around): Found {
  const { entries } = json;
  return {
    ...around,
    resultType: word(entries.get('result-type')),
    remoteHost: hostName(textOf(entries.get('receiving-mx-hostname'))) ?? hostName(textOf(entries.get('receiving-mx-helo'))),
    remoteIp: hostName(textOf(entries.get('receiving-ip'))),
    senderIp: hostName(textOf(entries.get('sending-mta-ip'))),
    reason: (textOf(entries.get('failure-reason-code')) ?? textOf(entries.get('additional-information')))?.slice(0, LONGEST_REASON),
    sessions: sessionsOf(json),
    json,
  };
}

const textOf = (json: Json | undefined): string | undefined => (json?.type === 'scalar' ? realValue(json.text) : undefined);
const word = (json: Json | undefined): string | undefined => /^[a-z][a-z-]{2,40}$/.exec(textOf(json)?.toLowerCase() ?? '')?.[0];

function sessionsOf(json: Json): number | undefined {
  if (json.type !== 'object') return undefined;
  const printed = textOf(json.entries.get('failed-session-count') ?? json.entries.get('total-failure-session-count'));
  return printed !== undefined && /^\d{1,9}$/.test(printed) ? Number(printed) : undefined;
}

/** The line of the result; of a report in one line the whole failure, so that two of them stay apart. */
function place(paste: Paste, flat: Flat, json: JsonObject): ReportClue['at'] {
  const [from, to] = [flat.place(json.from), flat.place(json.to - 1) + 1];
  const key = json.entries.get('result-type') ?? json.entries.get('policy-type');
  const line = paste.lineAt(key ? flat.place(key.from) : from);
  return line.start > from ? paste.quote(line.start, line.end) : quoteUpTo(paste, from, to, LONGEST_QUOTE);
}

function linesOf(paste: Paste, flat: Flat, { from, to }: JsonObject): number[] {
  const [first, last] = [paste.lineAt(flat.place(from)).number, paste.lineAt(flat.place(Math.max(from, to - 1))).number];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
