import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Gateway, gatewayEvent } from '../../src/workspace/delivery.js';

const request = { headers: { 'x-slack-signature': 'v0=1', 'user-agent': 'Slackbot' }, body: 'text=受信' };

test('the event is payload 2.0 with the bytes of the body in base64', () => {
  const event = gatewayEvent(request, 0);
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: 'POST /slack/events',
    isBase64Encoded: true,
    headers: { 'x-slack-signature': 'v0=1', 'content-length': '11' },
  });
  expect(Buffer.from(String(event['body']), 'base64').toString('utf8')).toBe('text=受信');
});

describe('the gateway calls a built handler', () => {
  let folder = '';
  let gateway: Gateway | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  });
  afterEach(() => gateway?.close());
  afterAll(() => rm(folder, { recursive: true }));

  const open = async (source: string): Promise<Gateway> => {
    const bundle = join(folder, `${Math.random()}.js`);
    await writeFile(bundle, source);
    gateway = new Gateway(bundle, { NAME: 'value' }, () => 0);
    return gateway;
  };

  test('with its own environment, and hands back status, type and body', async () => {
    const { deliver } = await open(
      `exports.handler = async (event) => ({ statusCode: 201, headers: { 'Content-Type': 'text/x' }, body: process.env.NAME + event.isBase64Encoded });`,
    );
    expect(await deliver(request)).toEqual({ status: 201, type: 'text/x', body: 'valuetrue' });
  });

  test('an exception is a 502, as from API Gateway', async () => {
    const { deliver } = await open(`exports.handler = async () => { throw new Error('broken'); };`);
    expect(await deliver(request)).toMatchObject({ status: 502, body: 'Error: broken' });
  });

  test('a bundle that does not load is a 502 too, each time', async () => {
    const { deliver } = await open(`throw new Error('no secret');`);
    expect(await deliver(request)).toMatchObject({ status: 502, body: 'Error: no secret' });
    expect(await deliver(request)).toMatchObject({ status: 502, body: 'Error: no secret' });
  });

  test('silence ends after three seconds', async () => {
    const { deliver } = await open(`exports.handler = () => new Promise(() => {});`);
    await expect(deliver(request)).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
