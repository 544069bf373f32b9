import type { Deliver, Delivered } from './delivery.js';
import type { DeliveryKind, Entry, Exchange, News, Seen } from './entries.js';
import { LIMITS } from './figures.js';
import { Hooks, type Place } from './hooks.js';
import { checkMessage, countCharacters, type Message } from './limits.js';
import { channelOf, commandBody, pressBody, splitCommand } from './request.js';
import { slackHeaders } from './sign.js';

const COMMAND = '/exchange-tls';

export interface Surroundings {
  readonly secret: string;
  /** Of this server: response_url begins with it. */
  readonly origin: string;
  readonly deliver: Readonly<Record<DeliveryKind, Deliver>>;
  readonly now: () => number;
  readonly tell: (news: News) => void;
}

export interface Press {
  readonly message: string;
  readonly block: number;
  readonly element: number;
}

type Way = Seen['way'];
type EntryBody<E = Entry> = E extends Entry ? Omit<E, 'id' | 'time'> : never;

/** Two channels, one person, one app. Keeps everything in memory and forgets it when it stops. */
export class Workspace {
  private readonly entries = new Map<string, Entry>();
  private readonly exchanges = new Map<string, Exchange>();
  private readonly hooks: Hooks;
  private last = 0;

  constructor(private readonly around: Surroundings) {
    this.hooks = new Hooks(around.now);
  }

  get log(): readonly Entry[] {
    return [...this.entries.values()];
  }

  clear(): void {
    this.entries.clear();
    this.around.tell({ all: [] });
  }

  /** What a person typed into a channel. */
  async type(channelId: string, typed: string, delivery: DeliveryKind): Promise<void> {
    const channel = channelOf(channelId);
    if (!channel || typed.trim() === '') return;
    const { command, text } = splitCommand(typed.trim());
    if (!command.startsWith('/')) return void this.add({ kind: 'said', channel: channelId, text: typed });
    if (command !== COMMAND) {
      return void this.trouble(channelId, `${command.slice(0, 80)} is not a command of this workspace.`, [
        `Type ${COMMAND} and paste a text behind it.`,
      ]);
    }
    this.add({ kind: 'typed', channel: channelId, command, lines: text === '' ? 0 : text.split(/\r\n|\r|\n/).length });
    const place = { exchange: this.newId(), channel: channelId };
    const body = commandBody({ command, text, channel, responseUrl: this.hookUrl(place, 'commands'), triggerId: `${this.newId()}.practice` });
    await this.send(place, command, body, delivery, true);
  }

  /** A pressed button of a message in the log. */
  async press({ message: id, block, element }: Press, delivery: DeliveryKind): Promise<void> {
    const entry = this.entries.get(id);
    if (entry?.kind !== 'answer') return;
    const found = entry.message.blocks?.[block];
    const button = found?.type === 'actions' ? found.elements[element] : undefined;
    const channel = channelOf(entry.channel);
    if (!button || !channel) return;
    const place = { exchange: this.newId(), channel: entry.channel, message: id };
    const body = pressBody({
      button,
      blockId: found?.block_id ?? `b${block}`,
      message: entry.message,
      messageTs: id,
      ephemeral: entry.visible === 'you',
      channel,
      responseUrl: this.hookUrl(place, 'actions'),
      triggerId: `${this.newId()}.practice`,
      actionTs: this.newId(),
    });
    await this.send(place, `button “${button.text.text}”`, body, delivery, false);
  }

  /** A late answer of the product. Returns what Slack would say to it. */
  hook(key: string, received: unknown): { readonly status: number; readonly body: string } {
    const use = this.hooks.use(key);
    if ('refused' in use) {
      const channel = this.log.at(-1)?.channel;
      if (channel)
        this.trouble(channel, `Slack would refuse this late answer: ${use.refused}.`, [
          `A response_url may be used ${LIMITS.uses} times within 30 minutes.`,
        ]);
      return { status: 404, body: JSON.stringify({ ok: false, error: use.refused }) };
    }
    return this.receive(received, use.place, use.count)
      ? { status: 200, body: 'ok' }
      : { status: 400, body: JSON.stringify({ ok: false, error: 'invalid_blocks' }) };
  }

