import { serverResolver } from '../../../src/probes/dns/dnssec.js';
import { findHosts } from '../../../src/probes/dns/mx.js';
import { systemResolver } from '../../../src/probes/dns/resolver.js';
import { a, aaaa, cname, type FakeDns, mx, startDns, type Zone } from '../dns-server.js';

const seven = [1, 2, 3, 4, 5, 6, 7];
const zone: Zone = {
  'MX good.test': { answers: mx('good.test', [20, 'b.good.test'], [10, 'c.good.test'], [10, 'a.good.test'], [30, 'a.good.test']) },
  'A a.good.test': { answers: a('a.good.test', '203.0.113.1', '203.0.113.2') },
  'AAAA a.good.test': { answers: aaaa('a.good.test', '2001:db8::1', '2001:db8::2') },
  'A b.good.test': { answers: a('b.good.test', '203.0.113.3', '203.0.113.4') },
  'AAAA c.good.test': { answers: aaaa('c.good.test', '2001:db8::3') },
  'A host.test': { answers: a('host.test', '203.0.113.5') },
  'MX null.test': { answers: mx('null.test', [0, '.']) },
  'A null.test': { answers: a('null.test', '203.0.113.6') },
  'MX nullandmore.test': { answers: mx('nullandmore.test', [0, '.'], [10, 'b.good.test']) },
  'MX nowhere.test': { code: 3 },
  'A nowhere.test': { code: 3 },
  'AAAA nowhere.test': { code: 3 },
  'MX servfail.test': { code: 2 },
  'A servfail.test': { answers: a('servfail.test', '203.0.113.7') },
  'MX silent.test': { silent: true },
  'A sick.test': { code: 2 },
  'MX dangling.test': { answers: mx('dangling.test', [10, 'gone.test'], [20, 'b.good.test']) },
  'A gone.test': { code: 3 },
  'AAAA gone.test': { code: 3 },
  'MX half.test': { answers: mx('half.test', [10, 'sick.test']) },
  'MX alias.test': { answers: mx('alias.test', [10, 'www.alias.test']) },
  'A www.alias.test': { answers: [cname('www.alias.test', 'host.test'), ...a('host.test', '203.0.113.5')] },
  'CNAME www.alias.test': { answers: [cname('www.alias.test', 'host.test')] },
  'MX literal.test': { answers: mx('literal.test', [10, '127.0.0.1'], [20, '203.0.113.9']) },
  'MX odd.test': { answers: mx('odd.test', [10, '0x7f.1'], [20, '127.1'], [30, '<!channel>\u001b[2J.test'], [40, 'a_b.odd.test']) },
  'A a_b.odd.test': { answers: a('a_b.odd.test', '203.0.113.8') },
  'MX seven.test': { answers: mx('seven.test', ...seven.map((index) => [index, `mx${index}.seven.test`] as const)) },
  ...Object.fromEntries(seven.map((index) => [`A mx${index}.seven.test`, { answers: a(`mx${index}.seven.test`, `203.0.113.1${index}`) }])),
  // The second answer would lead inside, were there a second question.
  'MX rebind.test': { answers: mx('rebind.test', [10, 'trap.test']) },
  'A trap.test': [{ answers: a('trap.test', '203.0.113.99') }, { answers: a('trap.test', '127.0.0.1') }],
};

let dns: FakeDns;
beforeEach(async () => {
  dns = await startDns(zone);
});
afterEach(() => dns.close());
const find = (name: string) => findHosts({ kind: 'name', name }, systemResolver({ servers: [`127.0.0.1:${dns.port}`], limit: 2000 }));

test('records by preference, then by name; one address of each family', async () => {
  expect(await find('good.test')).toEqual({
    mx: {
      kind: 'records',
      records: [
        { preference: 10, host: 'a.good.test' },
        { preference: 10, host: 'c.good.test' },
        { preference: 20, host: 'b.good.test' },
        { preference: 30, host: 'a.good.test' },
      ],
    },
    hosts: [
      { host: 'a.good.test', addresses: ['203.0.113.1', '2001:db8::1'] },
      { host: 'c.good.test', addresses: ['2001:db8::3'] },
      { host: 'b.good.test', addresses: ['203.0.113.3', '203.0.113.4'] },
    ],
    notTested: [{ what: 'more-addresses', why: 'too-many' }],
  });
});

