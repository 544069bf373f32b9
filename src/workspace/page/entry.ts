import type { Entry } from '../entries.js';
import { drawMessage, type OnPress } from './draw.js';
import { button, element, langOf } from './element.js';

type WithSeen = Extract<Entry, { kind: 'answer' | 'trouble' }>;

export interface Reactions {
  readonly press: (entry: Extract<Entry, { kind: 'answer' }>, ...pressed: Parameters<OnPress>) => void;
  readonly inspect: (entry: WithSeen) => void;
}

export function drawEntry(entry: Entry, reactions: Reactions): HTMLElement {
  switch (entry.kind) {
    case 'typed': {
      const many = entry.lines === 0 ? '' : ` with ${entry.lines} ${entry.lines === 1 ? 'line' : 'lines'}`;
      const note = element('p', { class: 'soft' }, 'typed ', element('code', {}, entry.command), `${many}. Slack does not show this to the channel.`);
      return frame(entry, 'person', note);
    }
    case 'said':
      return frame(entry, 'person', element('p', { class: 'prose', lang: langOf(entry.text) }, entry.text));
    case 'answer': {
      const parts = drawMessage(entry.message, (...pressed) => reactions.press(entry, ...pressed));
      const drawn = frame(entry, 'app', ...parts);
      drawn.querySelector('.who')?.append(inspectButton(entry, reactions));
      if (entry.visible === 'you') drawn.prepend(element('p', { class: 'private' }, 'Only visible to you'));
      drawn.setAttribute('lang', langOf(JSON.stringify(entry.message)) ?? 'en');
      return drawn;
    }
    case 'trouble':
      return drawTrouble(entry, reactions);
  }
}

function drawTrouble(entry: Extract<Entry, { kind: 'trouble' }>, reactions: Reactions): HTMLElement {
  const details = element('ul', {}, ...entry.details.map((detail) => element('li', {}, detail)));
  const body = element('div', { class: 'body', role: 'alert' }, element('strong', {}, entry.title), details);
  if (entry.seen) body.append(inspectButton(entry, reactions));
  return element('article', { class: 'entry trouble', 'data-id': entry.id, 'aria-label': 'Error' }, body);
}

function inspectButton(entry: WithSeen, { inspect }: Reactions): HTMLButtonElement {
  return button('Inspect', () => inspect(entry), {
    'aria-label': 'Inspect: what Slack would see',
    'data-inspect': entry.id,
    'aria-pressed': 'false',
  });
}

function frame(entry: Entry, who: 'person' | 'app', ...parts: HTMLElement[]): HTMLElement {
  const isApp = who === 'app';
  const time = new Date(entry.time);
  const clock = element('time', { datetime: time.toISOString() }, time.toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' }));
  const line = element(
    'div',
    { class: 'who' },
    element('b', {}, isApp ? 'exchange-tls' : 'Ana (you)'),
    isApp ? element('span', { class: 'app' }, 'APP') : undefined,
    clock,
  );
  const face = element('div', { class: `face ${who}`, 'aria-hidden': 'true' }, isApp ? 'ex' : 'A');
  const label = isApp ? 'Answer of exchange-tls' : 'Your message';
  return element(
    'article',
    { class: 'entry', 'data-id': entry.id, 'aria-label': label, tabindex: '-1' },
    face,
    element('div', { class: 'body' }, line, ...parts),
  );
}
