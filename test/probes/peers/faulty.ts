import type { Fault, Note, Observed } from '../../../src/model/probe.js';
import { authority, certificate, chainOf, ecKey, freshKey, type Pair, rsaKey, shortRsaKey, type Wanted } from './certificates.js';
import { type Script, SLOW, type Tls } from './fault-server.js';

/** A peer with a fault, and what a probe must say of it. */
export interface Faulty {
  readonly script: Script;
  readonly verdict: Fault;
  readonly also?: readonly Fault[];
  readonly info?: readonly Note[];
  readonly observed?: Partial<Observed>;
}

const { root, intermediate, leaf } = authority();
const presented = (own: Pair, ...others: readonly Pair[]): Tls => ({ key: own.keyPem, cert: chainOf(own, ...others) });
/** A right chain for a certificate that is wrong in itself. */
const withLeaf = (wanted: Wanted): Script => ({ tls: presented(leaf(wanted), intermediate) });
/** OpenSSL does not serve old and weak things without this. */
const LAX = 'DEFAULT@SECLEVEL=0';
export const goodTls = presented(leaf(), intermediate);

const banner = (send: string | Buffer, more: object = {}): Script => ({ banner: { send, ...more } });
const ehlo = (send: string, more: object = {}): Script => ({ ehlo: { send, ...more } });
const starttls = (send: string, more: object = {}): Script => ({ starttls: { send, ...more } });
const inPlaceOfTls = (send: string | Buffer, more: object = {}): Script => ({ hello: { send, ...more } });
const alert = (number: number): Faulty => ({
  script: inPlaceOfTls(Buffer.from([21, 3, 3, 0, 2, 2, number]), { end: 'fin' }),
  verdict: 'tls_alert',
  observed: { alert: number },
});
const lines = (count: number, code: string): string => `${code}-x\r\n`.repeat(count);

export const PATH: Readonly<Record<string, Faulty>> = {
  'reset after accept': { script: { accept: { end: 'reset' } }, verdict: 'conn_reset' },
  'FIN before the banner': { script: { accept: { end: 'fin' } }, verdict: 'closed_early' },
  'FIN within the banner': { script: banner('220 mail.con', { end: 'fin' }), verdict: 'closed_early' },
  'FIN behind the banner': { script: banner('220 mail.contoso.test ready\r\n', { end: 'fin' }), verdict: 'closed_early' },
  'FIN in answer to EHLO': { script: ehlo('', { end: 'fin' }), verdict: 'closed_early' },
  'reset in answer to EHLO': { script: ehlo('', { end: 'reset' }), verdict: 'conn_reset' },
};

export const SMTP: Readonly<Record<string, Faulty>> = {
  silent: { script: banner(''), verdict: 'no_banner' },
  'a byte a second': { script: banner('220 mail.contoso.test ready\r\n', { bytewise: 1000 }), verdict: 'no_banner' },
  'slow banner': { script: { ...banner('220 mail.contoso.test ready\r\n', { after: SLOW }), tls: goodTls }, verdict: 'slow_banner' },
  'banner 554': { script: banner('554 5.7.1 No access\r\n', { end: 'fin' }), verdict: 'banner_rejected' },
  'banner 550 on two lines': { script: banner('550-Listed\r\n550 5.7.1 See example.test\r\n'), verdict: 'banner_rejected' },
  'banner 421': { script: banner('421 4.3.2 Too many connections\r\n', { end: 'fin' }), verdict: 'banner_tempfail' },
  'banner 450': { script: banner('450 4.7.1 Come back later\r\n'), verdict: 'banner_tempfail' },
  HTTP: { script: banner('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n', { end: 'fin' }), verdict: 'not_smtp' },
  SSH: { script: banner('SSH-2.0-OpenSSH_9.2p1\r\n'), verdict: 'not_smtp' },
  'POP3 without line end': { script: banner('+OK ready'), verdict: 'not_smtp' },
  'a TLS alert in place of a banner': { script: banner(Buffer.from([21, 3, 1, 0, 2, 2, 10])), verdict: 'not_smtp' },
  'EHLO 500, HELO taken': { script: ehlo('500 5.5.1 Unrecognized command\r\n'), verdict: 'no_ehlo' },
  'EHLO 502, HELO 502': { script: { ...ehlo('502 5.5.1 Not implemented\r\n'), helo: { send: '502 5.5.1 Not implemented\r\n' } }, verdict: 'no_ehlo' },
  'EHLO unanswered': { script: ehlo(''), verdict: 'no_ehlo' },
  'a second greeting in place of the answer': { script: banner('220 mail.contoso.test\r\n220 ready\r\n'), verdict: 'no_ehlo' },
  'EHLO 421': { script: ehlo('421 4.7.0 Too many errors\r\n', { end: 'fin' }), verdict: 'banner_tempfail' },
  'a line of 100,000 characters': { script: banner(`220 ${'a'.repeat(100_000)}\r\n`), verdict: 'oversize_reply' },
  '100,000 lines': { script: banner(lines(100_000, '220')), verdict: 'oversize_reply' },
  'a banner without end': { script: banner('220 aaaaaaaaaaaaaaaa'.repeat(400), { endless: true }), verdict: 'oversize_reply' },
  'lines without end': { script: banner(lines(1000, '220'), { endless: true }), verdict: 'oversize_reply' },
  '1,000 keywords': { script: ehlo(`250-mail.contoso.test\r\n${lines(1000, '250')}250 STARTTLS\r\n`), verdict: 'oversize_reply' },
};

