import { connect as connectPlain, createServer as createPlain, type Socket } from 'node:net';
import { type Duplex, PassThrough } from 'node:stream';
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import * as fc from 'fast-check';
import { flightEnds } from '../../../src/probes/tls/ending.js';
import { readFlight } from '../../../src/probes/tls/flight.js';
import { handshake } from '../../../src/probes/tls/handshake.js';
import { askVersion, clientHello } from '../../../src/probes/tls/hello.js';
import { messagesIn, recordsIn } from '../../../src/probes/tls/records.js';
import { Tee } from '../../../src/probes/tls/tee.js';
import { authority, chainOf, rsaKey } from '../peers/certificates.js';

const { intermediate, leaf } = authority();
const own = leaf({ key: rsaKey() });
const CREDENTIALS = { key: own.keyPem, cert: chainOf(own, intermediate) };
const SENT = [own.der, intermediate.der];

/** A TLS server for one test; `use` gets a connection to it. */
async function withServer<T>(options: TlsOptions, use: (open: () => Socket) => Promise<T>): Promise<T> {
  const server = createServer({ ...CREDENTIALS, ...options }, (socket: TLSSocket) => socket.on('error', () => {}));
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const sockets: Socket[] = [];
  try {
    return await use(() => {
      const socket = connectPlain(port, '127.0.0.1').on('error', () => {});
      sockets.push(socket);
      return socket;
    });
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('a handshake', () => {
  test.each([
    ['TLSv1.3', 'TLS_AES_128_GCM_SHA256'],
    ['TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
    ['TLSv1.3', 'TLS_CHACHA20_POLY1305_SHA256'],
    ['TLSv1.2', 'ECDHE-RSA-AES128-GCM-SHA256'],
    ['TLSv1.1', 'ECDHE-RSA-AES128-SHA:@SECLEVEL=0'],
  ] as const)('%s with %s gives the chain as it was sent', async (version, ciphers) => {
    await withServer({ minVersion: version, maxVersion: version, ciphers }, async (open) => {
      const made = await handshake(open(), { timeout: 5000, serverName: 'mail.contoso.test' });
      if (!made.ok) throw new Error(made.fault);
      expect(made).toMatchObject({ version, clientCertificateRequested: false });
      expect(made.chain).toEqual(SENT);
      made.socket.destroy();
    });
  });

  test('a wish for a client certificate is seen in the flight', async () => {
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const)
      await withServer({ maxVersion, requestCert: true, rejectUnauthorized: false }, async (open) => {
        const made = await handshake(open(), { timeout: 5000 });
        expect(made).toMatchObject({ ok: true, clientCertificateRequested: true });
        if (made.ok) made.socket.destroy();
      });
  });

  test('silence ends in time, and nothing is left', async () => {
    const raw = new PassThrough();
    raw.write = () => true;
    expect(await handshake(raw, { timeout: 50 })).toMatchObject({ ok: false, fault: 'tls_timeout' });
    expect(raw.destroyed).toBe(true);
  });
});

const record = (type: number, body: Buffer): Buffer => Buffer.concat([Buffer.from([type, 3, 3, body.length >> 8, body.length & 255]), body]);
/** A ServerHello of this version and cipher, without extensions: as of a server that does not know RFC 5746. */
const serverHello = (version: number, cipher: number): Buffer =>
  record(22, Buffer.from([2, 0, 0, 38, version >> 8, version & 255, ...Buffer.alloc(32, 7), 0, cipher >> 8, cipher & 255, 0]));

/** Connections to a server that answers the hello with these bytes; `end` closes behind them. */
async function withAnswer<T>(bytes: Buffer, how: 'end' | 'stay', use: (open: () => Promise<Socket>) => Promise<T>): Promise<T> {
  const sockets: Socket[] = [];
  const server = createPlain((socket) => {
    sockets.push(socket.on('error', () => {}));
    socket.once('data', () => (how === 'end' ? socket.end(bytes) : socket.write(bytes)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  try {
    return await use(async () => {
      const socket = connectPlain(port, '127.0.0.1').on('error', () => {});
      sockets.push(socket);
      await new Promise((resolve) => socket.once('connect', resolve));
      return socket;
    });
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('a handshake that fails', () => {
  test.each([
    ['SSL 3.0', serverHello(0x0300, 0xc02f), 'stay', 'tls_alert'],
    ['a cipher that was not offered', serverHello(0x0303, 0x0005), 'stay', 'tls_alert'],
    ['a hello without RFC 5746, and the end', serverHello(0x0303, 0xc02f), 'end', 'tls_closed'],
    ['the end', Buffer.alloc(0), 'end', 'tls_closed'],
    ['plain text', Buffer.from('454 4.7.0 TLS not available\r\n'), 'stay', 'tls_garbage'],
    ['text behind a byte of TLS', Buffer.from('\x16HELLO, there is more'), 'stay', 'tls_garbage'],
    ['nothing but empty records', Buffer.concat(Array.from({ length: 60_000 }, () => record(22, Buffer.alloc(0)))), 'stay', 'tls_garbage'],
  ] as const)('%s', async (_, bytes, how, fault) => {
    await withAnswer(bytes, how, async (open) => {
      const result = await handshake(await open(), { timeout: 8000 });
      expect(result).toMatchObject({ ok: false, fault });
      expect(result).not.toHaveProperty('alert');
    });
  });

  test('the number of an alert comes from its bytes', async () => {
    await withAnswer(record(21, Buffer.from([2, 40])), 'end', async (open) => {
      expect(await handshake(await open(), { timeout: 8000 })).toMatchObject({ ok: false, fault: 'tls_alert', alert: 40 });
      expect(await askVersion(await open(), { highest: 'TLSv1.2', timeout: 8000 })).toMatchObject({ alert: 40 });
    });
  });

  test('a connection that is over is not waited for', async () => {
    for (const begin of [handshake, (raw: Duplex, options: { timeout: number }) => askVersion(raw, { highest: 'TLSv1.2', ...options })])
      for (const isEnded of [true, false]) {
        const raw = new PassThrough();
        if (isEnded) raw.end().resume();
        else raw.destroy();
        await new Promise((resolve) => raw.once(isEnded ? 'end' : 'close', resolve));
        expect(await begin(raw, { timeout: 60_000 })).toMatchObject({ fault: 'tls_closed' });
      }
  });
});

describe('a hello of our own', () => {
  test.each([
    ['TLSv1.2', 'TLSv1.2', 'TLSv1.2'],
    ['TLSv1.1', 'TLSv1', 'TLSv1.1'],
  ] as const)('up to %s at a server from %s gets %s and the chain', async (highest, minVersion, version) => {
    await withServer({ minVersion, ciphers: 'DEFAULT:@SECLEVEL=0' }, async (open) => {
      expect(await askVersion(open(), { highest, timeout: 5000 })).toEqual({ version, chain: SENT, clientCertificateRequested: false });
    });
  });

  test('a server of TLS 1.3 alone answers with an alert', async () => {
    await withServer({ minVersion: 'TLSv1.3' }, async (open) => {
      expect(await askVersion(open(), { highest: 'TLSv1.2', timeout: 5000 })).toMatchObject({ alert: 70, chain: [] });
    });
  });

  test('its parts are where TLS has them', () => {
    const [record] = recordsIn(clientHello('TLSv1.2', 'mail.contoso.test'));
    const [message] = messagesIn(record?.body ?? Buffer.alloc(0));
    expect(message?.type).toBe(1);
    expect(message?.body.readUInt16BE(0)).toBe(0x0303);
    expect(message?.body.includes('mail.contoso.test')).toBe(true);
    expect(clientHello('TLSv1.1').includes('contoso')).toBe(false);
  });
});

describe('the end of what a server says first', () => {
  /** A flight in records of so many bytes. */
  const flight = (size: number): Buffer => {
    const messages = Buffer.from([2, 0, 0, 2, 3, 3, 11, 0, 0, 5, 1, 2, 3, 4, 5, 14, 0, 0, 0]);
    const pieces = Array.from({ length: Math.ceil(messages.length / size) }, (_, i) => messages.subarray(i * size, (i + 1) * size));
    return Buffer.concat(pieces.map((piece) => record(22, piece)));
  };

  test.each([1, 2, 3, 7, 100])('is found in records of %i bytes, with the last byte and not before', (size) => {
    const bytes = flight(size);
    const ends = flightEnds();
    const found = [...bytes].findIndex((byte) => ends(Buffer.from([byte])));
    expect(found).toBe(bytes.length - 1);
    expect(flightEnds()(bytes)).toBe(true);
  });

  test('is a fatal alert too, and no warning', () => {
    expect(flightEnds()(record(21, Buffer.from([1, 112])))).toBe(false);
    expect(flightEnds()(Buffer.concat([record(21, Buffer.from([1, 112])), record(22, Buffer.alloc(0)), record(21, Buffer.from([2, 40]))]))).toBe(
      true,
    );
  });

  test('thousands of tiny records, one at a time, cost no more than their bytes', async () => {
    const raw = new PassThrough();
    raw.write = () => true;
    const answer = askVersion(raw, { highest: 'TLSv1.2', timeout: 60_000 });
    const before = process.cpuUsage();
    for (let i = 0; i < 30_000 && !raw.destroyed; i += 1) raw.push(record(22, Buffer.alloc(i === 0 ? 1 : 0)));
    expect(await answer).toMatchObject({ fault: 'tls_garbage' });
    // Reading all of them again with each one takes a minute.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
  });
});

test('a server that goes on and on is cut off', async () => {
  const raw = new PassThrough();
  const tee = new Tee(raw).resume();
  const closed = new Promise((resolve) => tee.once('close', resolve));
  for (let i = 0; i < 400 && !tee.destroyed; i += 1) {
    raw.write(Buffer.alloc(1024));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await closed;
  expect(tee.heard().length).toBeLessThanOrEqual(262_144);
});

test('bytes that are no handshake are read without an error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.uint8Array({ minLength: 32, maxLength: 48 }), (bytes, secret) => {
      const flight = readFlight(Buffer.from(bytes), Buffer.from(secret));
      expect(flight.chain.every((der) => der.length > 0)).toBe(true);
    }),
  );
});

test('a true flight, cut or changed anywhere, is read without an error', async () => {
  const heard = await withServer({ maxVersion: 'TLSv1.2' }, async (open) => {
    const raw = open();
    const chunks: Buffer[] = [];
    raw.on('data', (chunk) => chunks.push(chunk));
    await askVersion(raw, { highest: 'TLSv1.2', timeout: 5000 });
    return Buffer.concat(chunks);
  });
  expect(readFlight(heard).chain).toEqual(SENT);
  fc.assert(
    fc.property(fc.nat({ max: heard.length - 1 }), fc.nat({ max: 255 }), fc.nat({ max: heard.length }), (place, value, length) => {
      const changed = Buffer.from(heard.subarray(0, length));
      if (place < changed.length) changed[place] = value;
      expect(readFlight(changed).chain.length).toBeLessThanOrEqual(20);
    }),
  );
});
