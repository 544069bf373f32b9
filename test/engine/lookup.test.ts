import { lookUp } from '../../src/engine/lookup.js';
import { GLOSSARY_TERMS, glossaryOf } from '../../src/model/glossary.js';
import type { Rule } from '../../src/model/rule.js';
import { rules } from '../../src/rules/index.js';
import { rule } from './made-up.js';

const known = (id: string, more: Pick<Rule, 'codes' | 'events' | 'often'> & { readonly sources?: Rule['sources'] }): Rule => ({
  ...rule(id, { on: 'reply' }),
  ...more,
});
const made = [
  known('seldom', { codes: ['5.7.64'], often: 'rare' }),
  known('plain', { codes: ['5.7.60-70', 'PRX5'], sources: ['KB2989382'] }),
  known('mostly', { codes: ['5.7.64'], events: [12014], often: 'usual' }),
];
const ids = (...args: Parameters<typeof lookUp>) => lookUp(...args)?.rules.map(({ id }) => id);

test('a status finds its rules, also by a range, the most frequent first, and its standard meaning', () => {
  expect(ids({ kind: 'status', code: '5.7.64' }, made)).toEqual(['mostly', 'plain', 'seldom']);
  expect(ids({ kind: 'status', code: '5.7.71' }, made)).toEqual([]);
  expect(ids({ kind: 'status', code: '4.7.64' }, made)).toEqual([]);
  expect(lookUp({ kind: 'status', code: '5.7.8' }, made)?.meaning?.en).toBe('user name or password is wrong');
});

test.each([
  ['5.1.1', 'recipient-address-does-not-exist'],
  ['5.1.4', 'two-recipients-share-one-address'],
  ['5.2.1', 'mailbox-is-disabled'],
  ['5.4.7', 'message-expired-in-queue'],
  ['5.7.64', 'exchange-online-cannot-attribute-mail'],
])('of the causes of %s the most frequent is %s', (code, id) => expect(ids({ kind: 'status', code }, rules)?.[0]).toBe(id));

test('an unknown detail is told by its subject, an unknown reply by its class', () => {
  expect(lookUp({ kind: 'status', code: '5.7.999' }, [])?.meaning?.en).toBe('something about security or policy');
  expect(lookUp({ kind: 'reply', code: '571' }, [])?.meaning?.en).toBe('refused for good, the sender does not try again');
  expect(lookUp({ kind: 'status', code: '5.9.1' }, [])?.meaning?.en).toBe('an error of a kind that no standard defines');
});

test('events, articles and words find theirs, and nothing else is claimed', () => {
  expect(ids({ kind: 'event', id: 12014 }, made)).toEqual(['mostly']);
  expect(ids({ kind: 'article', number: '2989382' }, made)).toEqual(['mostly', 'plain', 'seldom']);
  expect(ids({ kind: 'word', word: 'prx5' }, made)).toEqual(['plain']);
  expect(lookUp({ kind: 'event', id: 4711 }, made)).toBeUndefined();
  expect(lookUp({ kind: 'article', number: '298938' }, made)).toBeUndefined();
  expect(lookUp({ kind: 'word', word: 'hello' }, made)).toBeUndefined();
});

test('other names of a word, and the numbers of Windows for it', () => {
  const name = (word: string) => lookUp({ kind: 'word', word }, rules)?.name;
  expect(['HCW', 'ハイブリッド構成ウィザード', 'smarthost', '0x8009030d', 'CertificateExpired', '拇印'].map(name)).toEqual([
    'Hybrid Configuration Wizard',
    'Hybrid Configuration Wizard',
    'Smart host',
    'UnknownCredentials',
    'CertExpired',
    'Thumbprint',
  ]);
});

test('names of errors with the prefix of Windows, and alerts of TLS by number or name', () => {
  const name = (word: string) => lookUp({ kind: 'word', word }, rules)?.name;
  expect(['SEC_E_UNTRUSTED_ROOT', 'CERT_E_CN_NO_MATCH', 'tlsrpt', 'TLS alert 48', 'handshake_failure', 'TLS alert 3'].map(name)).toEqual([
    'UntrustedRoot',
    'SubjectMismatch',
    'TLS-RPT',
    'TLS alert 48 (unknown_ca)',
    'TLS alert 40 (handshake_failure)',
    undefined,
  ]);
});

