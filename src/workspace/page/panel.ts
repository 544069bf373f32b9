import type { Entry, Seen } from '../entries.js';
import { LIMITS } from '../figures.js';
import { element, langOf } from './element.js';

const number = (value: number): string => value.toLocaleString('en');
const DELIVERIES = { text: 'as text', base64: 'as base64' };

/** What Slack would see of one answer. */
export function drawSeen(seen: Seen | undefined): HTMLElement[] {
  if (!seen) return [element('p', { class: 'soft' }, 'Send a command, and its figures appear here.')];
  const rows = factsOf(seen).flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]);
  const { characters } = seen;
  const meter = element('meter', {
    min: '0',
    max: String(LIMITS.characters),
    high: String(LIMITS.characters * 0.8),
    value: String(characters),
    'aria-label': 'Characters used',
  });
  return [
    element('dl', {}, ...rows),
    meter,
    fold('Answer (JSON)', true, element('pre', { tabindex: '0', 'aria-label': 'Answer as JSON' }, JSON.stringify(seen.received, null, 2) ?? '')),
    fold('What a screen reader says', false, element('p', { lang: langOf(seen.sentence) }, seen.sentence || 'Nothing: the answer has no text.')),
  ];
}

function factsOf({ exchange, way, blocks, characters }: Seen): [string, string][] {
  const { milliseconds, bytes, delivery, what } = exchange;
  return [
    ['Sent', what],
    ['Request', `signed, ${number(bytes)} bytes, ${DELIVERIES[delivery]}`],
    ['Acknowledged in', milliseconds === undefined ? 'waiting' : `${number(milliseconds)} ms of ${number(LIMITS.milliseconds)}`],
    ['Answer', way === 'acknowledgement' ? 'in the acknowledgement' : `response_url, ${way} of ${LIMITS.uses}`],
    ['Blocks', `${blocks} of ${LIMITS.blocks}`],
    ['Characters', `${number(characters)} of ${number(LIMITS.characters)}`],
  ];
}

function fold(title: string, isOpen: boolean, content: HTMLElement): HTMLElement {
  return element('details', { open: isOpen ? '' : undefined }, element('summary', {}, title), content);
}

export const seenOf = (entry: Entry | undefined): Seen | undefined => (entry && 'seen' in entry ? entry.seen : undefined);