  private async send(place: Place, what: string, body: string, delivery: DeliveryKind, isCommand: boolean): Promise<void> {
    const started = performance.now();
    this.exchanges.set(place.exchange, { id: place.exchange, what, bytes: Buffer.byteLength(body), delivery });
    try {
      const delivered = await this.around.deliver[delivery]({ headers: slackHeaders(this.around.secret, this.around.now(), body), body });
      this.acknowledged(place, delivered.status, performance.now() - started);
      this.readAcknowledgement(place, what, delivered, isCommand);
    } catch (error) {
      this.acknowledged(place, 0, performance.now() - started);
      const late = typeof error === 'object' && error !== null && 'name' in error && error.name === 'TimeoutError';
      this.fail(
        place,
        what,
        late ? 'operation_timeout' : 'dispatch_failed',
        late ? 'There was no answer within 3 seconds.' : 'The handlers cannot be reached.',
      );
    }
  }

  private readAcknowledgement(place: Place, what: string, { status, type, body }: Delivered, isCommand: boolean): void {
    if (status !== 200) this.fail(place, what, 'dispatch_failed', `The handlers answered with status ${status}.`);
    else if (body === '') return;
    else if (!isCommand)
      this.trouble(place.channel, 'Slack ignores the text of this acknowledgement.', ['A button is answered by its response_url.']);
    else this.receive(type.startsWith('application/json') ? parse(body) : { text: body }, place, 'acknowledgement');
  }

  /** Puts a message into the log as Slack would; false if Slack would refuse it. */
  private receive(received: unknown, place: Place, way: Way): boolean {
    const checked = checkMessage(received);
    const seen = this.seen(received, place, way);
    if ('problems' in checked) {
      this.add({
        kind: 'trouble',
        channel: place.channel,
        title: 'Slack would refuse this answer.',
        details: checked.problems,
        ...(seen && { seen }),
      });
      return false;
    }
    const { message } = checked;
    // Only a button's response_url can replace or delete; a slash command's ignores both.
    const original = place.message === undefined ? undefined : this.entries.get(place.message);
    if (message.delete_original) {
      if (original) this.remove(original.id);
      return true;
    }
    if (!seen) return true;
    if (message.replace_original && original?.kind === 'answer') this.put({ ...original, message, seen });
    else this.add({ kind: 'answer', channel: place.channel, visible: message.response_type === 'in_channel' ? 'channel' : 'you', message, seen });
    return true;
  }

  private seen(received: unknown, place: Place, way: Way): Seen | undefined {
    const exchange = this.exchanges.get(place.exchange);
    if (!exchange) return undefined;
    const { blocks, text }: Partial<Record<keyof Message, unknown>> = typeof received === 'object' && received !== null ? received : {};
    return {
      exchange,
      way,
      blocks: Array.isArray(blocks) ? blocks.length : 0,
      characters: countCharacters(blocks),
      sentence: typeof text === 'string' ? text : '',
      received,
    };
  }

  /** The time of the acknowledgement is known last; messages that came before it are told again. */
  private acknowledged(place: Place, status: number, milliseconds: number): void {
    const before = this.exchanges.get(place.exchange);
    if (!before) return;
    const exchange = { ...before, status, milliseconds: Math.round(milliseconds) };
    this.exchanges.set(exchange.id, exchange);
    for (const entry of this.log) {
      if ('seen' in entry && entry.seen?.exchange.id === exchange.id) this.put({ ...entry, seen: { ...entry.seen, exchange } });
    }
  }

  private fail(place: Place, what: string, code: string, why: string): void {
    const seen = this.seen({}, place, 'acknowledgement');
    this.add({
      kind: 'trouble',
      channel: place.channel,
      title: `${what} failed with the error “${code}”.`,
      details: [why, `Slack waits ${LIMITS.milliseconds / 1000} seconds and wants status 200.`],
      ...(seen && { seen }),
    });
  }

  private trouble(channel: string, title: string, details: readonly string[]): void {
    this.add({ kind: 'trouble', channel, title, details });
  }

  private hookUrl(place: Place, kind: 'commands' | 'actions'): string {
    return `${this.around.origin}/hooks/${kind}/${this.hooks.create(place)}`;
  }

  private add(entry: EntryBody): void {
    this.put({ ...entry, id: this.newId(), time: this.around.now() });
  }

  private put(entry: Entry): void {
    this.entries.set(entry.id, entry);
    this.around.tell({ put: entry });
  }

  private remove(id: string): void {
    this.entries.delete(id);
    this.around.tell({ remove: id });
  }

  /** In the form of Slack's message times, and never twice the same. */
  private newId(): string {
    this.last += 1;
    return `${Math.floor(this.around.now() / 1000)}.${String(this.last).padStart(6, '0')}`;
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
