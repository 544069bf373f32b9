import { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { isReply, talkOver } from '../../src/probes/smtp.js';

/** A stream whose other end is the test. */
class Line extends Duplex {
  readonly sent: string[] = [];
  override _read() {}
  override _write(chunk: Buffer, _: string, done: () => void) {
    this.sent.push(chunk.toString());
    done();
  }
}
const line = () => {
  const stream = new Line();
  return { stream, talk: talkOver(stream) };
};

test('a reply of one line, and of several', async () => {
  const { stream, talk } = line();
  stream.push('220 mail.contoso.com ready\r\n250-mail.contoso.com\r\n250-SIZE 1\r\n250 STARTTLS\r\n');
  expect(await talk.ask(undefined, 1000)).toEqual({ code: 220, lines: ['mail.contoso.com ready'], text: '220 mail.contoso.com ready' });
  expect(await talk.ask('EHLO test', 1000)).toMatchObject({ code: 250, lines: ['mail.contoso.com', 'SIZE 1', 'STARTTLS'] });
  expect(stream.sent).toEqual(['EHLO test\r\n']);
});

test('one byte at a time, with bare line feeds, and a line that is a code alone', async () => {
  const { stream, talk } = line();
  const asked = talk.ask(undefined, 5000);
  for (const byte of '220-first\n220') {
    stream.push(byte);
    await wait(1);
  }
  stream.push('\n');
  expect(await asked).toMatchObject({ code: 220, lines: ['first', ''] });
});

test.each([
  ['HTTP', 'foreign', 'HTTP/1.1 400 Bad Request\r\n'],
  ['SSH without a line end', 'foreign', 'SSH-2.0-x'],
  ['TLS', 'foreign', '\u0016\u0003\u0001\u0000'],
  ['a line without end', 'oversize', `220 ${'x'.repeat(3000)}`],
  ['100,000 lines', 'oversize', '250-x\r\n'.repeat(100_000)],
  ['half a code', 'silent', '22'],
  ['nothing', 'silent', ''],
])('%s is no reply: %s', async (_, broken, text) => {
  const { stream, talk } = line();
  stream.push(text);
  expect(await talk.ask(undefined, 60)).toMatchObject({ broken });
});

test('the end, a reset and another error are told apart; the reply before them counts', async () => {
  const closed = line();
  closed.stream.push('421 4.3.2 closing\r\n');
  closed.stream.push(null);
  expect(await closed.talk.ask(undefined, 1000)).toMatchObject({ code: 421 });
  expect(await closed.talk.ask('EHLO x', 1000)).toEqual({ broken: 'closed', text: '' });
  const reset = line();
  const asked = reset.talk.ask(undefined, 1000);
  reset.stream.destroy(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
  expect(await asked).toEqual({ broken: 'reset', code: 'ECONNRESET', text: '' });
  const alert = line();
  alert.stream.destroy(Object.assign(new Error('alert'), { code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' }));
  expect(await alert.talk.ask(undefined, 1000)).toMatchObject({ broken: 'closed', code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' });
});

test('what acts on a terminal or turns text around is replaced', async () => {
  const { stream, talk } = line();
  stream.push('220 a\u0000b\u001B[31mc\u202Ed\r\n');
  const reply = await talk.ask(undefined, 1000);
  expect(isReply(reply) && reply.lines).toEqual(['a\uFFFDb\uFFFD[31mc\uFFFDd']);
});

test('what stands behind the last reply is given on leaving, and nothing listens any more', async () => {
  const { stream, talk } = line();
  stream.push('220 go ahead\r\n250 injected\r\n');
  await talk.ask('STARTTLS', 1000);
  expect(talk.leave().toString()).toBe('250 injected\r\n');
  expect(stream.listenerCount('data')).toBe(0);
});

test('no more is read of a server that never stops', async () => {
  const { stream, talk } = line();
  let pushed = 0;
  stream._read = () => {
    pushed += 1;
    setImmediate(() => stream.push(Buffer.alloc(4096, 0x20)));
  };
  stream.push('220 ');
  expect(await talk.ask(undefined, 1000)).toMatchObject({ broken: 'oversize' });
  await wait(50);
  // Node 24 buffers four times as much.
  expect(pushed).toBeLessThan(40);
});
