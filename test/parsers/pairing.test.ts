import type { CertificateClue, Clue, ConnectorClue, EventClue, PairingClue, SettingClue } from '../../src/model/evidence.js';
import { pairUp } from '../../src/parsers/pairing.js';
import { cost } from '../cost.js';

const at = { text: 'TlsCertificateName', line: 3 };
const NEW = { issuer: 'CN=Contoso CA 4, O=Contoso, C=JP', subject: 'CN=mail.contoso.com, O=Contoso, C=JP', domain: 'mail.contoso.com' };
const OLD = { issuer: 'CN=Contoso CA 3, O=Contoso, C=JP', subject: 'CN=mail.contoso.com, O=Contoso, C=JP', domain: 'mail.contoso.com' };

const connector = (more: Partial<ConnectorClue> = {}): ConnectorClue => ({
  kind: 'connector',
  at,
  direction: 'receive',
  identity: 'HYB01\\Default Frontend HYB01',
  server: 'HYB01',
  properties: new Map(),
  tlsCertificateName: OLD,
  ...more,
});
const certificate = (more: Partial<CertificateClue> = {}): CertificateClue => ({
  kind: 'certificate',
  at: { text: 'Subject', line: 9 },
  server: 'HYB01',
  issuer: 'CN=Contoso CA 4, O=Contoso, C=JP',
  subject: 'CN=mail.contoso.com, O=Contoso, C=JP',
  thumbprint: 'A'.repeat(40),
  hasPrivateKey: true,
  selfSigned: false,
  status: 'Valid',
  rootType: 'ThirdParty',
  notBefore: '11/10/2026 9:00:00 AM',
  domains: ['mail.contoso.com'],
  ...more,
});
const own = certificate({
  thumbprint: '0'.repeat(40),
  issuer: 'CN=HYB01',
  subject: 'CN=HYB01',
  selfSigned: true,
  rootType: 'None',
  domains: ['HYB01'],
});
const only = (clues: readonly Clue[]): PairingClue => {
  const [first, ...rest] = pairUp(clues);
  if (!first || rest.length > 0) throw new Error(`wanted one pairing, got ${rest.length + (first ? 1 : 0)}`);
  return first;
};

