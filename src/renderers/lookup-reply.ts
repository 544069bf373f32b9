import type { Lookup } from '../model/lookup.js';
import type { Locale } from '../model/rule.js';
import { actions, bullets, button, commands, context, divider, header, message, numbered, prose, richText, type SlackMessage } from './blocks.js';
import { plain } from './fill.js';
import { fitSlack } from './fit.js';
import { composeLookup } from './lookup.js';
import { PHRASES } from './phrases.js';
import { packState } from './state.js';
import { hang, wrap } from './width.js';

/** A look-up as a Slack message. */
export function drawLookup(lookup: Lookup, locale: Locale): SlackMessage {
  const { title, standing, body, items, left, step, foot, summary } = composeLookup(lookup, locale);
  const value = packState({ kind: 'lookup', locale: locale === 'en' ? 'ja' : 'en', note: lookup.name });
  const list = lookup.term.kind === 'word' ? bullets : numbered;
  const blocks = [
    header(title),
    context(standing),
    richText(prose(body), ...(items.length > 0 ? [list(items)] : []), ...(left === undefined ? [] : [prose([{ text: left }])])),
    ...(step ? [divider, richText(prose([{ text: step.head, style: 'bold' }, ...step.prose]), commands(step.command))] : []),
    ...actions(value === undefined ? [] : [button('language', PHRASES.language[locale], value, PHRASES.languageLabel[locale])]),
    context(foot),
  ];
  return fitSlack(message(summary, blocks), locale);
}

/** The same for the terminal. */
export function drawLookupText(lookup: Lookup, locale: Locale, width = 80): string {
  const { title, standing, body, items, left, step, foot } = composeLookup(lookup, locale);
  const lines = [
    title,
    ...wrap(standing, width),
    '',
    ...wrap(plain(body), width),
    ...items.flatMap((runs, i) => hang(lookup.term.kind === 'word' ? '- ' : `${i + 1}  `, plain(runs), width)),
    ...(left === undefined ? [] : [`   ${left}`]),
    '',
    ...(step ? [...wrap(step.head + plain(step.prose), width), '', ...step.command.split('\n').map((line) => `  ${line}`), ''] : []),
    ...wrap(foot, width),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same for programs. */
export function drawLookupJson(lookup: Lookup, locale: Locale) {
  return {
    version: 1 as const,
    locale,
    term: lookup.name,
    meaning: lookup.meaning?.[locale] ?? null,
    rules: lookup.rules.map(({ id, title, codes = [], events = [], sources }) => ({ rule: id, title: title[locale], codes, events, sources })),
  };
}