export const STARTTLS: Readonly<Record<string, Faulty>> = {
  'not offered': { script: ehlo('250-mail.contoso.test\r\n250-SIZE\r\n250 8BITMIME\r\n'), verdict: 'no_starttls' },
  'no keyword at all': { script: ehlo('250 mail.contoso.test\r\n'), verdict: 'no_starttls' },
  'keyword overwritten': {
    script: ehlo('250-mail.contoso.test\r\n250-XXXXXXXA\r\n250 SIZE\r\n'),
    verdict: 'starttls_stripped',
    observed: { masked: true },
  },
  'banner overwritten': {
    script: { ...banner('220 **************************\r\n'), ...ehlo('250-mail.contoso.test\r\n250 SIZE\r\n') },
    verdict: 'starttls_stripped',
    observed: { masked: true },
  },
  'answered 454': { script: starttls('454 4.7.0 TLS not available\r\n'), verdict: 'starttls_refused' },
  'answered 500': { script: starttls('500 5.5.1 Unrecognized command\r\n'), verdict: 'starttls_refused' },
  'answered by closing': { script: starttls('', { end: 'fin' }), verdict: 'starttls_refused' },
  'not answered': { script: starttls(''), verdict: 'starttls_refused' },
  'plaintext behind the 220': {
    script: { ...starttls('220 Ready\r\n250-injected\r\n250 STARTTLS\r\n'), tls: goodTls },
    verdict: 'starttls_injection',
  },
};

export const TLS: Readonly<Record<string, Faulty>> = {
  'SMTP in place of TLS': { script: inPlaceOfTls('500 5.5.1 Unrecognized command\r\n'), verdict: 'tls_garbage' },
  'HTTP in place of TLS': { script: inPlaceOfTls('HTTP/1.1 400 Bad Request\r\n\r\n', { end: 'fin' }), verdict: 'tls_garbage' },
  'garbage without end': { script: inPlaceOfTls(Buffer.alloc(8192, 'garbage '), { endless: true }), verdict: 'tls_garbage' },
  'empty records without end': {
    script: inPlaceOfTls(Buffer.alloc(10_000, Buffer.from([22, 3, 3, 0, 0])), { endless: true }),
    verdict: 'tls_garbage',
  },
  'FIN in the handshake': { script: inPlaceOfTls('', { end: 'fin' }), verdict: 'tls_closed' },
  'reset in the handshake': { script: inPlaceOfTls('', { end: 'reset' }), verdict: 'tls_closed' },
  'silence in the handshake': { script: inPlaceOfTls(''), verdict: 'tls_timeout' },
  'alert 40': alert(40),
  'alert 48': alert(48),
  'alert 70': alert(70),
  'alert 80': alert(80),
  'TLS 1.1 at most': {
    script: { tls: { ...goodTls, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: LAX } },
    verdict: 'tls_legacy_only',
    observed: { tlsVersion: 'TLSv1.1' },
  },
  'TLS 1.0 alone': {
    script: { tls: { ...goodTls, minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: LAX } },
    verdict: 'tls_legacy_only',
    observed: { tlsVersion: 'TLSv1' },
  },
  'TLS 1.3 alone': { script: { tls: { ...goodTls, minVersion: 'TLSv1.3' } }, verdict: 'tls13_only', observed: { tlsVersion: 'TLSv1.3' } },
  'client certificate required, TLS 1.2': {
    script: { tls: { ...goodTls, maxVersion: 'TLSv1.2', client: 'required' } },
    verdict: 'client_cert_required',
    observed: { clientCertificate: 'required' },
  },
  'client certificate required, TLS 1.3': {
    script: { tls: { ...goodTls, client: 'required' } },
    verdict: 'client_cert_required',
    observed: { clientCertificate: 'required', tlsVersion: 'TLSv1.3' },
  },
  'answer to EHLO without end in TLS': {
    script: { tls: goodTls, ehloInTls: { send: lines(1000, '250'), endless: true } },
    verdict: 'oversize_reply',
  },
  'EHLO unanswered in TLS': { script: { tls: goodTls, ehloInTls: { send: '' } }, verdict: 'tls_timeout' },
  '421 to EHLO in TLS': { script: { tls: goodTls, ehloInTls: { send: '421 4.7.0 Try again later\r\n', end: 'fin' } }, verdict: 'banner_tempfail' },
  '550 to EHLO in TLS': { script: { tls: goodTls, ehloInTls: { send: '550 5.7.1 No\r\n' } }, verdict: 'no_ehlo' },
  'plaintext in place of TLS from the first byte': {
    script: { implicitTls: true, hello: { send: '220 mail.contoso.test ready\r\n' } },
    verdict: 'tls_garbage',
  },
  'client certificate required, TLS from the first byte': {
    script: { implicitTls: true, tls: { ...goodTls, client: 'required' } },
    verdict: 'client_cert_required',
    observed: { clientCertificate: 'required' },
  },
  'client certificate required by an expired server': {
    script: { tls: { ...withLeaf({ from: -100, to: -3 }).tls, client: 'required' } },
    verdict: 'client_cert_required',
    also: ['cert_expired'],
  },
  'client certificate asked for, busy': {
    script: { tls: { ...goodTls, client: 'asked' }, ehloInTls: { send: '421 4.3.2 Too busy\r\n', end: 'fin' } },
    verdict: 'banner_tempfail',
    info: ['client_cert_requested'],
  },
  'client certificate asked for, answer without end': {
    script: { tls: { ...goodTls, client: 'asked' }, ehloInTls: { send: lines(1000, '250'), endless: true } },
    verdict: 'oversize_reply',
    info: ['client_cert_requested'],
  },
  'FIN in answer to EHLO in TLS': { script: { tls: goodTls, ehloInTls: { end: 'fin' } }, verdict: 'tls_closed' },
};

