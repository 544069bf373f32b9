import type { Config } from '../../src/config.js';
import { defineRule, ems, say } from '../../src/rules/define.js';
import { createHandler } from '../../src/slack/entry.js';
import type { LogLine } from '../../src/slack/log.js';
import { answer, fakeHooks } from './hooks.js';
import { command, NOW, type Options, SECRET, signed } from './signed.js';

const EVENT = [
  'Log Name: Application',
  'Source: MSExchangeFrontEndTransport',
  'Event ID: 12014',
  'Level: Error',
  'Computer: HYB07.fabrikam.com',
  'Microsoft Exchange could not find a certificate that contains the domain name <I>CN=Fabrikam CA 2, O=Fabrikam, C=US<S>CN=mail.fabrikam.com, O=Fabrikam, C=US in the personal store on the local computer.',
  'Therefore, it is unable to support the STARTTLS SMTP verb for the connector Default Frontend HYB07 with a FQDN parameter of HYB07.fabrikam.com.',
].join('\n');

type Json = Readonly<Record<string, unknown>>;
interface Button {
  readonly action_id: string;
  readonly value: string;
}

const CONFIG: Config = { version: '9.8.7', signingSecrets: [SECRET], hooksOrigin: 'https://hooks.slack.com', teamIds: [], appId: undefined };
const CONTEXT = { awsRequestId: '7c1f0e52-9b3d-4a77-8f21-5d2e9c0b6a14' };

function start(config: Partial<Config> = {}, rules?: Parameters<typeof createHandler>[0]['rules']) {
  const lines: LogLine[] = [];
  const handler = createHandler({ config: { ...CONFIG, ...config }, now: () => NOW, log: (line) => lines.push(line), ...(rules && { rules }) });
  const send = async (body: string, options: Options = {}) => {
    const { statusCode, headers, body: text } = await handler(signed(body, options), CONTEXT);
    const json: Json = text.startsWith('{') ? JSON.parse(text) : {};
    return { statusCode, type: headers?.['content-type'] ?? headers?.['Content-Type'], text, json };
  };
  return { handler, send, lines };
}

const buttonsOf = (message: unknown): Button[] => {
  const found: Button[] = [];
  JSON.parse(JSON.stringify(message), (_, value) => {
    if (value?.type === 'button') found.push(value);
    return value;
  });
  return found;
};
const carried = (message: unknown, id: string) => buttonsOf(message).find(({ action_id }) => action_id === id)?.value ?? 'no such button';

const pressed = (id: string, value: string, url: string, more: Json = {}): string =>
  new URLSearchParams({
    payload: JSON.stringify({
      type: 'block_actions',
      user: { id: 'U0TESTING', username: 'ana', name: 'ana', team_id: 'T0TESTING' },
      api_app_id: 'A0TESTING',
      token: 'legacy-token-value',
      container: { type: 'message', message_ts: '1.2', channel_id: 'C0TESTING', is_ephemeral: true },
      trigger_id: `${id}.1.2`,
      team: { id: 'T0TESTING', domain: 'contoso' },
      enterprise: null,
      is_enterprise_install: false,
      channel: { id: 'C0TESTING', name: 'mail' },
      state: { values: {} },
      response_url: url,
      actions: [{ type: 'button', action_id: id, block_id: 'b1', text: { type: 'plain_text', text: 'x', emoji: false }, value, action_ts: '3.4' }],
      ...more,
    }),
  }).toString();

/** A handler, a stand-in for response_url, and the answer to the event. */
async function answered(...script: Parameters<typeof fakeHooks>) {
  const hooks = await fakeHooks(...script);
  const app = start({ hooksOrigin: hooks.origin });
  const { json } = await app.send(command(EVENT));
  const press = (id: string, value = carried(json, id), more: Json = {}) => app.send(pressed(id, value, hooks.url, more));
  return { ...app, hooks, json, press };
}