test('a name without MX is probed itself', async () => {
  expect(await find('host.test')).toEqual({
    mx: { kind: 'implicit', records: [] },
    hosts: [{ host: 'host.test', addresses: ['203.0.113.5'] }],
    notTested: [],
  });
});

test('an address is not asked for', async () => {
  const found = await findHosts({ kind: 'address', name: '203.0.113.10' }, systemResolver({ servers: [`127.0.0.1:${dns.port}`] }));
  expect(found).toEqual({ mx: { kind: 'not-asked', records: [] }, hosts: [{ host: '203.0.113.10', addresses: ['203.0.113.10'] }], notTested: [] });
  expect(dns.asked).toEqual([]);
});

test.each([
  ['null.test', 'null', 'dns_null_mx'],
  ['nowhere.test', 'none', 'dns_no_such_name'],
  ['empty.test', 'none', 'dns_no_mx'],
  ['servfail.test', 'not-asked', 'dns_servfail'],
  ['silent.test', 'not-asked', 'dns_timeout'],
  ['sick.test', 'none', 'dns_servfail'],
])('%s has no host: %s, %s', async (name, kind, fault) => {
  expect(await find(name)).toEqual({ mx: { kind, records: [] }, hosts: [{ host: name, addresses: [], fault }], notTested: [] });
});

test.each([
  [
    'dangling.test',
    [
      { preference: 10, host: 'gone.test', fault: 'dangling' },
      { preference: 20, host: 'b.good.test' },
    ],
    ['dns_dangling_mx', undefined],
  ],
  // It is not sure that there is no address.
  ['half.test', [{ preference: 10, host: 'sick.test' }], ['dns_servfail']],
  ['alias.test', [{ preference: 10, host: 'www.alias.test', fault: 'alias' }], [undefined]],
  [
    'literal.test',
    [
      { preference: 10, host: '127.0.0.1', fault: 'address' },
      { preference: 20, host: '203.0.113.9', fault: 'address' },
    ],
    ['dns_dangling_mx', 'dns_dangling_mx'],
  ],
  ['nullandmore.test', [{ preference: 10, host: 'b.good.test' }], [undefined]],
])('%s: what is against a record', async (name, records, faults) => {
  const found = await find(name);
  expect(found.mx.records).toEqual(records);
  expect(found.hosts.map(({ fault }) => fault)).toEqual(faults);
});

test('names that are no names are neither asked for nor shown raw', async () => {
  const found = await findHosts({ kind: 'name', name: 'odd.test' }, serverResolver('127.0.0.1', dns.port));
  expect(found.hosts.flatMap(({ addresses }) => addresses)).toEqual(['203.0.113.8']);
  expect(found.mx.records.map(({ host }) => host).join(' ')).toMatch(/^0x7f\.1 127\.1 [\w?.]+ a_b\.odd\.test$/);
  expect(found.mx.records.map(({ fault }) => fault)).toEqual(['dangling', 'dangling', 'dangling', undefined]);
  expect(dns.asked.filter((one) => /0x7f|127|channel/.test(one))).toEqual([]);
});

test('five hosts of seven, and it is said', async () => {
  const found = await find('seven.test');
  expect(found.hosts.map(({ host }) => host)).toEqual([1, 2, 3, 4, 5].map((index) => `mx${index}.seven.test`));
  expect(found.mx.records).toHaveLength(7);
  expect(found.notTested).toEqual([{ what: 'more-hosts', why: 'too-many' }]);
});

test('each name is asked for once: a second answer cannot lead elsewhere', async () => {
  const found = await find('rebind.test');
  expect(found.hosts).toEqual([{ host: 'trap.test', addresses: ['203.0.113.99'] }]);
  expect(dns.asked.filter((one) => one === 'udp A trap.test')).toHaveLength(1);
});