test.each([
  ['0x80090304', 'InternalError'],
  ['SEC_E_INTERNAL_ERROR', 'InternalError'],
  ['0x8009030f', 'MessageAltered'],
  ['0x80090318', 'IncompleteMessage'],
  ['SEC_I_INCOMPLETE_CREDENTIALS', 'IncompleteCredentials'],
  ['0x80090330', 'DecryptFailure'],
  ['SEC_E_CERT_WRONG_USAGE', 'CertWrongUsage'],
  ['CERT_E_WRONG_USAGE', 'CertWrongUsage'],
  ['CERT_E_CHAINING', 'PartialChain'],
  ['0x800b010a', 'PartialChain'],
  ['CRYPT_E_NOT_FOUND', 'CertNotFound'],
  ['0x80090016', 'NTE_BAD_KEYSET'],
  ['0x8009000b', 'NTE_BAD_KEY_STATE'],
  ['0x80090014', 'NTE_BAD_PROV_TYPE'],
  ['WSAECONNREFUSED', '10061'],
  ['certificate-host-mismatch', 'SubjectMismatch'],
  ['DomainValidation', 'TlsAuthLevel'],
  ['中間証明書', 'Intermediate certificate'],
  ['PRX 5', 'PRX5'],
  ['0x8007274d', '10061'],
  ['inbound connector', 'Inbound connector'],
  ['X-MS-Exchange-Organization-AuthAs', 'AuthAs'],
])('%s is explained as %s', (word, name) => expect(lookUp({ kind: 'word', word }, rules)?.name).toBe(name));

// RFC 8446, section 6, and RFC 5246, section 7.2, without 60, 111 and 114, which no program sends.
test('every alert of TLS has its meaning', () => {
  const numbers = [0, 10, 20, 21, 22, 30, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 70, 71, 80, 86, 90, 100, 109, 110, 112, 113, 115, 116, 120];
  expect(numbers.filter((number) => !glossaryOf(`TLS alert ${number}`))).toEqual([]);
});

test('a name that programs write is known by the words of the rules, another word is not', () => {
  expect(ids({ kind: 'word', word: 'tenantattribution' }, rules)).toEqual(['exchange-online-cannot-attribute-mail']);
  expect(ids({ kind: 'word', word: 'TenantAttribution' }, rules)).toEqual(['exchange-online-cannot-attribute-mail']);
  expect(ids({ kind: 'word', word: 'RESOLVER.ADR.ExRecipNotFound' }, rules)).toEqual(['cached-exchange-address-is-gone']);
  expect(['blocked', 'denied', 'Mailbox', 'HYB01', 'Contoso'].map((word) => lookUp({ kind: 'word', word }, rules))).toEqual(Array(5).fill(undefined));
});

test('what stands in an event counts more than its number', () => {
  expect(lookUp({ kind: 'event', id: 36887, inside: 46 }, rules)?.name).toBe('TLS alert 46 (certificate_unknown)');
  expect(lookUp({ kind: 'event', id: 36887, inside: 3 }, rules)?.name).toBe('36887');
  expect(lookUp({ kind: 'event', id: 2004 }, rules)?.meaning?.en).toContain('SMTP response');
  expect(ids({ kind: 'event', id: 2004 }, rules)?.length).toBeGreaterThan(1);
  expect(lookUp({ kind: 'event', id: 36888, inside: 1203 }, rules)?.name).toBe('Schannel error state 1203');
  expect(lookUp({ kind: 'event', id: 36871, inside: 10013 }, rules)?.name).toBe('10013');
  expect(lookUp({ kind: 'event', id: 36886 }, rules)?.meaning?.en).toContain('mail is not concerned');
});

test('a mistyped word finds the one that is spelled most like it, and a word of another kind finds none', () => {
  expect(lookUp({ kind: 'word', word: 'TlsCertifcateNme' }, rules)).toMatchObject({ name: 'TlsCertificateName', isNearest: true });
  expect(lookUp({ kind: 'word', word: 'schanel' }, rules)).toMatchObject({ name: 'Schannel', isNearest: true });
  expect(lookUp({ kind: 'word', word: 'TlsDomian' }, rules)).toMatchObject({ name: 'TlsDomain', isNearest: true });
  expect(lookUp({ kind: 'word', word: 'tlscertificatename' }, rules)?.isNearest).toBeUndefined();
  expect(['certificate', 'TlsNonsense', 'EHLU', 'connector'].map((word) => lookUp({ kind: 'word', word }, rules))).toEqual(Array(4).fill(undefined));
});

test('a word of the glossary has its meaning and its rules, which all exist', () => {
  const found = lookUp({ kind: 'word', word: 'tlscertificatename' }, rules);
  expect(found?.name).toBe('TlsCertificateName');
  expect(found?.meaning?.ja).toContain('発行者とサブジェクト');
  for (const term of GLOSSARY_TERMS) {
    const named = glossaryOf(term)?.rules ?? [];
    expect({ term, unknown: named.filter((id) => !rules.some((one) => one.id === id)) }).toEqual({ term, unknown: [] });
  }
});