const broken = defineRule({
  id: 'broken',
  title: { en: 'Broken', ja: '故障' },
  sources: ['none'],
  reads: ['event', 'reply'],
  explains: [],
  mail: 'unknown',
  match: (evidence) => {
    throw new RangeError(`a secret of the paste: ${evidence.first('event')?.at.text}`);
  },
  text: () => ({
    cause: { en: say`a`, ja: say`a` },
    confirm: [{ why: { en: say`a`, ja: say`a` }, run: ems`Get-Date` }],
    fix: [{ why: { en: say`a`, ja: say`a` } }],
    verify: [{ why: { en: say`a`, ja: say`a` } }],
    moreLabel: { en: 'a', ja: 'a' },
    more: [],
  }),
});

describe('a command', () => {
  test.each([false, true])('is answered in its acknowledgement, base64 %s', async (base64) => {
    const { send } = start();
    const { statusCode, type, json, text } = await send(command(EVENT), { base64 });
    expect(statusCode).toBe(200);
    expect(type).toBe('application/json');
    expect(json).toMatchObject({ response_type: 'ephemeral', unfurl_links: false, unfurl_media: false });
    expect(json['blocks']).toMatchObject([
      { type: 'header', text: { text: 'Receive connector names a certificate that is gone' } },
      { type: 'context' },
      { type: 'rich_text' },
      { type: 'divider' },
      {},
      {},
      {},
      {},
      {},
    ]);
    expect(text).toContain("$rc = 'HYB07\\\\Default Frontend HYB07'");
    expect(text).toContain('<I>CN=Fabrikam CA 2, …<S>CN=mail.fabrikam.com, …');
  });

  test('typed text as Slack escapes it gives the same answer', async () => {
    const { send } = start();
    const escaped = EVENT.replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('HYB07.fabrikam.com', '<http://HYB07.fabrikam.com|HYB07.fabrikam.com>');
    expect((await send(command(escaped))).text).toBe((await send(command(EVENT))).text);
  });

  test('Japanese decides the language, and a first word overrules it', async () => {
    const { send } = start();
    const titles = await Promise.all(
      [`${EVENT}\nメールを受信できません`, `ja ${EVENT}`, `en ${EVENT}\nメールを受信できません`].map(
        async (text) => (await send(command(text), { base64: true })).text,
      ),
    );
    expect(titles.map((text) => text.includes('受信コネクタが、存在しない証明書を指定している'))).toEqual([true, true, false]);
  });

  test('raw UTF-8 in the form, not percent-encoded', async () => {
    const { send } = start();
    const body = command('TEXT').replace('TEXT', EVENT.replaceAll('\n', '%0A').replaceAll('&', '%26').concat('%0A受信できません'));
    expect((await send(body, { base64: true })).text).toContain('受信コネクタが、存在しない証明書を指定している');
  });

  test.each(['', 'help', '   '])('%j gives help in English', async (text) => {
    const { send, lines } = start();
    const { json } = await send(command(text));
    expect(json['blocks']).toMatchObject([{ type: 'header', text: { text: 'Paste a mail error, get the cause and the commands' } }, {}, {}, {}, {}]);
    expect(lines).toEqual([{ outcome: 'answered', requestId: CONTEXT.awsRequestId, what: 'help', locale: 'en', ms: 0 }]);
  });

  test('ヘルプ gives help in Japanese', async () =>
    expect((await start().send(command('ヘルプ'), { base64: true })).text).toContain('エラーを貼り付けると、原因とコマンドを表示'));

  test('a missing text is an empty one', async () => {
    const body = new URLSearchParams(command('x'));
    body.delete('text');
    expect((await start().send(body.toString())).text).toContain('Paste a mail error');
  });

  test('a text without a fault says so', async () => {
    const { json } = await start().send(command('Hello, is anybody there?'));
    expect(json['blocks']).toMatchObject([{ text: { text: 'No known fault in this text' } }, {}, {}, {}, {}, {}, {}]);
  });

  test('another command gets a sentence', async () => {
    const { send } = start();
    expect((await send(command('x', { command: '/other' }))).json).toEqual({
      response_type: 'ephemeral',
      text: 'This bot answers /exchange-tls only. Type /exchange-tls help to see what it reads.',
    });
    expect((await send(command('メール', { command: '/other' }))).text).toContain('このボットのコマンドは /exchange-tls だけです');
  });

  test.each([
    ['1 MB', 'Event ID: 12014 \n'.repeat(60_000)],
    ['1 MB of Japanese', 'イベント\n'.repeat(70_000)],
    ['one line of 1 MB', 'a'.repeat(1 << 20)],
    ['binary', Array.from({ length: 4096 }, (_, i) => String.fromCharCode(i % 256)).join('')],
    ['half an emoji', '\uD83D 451 5.7.3'],
    ['prototype names', '__proto__ constructor toString'],
    ['markup', '<!channel> <@U0TESTING> ```` *b* _i_ <http://evil.example|slack.com>'],
  ])(
    '%s: a clear sentence',
    async (_, text) => {
      const { send, lines } = start();
      const { statusCode, json, text: reply } = await send(command(text), { base64: true });
      expect(statusCode).toBe(200);
      expect(json).toMatchObject({ response_type: 'ephemeral', text: expect.stringMatching(/./) });
      expect(reply).not.toContain('mrkdwn');
      expect(reply.length).toBeLessThan(40_000);
      expect(lines).toMatchObject([{ outcome: 'answered', what: 'paste' }]);
    },
    20_000,
  );

  test('a paste over 256 KB says that it was cut', async () =>
    expect((await start().send(command(`${EVENT}\n${'x y z\n'.repeat(50_000)}`))).text).toContain('Only the first 256 KB of your text were read.'));

  test('our own failure is an answer with a request id, and what was pasted stays out of it and of the log', async () => {
    const { send, lines } = start({}, [broken]);
    const { statusCode, json, text } = await send(command(EVENT));
    expect(statusCode).toBe(200);
    expect(json).toMatchObject({ response_type: 'ephemeral' });
    expect(text).toContain('The bot failed, not your mail system');
    expect(text).toContain(`exchange-tls 9.8.7  request ${CONTEXT.awsRequestId}  03:12:45Z`);
    expect((await send(command(`${EVENT}\nイベント`))).text).toContain('メール システムではなく、ボットの障害');
    expect(lines).toMatchObject([{ outcome: 'failed', what: 'listener', why: 'RangeError' }, {}]);
    expect(lines[0]?.at?.[0]).toMatch(/^at .*entry\.test\.ts/);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  test('one line of log, with these fields and no others', async () => {
    const { send, lines } = start();
    await send(command(EVENT));
    expect(lines).toEqual([
      {
        outcome: 'answered',
        requestId: CONTEXT.awsRequestId,
        what: 'paste',
        rules: ['receive-connector-pins-missing-certificate'],
        certainty: 'certain',
        locale: 'en',
        lines: 7,
        ms: 0,
      },
    ]);
  });

  test('two pastes one after the other leave nothing to each other', async () => {
    const { send } = start();
    const first = await send(command(EVENT));
    await send(command(`ja ${EVENT.replaceAll('HYB07', 'HYB99')}`));
    expect(await send(command(EVENT))).toEqual(first);
  });
});

describe('a button', () => {
  test('more and less replace the answer', async () => {
    const { press, hooks, lines } = await answered(answer(200));
    expect(await press('more')).toMatchObject({ statusCode: 200, text: '' });
    const [more] = hooks.posted;
    expect(more?.path).toBe('/actions/T0TESTING/1/abc');
    expect(more?.body).toMatchObject({ response_type: 'ephemeral', replace_original: true, unfurl_links: false });
    expect(JSON.stringify(more?.body)).toContain('Undo');
    expect(JSON.stringify(more?.body)).toContain('HYB07');
    await press('less', carried(more?.body, 'less'));
    expect(JSON.stringify(hooks.posted[1]?.body)).toContain("$rc = 'HYB07");
    expect(lines.slice(1)).toEqual([
      { outcome: 'answered', requestId: CONTEXT.awsRequestId, what: 'button', button: 'more', ms: 0 },
      { outcome: 'answered', requestId: CONTEXT.awsRequestId, what: 'button', button: 'less', ms: 0 },
    ]);
    await hooks.close();
  });

  test('language switches and switches back', async () => {
    const { press, hooks, json } = await answered(answer(200));
    await press('language');
    expect(hooks.posted[0]?.body).toMatchObject({
      replace_original: true,
      blocks: [{ text: { text: '受信コネクタが、存在しない証明書を指定している' } }, {}, {}, {}, {}, {}, {}, {}, {}],
    });
    await press('language', carried(hooks.posted[0]?.body, 'language'));
    expect(hooks.posted[1]?.body['blocks']).toMatchObject([
      { text: { text: 'Receive connector names a certificate that is gone' } },
      {},
      {},
      {},
      {},
      {},
      {},
      {},
      {},
    ]);
    expect(carried(hooks.posted[1]?.body, 'more')).toBe(carried(json, 'more'));
    await hooks.close();
  });

  test('collect shows the script, in both languages, without network', async () => {
    const hooks = await fakeHooks(answer(200));
    const { send, lines } = start({ hooksOrigin: hooks.origin });
    const script = await send(command('collect'));
    expect(script.text).toContain('Get-ExchangeCertificate -Server $name');
    expect(lines).toEqual([{ outcome: 'answered', requestId: CONTEXT.awsRequestId, what: 'collect', locale: 'en', ms: 0 }]);
    expect(hooks.posted).toEqual([]);
    await send(pressed('language', carried(script.json, 'language'), hooks.url));
    expect(JSON.stringify(hooks.posted[0]?.body)).toContain('スクリプト');
    await hooks.close();
  });

  test('help and failure switch as well', async () => {
    const hooks = await fakeHooks(answer(200));
    const { send } = start({ hooksOrigin: hooks.origin }, [broken]);
    const help = await send(command('help'));
    await send(pressed('language', carried(help.json, 'language'), hooks.url));
    expect(JSON.stringify(hooks.posted[0]?.body)).toContain('エラーを貼り付けると');
    const failed = await send(command(EVENT));
    await send(pressed('language', carried(failed.json, 'language'), hooks.url));
    expect(JSON.stringify(hooks.posted[1]?.body)).toContain('ボットの障害');
    expect(JSON.stringify(hooks.posted[1]?.body)).toContain(`exchange-tls 9.8.7  request ${CONTEXT.awsRequestId}  03:12:45Z`);
    await hooks.close();
  });

  test('share posts one new message for all, with the name and without buttons', async () => {
    const { press, hooks, json, lines } = await answered(answer(200));
    await press('share');
    const [shared] = hooks.posted;
    expect(shared?.body).toMatchObject({ response_type: 'in_channel', replace_original: false, text: json['text'], unfurl_links: false });
    expect(buttonsOf(shared?.body)).toEqual([]);
    const blocks = JSON.parse(JSON.stringify(shared?.body['blocks']));
    expect(blocks.at(-1)).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'Shared by ' },
            { type: 'user', user_id: 'U0TESTING' },
            { type: 'text', text: '.' },
          ],
        },
      ],
    });
    expect(blocks.slice(0, -1)).toEqual(JSON.parse(JSON.stringify(json['blocks'])).slice(0, -2));
    expect(JSON.stringify(shared?.body)).not.toContain('Slack may remove this answer');

    await press('share');
    expect(hooks.posted.length).toBe(1);
    expect(lines.at(-1)).toMatchObject({ outcome: 'ignored', button: 'share', why: 'again' });
    await press('share', carried(json, 'share'), { trigger_id: '9.9.9' });
    expect(hooks.posted.length).toBe(2);
    await hooks.close();
  });

  test('shared in Japanese', async () => {
    const { press, hooks } = await answered(answer(200));
    await press('language');
    await press('share', carried(hooks.posted[0]?.body, 'share'));
    expect(JSON.stringify(hooks.posted[1]?.body)).toContain('[{"type":"user","user_id":"U0TESTING"},{"type":"text","text":" が共有しました。"}]');
    await hooks.close();
  });

  test.each([
    ['unknown', 'more', '{"v":1,"k":"diagnosis"}'],
    ['no JSON', 'more', 'x'],
    ['empty', 'language', ''],
    [
      'of a rule that is gone',
      'more',
      '{"v":1,"k":"diagnosis","l":"en","show":"more","at":0,"d":[{"r":"gone","c":"certain","f":{},"q":[],"s":[]}],"u":[1,0]}',
    ],
    ['with a prototype', 'more', '{"__proto__":{"v":1}}'],
  ])('a value that is %s gets a sentence, and the answer stays', async (_, id, value) => {
    const { press, hooks } = await answered(answer(200));
    expect((await press(id, value)).statusCode).toBe(200);
    expect(hooks.posted.map(({ body }) => body)).toEqual([
      {
        response_type: 'ephemeral',
        replace_original: false,
        text: 'This button comes from an older version of the bot. Send the text again with /exchange-tls.',
      },
    ]);
    await hooks.close();
  });

  test('an unknown name as well', async () => {
    const { press, hooks, json } = await answered(answer(200));
    await press('probe', carried(json, 'more'));
    expect(hooks.posted[0]?.body['text']).toMatch(/^This button comes from an older version/);
    await hooks.close();
  });

  test('a post that fails is a line of log; Slack gets its 200', async () => {
    const { press, hooks, lines } = await answered(answer(404, 'used_url'));
    expect(await press('more')).toMatchObject({ statusCode: 200, text: '' });
    expect(lines.at(-1)).toEqual({ outcome: 'failed', requestId: CONTEXT.awsRequestId, what: 'post', button: 'more', ms: 0, why: 'http-404' });
    await hooks.close();
  });

  test('a silent hook does not hold the answer over Slack’s three seconds', async () => {
    const { press, hooks } = await answered(() => {});
    const started = performance.now();
    expect((await press('more')).statusCode).toBe(200);
    expect(performance.now() - started).toBeLessThan(2700);
    await hooks.close();
  });

  test.each(['https://evil.example/actions/a', 'http://169.254.169.254/latest', 'file:///etc/passwd', ''])('nothing is posted to %j', async (url) => {
    const { send, lines } = start();
    expect((await send(pressed('more', '{}', url))).statusCode).toBe(200);
    expect(lines).toEqual([{ outcome: 'failed', requestId: CONTEXT.awsRequestId, what: 'post', button: 'more', ms: 0, why: 'foreign-address' }]);
  });

  const odd: [string, Json][] = [
    ['no actions', { actions: [] }],
    ['actions that are none', { actions: 'x' }],
    ['no user', { user: undefined }],
    ['a user that is markup', { user: { id: '<!channel>' } }],
    ['no address', { response_url: undefined }],
    ['an address that is none', { response_url: 7 }],
    ['no type', { type: undefined }],
    ['another type', { type: 'view_submission', view: { callback_id: 'x' } }],
    ['a shortcut', { type: 'shortcut', callback_id: 'x' }],
    ['a menu', { actions: [{ type: 'overflow', action_id: 'feedback', selected_option: { value: 'x' } }] }],
    ['no team', { team: null, enterprise: { id: 'E0TESTING', name: 'x' }, is_enterprise_install: true }],
  ];
  test.each(odd)('%s: 200, nothing posted, nothing left behind', async (_, more) => {
    const hooks = await fakeHooks(answer(200));
    const { send, lines } = start({ hooksOrigin: hooks.origin });
    expect(await send(pressed('more', 'x', hooks.url, more))).toMatchObject({ statusCode: 200, text: '' });
    expect(lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(hooks.posted)).not.toContain('channel>');
    await hooks.close();
  });
});

