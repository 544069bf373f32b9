import { guardOf, type Reason } from '../../src/probes/guard.js';

const guard = guardOf([]);

/** First and last address of a range, and its neighbours that are free. */
const RANGES: readonly (readonly [reason: Reason, first: string, last: string, free?: readonly string[]])[] = [
  ['this-network', '0.0.0.0', '0.255.255.255', ['1.0.0.0']],
  ['private', '10.0.0.0', '10.255.255.255', ['9.255.255.255', '11.0.0.0']],
  ['shared', '100.64.0.0', '100.127.255.255', ['100.63.255.255', '100.128.0.0']],
  ['loopback', '127.0.0.0', '127.255.255.255', ['126.255.255.255', '128.0.0.0']],
  ['link-local', '169.254.0.0', '169.254.255.255', ['169.253.255.255', '169.255.0.0']],
  ['private', '172.16.0.0', '172.31.255.255', ['172.15.255.255', '172.32.0.0']],
  ['reserved', '192.0.0.0', '192.0.0.255', ['191.255.255.255', '192.0.1.0']],
  ['documentation', '192.0.2.0', '192.0.2.255', ['192.0.1.255', '192.0.3.0']],
  ['reserved', '192.31.196.0', '192.31.196.255', ['192.31.195.255', '192.31.197.0']],
  ['reserved', '192.52.193.0', '192.52.193.255', ['192.52.192.255', '192.52.194.0']],
  ['reserved', '192.88.99.0', '192.88.99.255', ['192.88.98.255', '192.88.100.0']],
  ['private', '192.168.0.0', '192.168.255.255', ['192.167.255.255', '192.169.0.0']],
  ['reserved', '192.175.48.0', '192.175.48.255', ['192.175.47.255', '192.175.49.0']],
  ['benchmarking', '198.18.0.0', '198.19.255.255', ['198.17.255.255', '198.20.0.0']],
  ['documentation', '198.51.100.0', '198.51.100.255', ['198.51.99.255', '198.51.101.0']],
  ['documentation', '203.0.113.0', '203.0.113.255', ['203.0.112.255', '203.0.114.0']],
  ['multicast', '224.0.0.0', '239.255.255.255', ['223.255.255.255']],
  ['reserved', '240.0.0.0', '255.255.255.254'],
  ['broadcast', '255.255.255.255', '255.255.255.255'],
  ['this-network', '::', '::'],
  ['loopback', '::1', '::1'],
  ['embedded', '::2', '::ffff:ffff'],
  ['not-global', '::1:0:0', '::fffe:ffff:ffff'],
  ['embedded', '::ffff:0:0', '::ffff:ffff:ffff'],
  ['embedded', '::ffff:0:0:0', '::ffff:0:ffff:ffff'],
  ['embedded', '64:ff9b::', '64:ff9b::ffff:ffff'],
  ['embedded', '64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff'],
  ['not-global', '100::', '100::ffff:ffff:ffff:ffff'],
  ['not-global', '64:ff9b:2::', '1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', ['2000::']],
  ['embedded', '2001::', '2001:0:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['reserved', '2001:1::', '2001:1:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['benchmarking', '2001:2::', '2001:2:0:ffff:ffff:ffff:ffff:ffff'],
  ['reserved', '2001:2:1::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff', ['2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2001:200::']],
  ['reserved', '2001:10::', '2001:1f:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['reserved', '2001:20::', '2001:2f:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['documentation', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', ['2001:db7:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db9::']],
  ['embedded', '2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff', ['2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2003::']],
  ['reserved', '2620:4f:8000::', '2620:4f:8000:ffff:ffff:ffff:ffff:ffff', ['2620:4f:7fff:ffff:ffff:ffff:ffff:ffff', '2620:4f:8001::']],
  ['reserved', '3ffe::', '3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff', ['3ffd:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '3fff:1000::']],
  ['documentation', '3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff', ['3fff:1000::', '3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff']],
  ['not-global', '4000::', '7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['not-global', '5f00::', '5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['not-global', '8000::', 'fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['private', 'fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['not-global', 'fe00::', 'fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['link-local', 'fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['private', 'fec0::', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['multicast', 'ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
];

const METADATA = [
  '169.254.169.254',
  '169.254.170.2',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
];

/** The internal address that each hides is in the text, in one of the ways of the attack lists. */
const EMBEDDED = [
  '::ffff:7f00:1',
  '::ffff:a9fe:a9fe',
  '::7f00:1',
  '::ffff:0:7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::a00:1',
  '2002:7f00:1::',
  '2002:a9fe:a9fe::',
  '2001:0:7f00:1::',
];

const ODD = [
  ['127.1', 'not-canonical'],
  ['127.0.1', 'not-canonical'],
  ['2130706433', 'not-canonical'],
  ['017700000001', 'not-canonical'],
  ['01200034567', 'not-canonical'],
  ['0', 'not-an-address'],
  ['0177.0.0.1', 'not-canonical'],
  ['012.1.2.3', 'not-canonical'],
  ['127.0.0.01', 'not-canonical'],
  ['127.000.000.001', 'not-canonical'],
  ['8.8.8.08', 'not-an-address'],
  ['8.8.8.007', 'not-canonical'],
  ['8.8', 'not-canonical'],
  ['8.8.2056', 'not-canonical'],
  ['134744072', 'not-canonical'],
  ['0x7f000001', 'not-an-address'],
  ['0x7f.1', 'not-an-address'],
  ['0x08.8.8.8', 'not-an-address'],
  ['256.1.1.1', 'not-an-address'],
  ['1.2.3.4.5', 'not-an-address'],
  ['8.8.8.8.', 'not-an-address'],
  [' 8.8.8.8', 'not-an-address'],
  ['8.8.8.8 ', 'not-an-address'],
  ['8.8.8.8\n', 'not-an-address'],
  ['8.8.8.8\u0000', 'not-an-address'],
  ['8.8.8.8/32', 'not-an-address'],
  ['8.8.8.8:25', 'not-an-address'],
  ['+8.8.8.8', 'not-an-address'],
  ['-8.8.8.8', 'not-an-address'],
  ['8..8.8', 'not-an-address'],
  ['１２７.0.0.1', 'not-an-address'],
  ['①②⑦.0.0.1', 'not-an-address'],
  ['127。0。0。1', 'not-an-address'],
  ['%31%32%37.0.0.1', 'not-an-address'],
  ['localhost', 'not-an-address'],
  ['mail.contoso.com', 'not-an-address'],
  ['', 'not-an-address'],
  ['::ffff:127.0.0.1', 'not-canonical'],
  ['::fFFf:127.0.0.1', 'not-canonical'],
  ['::127.0.0.1', 'not-canonical'],
  ['64:ff9b::127.0.0.1', 'not-canonical'],
  ['0:0:0:0:0:ffff:7f00:1', 'not-canonical'],
  ['0000:0000:0000:0000:0000:0000:0000:0001', 'not-canonical'],
  ['0:0:0:0:0:0:0:1', 'not-canonical'],
  ['::0001', 'not-canonical'],
  ['::0', 'not-canonical'],
  ['2A00:1450::1', 'not-canonical'],
  ['2a00:1450:0::1', 'not-canonical'],
  ['2a00:1450:0:0:0:0:0:1', 'not-canonical'],
  ['2a00:01450::1', 'not-an-address'],
  ['02a00::1', 'not-an-address'],
  ['2a00:0::1', 'not-canonical'],
  ['fe80::1%eth0', 'not-an-address'],
  ['2a00:1450::1%1', 'not-an-address'],
  ['[::1]', 'not-an-address'],
  ['[2a00:1450::1]', 'not-an-address'],
  ['2a00::1450::1', 'not-an-address'],
  [':::', 'not-an-address'],
  ['1:2:3:4:5:6:7:8:9', 'not-an-address'],
  ['2a00:1450:1', 'not-an-address'],
  ['0.0.0.0.0', 'not-an-address'],
] as const;

const FREE = [
  '8.8.8.8',
  '1.1.1.1',
  '40.92.0.1',
  '52.101.0.1',
  '104.47.0.1',
  '2a00:1450:4001:81b::1a',
  '2620:1ec::1',
  '2606:4700:4700::1111',
  '2400:cb00::1',
];

const ends = RANGES.flatMap(([reason, first, last]) => [...new Set([first, last])].map((ip) => [ip, reason] as const));
const TABLE: readonly (readonly [string, string])[] = [
  ...ends,
  ...RANGES.flatMap(([, , , free = []]) => free.map((ip) => [ip, 'ok'] as const)),
  ...METADATA.map((ip) => [ip, 'metadata'] as const),
  ...EMBEDDED.map((ip) => [ip, 'embedded'] as const),
  ...ODD,
  ...FREE.map((ip) => [ip, 'ok'] as const),
];

test.each(TABLE)('%j is %s', (ip, verdict) => {
  const found = guard(ip);
  // Odd spellings are refused either way; which of the two words it is does not matter.
  if (verdict.startsWith('not-') && verdict !== 'not-global') expect(['not-an-address', 'not-canonical']).toContain(found);
  else expect(found).toBe(verdict);
});

test('the table is long enough', () => {
  expect(TABLE.length).toBeGreaterThan(200);
});

describe('what the operator allows', () => {
  test.each([
    [['10.1.0.0/16'], '10.1.0.0', 'ok'],
    [['10.1.0.0/16'], '10.1.255.255', 'ok'],
    [['10.1.0.0/16'], '10.2.0.0', 'private'],
    [['10.1.0.0/16'], '10.0.255.255', 'private'],
    [['127.0.0.0/8'], '127.0.0.1', 'ok'],
    [['127.0.0.0/8'], '::1', 'loopback'],
    [['127.0.0.0/8'], '::ffff:7f00:1', 'embedded'],
    [['127.0.0.1/32', '::1/128'], '::1', 'ok'],
    [['127.0.0.1/32'], '127.0.0.2', 'loopback'],
    [['10.128.0.0/9'], '10.128.0.0', 'ok'],
    [['10.128.0.0/9'], '10.127.255.255', 'private'],
    [['fd12:3456::/32'], 'fd12:3456::1', 'ok'],
    // Nobody needs these to reach a mail server.
    [['169.254.0.0/16'], '169.254.169.254', 'metadata'],
    [['169.254.0.0/16'], '169.254.1.1', 'link-local'],
    [['0.0.0.0/0', '::/0'], '169.254.169.254', 'metadata'],
    [['0.0.0.0/0', '::/0'], '255.255.255.255', 'broadcast'],
    [['0.0.0.0/0', '::/0'], 'fd00:ec2::254', 'metadata'],
    [['0.0.0.0/0', '::/0'], '::ffff:7f00:1', 'embedded'],
    [['0.0.0.0/0', '::/0'], '192.168.1.1', 'ok'],
    [['127.0.0.0/8'], '127.1', 'not-canonical'],
    [['127.0.0.0/8'], '8.8.8.8', 'ok'],
  ])('%j and %s: %s', (allow, ip, verdict) => {
    expect(guardOf(allow)(ip)).toBe(verdict);
  });

  test.each([
    ['10.0.0.0', 'needs a slash'],
    ['10.0.0.0/33', 'from 0 to 32'],
    ['fd00::/129', 'from 0 to 128'],
    ['10.0.0.0/08', 'needs a slash'],
    ['10.0.0.0/', 'needs a slash'],
    ['10.0.0.0/8/8', 'needs a slash'],
    ['10.0.0.0/-1', 'needs a slash'],
    ['10.1.2.3/16', '10.1.0.0/16 is the network'],
    ['10.1.2.3/0', '0.0.0.0/0 is the network'],
    ['fd12:3456:1::/31', 'fd12:3456::/31 is the network'],
    ['127.1/8', 'is not a network'],
    ['::ffff:127.0.0.1/128', 'is not a network'],
    ['contoso.com', 'is not a network'],
    ['contoso.com/8', 'is not a network'],
    ['', 'is not a network'],
  ])('%j is an error: %s', (text, why) => {
    expect(() => guardOf([text])).toThrow(why);
  });
});
