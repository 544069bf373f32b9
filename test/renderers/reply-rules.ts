// What style asks of every Slack reply, as a list of broken rules: empty means that the reply may be sent.
import { characters } from '../../src/renderers/fit.js';
import type { SlackMessage } from '../../src/renderers/slack.js';
import { columns } from '../../src/renderers/width.js';

const READING = /^(?:Get|Test|Resolve|Format|Select|Sort|Where|ForEach|New-Object|Measure|Out)-?/;
const CHANGING = /\b(?:Set|New|Enable|Disable|Remove|Import|Restart|Start|Stop|Add|Clear)-[A-Z]\w+/g;
const KINDS = ['header', 'context', 'rich_text', 'divider', 'actions'];

/** The title above a text to send on. */
const HELPDESK = /^To send to |送る文面$/;

interface Element {
  readonly type: string;
  readonly text?: unknown;
  readonly elements?: readonly Element[];
  readonly [name: string]: unknown;
}

const textOf = (element: Element): string => (typeof element.text === 'string' ? element.text : (element.elements ?? []).map(textOf).join(''));
const objects = (value: unknown): Record<string, unknown>[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(objects);
  return Array.isArray(value) ? inner : [{ ...value }, ...inner];
};

/** The rules of a reply that this one breaks. `paste` is what its quotes must come from. */
export function checkReply(message: SlackMessage, paste: string): string[] {
  // Blocks are read as the JSON that Slack gets.
  const blocks: Element[] = JSON.parse(JSON.stringify(message.blocks));
  return [...shape(blocks), ...limits(message, blocks), ...summary(message.text), ...quotes(blocks, paste), ...steps(blocks), ...language(blocks)];
}

function shape(blocks: readonly Element[]): string[] {
  const types = blocks.map(({ type }) => type);
  const faults = types.filter((type) => !KINDS.includes(type)).map((type) => `block ${type} is not used`);
  if (types[0] !== 'header' || types[1] !== 'context') faults.push('title and standing come first');
  if (types.at(-1) !== 'context' || types.at(-2) !== 'actions') faults.push('buttons and foot come last');
  const folded = objects(blocks).some(({ action_id: id }) => id === 'less');
  if (types.filter((type) => type === 'divider').length !== (folded ? 0 : 1))
    faults.push('one divider parts explaining from acting, and the folded part only acts');
  if (objects(blocks).some(({ type }) => type === 'mrkdwn')) faults.push('no mrkdwn');
  if (objects(blocks).some(({ emoji }) => emoji === true)) faults.push('no emoji');
  return faults;
}

function limits(message: SlackMessage, blocks: readonly Element[]): string[] {
  const faults: string[] = [];
  const title = String(objects(blocks[0])[1]?.['text']);
  const standing = String(objects(blocks[1])[1]?.['text'] ?? objects(blocks[1])[2]?.['text']);
  if (blocks.length > 12) faults.push(`${blocks.length} blocks`);
  if (characters(message.blocks) > 4000) faults.push(`${characters(message.blocks)} characters`);
  if (columns(title) > 68) faults.push(`title of ${columns(title)} columns`);
  if (/[.。!！]$/.test(title)) faults.push('title ends with a stop');
  if (columns(standing) > 90) faults.push(`standing of ${columns(standing)} columns`);
  const buttons = objects(blocks).filter(({ type }) => type === 'button');
  if (buttons.length > 5) faults.push(`${buttons.length} buttons`);
  for (const one of buttons) {
    const label = String(objects(one['text'])[0]?.['text']);
    if (columns(label) > 28) faults.push(`label of ${columns(label)} columns: ${label}`);
    if ([...String(one['value'])].length > 2000) faults.push('value over 2,000 characters');
  }
  const ids = buttons.map((one) => one['action_id']);
  if (new Set(ids).size !== ids.length) faults.push('an action id stands twice');
  if (buttons.filter(({ style }) => style === 'primary').length > 1) faults.push('more than one primary button');
  return faults;
}

function summary(text: string): string[] {
  const faults: string[] = [];
  if ([...text].length > 300) faults.push(`text of ${[...text].length} characters`);
  if (/[<>&*_`~]/.test(text)) faults.push(`markup in text: ${text}`);
  return faults;
}

/** Words that begin no name: five of them in a row are a sentence. */
const ENGLISH = /^[a-z]{1,30}[,.:;]?$/;

/** Nothing in English is left in a Japanese reply, apart from quotes, commands and what is marked as code. */
function language(blocks: readonly Element[]): string[] {
  if (!objects(blocks).some(({ action_id: id, text }) => id === 'language' && JSON.stringify(text).includes('English'))) return [];
  const ours = blocks.flatMap(({ elements = [] }) => elements.filter(({ type }) => type !== 'rich_text_quote' && type !== 'rich_text_preformatted'));
  return ours
    .map(textOf)
    .filter((text) => {
      const words = text.split(' ');
      return words.some((_, i) => i + 5 <= words.length && words.slice(i, i + 5).every((word) => ENGLISH.test(word)));
    })
    .map((text) => `English in a Japanese reply: ${text}`);
}

/** What both languages of a reply share: the blocks and what they are made of, and the commands. */
export function shapeOf(message: SlackMessage): unknown {
  const blocks: Element[] = JSON.parse(JSON.stringify(message.blocks));
  const parts = ({ type, elements = [] }: Element): unknown => [
    type,
    ...elements.filter(({ type: kind }) => kind !== 'text' && kind !== 'plain_text').map(parts),
  ];
  const commands = objects(blocks)
    .filter(({ type }) => type === 'rich_text_preformatted')
    .map((one) => JSON.stringify(one));
  return { blocks: blocks.map(parts), commands };
}

const squeezed = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ');

/** Every quoted line is the paste's own, apart from what `…` leaves out. */
function quotes(blocks: readonly Element[], paste: string): string[] {
  const own = squeezed(paste);
  const lines = blocks.flatMap(({ elements = [] }) =>
    elements.filter(({ type }) => type === 'rich_text_quote').flatMap((one) => textOf(one).split('\n')),
  );
  const parts = lines
    .flatMap((line) => line.split(/,? ?…/))
    .map(squeezed)
    .filter((part) => part.trim() !== '');
  return parts.filter((part) => !own.includes(part.trim())).map((part) => `not in the paste: ${part}`);
}

function steps(blocks: readonly Element[]): string[] {
  const faults: string[] = [];
  for (const { elements = [] } of blocks) {
    const [first, ...rest] = elements;
    const head = first ? textOf(first) : '';
    // A text to send on is prose.
    if (HELPDESK.test(head)) continue;
    for (const command of rest.filter(({ type }) => type === 'rich_text_preformatted').map(textOf)) {
      for (const line of command.split('\n')) {
        if (columns(line) > 90) faults.push(`command of ${columns(line)} columns: ${line}`);
        if (line.endsWith('`')) faults.push(`backtick at the end: ${line}`);
      }
      if (/^\d+ {2}(?:Look|確認)/.test(head))
        faults.push(...(command.match(CHANGING) ?? []).filter((verb) => !READING.test(verb)).map((verb) => `Look changes something: ${verb}`));
      if (/-Force\b|-Confirm:\$false|Invoke-Expression|RequireTLS\s+\$false|IgnoreSTARTTLS\s+\$true/i.test(command))
        faults.push(`unsafe: ${command}`);
    }
  }
  return faults;
}