describe('who may call', () => {
  const lists = { teamIds: ['T0TESTING'], appId: 'A0TESTING' };
  test('the workspace and the app on the list', async () => {
    expect((await start(lists).send(command('help'))).text).toContain('Paste a mail error');
    expect((await start({ teamIds: ['E0TESTING'] }).send(command('help', { enterprise_id: 'E0TESTING' }))).text).toContain('Paste a mail error');
  });

  test.each([{ team_id: 'T0OTHER' }, { api_app_id: 'A0OTHER' }])('not %j', async (more) => {
    const { send, lines } = start(lists);
    expect((await send(command(EVENT, more))).json).toEqual({
      response_type: 'ephemeral',
      text: 'This bot is not set up for this workspace. Its operator can allow the workspace.',
    });
    expect(lines).toEqual([{ outcome: 'ignored', requestId: CONTEXT.awsRequestId, what: 'workspace' }]);
  });

  test('nor by a button', async () => {
    const hooks = await fakeHooks(answer(200));
    const { send } = start({ ...lists, hooksOrigin: hooks.origin });
    expect(await send(pressed('more', 'x', hooks.url, { team: { id: 'T0OTHER', domain: 'x' } }))).toMatchObject({ statusCode: 200, text: '' });
    expect(hooks.posted).toEqual([]);
    await hooks.close();
  });
});

