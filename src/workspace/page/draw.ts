import type { Block, Button, Cell, Inline, Message, Rich } from '../limits.js';
import { USER } from '../request.js';
import { button, element } from './element.js';

/** Called with the place of the pressed button; the element is there to ask and to give the focus back. */
export type OnPress = (place: { block: number; element: number }, pressed: Button, from: HTMLButtonElement) => void;

/** The blocks of a message, or its text where it has none. */
export function drawMessage({ blocks, text }: Message, press: OnPress): HTMLElement[] {
  if (!blocks?.length) return [element('p', { class: 'block prose' }, text ?? '')];
  return blocks.map((block, index) => drawBlock(block, index, press));
}

function drawBlock(block: Block, index: number, press: OnPress): HTMLElement {
  switch (block.type) {
    case 'header':
      return element('h3', { class: 'block' }, block.text.text);
    case 'context':
      return element('div', { class: 'block context' }, ...block.elements.map(({ text }) => element('span', {}, text)));
    case 'divider':
      return element('hr', { class: 'block' });
    case 'section':
      return element('div', { class: 'block prose' }, block.text && element('p', {}, block.text.text), block.fields && drawFields(block.fields));
    case 'rich_text':
      return element('div', { class: 'block' }, ...block.elements.map(drawRich));
    case 'actions':
      return element('div', { class: 'block actions' }, ...block.elements.map((item, at) => drawButton(item, { block: index, element: at }, press)));
    case 'table':
      return drawTable(block.rows);
  }
}

const drawFields = (fields: readonly { text: string }[]) =>
  element('div', { class: 'fields' }, ...fields.map(({ text }) => element('span', {}, text)));

function drawButton(pressed: Button, place: Parameters<OnPress>[0], press: OnPress): HTMLButtonElement {
  const drawn = button(pressed.text.text, () => press(place, pressed, drawn), {
    class: pressed.style,
    'aria-label': pressed.accessibility_label,
    'data-action': pressed.action_id,
  });
  return drawn;
}

function drawRich(rich: Rich): HTMLElement {
  switch (rich.type) {
    case 'rich_text_section':
      return element('p', { class: 'prose' }, ...rich.elements.map(drawInline));
    case 'rich_text_quote':
      return element('blockquote', {}, ...rich.elements.map(drawInline));
    case 'rich_text_preformatted':
      return drawCommand(rich.elements.map((part) => (part.type === 'text' ? part.text : (part.text ?? part.url))).join(''));
    case 'rich_text_list': {
      const items = rich.elements.map(({ elements }) => element('li', {}, ...elements.map(drawInline)));
      return element(rich.style === 'ordered' ? 'ol' : 'ul', { start: rich.offset ? String(rich.offset + 1) : undefined }, ...items);
    }
  }
}

function drawCommand(text: string): HTMLElement {
  const copy = button('Copy', () => void navigator.clipboard.writeText(text).then(() => copy.replaceChildren('Copied')), {
    'aria-label': 'Copy this block',
  });
  return element('div', { class: 'command' }, element('pre', {}, text), copy);
}

function drawInline(inline: Inline): Node {
  const { style } = inline;
  let drawn: Node = inlineText(inline);
  if (style?.code) drawn = element('code', {}, drawn);
  if (style?.bold) drawn = element('b', {}, drawn);
  if (style?.italic) drawn = element('i', {}, drawn);
  if (style?.strike) drawn = element('s', {}, drawn);
  return drawn;
}

function inlineText(inline: Inline): Node {
  if (inline.type === 'text') return document.createTextNode(inline.text);
  if (inline.type === 'user') return element('span', { class: 'user' }, `@${inline.user_id === USER.id ? USER.name : inline.user_id}`);
  const label = inline.text ?? inline.url;
  if (!/^(?:https?:\/\/|mailto:)/i.test(inline.url)) return document.createTextNode(label);
  return element('a', { href: inline.url, target: '_blank', rel: 'noopener noreferrer' }, label);
}

function drawTable(rows: readonly (readonly Cell[])[]): HTMLElement {
  const [head = [], ...rest] = rows;
  const line = (cells: readonly Cell[], kind: 'th' | 'td') => element('tr', {}, ...cells.map((cell) => element(kind, {}, ...drawCell(cell))));
  const table = element('table', {}, element('thead', {}, line(head, 'th')), element('tbody', {}, ...rest.map((cells) => line(cells, 'td'))));
  return element('div', { class: 'block scroll', tabindex: '0', role: 'group', 'aria-label': 'Table' }, table);
}

const drawCell = (cell: Cell): (Node | string)[] => (cell.type === 'raw_text' ? [cell.text] : cell.elements.map(drawRich));
