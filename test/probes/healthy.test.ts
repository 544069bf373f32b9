import { type Call, callAll } from './peers/call.js';
import { HEALTHY } from './peers/healthy.js';

describe('a healthy server raises no alarm', () => {
  let calls: ReadonlyMap<string, Call> = new Map();
  beforeAll(async () => {
    // Few at once: none of them waits, and a machine that is busy must not make one slow.
    calls = await callAll(HEALTHY, 3);
  }, 30_000);

  test.each(Object.entries(HEALTHY))('%s', (name, { info = [], observed = {} }) => {
    const call = calls.get(name);
    expect({ verdict: call?.address.verdict, also: call?.address.also, info: call?.address.info }).toEqual({ verdict: 'ok', also: [], info });
    expect(call?.address.observed).toMatchObject({ trusted: true, connections: 2, ...observed });
    expect(call?.report.verdict).toBe('ok');
    expect(call?.connections).toBe(call?.address.observed.connections);
    // It leaves as it should.
    expect(call?.heard).toContain('*QUIT');
  });
});
