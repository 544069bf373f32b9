import type { Line, Paste } from '../text/paste.js';
import { addressOf, EXIM_PEER, isOwn } from './facts.js';
import { hostOf } from './values.js';

/** Who said a reply, as the words in front of it tell. */
export interface Said {
  readonly host?: string | undefined;
  readonly ip?: string | undefined;
  /** The server that hands the reply on, where it is the person's own. */
  readonly own?: string | undefined;
}

type Wording = readonly [mark: string, pattern: RegExp];
/** On the line in front of a reply. The mark is looked for from the end. */
const BEFORE: readonly Wording[] = [
  ['host ', /^host ([^\s[]{1,255})\[[^\]]{0,60}\] said: ?["'(]{0,2}$/i],
  ['host ', /^host ([^\s[]{1,255}) \[[^\]]{0,60}\]: ?$/i],
  ['session is required for ', /^session is required for ([^\s[]{1,255}) \[/i],
  ['server at ', /^server at ([^\s(]{1,255}) ?(?:\([^)]{0,60}\))? ?returned ?["'<]{0,2}$/i],
  ['relay=', /^relay=([^\s[,]{1,255}) ?\[/i],
  [' h=', EXIM_PEER],
];
/** The same and more where a line break stands within, over lower case. They lead up to the reply, word for word. */
const WRAPPED: readonly Wording[] = [
  ['host ', /^host ([^\s[]{1,255}) ?\[([^\]\s]{2,60})\] said: ?["'(]{0,2}$/],
  ['host ', /^host ([^\s[]{1,255}) \[([^\]\s]{2,60})\](?: smtp error from remote mail server after [^\n]{1,330})?: ?$/],
  ['server at ', /^server at ([^\s(]{1,255}) ?(?:\(([^)\s]{2,60})\))? ?returned ?["'<]{0,2}$/],
];
/** One of these stands in the line above where the words are wrapped. */
const ABOVE = ['host', 'server', 'smtp error from remote', ' does not like', ' failed after i sent'];

export function saidBefore(paste: Paste, line: Line, before: string): Said {
  const host = hostBefore(before);
  if (host !== undefined) return { host };
  // Exchange 2007: `mx.fabrikam.com #5.7.1 smtp;530 5.7.1 …`
  const status = before.includes('#') ? /#[45]\.\d\.\d{1,3} smtp; ?$/i.exec(before) : null;
  const name = status ? before.slice(0, status.index).trimEnd().split(/[ <#]/).at(-1) : undefined;
  if (name?.includes('.')) return namedBy(paste, line, before, hostOf(name));
  return saidAbove(paste, line, before);
}

function hostBefore(before: string): string | undefined {
  const lower = before.toLowerCase();
  for (const [mark, pattern] of BEFORE) {
    const place = lower.lastIndexOf(mark);
    const host = place < 0 ? undefined : hostOf(pattern.exec(before.slice(place))?.[1]);
    if (host !== undefined) return host;
  }
  return undefined;
}

/** Exchange 2003 begins a line with itself: `<ex03.contoso.com #5.5.0 smtp;554 …>`. */
function namedBy(paste: Paste, line: Line, before: string, host: string | undefined): Said {
  const isItself = /^[> ]{0,60}</.test(before) && !opensReply(filledAbove(paste, line)[0]?.lower ?? '');
  if (!isItself) return { host };
  return host !== undefined && isOwn(host) ? { own: host } : {};
}

/** The line ends where the words of another server begin: a break has cut them off. */
export const opensReply = (lower: string): boolean => /(?:\b[45]\d\d|\b[45]\.\d{1,3}\.\d{1,3}|['"#(])$/.test(lower.slice(-40).trimEnd());

/** Mail servers wrap what leads up to a reply, also inside `host … said:`. */
function saidAbove(paste: Paste, line: Line, before: string): Said {
  const [above, first] = filledAbove(paste, line);
  if (!above || above.text.length > 400 || !ABOVE.some((word) => above.lower.includes(word))) return {};
  const words = [first?.text.slice(-400) ?? '', above.text, before].map((text) => text.replace(/^[> ]{1,40}/, '').trimEnd()).join(' ');
  const lower = words.toLowerCase();
  for (const [mark, pattern] of WRAPPED) {
    const place = lower.lastIndexOf(mark);
    const found = place < 0 ? null : pattern.exec(lower.slice(place));
    if (found) return { host: asPrinted(words, lower, found[1], place), ip: addressOf(found[2]) };
  }
  // qmail: `198.51.100.7 does not like recipient.`, and in the next line what the host said.
  const [, address] = lower.endsWith('remote host said:') ? (/^[> ]{0,20}(\S{2,45}) (?:does not like|failed after)/.exec(above.lower) ?? []) : [];
  return { ip: addressOf(address) };
}

/** The next two lines above with words; some pastes double every break. */
const filledAbove = ({ lines }: Paste, { number }: Line): Line[] =>
  [2, 3, 4, 5].flatMap((step) => lines[number - step] ?? []).filter(({ text }) => /[^> ]/.test(text));

function asPrinted(words: string, lower: string, name: string | undefined, from: number): string | undefined {
  const at = name === undefined ? -1 : lower.indexOf(name, from);
  return at < 0 ? undefined : hostOf(words.slice(at, at + (name?.length ?? 0)));
}
