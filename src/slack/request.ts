import type { Locale } from '../model/rule.js';
import { guessLocale } from '../parsers/text/locale.js';

/** What a person asked for with `/exchange-tls …`. */
export type Request =
  | { readonly kind: 'help' | 'collect'; readonly locale: Locale }
  | Asked
  | { readonly kind: 'paste'; readonly locale: Locale; readonly text: string };

/** A probe, each part as it was typed: src/slack/probe.ts judges it. */
export interface Asked {
  readonly kind: 'probe';
  readonly locale: Locale;
  /** A host or a domain, or one with a port. Empty if none was named. */
  readonly target: string;
  readonly expect?: string;
}

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
  const asked = kind === undefined && paste.length < LONGEST_PROBE ? readProbe(paste, locale) : undefined;
  if (asked) return asked;
  return kind ? { kind, locale } : { kind: 'paste', locale, text: paste };
}

/** Two names of DNS and the words around them. */
const LONGEST_PROBE = 600;
const PROBE = ['probe', '確認'];

/**
 * `probe contoso.com`, `probe mail.contoso.com:587 expect mail.fabrikam.com`. Anything else behind the word is a text that
 * happens to begin with it, and is read as one.
 */
function readProbe(text: string, locale: Locale): Asked | undefined {
  const [first = '', ...words] = text.split(/[\s=]+/).map((word) => word.replaceAll('`', ''));
  if (!PROBE.includes(first.normalize('NFKC').toLowerCase())) return undefined;
  const [target = '', second, expect = '', ...more] = words;
  if (second === undefined) return { kind: 'probe', locale, target };
  // Slack may have made one dash of two.
  const isExpect = /^(?:--|[\u2013\u2014])?expect$/i.test(second);
  return isExpect && more.length === 0 ? { kind: 'probe', locale, target, expect } : undefined;
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
