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

test('what stands in an event counts more than its number', () => {
  expect(lookUp({ kind: 'event', id: 36887, inside: 46 }, rules)?.name).toBe('TLS alert 46 (certificate_unknown)');
  expect(lookUp({ kind: 'event', id: 36887, inside: 3 }, rules)?.name).toBe('36887');
  expect(lookUp({ kind: 'event', id: 2004 }, rules)?.meaning?.en).toContain('SMTP response');
});

test('a mistyped word finds the one that is spelled most like it, and a word of another kind finds none', () => {
  expect(lookUp({ kind: 'word', word: 'TlsCertifcateNme' }, rules)).toMatchObject({ name: 'TlsCertificateName', isNearest: true });
  expect(lookUp({ kind: 'word', word: 'schanel' }, rules)).toMatchObject({ name: 'Schannel', isNearest: true });
  expect(lookUp({ kind: 'word', word: 'tlscertificatename' }, rules)?.isNearest).toBeUndefined();
  expect(['certificate', 'TlsCertName', 'EHLU', 'connector'].map((word) => lookUp({ kind: 'word', word }, rules))).toEqual(Array(4).fill(undefined));
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