describe('what a connector names', () => {
  test('is not there, and the right one is found', () => {
    const better = certificate();
    expect(only([connector(), better, own])).toEqual({
      kind: 'pairing',
      at,
      of: 'receive',
      identity: 'HYB01\\Default Frontend HYB01',
      server: 'HYB01',
      wanted: OLD,
      whole: true,
      named: [],
      differs: [{ key: 'I.CN', wanted: 'CN=Contoso CA 3', found: 'CN=Contoso CA 4' }],
      better,
      elsewhere: undefined,
    });
  });

  test('is there', () => {
    const same = certificate({ issuer: OLD.issuer });
    expect(only([connector(), same, own])).toMatchObject({ named: [same], differs: [], better: undefined });
  });

  test('is there several times after a renewal under the same name', () => {
    const both = [certificate({ issuer: OLD.issuer }), certificate({ issuer: OLD.issuer, thumbprint: 'B'.repeat(40) })];
    expect(only([connector(), ...both]).named).toEqual(both);
  });

  test.each([
    ['a blank that the console put in', { subject: 'CN=mail.contoso.com, O=Con toso, C=JP' }],
    ['capitals', { subject: 'cn=mail.contoso.com, o=contoso, c=jp' }],
  ])('is there but for %s', (_, name) => expect(only([connector(), certificate({ issuer: OLD.issuer, ...name }), own]).named).toHaveLength(1));

  test.each<[string, Partial<CertificateClue>, [string, string, string][]]>([
    ['the organisation', { subject: 'CN=mail.contoso.com, O=Contoso Ltd., C=JP' }, [['S.O', 'O=Contoso', 'O=Contoso Ltd.']]],
    ['one more part', { subject: 'CN=mail.contoso.com, OU=IT, O=Contoso, C=JP' }, [['S.OU', '', 'OU=IT']]],
    ['the order', { subject: 'C=JP, O=Contoso, CN=mail.contoso.com' }, [['S', OLD.subject, 'C=JP, O=Contoso, CN=mail.contoso.com']]],
    ['the blanks behind all commas', { subject: 'CN=mail.contoso.com,O=Contoso,C=JP' }, [['S', OLD.subject, 'CN=mail.contoso.com,O=Contoso,C=JP']]],
    ['quotes', { issuer: 'CN=Contoso CA 3, O="Contoso", C=JP' }, [['I', OLD.issuer, 'CN=Contoso CA 3, O="Contoso", C=JP']]],
    [
      'issuer and subject',
      { issuer: 'CN=Contoso CA 5, O=Contoso', subject: 'CN=mail.contoso.com' },
      [
        ['I.CN', 'CN=Contoso CA 3', 'CN=Contoso CA 5'],
        ['I.C', 'C=JP', ''],
        ['S.O', 'O=Contoso', ''],
        ['S.C', 'C=JP', ''],
      ],
    ],
  ])('differs in %s', (_, name, differs) => {
    const found = only([connector(), certificate({ issuer: OLD.issuer, ...name }), own]);
    expect(found.named).toEqual([]);
    expect(found.differs.map((one) => [one.key, one.wanted, one.found])).toEqual(differs);
  });

  test('differs in the word for a key: Exchange compares text', () => {
    const name = { ...OLD, subject: 'CN=mail.contoso.com, ST=Osaka, C=JP' };
    const found = only([connector({ tlsCertificateName: name }), certificate({ issuer: OLD.issuer, subject: 'CN=mail.contoso.com, S=Osaka, C=JP' })]);
    expect(found.differs).toEqual([{ key: 'S.S', wanted: 'ST=Osaka', found: 'S=Osaka' }]);
  });

  test('is there, but its time is over: then the new one is right', () => {
    const [dead, better] = [certificate({ issuer: OLD.issuer, status: 'DateInvalid', thumbprint: 'D'.repeat(40) }), certificate()];
    expect(only([connector(), dead, better])).toMatchObject({ named: [dead], better, differs: [{ key: 'I.CN' }] });
  });

  test('counts once what was listed twice', () => {
    const better = certificate();
    expect(only([connector(), certificate({ rootType: undefined }), better, own])).toMatchObject({ better, whole: true });
  });
});

describe('where the text leaves open which certificate it is', () => {
  const hidden = certificate({ subject: undefined, thumbprint: 'E'.repeat(40) });

  test('the missing one may be the one without a name', () => {
    expect(pairUp([connector(), hidden, own])).toEqual([]);
    expect(only([connector(), hidden, certificate(), own])).toMatchObject({ named: [], whole: false });
  });

  test('a row that was cut is no hidden one if it was listed in full as well', () => {
    expect(only([connector(), certificate({ subject: undefined }), certificate(), own]).whole).toBe(true);
  });
});

describe('events', () => {
  const event: EventClue = {
    kind: 'event',
    at,
    id: 12014,
    source: 'MSExchangeFrontEndTransport',
    computer: 'HYB01.contoso.com',
    connector: 'Default Frontend HYB01',
    certificate: OLD,
  };
  const better = certificate();

  test('name a certificate themselves', () =>
    expect(only([event, better, own])).toMatchObject({ of: 'receive', identity: 'Default Frontend HYB01', named: [], better }));

  test('are about the connector that was pasted too, whatever it names now', () => {
    const properties = new Map([['tlscertificatename', '<I>']]);
    expect(only([event, connector({ properties }), better])).toMatchObject({ identity: 'HYB01\\Default Frontend HYB01' });
    const now = connector({ tlsCertificateName: { ...OLD, issuer: better.issuer }, properties });
    expect(only([event, now, better])).toMatchObject({ named: [better] });
  });

  test.each<[string, Partial<EventClue>, string[]]>([
    ['of a send connector', { source: 'MSExchangeTransport', connector: 'Outbound to Office 365' }, ['send']],
    ['of a connector that may do either', { source: 'MSExchangeTransport', connector: 'Cloud mail' }, []],
    ['of a connector of set-up', { source: undefined, connector: 'Client Proxy HYB01' }, ['receive']],
    ['of another fault', { id: 12016 }, []],
  ])('%s', (_, more, of) => expect(pairUp([{ ...event, ...more }, better]).map((one) => one.of)).toEqual(of));

  test('tell whose certificates they are', () => {
    const unnamed = [certificate({ server: undefined }), { ...own, server: undefined, subject: 'CN=x y', issuer: 'CN=x y' }];
    const properties = new Map([['tlscertificatename', '<I>']]);
    const two = [connector({ properties }), connector({ properties, server: 'HYB02', identity: 'HYB02\\Default Frontend HYB02' })];
    expect(only([event, ...two, ...unnamed])).toMatchObject({ server: 'HYB01.contoso.com', identity: 'HYB01\\Default Frontend HYB01' });
    expect(pairUp([...two, ...unnamed])).toEqual([]);
  });
});

