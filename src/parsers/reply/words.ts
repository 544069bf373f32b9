import type { Paste } from '../text/paste.js';
import type { Node } from './chain.js';
import { joinedLines } from './joined.js';

/** The words of a reply without those of the replies inside it, normalised: rules look at them. */
export function wordsOf(paste: Paste, node: Node): string {
  const gaps: [number, number][] = [
    [node.head.start, node.head.end],
    ...node.skip,
    ...node.inner.map(({ head, begin, to }): [number, number] => [begin < head.start ? begin - 1 : head.from, to]),
  ];
  gaps.sort((a, b) => a[0] - b[0]);
  const pieces: string[] = [];
  let place = node.begin;
  for (const [from, to] of gaps) {
    pieces.push(paste.text.slice(place, Math.max(place, Math.min(from, node.end))));
    place = Math.max(place, to);
  }
  pieces.push(paste.text.slice(place, Math.max(place, node.end)));
  const joined = pieces.join(' ').slice(0, 1200);
  const words = trimWords(
    joinedLines(joined)
      .replace(/\\(?=["' ])/g, ' ')
      .replace(/ {2,80}/g, ' ')
      .trim(),
  );
  return node.inner.length === 0 ? withoutRoute(words) : words;
}

/** What Exchange adds behind a quoted reply, where the quotes were lost. */
export const withoutRoute = (words: string): string => {
  const place = words.indexOf(' Attempted failover to alternate');
  return place > 0 ? words.slice(0, place) : words;
};

/** Drops closing marks that were opened before the reply, and what Exchange 2007 prints behind it. */
export function trimWords(words: string): string {
  let out = words;
  for (const mark of ['##', '> #SMTP#', '};{', '>; <', ' SMTP code: ']) if (out.includes(mark)) out = out.slice(0, out.indexOf(mark));
  for (;;) {
    const last = out.charAt(out.length - 1);
    const opening = { ')': '(', ']': '[', '}': '{', '>': '<' }[last];
    const isStray =
      opening === undefined ? /[\s'"`*_\\;,|\u300C\u300D\u300E\u300F\u2018-\u201F\u00AB\u00BB]/.test(last) : count(out, last) > count(out, opening);
    if (last === '' || !isStray) return out.replace(/^[\s:;,.#'"-]{1,10}/, '').replace(/ [.:]$/, '');
    out = out.slice(0, -1);
  }
}
const count = (text: string, char: string): number => text.split(char).length - 1;
