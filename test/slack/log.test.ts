import { log } from '../../src/slack/log.js';

const fs = jest.requireActual<typeof import('node:fs')>('node:fs');
const LINE = { outcome: 'answered', requestId: 'abc' } as const;
const TEXT = '{"outcome":"answered","requestId":"abc"}\n';

afterEach(() => jest.restoreAllMocks());

test('one line of JSON, straight to the standard output', () => {
  const write = jest.spyOn(fs, 'writeSync').mockReturnValue(TEXT.length);
  log(LINE);
  expect(write.mock.calls).toEqual([[1, TEXT]]);
});

test('a pipe that takes no more at the moment gets it from the stream', () => {
  jest.spyOn(fs, 'writeSync').mockImplementation(() => {
    throw Object.assign(new Error('EAGAIN: resource temporarily unavailable, write'), { code: 'EAGAIN' });
  });
  const stream = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  log(LINE);
  expect(stream.mock.calls).toEqual([[TEXT]]);
});