const privateRoot = certificate({ cn: 'Fabrikam Private Root', isCa: true, key: freshKey() });
const privateIntermediate = certificate({ cn: 'Fabrikam Private Issuing CA', isCa: true, issuer: privateRoot, key: freshKey() });
const oldIntermediate = certificate({ cn: intermediate.cn, isCa: true, issuer: root, key: intermediate.key, from: -400, to: -5 });

export const CERTIFICATE: Readonly<Record<string, Faulty>> = {
  expired: { script: withLeaf({ from: -100, to: -3 }), verdict: 'cert_expired' },
  'not yet valid': { script: withLeaf({ from: 3, to: 100 }), verdict: 'cert_not_yet_valid' },
  'five days left': { script: withLeaf({ from: -300, to: 5 }), verdict: 'cert_expires_soon' },
  'self-signed': { script: { tls: presented(certificate()) }, verdict: 'cert_self_signed' },
  'private CA, root sent': {
    script: { tls: presented(certificate({ issuer: privateIntermediate }), privateIntermediate, privateRoot) },
    verdict: 'cert_untrusted_ca',
    info: ['root_sent'],
  },
  'private CA, root not sent': {
    script: { tls: presented(certificate({ issuer: privateIntermediate }), privateIntermediate) },
    verdict: 'cert_untrusted_ca',
  },
  'private CA, certificate alone': {
    script: { tls: presented(certificate({ issuer: privateIntermediate, aia: 'ldap:///CN=Fabrikam%20CA,CN=AIA,DC=fabrikam,DC=test' })) },
    verdict: 'cert_untrusted_ca',
  },
  'intermediate missing': {
    script: { tls: presented(leaf()) },
    verdict: 'chain_incomplete',
    observed: { missingIssuer: 'CN=Contoso Test Issuing CA' },
  },
  'wrong order': { script: { tls: presented(leaf(), root, intermediate) }, verdict: 'chain_misordered', info: ['root_sent'] },
  'intermediate expired': { script: { tls: presented(leaf(), oldIntermediate) }, verdict: 'chain_intermediate_expired' },
  'another name': { script: withLeaf({ cn: 'mail.fabrikam.test', names: ['mail.fabrikam.test'] }), verdict: 'cert_name_mismatch' },
  'wildcard one level too high': { script: withLeaf({ cn: '*.test', names: ['*.test'] }), verdict: 'cert_name_mismatch' },
  'common name alone': { script: withLeaf({ names: [] }), verdict: 'cert_no_san' },
  'usage clientAuth alone': { script: withLeaf({ usages: ['clientAuth'] }), verdict: 'eku_no_server_auth' },
  'RSA of 1024 bits': { script: { tls: { ...presented(leaf({ key: shortRsaKey() }), intermediate), ciphers: LAX } }, verdict: 'weak_key' },
  'SHA-1': { script: { tls: { ...presented(leaf({ hash: 'sha1', key: rsaKey() }), intermediate), ciphers: LAX } }, verdict: 'weak_signature' },
  'expired, for another name': {
    script: withLeaf({ from: -100, to: -3, names: ['mail.fabrikam.test'] }),
    verdict: 'cert_expired',
    also: ['cert_name_mismatch'],
  },
  'self-signed, expired, for another name': {
    script: { tls: presented(certificate({ from: -100, to: -3, names: ['ex1.contoso.local'], key: ecKey() })) },
    verdict: 'cert_expired',
    also: ['cert_self_signed', 'cert_name_mismatch'],
  },
};
