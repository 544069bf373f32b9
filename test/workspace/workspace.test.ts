import type { Deliver, Delivered, SignedRequest } from '../../src/workspace/delivery.js';
import type { Entry, News } from '../../src/workspace/entries.js';
import { sign } from '../../src/workspace/sign.js';
import { Workspace } from '../../src/workspace/workspace.js';

const SECRET = 'a-secret-of-the-test';
const CHANNEL = 'C0MAILOPS0';
const ORIGIN = 'http://127.0.0.1:3000';
const answer = (text: string, over: object = {}) => ({ response_type: 'ephemeral', text, blocks: [actions()], ...over });
const actions = () => ({
  type: 'actions',
  elements: [{ type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More' }, value: 'state' }],
});
const json = (value: unknown): Delivered => ({ status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(value) });
const empty: Delivered = { status: 200, type: '', body: '' };

function setUp(deliver: Deliver) {
  const requests: SignedRequest[] = [];
  const news: News[] = [];
  const record: Deliver = (request) => {
    requests.push(request);
    return deliver(request);
  };
  const workspace = new Workspace({
    secret: SECRET,
    origin: ORIGIN,
    deliver: { text: record, base64: record },
    now: () => 1_795_300_000_000,
    tell: (item) => news.push(item),
  });
  const field = (name: string) => new URLSearchParams(requests.at(-1)?.body).get(name) ?? '';
  const payload = (): { response_url: string; container: object; actions: object[] } => JSON.parse(field('payload'));
  const keyOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);
  return { workspace, requests, news, field, payload, keyOf };
}

const kinds = (log: readonly Entry[]) => log.map(({ kind }) => kind);
const last = (log: readonly Entry[]) => log.at(-1);

describe('a typed command', () => {
  test('is signed, sent as a form and answered in the acknowledgement', async () => {
    const { workspace, requests, field } = setUp(async () => json(answer('Found it.')));
    await workspace.type(CHANNEL, '/exchange-tls 451 5.7.3\nsecond <line>', 'text');
    const { headers, body } = requests[0] ?? { headers: {}, body: '' };
    expect(headers['x-slack-signature']).toBe(sign(SECRET, '1795300000', body));
    expect(field('text')).toBe('451 5.7.3\nsecond &lt;line&gt;');
    expect(field('response_url')).toMatch(/^http:\/\/127\.0\.0\.1:3000\/hooks\/commands\/[0-9a-f]{24}$/);
    expect(workspace.log).toMatchObject([
      { kind: 'typed', command: '/exchange-tls', lines: 2 },
      {
        kind: 'answer',
        visible: 'you',
        message: { text: 'Found it.' },
        seen: { way: 'acknowledgement', blocks: 1, characters: 4, exchange: { status: 200, bytes: body.length } },
      },
    ]);
  });

  test('plain text of an acknowledgement is shown as text', async () => {
    const { workspace } = setUp(async () => ({ status: 200, type: 'text/plain', body: 'Only words' }));
    await workspace.type(CHANNEL, '/exchange-tls x', 'text');
    expect(last(workspace.log)).toMatchObject({ kind: 'answer', message: { text: 'Only words' } });
  });

  test('an empty acknowledgement shows nothing', async () => {
    const { workspace } = setUp(async () => empty);
    await workspace.type(CHANNEL, '/exchange-tls x', 'text');
    expect(kinds(workspace.log)).toEqual(['typed']);
  });

  test('other commands and plain words do not reach the handlers', async () => {
    const { workspace, requests } = setUp(async () => empty);
    await workspace.type(CHANNEL, '/remind me', 'text');
    await workspace.type(CHANNEL, 'hello', 'text');
    await workspace.type(CHANNEL, '   ', 'text');
    await workspace.type('C0NOWHERE', '/exchange-tls x', 'text');
    expect(kinds(workspace.log)).toEqual(['trouble', 'said']);
    expect(requests).toEqual([]);
  });
});

describe('what goes wrong is shown', () => {
  test.each<[string, Deliver, string]>([
    ['status 500', async () => ({ status: 500, type: '', body: '' }), 'dispatch_failed'],
    ['nobody listens', () => Promise.reject(new TypeError('fetch failed')), 'dispatch_failed'],
    ['three seconds', () => Promise.reject(new DOMException('late', 'TimeoutError')), 'operation_timeout'],
  ])('%s', async (_name, deliver, code) => {
    const { workspace } = setUp(deliver);
    await workspace.type(CHANNEL, '/exchange-tls x', 'text');
    expect(last(workspace.log)).toMatchObject({ kind: 'trouble', title: `/exchange-tls failed with the error “${code}”.` });
  });

  test('an answer that Slack would refuse', async () => {
    const { workspace } = setUp(async () => json(answer('x', { blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }] })));
    await workspace.type(CHANNEL, '/exchange-tls x', 'text');
    expect(last(workspace.log)).toMatchObject({
      kind: 'trouble',
      title: 'Slack would refuse this answer.',
      details: ['blocks[0].text.text: must have at most 150 characters'],
    });
  });

  test('an acknowledgement that is no JSON', async () => {
    const { workspace } = setUp(async () => ({ ...json(''), body: '<html>' }));
    await workspace.type(CHANNEL, '/exchange-tls x', 'text');
    expect(last(workspace.log)).toMatchObject({ kind: 'trouble', title: 'Slack would refuse this answer.' });
  });
});

