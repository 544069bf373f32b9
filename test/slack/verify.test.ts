import { headerOf, MAX_BODY_BYTES, type Verified, verify } from '../../src/slack/verify.js';
import { cost } from '../cost.js';
import { command, FORM, NOW, type Options, SECONDS, SECRET, sign, signed } from './signed.js';

const JSON_TYPE = 'application/json';
const BODY = command('451 5.7.3 STARTTLS is required to send mail');
const JAPANESE = JSON.stringify({ type: 'event_callback', text: '受信コネクタ 「既定」 é ñ 𠮷' });
const status = (result: Verified) => (result.ok ? 200 : result.status);
const check = (event: unknown, secrets: readonly string[] = [SECRET], now = NOW) => status(verify(event, secrets, now));
const event = (body = BODY, options: Options = {}) => signed(body, options);
const withHeaders = (headers: unknown) => ({ ...event(), headers });
const without = (...names: string[]) => withHeaders(Object.fromEntries(Object.entries(event().headers).filter(([name]) => !names.includes(name))));
const at = (timestamp: string) => event(BODY, { timestamp });
const header = (headers: Record<string, unknown>) => event(BODY, { headers });
const signature = (value: unknown) => header({ 'x-slack-signature': value });
const good = sign(BODY);
const renamed = (change: (name: string) => string) =>
  withHeaders(Object.fromEntries(Object.entries(event().headers).map(([name, value]) => [change(name), value])));

type Case = [what: string, event: unknown];

