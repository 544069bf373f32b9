import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  RichTextBlock,
  RichTextBlockElement,
  RichTextText,
  TableBlock,
} from '@slack/types';
import type { Locale } from '../model/rule.js';
import type { Run } from './fill.js';
import { PHRASES } from './phrases.js';

/** A message as it goes to Slack: ephemeral, no unfurling, and a sentence for notifications and screen readers. */
export interface SlackMessage {
  response_type: 'ephemeral' | 'in_channel';
  text: string;
  blocks: KnownBlock[];
  unfurl_links: false;
  unfurl_media: false;
  replace_original?: boolean;
}

export const message = (text: string, blocks: KnownBlock[]): SlackMessage => ({
  response_type: 'ephemeral',
  text,
  blocks,
  unfurl_links: false,
  unfurl_media: false,
});

const plainText = (text: string) => ({ type: 'plain_text' as const, text, emoji: false });
export const header = (text: string): HeaderBlock => ({ type: 'header', text: plainText(text) });
export const context = (text: string): ContextBlock => ({ type: 'context', elements: [plainText(text)] });
export const divider = { type: 'divider' } as const;

/** Slack refuses an empty text element. */
const element = (run: Run): RichTextText[] => {
  if (run.text === '') return [];
  return [
    { type: 'text', text: run.text, ...(run.style === 'bold' ? { style: { bold: true } } : run.style === 'code' ? { style: { code: true } } : {}) },
  ];
};
const elements = (runs: readonly Run[]): RichTextText[] => joined(runs).flatMap(element);

/** Neighbouring runs of one style become one element. */
function joined(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    if (last && last.style === run.style) out[out.length - 1] = { ...last, text: last.text + run.text };
    else out.push(run);
  }
  return out;
}

export const richText = (...parts: RichTextBlockElement[]): RichTextBlock => ({ type: 'rich_text', elements: parts });
export const prose = (runs: readonly Run[]): RichTextBlockElement => ({ type: 'rich_text_section', elements: elements(runs) });
export const quoted = (lines: readonly string[]): RichTextBlockElement => ({
  type: 'rich_text_quote',
  elements: [{ type: 'text', text: lines.join('\n') }],
});
export const commands = (text: string): RichTextBlockElement => ({ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] });
const list = (style: 'bullet' | 'ordered', items: readonly (readonly Run[])[]): RichTextBlockElement => ({
  type: 'rich_text_list',
  style,
  indent: 0,
  elements: items.map((runs) => ({ type: 'rich_text_section', elements: elements(runs) })),
});
export const bullets = (items: readonly (readonly Run[])[]): RichTextBlockElement => list('bullet', items);
export const numbered = (items: readonly (readonly Run[])[]): RichTextBlockElement => list('ordered', items);

export const button = (actionId: string, label: string, value: string, accessibility?: string): Button => ({
  type: 'button',
  action_id: actionId,
  text: plainText(label),
  value,
  ...(accessibility === undefined ? {} : { accessibility_label: accessibility }),
});

export const shareButton = (locale: Locale, value: string): Button => ({
  ...button('share', PHRASES.share[locale], value, PHRASES.shareLabel[locale]),
  confirm: {
    title: plainText(PHRASES.shareTitle[locale]),
    text: plainText(PHRASES.shareText[locale]),
    confirm: plainText(PHRASES.shareYes[locale]),
    deny: plainText(PHRASES.shareNo[locale]),
  },
});

export const actions = (buttons: readonly Button[]): ActionsBlock[] => (buttons.length === 0 ? [] : [{ type: 'actions', elements: [...buttons] }]);

/** A table with a head row. One cell of a row may be strong; the last column wraps. */
export const table = (head: readonly string[], rows: readonly { readonly cells: readonly string[]; readonly strong: number }[]): TableBlock => ({
  type: 'table',
  column_settings: head.map((_, i) => ({ is_wrapped: i === head.length - 1 })),
  rows: [head.map(cell), ...rows.map(({ cells, strong }) => cells.map((text, i) => (i === strong ? strongCell(text) : cell(text))))],
});
const cell = (text: string) => ({ type: 'raw_text' as const, text });
const strongCell = (text: string): RichTextBlock => richText(prose([{ text, style: 'bold' }]));
