import type { DeliveryKind, Entry, News } from '../entries.js';
import { EXAMPLES, type Example } from '../examples.js';
import { CHANNELS } from '../request.js';
import { ask } from './confirm.js';
import { button, byId, element } from './element.js';
import { drawEntry, type Reactions } from './entry.js';
import { drawSeen, seenOf } from './panel.js';

const COMMAND = '/exchange-tls';
const HINT = `Take an example below and press Enter, or type ${COMMAND} and paste your own text behind it.`;
const log = byId('log', HTMLElement);
const message = byId('message', HTMLTextAreaElement);
const panel = byId('panel', HTMLElement);
const inspect = byId('inspect', HTMLButtonElement);
const settings = { locale: byId('locale', HTMLSelectElement), delivery: byId('delivery', HTMLSelectElement) };

const entries = new Map<string, Entry>();
let channel: string = CHANNELS[0].id;
let inspected: string | undefined;

// --- talk to the workspace
const delivery = (): DeliveryKind => (settings.delivery.value === 'base64' ? 'base64' : 'text');

async function post(path: string, body: object = {}): Promise<void> {
  const sent = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).catch(
    () => undefined,
  );
  byId('offline', HTMLElement).hidden = sent !== undefined;
}

function listen(): void {
  const source = new EventSource('/api/news');
  source.onopen = () => byId('offline', HTMLElement).toggleAttribute('hidden', true);
  source.onerror = () => byId('offline', HTMLElement).toggleAttribute('hidden', false);
  // The page's own server writes nothing but News here.
  source.onmessage = ({ data }) => take(JSON.parse(data) as News);
}

function take(news: News): void {
  if ('all' in news) {
    entries.clear();
    inspected = undefined;
    for (const entry of news.all) remember(entry);
    redraw();
  } else if ('remove' in news) {
    entries.delete(news.remove);
    find(news.remove)?.remove();
  } else {
    remember(news.put);
    show(news.put);
  }
  drawPanel();
}

function remember(entry: Entry): void {
  if (!entries.has(entry.id) && seenOf(entry) && entry.channel === channel) inspected = entry.id;
  entries.set(entry.id, entry);
}

// --- the log
const find = (id: string) => log.querySelector(`[data-id="${CSS.escape(id)}"]`);

const reactions: Reactions = {
  press: (entry, place, pressed, from) => {
    const go = async () => {
      if (pressed.confirm && !(await ask(pressed.confirm))) return from.focus();
      from.setAttribute('aria-busy', 'true');
      await post('/api/press', { message: entry.id, ...place, delivery: delivery() });
      from.removeAttribute('aria-busy');
    };
    void go();
  },
  inspect: (entry) => {
    inspected = entry.id;
    drawPanel();
    openPanel(true);
  },
};

function redraw(): void {
  const shown = [...entries.values()].filter((entry) => entry.channel === channel);
  log.replaceChildren(...(shown.length > 0 ? shown.map((entry) => drawEntry(entry, reactions)) : [element('p', { class: 'empty' }, HINT)]));
  log.scrollTop = log.scrollHeight;
}

/** A new entry goes to the end; a known one is drawn anew in its place, and the focus stays where it was. */
function show(entry: Entry): void {
  if (entry.channel !== channel) return;
  const drawn = drawEntry(entry, reactions);
  const old = find(entry.id);
  if (!old) {
    log.querySelector('.empty')?.remove();
    log.append(drawn);
    log.scrollTop = log.scrollHeight;
    return;
  }
  const at = Array.from<Element | null>(old.querySelectorAll('button')).indexOf(document.activeElement);
  old.replaceWith(drawn);
  if (at >= 0) (drawn.querySelectorAll('button')[at] ?? drawn).focus();
}

function drawPanel(): void {
  byId('seen', HTMLElement).replaceChildren(...drawSeen(seenOf(inspected === undefined ? undefined : entries.get(inspected))));
  for (const item of log.querySelectorAll<HTMLElement>('[data-inspect]'))
    item.setAttribute('aria-pressed', String(item.dataset['inspect'] === inspected));
}

function openPanel(isOpen: boolean): void {
  panel.toggleAttribute('data-open', isOpen);
  inspect.setAttribute('aria-expanded', String(isOpen));
}

// --- channels
function enter(id: string): void {
  channel = id;
  inspected = [...entries.values()].filter((entry) => entry.channel === id && seenOf(entry)).at(-1)?.id;
  const name = CHANNELS.find((known) => known.id === id)?.name ?? '';
  byId('channel', HTMLElement).replaceChildren(`# ${name}`);
  byId('channels', HTMLElement).replaceChildren(...CHANNELS.map((known) => element('li', {}, channelButton(known))));
  redraw();
  drawPanel();
}

function channelButton({ id, name }: (typeof CHANNELS)[number]): HTMLButtonElement {
  const press = () => {
    enter(id);
    byId('channels', HTMLElement).querySelector<HTMLElement>('[aria-current]')?.focus();
  };
  return button(`# ${name}`, press, { 'aria-current': id === channel ? 'page' : undefined });
}

// --- the composer
/** The language switch writes what a person would write: the language as the first word. */
function withLocale(typed: string): string {
  const wanted = settings.locale.value;
  if (wanted === '' || !typed.startsWith(COMMAND)) return typed;
  const rest = typed.slice(COMMAND.length).trimStart();
  return /^(?:en|ja)\b/.test(rest) ? typed : `${COMMAND} ${wanted} ${rest}`;
}

function send(): void {
  const typed = message.value.trim();
  if (typed === '') return;
  message.value = '';
  void post('/api/type', { channel, text: withLocale(typed), delivery: delivery() });
}

function offer({ label, lang, text }: Example): HTMLButtonElement {
  return button(
    label,
    () => {
      message.value = `${COMMAND} ${text}`;
      message.focus();
      message.scrollTop = 0;
    },
    { lang },
  );
}

function wireComposer(): void {
  document.querySelector('.examples')?.append(...EXAMPLES.map(offer));
  byId('composer', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  message.addEventListener('keydown', (event) => {
    // While an input method composes Japanese, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
}

// --- settings
function wireSettings(): void {
  const theme = byId('theme', HTMLSelectElement);
  const width = byId('width', HTMLSelectElement);
  theme.value = localStorage.getItem('theme') ?? 'auto';
  const apply = () => {
    document.documentElement.dataset['theme'] = theme.value;
    log.dataset['width'] = width.value;
    localStorage.setItem('theme', theme.value);
  };
  theme.addEventListener('change', apply);
  width.addEventListener('change', apply);
  apply();
  byId('clear', HTMLButtonElement).addEventListener('click', () => void post('/api/clear').then(() => message.focus()));
  inspect.addEventListener('click', () => openPanel(!panel.hasAttribute('data-open')));
  byId('close', HTMLButtonElement).addEventListener('click', () => {
    openPanel(false);
    inspect.focus();
  });
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && openPanel(false));
}

wireSettings();
wireComposer();
enter(channel);
listen();
message.focus();