describe('response_url of a command', () => {
  const open = async () => {
    const set = setUp(async () => json(answer('first')));
    await set.workspace.type(CHANNEL, '/exchange-tls x', 'text');
    return { ...set, key: set.keyOf(set.field('response_url')) };
  };

  test('adds a message and ignores replace_original and delete_original', async () => {
    const { workspace, key } = await open();
    expect(workspace.hook(key, answer('second', { replace_original: true }))).toEqual({ status: 200, body: 'ok' });
    workspace.hook(key, { delete_original: true });
    expect(kinds(workspace.log)).toEqual(['typed', 'answer', 'answer']);
    expect(last(workspace.log)).toMatchObject({ message: { text: 'second' }, seen: { way: 1 } });
  });

  test('shows to all with in_channel', async () => {
    const { workspace, key } = await open();
    workspace.hook(key, answer('for all', { response_type: 'in_channel' }));
    expect(last(workspace.log)).toMatchObject({ visible: 'channel' });
  });

  test('is refused at the sixth use, loudly', async () => {
    const { workspace, key } = await open();
    for (let use = 1; use <= 5; use += 1) expect(workspace.hook(key, answer(`${use}`)).status).toBe(200);
    expect(workspace.hook(key, answer('6'))).toEqual({ status: 404, body: '{"ok":false,"error":"used_url"}' });
    expect(last(workspace.log)).toMatchObject({ kind: 'trouble', title: 'Slack would refuse this late answer: used_url.' });
  });

  test('refuses what Slack refuses', async () => {
    const { workspace, key } = await open();
    expect(workspace.hook(key, { blocks: [{ type: 'alert' }] })).toEqual({ status: 400, body: '{"ok":false,"error":"invalid_blocks"}' });
  });
});

describe('a pressed button', () => {
  const open = async () => {
    const replies: Delivered[] = [json(answer('first')), empty];
    const set = setUp(async () => replies.shift() ?? empty);
    await set.workspace.type(CHANNEL, '/exchange-tls x', 'text');
    const id = last(set.workspace.log)?.id ?? '';
    await set.workspace.press({ message: id, block: 0, element: 0 }, 'base64');
    return { ...set, id, key: set.keyOf(set.payload().response_url) };
  };

  test('sends its value and the place of the message', async () => {
    const { payload, id } = await open();
    expect(payload()).toMatchObject({
      container: { message_ts: id, is_ephemeral: true },
      actions: [{ action_id: 'more', value: 'state', block_id: 'b0' }],
    });
  });

  test('its response_url replaces the message in place', async () => {
    const { workspace, key, id } = await open();
    workspace.hook(key, answer('folded out', { replace_original: true }));
    expect(kinds(workspace.log)).toEqual(['typed', 'answer']);
    expect(last(workspace.log)).toMatchObject({
      id,
      visible: 'you',
      message: { text: 'folded out' },
      seen: { way: 1, exchange: { what: 'button “More”', delivery: 'base64' } },
    });
  });

  test('or adds a message, or deletes it', async () => {
    const { workspace, key } = await open();
    workspace.hook(key, answer('shared', { replace_original: false, response_type: 'in_channel' }));
    workspace.hook(key, { delete_original: true });
    expect(workspace.log).toMatchObject([{ kind: 'typed' }, { kind: 'answer', visible: 'channel', message: { text: 'shared' } }]);
  });

  test('a press on nothing sends nothing', async () => {
    const { workspace, requests, id } = await open();
    await workspace.press({ message: id, block: 7, element: 0 }, 'text');
    await workspace.press({ message: 'gone', block: 0, element: 0 }, 'text');
    expect(requests).toHaveLength(2);
  });

  test('text in its acknowledgement is ignored by Slack, and that is shown', async () => {
    const { workspace } = setUp(async () => json(answer('same for both')));
    await workspace.type(CHANNEL, '/exchange-tls x', 'text');
    await workspace.press({ message: last(workspace.log)?.id ?? '', block: 0, element: 0 }, 'text');
    expect(last(workspace.log)).toMatchObject({ kind: 'trouble', title: 'Slack ignores the text of this acknowledgement.' });
  });
});

test('an answer before the acknowledgement is told again with its time', async () => {
  const set = setUp(async () => {
    set.workspace.hook(set.keyOf(set.field('response_url')), answer('early'));
    return empty;
  });
  await set.workspace.type(CHANNEL, '/exchange-tls x', 'text');
  const told = set.news.flatMap((item) => ('put' in item && item.put.kind === 'answer' ? [item.put.seen.exchange.milliseconds] : []));
  expect(told).toEqual([undefined, expect.any(Number)]);
});

test('clear forgets everything', async () => {
  const { workspace, news } = setUp(async () => empty);
  await workspace.type(CHANNEL, 'hello', 'text');
  workspace.clear();
  expect(workspace.log).toEqual([]);
  expect(news.at(-1)).toEqual({ all: [] });
});
