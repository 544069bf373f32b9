import { generateKeyPairSync } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { readCertificate } from '../../../src/probes/tls/certificate.js';
import { judgeChain } from '../../../src/probes/tls/chain.js';
import { coversName, isWildcardMatch } from '../../../src/probes/tls/names.js';
import { certificate, freshKey, type Pair, shortRsaKey, type Wanted } from '../peers/certificates.js';

const now = Date.now();
const DAY = 86_400_000;
const root = certificate({ cn: 'Contoso Test Root', isCa: true, key: freshKey(), names: [] });
const middle = certificate({ cn: 'Contoso Test CA', isCa: true, issuer: root, key: freshKey(), names: [] });
const leaf = (wanted: Wanted = {}): Pair => certificate({ cn: 'mail.contoso.com', names: ['mail.contoso.com'], issuer: middle, to: 300, ...wanted });
const judge = (chain: readonly Pair[], { ca = [root.pem], at = now } = {}) =>
  judgeChain(
    chain.map(({ der }) => der),
    { now: at, ca },
  );
const good = leaf();

describe('order and completeness', () => {
  test.each<[string, Pair[], string[], boolean]>([
    ['as it should be', [good, middle], [], true],
    ['with the root', [good, middle, root], [], true],
    ['the root before the link', [good, root, middle], ['chain_misordered'], true],
    ['the link before the server', [middle, good], [], true],
    ['a certificate sent twice', [good, good, middle], [], true],
    ['a foreign one behind', [good, middle, leaf({ cn: 'other.contoso.com' })], [], true],
    ['the link is missing', [good], ['cert_untrusted_ca'], false],
    ['the link is missing, the root is there', [good, root], ['cert_untrusted_ca'], false],
  ])('%s', (_, chain, faults, trusted) => {
    const result = judge(chain);
    if (chain[0] === good) expect(result).toMatchObject({ faults, trusted });
    // The first certificate is the server's, whatever it says.
    else expect(result.certificates[0]?.subject).toBe('CN=Contoso Test CA');
  });

  test('a missing link of an authority that publishes its certificates on the web, or whose organisation is known', () => {
    expect(judge([leaf({ aia: 'http://ca.contoso.com/ca.crt' })])).toMatchObject({
      faults: ['chain_incomplete'],
      missingIssuer: 'CN=Contoso Test CA',
    });
    expect(judge([leaf({ aia: 'ldap:///CN=Contoso' })]).faults).toEqual(['cert_untrusted_ca']);
  });

  test('a root that nobody knows, sent or not', () => {
    expect(judge([good, middle, root], { ca: [] })).toMatchObject({ faults: ['cert_untrusted_ca'], trusted: false, rootSent: true });
    expect(judge([good, middle], { ca: [] })).toMatchObject({ faults: ['cert_untrusted_ca'], missingIssuer: 'CN=Contoso Test Root' });
  });

  test('another root of the same name signs nothing', () => {
    const impostor = certificate({ cn: 'Contoso Test Root', isCa: true, key: freshKey(), names: [] });
    expect(judge([good, middle], { ca: [impostor.pem] }).trusted).toBe(false);
  });

  test('self-signed, and trusted where the caller says so', () => {
    const own = certificate({ cn: 'mail.contoso.com', names: ['mail.contoso.com'], key: freshKey(), to: 300 });
    expect(judge([own])).toMatchObject({ faults: ['cert_self_signed'], trusted: false });
    expect(judge([own], { ca: [own.pem] })).toMatchObject({ faults: [], trusted: true, root: 'CN=mail.contoso.com' });
  });

  test('self-signed as Exchange makes it: its key is not for signing certificates', () => {
    const own = certificate({ cn: 'EX01', names: ['EX01', 'EX01.contoso.com'], key: freshKey(), to: 1800, isForKeysOnly: true });
    expect(judge([own])).toMatchObject({ faults: ['cert_self_signed'], trusted: false, certificates: [{ selfSigned: true }] });
    expect(judge([own])).not.toHaveProperty('missingIssuer');
  });

  test('its own name as issuer, and the signature of another key, is not self-signed', () => {
    const own = certificate({ cn: 'EX01', names: ['EX01'], key: freshKey(), issuer: { ...root, cn: 'EX01' } });
    expect(readCertificate(own.der)?.selfSigned).toBe(false);
  });

  test('a link in two forms, of which the second leads to a root', () => {
    const lost = certificate({ cn: 'Fabrikam Test Root', isCa: true, key: freshKey(), names: [] });
    const crossed = certificate({ cn: 'Contoso Test CA', isCa: true, issuer: lost, key: middle.key, names: [] });
    for (const chain of [
      [good, crossed, middle],
      [good, middle, crossed],
    ])
      expect(judge(chain)).toMatchObject({ faults: [], trusted: true, root: 'CN=Contoso Test Root' });
    expect(judge([good, crossed])).toMatchObject({ faults: ['cert_untrusted_ca'], missingIssuer: 'CN=Fabrikam Test Root' });
  });

  test('many forms of one link end in time', () => {
    const forms = Array.from({ length: 19 }, () => certificate({ cn: 'Contoso Test CA', isCa: true, issuer: middle, key: middle.key, names: [] }));
    expect(judge([good, ...forms]).trusted).toBe(false);
    expect(judge([good, ...forms.slice(1), middle]).trusted).toBe(true);
  });

  test('a certificate of a server signs no other', () => {
    const stolen = certificate({ cn: 'other.contoso.com', names: ['other.contoso.com'], issuer: middle, key: freshKey() });
    const forged = leaf({ issuer: stolen });
    expect(judge([forged, stolen, middle])).toMatchObject({ trusted: false, missingIssuer: 'CN=other.contoso.com' });
  });

  test('nothing takes the place of a server certificate that cannot be read', () => {
    const result = judgeChain([Buffer.from('no certificate'), middle.der], { now, ca: [root.pem] });
    expect(result).toEqual({ certificates: [], faults: [], rootSent: false, trusted: false });
  });

  test('an expired link beside a valid one of the same name and key', () => {
    const old = certificate({ cn: 'Contoso Test CA', isCa: true, issuer: root, key: middle.key, names: [], from: -400, to: -30 });
    expect(judge([good, old]).faults).toEqual(['chain_intermediate_expired']);
    expect(judge([good, old, middle]).faults).toEqual([]);
  });
});