describe('the right certificate on another server', () => {
  const both = [connector({ tlsCertificateName: NEW }), connector({ server: 'HYB02', identity: 'HYB02\\C', tlsCertificateName: NEW })];
  const there = certificate();
  const second = { ...own, server: 'HYB02', issuer: 'CN=HYB02', subject: 'CN=HYB02', domains: ['HYB02'], thumbprint: '2'.repeat(40) };

  test('was not imported here', () =>
    expect(pairUp([...both, there, second])).toMatchObject([
      { named: [there] },
      { server: 'HYB02', named: [], elsewhere: there, better: undefined },
    ]));

  test('does not count where this server has a newer one, or where the other has no key', () => {
    const newer = certificate({ server: 'HYB02', issuer: 'CN=Contoso CA 9', notBefore: '12/24/2026 9:00:00 AM', thumbprint: '9'.repeat(40) });
    expect(pairUp([...both, there, newer])[1]).toMatchObject({ elsewhere: undefined, better: newer });
    expect(pairUp([...both, certificate({ hasPrivateKey: false }), second])[1]).toMatchObject({ elsewhere: undefined });
  });
});

describe('the right certificate', () => {
  test.each<[string, Partial<CertificateClue>]>([
    ['has no key', { hasPrivateKey: false }],
    ['is self-signed', { selfSigned: true }],
    ['is out of date', { status: 'DateInvalid' }],
    ['is of the own authority', { rootType: 'Enterprise' }],
    ['is of an authority of the domain, whatever store its root is in', { rootType: 'Registry', issuer: 'CN=contoso-DC01-CA, DC=contoso, DC=local' }],
    ['was revoked', { status: 'Revoked' }],
    ['is not signed yet', { status: 'PendingRequest' }],
    ['is for another host', { domains: ['webmail.contoso.com'], subject: 'CN=webmail.contoso.com' }],
    ['has a wildcard for another level', { domains: ['*.com'], subject: 'CN=*.com' }],
  ])('is none that %s', (_, more) => expect(only([connector(), certificate(more), own]).better).toBeUndefined());

  test('may have a wildcard', () => {
    const wild = certificate({ subject: 'CN=*.contoso.com', domains: ['*.contoso.com'] });
    expect(only([connector(), wild, own]).better).toBe(wild);
  });

  test('may be one whose revocation a server without a way to the Internet cannot check', () => {
    const one = certificate({ status: 'RevocationCheckFailure' });
    expect(only([connector(), one, own]).better).toBe(one);
  });

  test('may be of the own authority if the old one was', () => {
    const name = { ...OLD, issuer: 'CN=contoso-DC01-CA, DC=contoso, DC=local' };
    const one = certificate({ issuer: name.issuer, subject: 'CN=mail.contoso.com, O=Contoso Ltd., C=JP', rootType: 'Enterprise' });
    expect(only([connector({ tlsCertificateName: name }), one, own]).better).toBe(one);
  });

  test('is the newer of two', () => {
    const older = certificate({ thumbprint: 'B'.repeat(40), notBefore: '1/20/2026 9:00:00 AM' });
    expect(only([connector(), older, certificate(), own]).better?.thumbprint).toBe('A'.repeat(40));
  });

  test('stays open where the dates do not tell', () => {
    const other = certificate({ thumbprint: 'B'.repeat(40), notBefore: undefined });
    expect(only([connector(), other, certificate(), own]).better).toBeUndefined();
  });
});

