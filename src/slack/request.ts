import type { Locale } from '../model/rule.js';
import { guessLocale } from '../parsers/text/locale.js';

/** What a person asked for with `/exchange-tls …`. */
export type Request =
  | { readonly kind: 'help' | 'collect'; readonly locale: Locale }
  | { readonly kind: 'paste'; readonly locale: Locale; readonly text: string };

/** Words that ask for something else than a diagnosis; nothing else may stand beside them. */
const WORDS = {
  help: ['', 'help', '?', '-h', '--help', 'ヘルプ', '使い方'],
  collect: ['collect', '収集'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
const KINDS = ['help', 'collect'] as const;

/** The text behind the command to a request. Any text is one: there are no wrong words, only pastes. */
export function readRequest(text: string): Request {
  const { locale: wanted, rest } = leading(undoEscapes(text).trim());
  const locale = wanted ?? guessLocale(text);
  const paste = withoutFence(rest);
  const word = paste.length < 10 ? paste.normalize('NFKC').toLowerCase() : undefined;
  const kind = KINDS.find((one) => WORDS[one].some((known) => known === word));
  return kind ? { kind, locale } : { kind: 'paste', locale, text: paste };
}

/** Takes away `ja` or `en` and `diagnose` at the start, each once, in any order. */
function leading(text: string): { locale: Locale | undefined; rest: string } {
  let [rest, locale, named]: [string, Locale | undefined, boolean] = [text, undefined, false];
  for (;;) {
    const word = /^(?:ja|en|diagnose)(?=\s|`|$)/i.exec(rest)?.[0].toLowerCase();
    if (word === undefined || (word === 'diagnose' ? named : locale !== undefined)) return { locale, rest };
    if (word === 'ja' || word === 'en') locale = word;
    else named = true;
    rest = rest.slice(word.length).trimStart();
  }
}

const LINK = /<(mailto:|https?:\/\/)([^<>|\n]+)(?:\|([^<>|\n]+))?>/gi;
const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>' } as const;

/**
 * Undoes what Slack does to a text, once: links become what was typed, and exactly three entities become their
 * characters. `<I>`, `<S>` and `<endpoint>` are no links and stay; `&amp;lt;` is a typed `&lt;` and stays one.
 */
export function undoEscapes(text: string): string {
  const unlinked = text.replace(
    LINK,
    (_, scheme: string, target: string, label?: string) => label ?? (/^m/i.test(scheme) ? target : scheme + target),
  );
  // The pattern matches nothing but the three keys.
  return unlinked.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity as keyof typeof ENTITIES]);
}

/** A code fence around everything is the person's own, to stop Slack from changing quotes and dashes. */
function withoutFence(text: string): string {
  for (const fence of ['```', '`']) {
    const inside = text.slice(fence.length, -fence.length);
    if (text.length > 2 * fence.length && text.startsWith(fence) && text.endsWith(fence) && !inside.includes(fence)) return inside.trim();
  }
  return text;
}
