import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { dynamoStore } from '../../src/store/dynamo.js';
import { memoryStore } from '../../src/store/memory.js';
import type { Store } from '../../src/store/store.js';

const START = Date.UTC(2026, 10, 23, 3, 0, 0);
const CREDENTIALS = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

let server: Server;
let endpoint = '';
let admin: DynamoDBClient;
let clock = START;
const now = () => clock;
let tables = 0;

const listen = async (one: Server) => {
  one.listen(0, '127.0.0.1');
  await once(one, 'listening');
  const address = one.address() as AddressInfo;
  return `http://127.0.0.1:${address.port}`;
};

beforeAll(async () => {
  server = dynalite({ createTableMs: 0 });
  endpoint = await listen(server);
  admin = new DynamoDBClient({ ...CREDENTIALS, endpoint });
});
afterAll(async () => {
  admin.destroy();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  clock = START;
});

async function newTable(): Promise<string> {
  tables += 1;
  const name = `probes-${tables}`;
  await admin.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
  return name;
}

const KINDS: Readonly<Record<string, () => Promise<Store>>> = {
  memory: async () => memoryStore(now),
  dynamo: async () => dynamoStore({ table: await newTable(), now, endpoint }),
};

describe.each(Object.entries(KINDS))('the %s store', (_, open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  test('a key is claimed once, and again when its time is over', async () => {
    expect(await store.claim('a', 30)).toBe('first');
    expect(await store.claim('a', 30)).toBe('taken');
    expect(await store.claim('b', 30)).toBe('first');
    clock += 29_000;
    expect(await store.claim('a', 30)).toBe('taken');
    clock += 2000;
    expect(await store.claim('a', 30)).toBe('again');
    expect(await store.claim('a', 30)).toBe('taken');
  });

  test('of ten at once, one gets it; also where a claim has expired', async () => {
    const race = async () => (await Promise.all(Array.from({ length: 10 }, () => store.claim('a', 30)))).filter((claim) => claim !== 'taken');
    expect(await race()).toEqual(['first']);
    clock += 31_000;
    expect(await race()).toEqual(['again']);
  });

  test('what is held stays held, and what is given back is free', async () => {
    await store.claim('a', 30);
    await store.hold('a', 1800);
    clock += 1_700_000;
    expect(await store.claim('a', 30)).toBe('taken');
    await store.hold('a', 0);
    expect(await store.claim('a', 30)).not.toBe('taken');
  });

  test('counts within a window, each key on its own', async () => {
    expect(await Promise.all(Array.from({ length: 5 }, () => store.count('u', 60)))).toEqual(expect.arrayContaining([1, 2, 3, 4, 5]));
    expect(await store.count('v', 60)).toBe(1);
    clock += 60_000;
    expect(await store.count('u', 60)).toBe(1);
  });

  test('a value is there until it expires', async () => {
    expect(await store.read('a')).toBeUndefined();
    await store.write('a', '{"x":"日本"}', 60);
    expect(await store.read('a')).toBe('{"x":"日本"}');
    clock += 59_000;
    expect(await store.read('a')).toBe('{"x":"日本"}');
    clock += 1000;
    expect(await store.read('a')).toBeUndefined();
  });

  test('a claim, a counter and a value of one name are three things', async () => {
    await store.claim('a', 30);
    await store.count('a', 60);
    expect(await store.read('a')).toBeUndefined();
    await store.write('a', 'x', 60);
    expect(await store.claim('a', 30)).toBe('taken');
  });
});

describe('in the table', () => {
  test('keys are hashes, and every item expires', async () => {
    const table = await newTable();
    const store = dynamoStore({ table, now, endpoint });
    await store.claim('1.2.trigger U0TESTING', 30);
    await store.count('T0TESTING', 60);
    await store.write('contoso.com', 'x', 60);
    await store.close();
    const { Items = [] } = await admin.send(new ScanCommand({ TableName: table }));
    expect(Items).toHaveLength(3);
    for (const item of Items) {
      expect(item['pk']?.S).toMatch(/^[0-9a-f]{64}$/);
      expect(Number(item['expiresAt']?.N)).toBeGreaterThan(START / 1000);
    }
    expect(JSON.stringify(Items)).not.toMatch(/trigger|TESTING|contoso/);
  });

  test('a record in another form is taken over', async () => {
    const table = await newTable();
    const store = dynamoStore({ table, now, endpoint });
    await store.claim('a', 30);
    const { Items = [] } = await admin.send(new ScanCommand({ TableName: table }));
    const [{ pk } = {}] = Items;
    if (!pk) throw new Error('no item');
    await admin.send(new PutItemCommand({ TableName: table, Item: { pk, expiresAt: { S: 'tomorrow' }, version: { N: '7' } } }));
    expect(await store.claim('a', 30)).toBe('first');
    expect(await store.claim('a', 30)).toBe('taken');
    await store.close();
  });

  test('a missing table is an error, and so is one that answers too late', async () => {
    const lost = dynamoStore({ table: 'no-such-table', now, endpoint });
    await expect(lost.claim('a', 30)).rejects.toThrow();
    await lost.close();
    const mute = createServer(() => {});
    const store = dynamoStore({ table: 'any-table', now, endpoint: await listen(mute) });
    await expect(store.claim('a', 30)).rejects.toThrow();
    await store.close();
    mute.closeAllConnections();
    await new Promise((resolve) => mute.close(resolve));
  });
});

test('a claim whose answer was lost is still ours', async () => {
  const table = await newTable();
  let lost = 0;
  // Between the store and the table: the first write arrives, its answer does not.
  const between = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    const pass = async () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      );
      const { host: _, connection: __, 'content-length': ___, ...rest } = headers;
      const answer = await fetch(endpoint, { method: 'POST', headers: rest, body: Buffer.concat(chunks) });
      const text = await answer.text();
      lost += 1;
      if (lost === 1) response.destroy();
      else response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(text);
    };
    request.on('end', () => void pass());
  });
  const store = dynamoStore({ table, now, endpoint: await listen(between) });
  expect(await store.claim('a', 30)).toBe('first');
  expect(lost).toBeGreaterThan(1);
  expect(await store.claim('a', 30)).toBe('taken');
  await store.close();
  between.closeAllConnections();
  await new Promise((resolve) => between.close(resolve));
});