const GENUINE: Case[] = [
  ['form as text', event()],
  ['form as base64', event(BODY, { base64: true })],
  ['JSON as text', event('{"a":1}', { type: JSON_TYPE })],
  ['JSON as base64', event('{"a":1}', { type: JSON_TYPE, base64: true })],
  ['raw Japanese as text', event(JAPANESE, { type: JSON_TYPE })],
  ['raw Japanese as base64', event(JAPANESE, { type: JSON_TYPE, base64: true })],
  ['percent-encoded Japanese', event(command('メールを受信できない'), { base64: true })],
  ['raw Japanese in a form', event('text=受信', { base64: true })],
  ['a byte order mark in front', event('\uFEFFtext=a', { base64: true })],
  ['NUL bytes', event('text=\0', { base64: true })],
  ['empty body, text', event('')],
  ['empty body, base64', event('', { base64: true })],
  ['body undefined and signed as empty', { ...event(''), body: undefined }],
  ['body null and signed as empty', { ...event(''), body: null }],
  ['broken JSON: signed is signed', event('{', { type: JSON_TYPE })],
  ['colons and numbers in the body', event('text=:1234567890:')],
  ['charset suffix on the form type', event(BODY, { type: `${FORM}; charset=utf-8` })],
  ['charset suffix on JSON', event('{}', { type: `${JSON_TYPE};charset=UTF-8` })],
  ['type in capitals', event(BODY, { type: 'Application/X-WWW-Form-URLEncoded' })],
  ['type with blanks', event(BODY, { type: `  ${FORM} ;` })],
  ['now', at(String(SECONDS))],
  ['290 s old', at(String(SECONDS - 290))],
  ['300 s old', at(String(SECONDS - 300))],
  ['290 s ahead', at(String(SECONDS + 290))],
  ['300 s ahead', at(String(SECONDS + 300))],
  ['header names in capitals', renamed((name) => name.toUpperCase())],
  ['header names as Slack writes them', renamed((name) => name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()))],
  ['header values in arrays of one', withHeaders(Object.fromEntries(Object.entries(event().headers).map(([name, value]) => [name, [value]])))],
  ['the same header twice, equal', header({ 'X-Slack-Signature': good })],
  ['other headers of any kind', header({ cookie: undefined, accept: null, host: 7, via: { a: 1 } })],
  ['retry headers', header({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' })],
  ['isBase64Encoded missing', { ...event(), isBase64Encoded: undefined }],
  ['isBase64Encoded null', { ...event(), isBase64Encoded: null }],
  ['a body of 1 MB', event(`text=${'a'.repeat(1 << 20)}`, { base64: true })],
  ['a body of exactly the limit', event('a'.repeat(MAX_BODY_BYTES))],
  ['the limit in base64', event('a'.repeat(MAX_BODY_BYTES), { base64: true })],
];

const other = sign(BODY, { secret: 'f'.repeat(32) });
const FORGED: Case[] = [
  ['another secret', event(BODY, { secret: 'f'.repeat(32) })],
  ['empty secret', signature(sign(BODY, { secret: '' }))],
  ['signature of another body', signature(sign('text=other'))],
  ['signature of another time', signature(sign(BODY, { timestamp: String(SECONDS - 1) }))],
  ['another secret, spelled twice', header({ 'x-slack-signature': other, 'X-Slack-Signature': other })],
  ['two signatures, one good', header({ 'X-Slack-Signature': other })],
  ['two signatures in an array, one good', signature([good, other])],
  ['two signatures joined by a comma', signature(`${good},${other}`)],
  ['no signature', without('x-slack-signature')],
  ['no time', without('x-slack-request-timestamp')],
  ['neither', without('x-slack-signature', 'x-slack-request-timestamp')],
  ['signature empty', signature('')],
  ['signature undefined', signature(undefined)],
  ['signature null', signature(null)],
  ['signature a number', signature(1)],
  ['signature an object', signature({ toString: () => good })],
  ['signature an empty array', signature([])],
  ['signature of 63 digits', signature(good.slice(0, -1))],
  ['signature of 65 digits', signature(`${good}0`)],
  ['signature in capitals', signature(good.toUpperCase())],
  ['digits in capitals', signature(`v0=${good.slice(3).toUpperCase()}`)],
  ['no prefix', signature(good.slice(3))],
  ['prefix v1', signature(sign(BODY, { prefix: 'v1' }))],
  ['prefix v00', signature(sign(BODY, { prefix: 'v00' }))],
  ['empty prefix', signature(sign(BODY, { prefix: '' }))],
  ['only the prefix', signature('v0=')],
  ['zeros', signature(`v0=${'0'.repeat(64)}`)],
  ['no hex', signature(`v0=${'g'.repeat(64)}`)],
  ['a blank in front', signature(` ${good}`)],
  ['a line break behind', signature(`${good}\n`)],
  ['a second equals sign', signature(`${good}=`)],
  ['full-width digits', signature(`v0=${'０'.repeat(64)}`)],
  ['base64 of the digest', signature(`v0=${Buffer.from(good.slice(3), 'hex').toString('base64')}`)],
  ['last digit changed', signature(good.slice(0, -1) + (good.endsWith('0') ? '1' : '0'))],
  ['a number cut out of the body into the time', { ...event(`text=:${SECONDS}:x`), body: 'x' }],
  ['a very long signature', signature(`v0=${'a'.repeat(1 << 20)}`)],
];

const STALE: Case[] = [
  ['301 s old', at(String(SECONDS - 301))],
  ['6 minutes old', at(String(SECONDS - 360))],
  ['a day old', at(String(SECONDS - 86_400))],
  ['301 s ahead', at(String(SECONDS + 301))],
  ['6 minutes ahead', at(String(SECONDS + 360))],
  ['9 years ahead', at(String(SECONDS + 9 * 31_557_600))],
  ['the largest number of ten digits', at('9999999999')],
  ['ten zeros', at('0000000000')],
];

const ODD_TIMES: Case[] = [
  '',
  ' ',
  '0',
  '-1',
  '9e9',
  '1e10',
  '0x6921b0dd',
  'Infinity',
  'NaN',
  'null',
  `${SECONDS} `,
  ` ${SECONDS}`,
  `+${SECONDS}`,
  `${SECONDS}.0`,
  `${SECONDS}\n`,
]
  .concat([
    `${SECONDS}000`,
    String(SECONDS).slice(0, 9),
    `0${SECONDS}`,
    '１７９５３１７１６５',
    `${SECONDS},${SECONDS}`,
    '2026-11-22T03:12:45Z',
    `${SECONDS}:x`,
  ])
  .map((timestamp): Case => [`time ${JSON.stringify(timestamp)}`, at(timestamp)]);

const ODD_TIME_VALUES: Case[] = [undefined, null, SECONDS, [], [String(SECONDS), String(SECONDS + 1)], {}, true].map(
  (value): Case => [`time as ${JSON.stringify(value)}`, header({ 'x-slack-request-timestamp': value })],
);

const TAMPERED: Case[] = [
  ['a byte more', { ...event(), body: `${BODY}&` }],
  ['a byte less', { ...event(), body: BODY.slice(0, -1) }],
  ['another user', { ...event(), body: BODY.replace('U0TESTING', 'U0SOMEONE') }],
  ['fields in another order', { ...event(), body: BODY.split('&').reverse().join('&') }],
  ['blanks encoded another way', { ...event(), body: BODY.replaceAll('+', '%20') }],
  ['escapes in small letters', { ...event(), body: BODY.replace('%2F', '%2f') }],
  ['JSON with other blanks', { ...event('{"a":1}', { type: JSON_TYPE }), body: '{"a": 1}' }],
  [
    'the high bit of one byte',
    {
      ...event(),
      body: Buffer.from(BODY)
        .map((byte, i) => (i === 9 ? byte | 0x80 : byte))
        .toString(),
      isBase64Encoded: false,
    },
  ],
  [
    'the high bit of one byte, base64',
    { ...event(BODY, { base64: true }), body: Buffer.from(Buffer.from(BODY).map((byte, i) => (i === 9 ? byte | 0x80 : byte))).toString('base64') },
  ],
  ['base64 not marked as such', { ...event(BODY, { base64: true }), isBase64Encoded: false }],
  ['text marked as base64', { ...event(), isBase64Encoded: true }],
  ['marked by the word true', { ...event(BODY, { base64: true }), isBase64Encoded: 'true' }],
  ['encoded twice', { ...event(BODY, { base64: true }), body: Buffer.from(Buffer.from(BODY).toString('base64')).toString('base64') }],
  ['NFD instead of NFC', { ...event('text=\u30AC'), body: 'text=\u30AB\u3099' }],
  ['body missing', { ...event(), body: undefined }],
  ['body null', { ...event(), body: null }],
  ['body an object', { ...event(), body: { text: 'a' } }],
  ['body a number', { ...event(), body: 5 }],
  ['body an array', { ...event(), body: [BODY] }],
  ['line breaks folded', { ...event('text=a\r\nb'), body: 'text=a\nb' }],
  ['ssl_check, unsigned', { ...event('ssl_check=1&token=x'), headers: { 'content-type': FORM } }],
  ['url_verification, unsigned', { ...event('{"type":"url_verification","challenge":"x"}'), headers: { 'content-type': JSON_TYPE } }],
  ['broken JSON, unsigned', { ...event('{'), headers: { 'content-type': JSON_TYPE } }],
  ['XML, unsigned', { ...event('<a/>'), headers: { 'content-type': 'text/xml' } }],
];

const SHAPES: Case[] = [
  undefined,
  null,
  0,
  '',
  'event',
  true,
  [],
  {},
  { Records: [] },
  { body: BODY },
  { headers: {} },
  { source: 'aws.events' },
  { requestContext: null },
  { requestContext: { http: null } },
].map((shape): Case => [`event ${JSON.stringify(shape)}`, shape]);
const METHODS: Case[] = ['GET', 'PUT', 'post', '', undefined, 7].map(
  (method): Case => [`method ${method}`, { ...event(), requestContext: { http: { method } } }],
);
const HEADERS: Case[] = [undefined, null, '', 'x', 1, [], {}, new Map(), Object.create(null)].map(
  (headers, i): Case => [`headers ${i}: ${String(JSON.stringify(headers))}`, withHeaders(headers)],
);

const type = (value: unknown) => event(BODY, { headers: { 'content-type': value } });
const TYPES: Case[] = [
  undefined,
  null,
  '',
  ';',
  'text/plain',
  'text/xml',
  'multipart/form-data; boundary=x',
  `${FORM}x`,
  `x${FORM}`,
  'application/*',
  `${FORM}, ${JSON_TYPE}`,
  [FORM, JSON_TYPE],
  {},
  1,
].map((value): Case => [`type ${JSON.stringify(value)}`, type(value)]);

const INVALID = [
  Uint8Array.of(0xff, 0xfe),
  Uint8Array.of(0x74, 0xc3),
  Uint8Array.of(0xed, 0xa0, 0x80),
  Uint8Array.of(0xc0, 0xaf),
  Buffer.from('text=é', 'latin1'),
].map((bytes): Case => [`bytes ${Buffer.from(bytes).toString('hex')}`, signed(bytes, { base64: true })]);

const LARGE: Case[] = [
  ['one byte too much', event('a'.repeat(MAX_BODY_BYTES + 1))],
  ['one byte too much in base64', event('a'.repeat(MAX_BODY_BYTES + 1), { base64: true })],
  ['few characters, many bytes', event('あ'.repeat(MAX_BODY_BYTES / 2))],
  ['6 MB', event('a'.repeat(6 << 20), { base64: true })],
];

describe('verify', () => {
  test.each(GENUINE)('accepts %s', (_, given) => expect(verify(given, [SECRET], NOW)).toMatchObject({ ok: true }));
  test.each([...FORGED, ...STALE, ...ODD_TIMES, ...ODD_TIME_VALUES, ...TAMPERED])('refuses %s', (_, given) => expect(check(given)).toBe(401));
  test.each([...SHAPES, ...METHODS])('refuses %s', (_, given) => expect(check(given)).toBe(405));
  test.each(HEADERS)('refuses %s', (_, given) => expect(check(given)).toBe(401));
  test.each(TYPES)('refuses %s', (_, given) => expect(check(given)).toBe(415));
  test.each(INVALID)('refuses %s', (_, given) => expect(check(given)).toBe(400));
  test.each(LARGE)('refuses %s', (_, given) => expect(check(given)).toBe(413));

  test('Slack’s published example', () => {
    // https://docs.slack.dev/authentication/verifying-requests-from-slack
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner' +
      '&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN' +
      '&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    const headers = {
      'X-Slack-Request-Timestamp': '1531420618',
      'X-Slack-Signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
      'Content-Type': FORM,
    };
    const published = ['8f742231b10e8888abcd99yyyzzz85a5'];
    expect(verify({ ...event(), headers, body }, published, 1_531_420_618_000)).toEqual({ ok: true, contentType: FORM, body });
    expect(verify({ ...event(), headers, body }, published, 1_531_420_919_000)).toEqual({ ok: false, status: 401, why: 'clock', seconds: 301 });
  });

  test('the body comes back as the text that was signed', () => {
    for (const base64 of [true, false]) {
      expect(verify(event(JAPANESE, { type: `${JSON_TYPE}; charset=utf-8`, base64 }), [SECRET], NOW)).toEqual({
        ok: true,
        contentType: JSON_TYPE,
        body: JAPANESE,
      });
    }
  });

  test('two secrets while one is being replaced, in any order', () => {
    const next = 'b'.repeat(32);
    for (const secret of [SECRET, next]) {
      expect(check(event(BODY, { secret }), [SECRET, next])).toBe(200);
      expect(check(event(BODY, { secret }), [next, SECRET])).toBe(200);
    }
    expect(check(event(), [next])).toBe(401);
    expect(check(event(BODY, { secret: 'c'.repeat(32) }), [SECRET, next])).toBe(401);
  });

  test('no secret or an empty one accepts nothing', () => {
    expect(check(event(), [])).toBe(401);
    expect(check(event(BODY, { secret: '' }), [''])).toBe(401);
    expect(check(event(BODY, { secret: '' }), ['', SECRET])).toBe(401);
  });

  test('a clock that is not a number refuses', () => expect(check(event(), [SECRET], Number.NaN)).toBe(401));

  test('5 MB without a signature, or with a wrong one, within 50 ms', async () => {
    const body = 'a'.repeat(5 << 20);
    const large = [
      { ...event(), headers: {}, body },
      { ...event(), body, isBase64Encoded: true },
      { ...event(), body: 'あ'.repeat(MAX_BODY_BYTES / 3), isBase64Encoded: false },
    ];
    for (const given of large) {
      expect(check(given)).toBeGreaterThanOrEqual(400);
      expect(await cost(50, () => check(given))).toBeLessThan(50);
    }
  });

  test('more than a hundred and fifty cases', () => {
    const all = [GENUINE, FORGED, STALE, ODD_TIMES, ODD_TIME_VALUES, TAMPERED, SHAPES, METHODS, HEADERS, TYPES, INVALID, LARGE].flat();
    expect(all.length).toBeGreaterThan(150);
    expect(new Set(all.map(([what]) => what)).size).toBe(all.length);
  });
});

describe('headerOf', () => {
  test.each([
    [{ 'X-A': 'b' }, 'b'],
    [{ 'x-a': ['b'] }, 'b'],
    [{ 'x-a': 'b', 'X-A': 'b' }, 'b'],
    [{ 'x-a': 'b', 'X-A': 'c' }, undefined],
    [{ 'x-a': 7 }, undefined],
    [{ 'x-b': 'b' }, undefined],
    [JSON.parse('{"__proto__": {"x-a": "b"}}'), undefined],
  ])('%j', (headers, value) => expect(headerOf(headers, 'x-a')).toBe(value));
});