describe('servers', () => {
  const two = [certificate({ server: 'HYB01.contoso.com' }), certificate({ server: 'HYB02' })];

  test('each has its own store', () => {
    const pairs = pairUp([connector(), connector({ server: 'HYB02', identity: 'HYB02\\Default Frontend HYB02' }), ...two]);
    expect(pairs.map(({ identity, server }) => [identity, server])).toEqual([
      ['HYB01\\Default Frontend HYB01', 'HYB01.contoso.com'],
      ['HYB02\\Default Frontend HYB02', 'HYB02'],
    ]);
  });

  test('a connector of no known server is held against one store only', () => {
    expect(pairUp([connector({ server: undefined }), ...two])).toEqual([]);
    expect(pairUp([connector({ server: undefined }), certificate()])).toHaveLength(1);
  });

  test('a send connector is held against the servers that send', () => {
    const send = connector({ direction: 'send', identity: 'Outbound to Office 365', server: undefined });
    const from = (servers: string) =>
      pairUp([{ ...send, properties: new Map([['sourcetransportservers', servers]]) }, ...two]).map(({ server }) => server);
    expect(from('{HYB02}')).toEqual(['HYB02']);
    expect(from('{HYB01, HYB02}')).toEqual(['HYB01.contoso.com', 'HYB02']);
    expect(from('')).toEqual(['HYB01.contoso.com', 'HYB02']);
    expect(from('{EX09}')).toEqual([]);
    expect(from('{HYB01, EX09...}')).toEqual(['HYB01.contoso.com', 'HYB02']);
  });

  test('the self-signed certificate of set-up tells whose store it is', () => {
    const store = [certificate({ server: undefined }), { ...own, server: undefined, domains: ['HYB01', 'HYB01.contoso.com'] }];
    expect(only([connector(), connector({ server: 'HYB02', identity: 'HYB02\\C' }), ...store]).identity).toBe('HYB01\\Default Frontend HYB01');
    const send = connector({
      direction: 'send',
      identity: 'Outbound',
      server: undefined,
      properties: new Map([['sourcetransportservers', 'EDGE01']]),
    });
    expect(pairUp([send, ...store])).toEqual([]);
  });

  test('so is the hybrid configuration', () => {
    const hybrid: SettingClue = { kind: 'setting', at, of: 'hybrid-configuration', properties: new Map(), tlsCertificateName: OLD };
    expect(pairUp([hybrid, ...two]).map(({ of, server }) => [of, server])).toEqual([
      ['hybrid', 'HYB01.contoso.com'],
      ['hybrid', 'HYB02'],
    ]);
  });
});

test.each<[string, Clue[]]>([
  ['no certificates', [connector()]],
  ['no connector', [certificate(), own]],
  ['a connector without a name', [connector({ tlsCertificateName: undefined }), certificate()]],
  ['a name with half of it blacked out', [connector({ tlsCertificateName: { subject: OLD.subject } }), certificate()]],
  ['a certificate that was shown in a handshake', [connector(), certificate({ origin: 'shown' })]],
  ['a certificate of which only the subject is known', [connector(), certificate({ issuer: undefined })]],
])('nothing is compared with %s', (_, clues) => expect(pairUp(clues)).toEqual([]));

test('one listed certificate is not the whole store', () => expect(only([connector(), certificate()]).whole).toBe(false));

test('a farm of a thousand is bounded', async () => {
  const many = Array.from({ length: 1000 }, (_, i) => [
    connector({ identity: `HYB01\\C${i}` }),
    certificate({ thumbprint: String(i).padStart(40, '0') }),
  ]);
  expect(pairUp(many.flat()).length).toBeLessThanOrEqual(100);
  expect(await cost(2_000, () => pairUp(many.flat()))).toBeLessThan(2_000);
});