describe('time', () => {
  test.each<[string, Partial<Wanted>, string[]]>([
    ['ended yesterday', { from: -100, to: -1 }, ['cert_expired']],
    ['begins tomorrow', { from: 1, to: 300 }, ['cert_not_yet_valid']],
    ['a year, 22 days left', { from: -343, to: 22 }, []],
    ['a year, 20 days left', { from: -345, to: 20 }, ['cert_expires_soon']],
    ['90 days, 20 left', { from: -70, to: 20 }, ['cert_expires_soon']],
    ['47 days, 17 left', { from: -30, to: 17 }, []],
    ['47 days, 15 left', { from: -32, to: 15 }, ['cert_expires_soon']],
    ['11 days in all', { from: -1, to: 10 }, ['cert_expires_soon']],
  ])('%s', (_, wanted, faults) => {
    expect(judge([leaf(wanted), middle]).faults).toEqual(faults);
  });

  test('a fault of time does not hide one of trust', () => {
    expect(judge([leaf({ from: -100, to: -1 })]).faults).toEqual(['cert_expired', 'cert_untrusted_ca']);
    expect(judge([good, middle], { at: now + 4000 * DAY }).faults).toEqual(expect.arrayContaining(['cert_expired', 'chain_intermediate_expired']));
  });
});

