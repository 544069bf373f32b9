import type { CertificateClue, Clue, ConnectorClue, PairingClue, SettingClue } from '../../src/model/evidence.js';
import { pairUp } from '../../src/parsers/pairing.js';

const at = { text: 'TlsCertificateName', line: 3 };
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
const own = certificate({ issuer: 'CN=HYB01', subject: 'CN=HYB01', selfSigned: true, rootType: 'None', domains: ['HYB01'] });
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
      differs: ['I.CN'],
      better,
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

  test.each([
    ['the organisation', { subject: 'CN=mail.contoso.com, O=Contoso Ltd., C=JP' }, ['S.O']],
    ['one more part', { subject: 'CN=mail.contoso.com, OU=IT, O=Contoso, C=JP' }, ['S.OU']],
    ['the order', { subject: 'C=JP, O=Contoso, CN=mail.contoso.com' }, ['order']],
    ['issuer and subject', { issuer: 'CN=Contoso CA 5, O=Contoso', subject: 'CN=mail.contoso.com' }, ['I.CN', 'I.C', 'S.O', 'S.C']],
    ['ST for S, which is no difference, and the order', { subject: 'O=Contoso, C=JP, CN=mail.contoso.com' }, ['order']],
  ])('differs in %s', (_, name, differs) =>
    expect(only([connector(), certificate({ issuer: OLD.issuer, ...name }), own])).toMatchObject({ named: [], differs }),
  );
});

describe('the right certificate', () => {
  test.each<[string, Partial<CertificateClue>]>([
    ['has no key', { hasPrivateKey: false }],
    ['is self-signed', { selfSigned: true }],
    ['is out of date', { status: 'DateInvalid' }],
    ['is of the own authority', { rootType: 'Enterprise' }],
    ['is for another host', { domains: ['webmail.contoso.com'], subject: 'CN=webmail.contoso.com' }],
    ['has a wildcard for another level', { domains: ['*.com'], subject: 'CN=*.com' }],
  ])('is none that %s', (_, more) => expect(only([connector(), certificate(more), own]).better).toBeUndefined());

  test('may have a wildcard', () => {
    const wild = certificate({ subject: 'CN=*.contoso.com', domains: ['*.contoso.com'] });
    expect(only([connector(), wild, own]).better).toBe(wild);
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

test('a farm of a thousand is bounded', () => {
  const many = Array.from({ length: 1000 }, (_, i) => [
    connector({ identity: `HYB01\\C${i}` }),
    certificate({ thumbprint: String(i).padStart(40, '0') }),
  ]);
  const start = performance.now();
  expect(pairUp(many.flat()).length).toBeLessThanOrEqual(100);
  expect(performance.now() - start).toBeLessThan(2000);
});