describe('what is not a command', () => {
  const JSON_TYPE = 'application/json';
  test.each([
    ['unsigned', {}, 401],
    ['signed', undefined, 200],
  ])('ssl_check, %s', async (_, headers, status) => {
    const { handler } = start();
    const event = signed('ssl_check=1&token=x');
    expect(await handler({ ...event, headers: headers ?? event.headers })).toEqual({ statusCode: status, body: '' });
  });

  test('url_verification, signed', async () => {
    const { json } = await start().send('{"type":"url_verification","challenge":"3eZbrw1a","token":"x"}', { type: JSON_TYPE });
    expect(json).toEqual({ challenge: '3eZbrw1a' });
  });

  test('an event, Japanese, base64', async () => {
    const event = JSON.stringify({
      type: 'event_callback',
      team_id: 'T0TESTING',
      event: { type: 'message', text: '受信', channel: 'C0', user: 'U0' },
    });
    expect(await start().send(event, { type: JSON_TYPE, base64: true })).toMatchObject({ statusCode: 200, text: '' });
  });

  test.each([
    ['broken JSON', '{', JSON_TYPE],
    ['null', 'null', JSON_TYPE],
    ['a list', '[]', JSON_TYPE],
    ['a number', '5', JSON_TYPE],
    ['nothing', '', JSON_TYPE],
    ['an empty form', '', undefined],
    ['a form of something else', 'a=b', undefined],
    ['payload null', 'payload=null', undefined],
    ['payload empty', 'payload=', undefined],
    ['payload broken', 'payload=%7B', undefined],
    ['payload twice', 'payload=%7B%7D&payload=%7B%7D', undefined],
    ['two texts', `${command('a')}&text=b`, undefined],
    ['two commands', `${command('a')}&command=b`, undefined],
  ])('%s, signed: 400', async (_, body, type) => {
    const { send, lines } = start();
    expect(await send(body, type === undefined ? {} : { type })).toMatchObject({ statusCode: 400, text: '' });
    expect(lines).toEqual([{ outcome: 'ignored', requestId: CONTEXT.awsRequestId, what: 'unknown' }]);
  });

  test.each(['payload=%7B%7D', 'payload=%7B%22type%22%3A%22block_actions%22%7D', 'payload=%7B%22type%22%3A%22view_submission%22%7D'])(
    '%s, signed: 200',
    async (body) => expect(await start().send(body)).toMatchObject({ statusCode: 200, text: '' }),
  );
});

describe('a refusal', () => {
  test('is a status and a line of log without anything of the request', async () => {
    const { handler, lines } = start();
    const event = signed(command('password: hunter2'), { secret: 'f'.repeat(32) });
    expect(await handler(event, CONTEXT)).toEqual({ statusCode: 401, body: '' });
    expect(lines).toEqual([{ outcome: 'refused', requestId: CONTEXT.awsRequestId, why: 'signature', seconds: undefined }]);
  });

  test('a wrong clock is named with the difference', async () => {
    const { handler, lines } = start();
    await handler(signed(command('x'), { timestamp: String(NOW / 1000 - 360) }), CONTEXT);
    expect(lines).toEqual([{ outcome: 'refused', requestId: CONTEXT.awsRequestId, why: 'clock', seconds: 360 }]);
  });

  test.each([undefined, null, {}, { awsRequestId: 'a\nb' }, { awsRequestId: 7 }])(
    'with the context %j there is a request id all the same',
    async (context) => {
      const { handler, lines } = start();
      await handler(undefined, context);
      expect(lines[0]?.requestId).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});