describe('use and strength', () => {
  test('no alternative name, no server use, short key, SHA-1', () => {
    expect(judge([leaf({ names: [] }), middle]).faults).toEqual(['cert_no_san']);
    expect(judge([leaf({ usages: ['clientAuth'] }), middle]).faults).toEqual(['eku_no_server_auth']);
    expect(judge([leaf({ usages: ['clientAuth', 'serverAuth'] }), middle]).faults).toEqual([]);
    expect(judge([leaf({ key: shortRsaKey() }), middle]).faults).toEqual(['weak_key']);
    expect(judge([leaf({ hash: 'sha1' }), middle]).faults).toEqual(['weak_signature']);
  });

  test('keys of other kinds are strong enough', () => {
    const keys = [generateKeyPairSync('ed25519').privateKey, generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey];
    for (const key of keys) expect(judge([leaf({ key }), middle]).faults).toEqual([]);
  });

  test('short curves are weak, whatever their name', () => {
    const bits = (namedCurve: string) => judge([leaf({ key: generateKeyPairSync('ec', { namedCurve }).privateKey }), middle]);
    expect(bits('brainpoolP256r1')).toMatchObject({ faults: [], certificates: [{ keyBits: 256 }, {}] });
    expect(bits('secp160r1')).toMatchObject({ faults: ['weak_key'], certificates: [{ keyBits: 160 }, {}] });
  });

  test('public roots signed with SHA-1 are trusted because they are known', () => {
    const old = rootCertificates
      .map((pem) => readCertificate(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')))
      .filter((one) => one?.signature.startsWith('sha1'));
    expect(old.every((one) => one?.selfSigned)).toBe(true);
  });
});

test('garbage, nothing, and too many', () => {
  for (const chain of [[], [Buffer.alloc(0)], [Buffer.from('no certificate')], [good.der.subarray(0, 100)]])
    expect(judgeChain(chain, { now, ca: [] })).toEqual({ certificates: [], faults: [], rootSent: false, trusted: false });
  expect(judge(Array.from({ length: 100 }, () => good)).certificates.length).toBeLessThanOrEqual(20);
});

describe('names', () => {
  const wild = leaf({ cn: '*.contoso.com', names: ['*.contoso.com', 'contoso.com'] });
  test.each<[string, string, Pair, boolean]>([
    ['the name itself', 'mail.contoso.com', good, true],
    ['in capitals', 'MAIL.contoso.com', good, true],
    ['the domain above', 'contoso.com', good, false],
    ['an address', '203.0.113.10', good, false],
    ['a wildcard', 'mail.contoso.com', wild, true],
    ['the name beside a wildcard', 'contoso.com', wild, true],
    ['two labels for one wildcard', 'a.b.contoso.com', wild, false],
    ['the CN where there is no alternative name', 'mail.contoso.com', leaf({ names: [] }), true],
    ['the CN beside alternative names', 'mail.contoso.com', leaf({ names: ['other.contoso.com'] }), false],
  ])('%s: %s', (_, name, pair, covered) => {
    expect(coversName(pair.der, name)).toBe(covered);
  });

  test('only what a wildcard alone covers is a wildcard match', () => {
    expect(isWildcardMatch(wild.der, 'mail.contoso.com')).toBe(true);
    expect(isWildcardMatch(wild.der, 'contoso.com')).toBe(false);
    expect(isWildcardMatch(good.der, 'mail.contoso.com')).toBe(false);
    expect(isWildcardMatch(Buffer.from('garbage'), 'mail.contoso.com')).toBe(false);
  });
});

test('what is read of a certificate', () => {
  const seen = readCertificate(leaf({ usages: ['serverAuth', 'clientAuth'] }).der);
  expect(seen).toMatchObject({
    subject: 'CN=mail.contoso.com',
    issuer: 'CN=Contoso Test CA',
    domains: ['mail.contoso.com'],
    usages: ['serverAuth', 'clientAuth'],
    selfSigned: false,
  });
  expect(seen?.thumbprint).toMatch(/^[\dA-F]{40}$/);
  expect(seen?.notAfter).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
});
