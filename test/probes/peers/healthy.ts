import { constants } from 'node:crypto';
import type { Note, Observed } from '../../../src/model/probe.js';
import { authority, certificate, chainOf, ecKey, rsaKey } from './certificates.js';
import type { Script } from './fault-server.js';
import { goodTls } from './faulty.js';

/** A peer that is as it should be, though it is not like the others. */
export interface Healthy {
  readonly script: Script;
  readonly info?: readonly Note[];
  readonly observed?: Partial<Observed>;
}

const { root, intermediate, leaf } = authority();
const [ec, rsa] = [leaf({ key: ecKey() }), leaf({ key: rsaKey() })];
const byRsa = { key: rsa.keyPem, cert: chainOf(rsa, intermediate) };
const other = certificate({ cn: 'mail.fabrikam.test', names: ['mail.fabrikam.test'] });
const wildcard = leaf({ cn: '*.contoso.test', names: ['*.contoso.test', 'contoso.test'] });
const EXCHANGE = [
  'SIZE 37748736',
  'PIPELINING',
  'DSN',
  'ENHANCEDSTATUSCODES',
  'STARTTLS',
  'X-ANONYMOUSTLS',
  'AUTH NTLM',
  'X-EXPS GSSAPI NTLM',
  '8BITMIME',
  'BINARYMIME',
  'CHUNKING',
  'SMTPUTF8',
  'XRDST',
];
const answer = (...words: readonly string[]): string =>
  ['mail.contoso.test Hello [127.0.0.1]', ...words].map((line, at) => `250${at < words.length ? '-' : ' '}${line}\r\n`).join('');

export const HEALTHY: Readonly<Record<string, Healthy>> = {
  ECDSA: { script: { tls: goodTls }, observed: { tlsVersion: 'TLSv1.3', clientCertificate: 'no' } },
  RSA: { script: { tls: byRsa } },
  'RSA and ECDSA': { script: { tls: { key: [rsa.keyPem, ec.keyPem], cert: [byRsa.cert, chainOf(ec, intermediate)] } } },
  'DHE alone in TLS 1.2': { script: { tls: { ...byRsa, ciphers: 'TLS_AES_256_GCM_SHA384:DHE-RSA-AES256-GCM-SHA384', dhparam: 'auto' } } },
  wildcard: { script: { tls: { key: wildcard.keyPem, cert: chainOf(wildcard, intermediate) } }, info: ['wildcard'] },
  'TLS 1.2 alone': { script: { tls: { ...byRsa, maxVersion: 'TLSv1.2' } }, observed: { tlsVersion: 'TLSv1.2' } },
  'TLS 1.2 and ECDSA': { script: { tls: { ...goodTls, maxVersion: 'TLSv1.2' } }, observed: { tlsVersion: 'TLSv1.2' } },
  'TLS 1.0 to 1.3': { script: { tls: { ...byRsa, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } }, observed: { tlsVersion: 'TLSv1.3' } },
  'another certificate without the name': {
    script: { tls: { key: other.keyPem, cert: other.pem, byName: { 'mail.contoso.test': goodTls } } },
    info: ['sni_dependent'],
  },
  'a byte at a time': {
    script: {
      banner: { send: '220 mail\r\n', bytewise: 0 },
      ehlo: { send: answer('SIZE', 'STARTTLS'), bytewise: 0 },
      starttls: { send: '220 Ready\r\n', bytewise: 0 },
      tls: goodTls,
      ehloInTls: { send: answer('SIZE'), bytewise: 0 },
    },
  },
  'banner on three lines': { script: { banner: { send: '220-mail.contoso.test ready\r\n220-No spam\r\n220 please\r\n' }, tls: goodTls } },
  'lines ended by LF': {
    script: { banner: { send: '220 mail.contoso.test ready\n' }, ehlo: { send: '250-mail.contoso.test\n250 STARTTLS\n' }, tls: goodTls },
  },
  'root sent as well': { script: { tls: { key: ec.keyPem, cert: chainOf(ec, intermediate, root) } }, info: ['root_sent'] },
  'client certificate asked for': {
    script: { tls: { ...goodTls, client: 'asked' } },
    info: ['client_cert_requested'],
    observed: { clientCertificate: 'requested', tlsVersion: 'TLSv1.3' },
  },
  'client certificate asked for in TLS 1.2': {
    script: { tls: { ...goodTls, client: 'asked', maxVersion: 'TLSv1.2' } },
    info: ['client_cert_requested'],
    observed: { clientCertificate: 'requested', tlsVersion: 'TLSv1.2' },
  },
  'TLS from the first byte': { script: { implicitTls: true, tls: goodTls } },
  Exchange: {
    script: {
      banner: { send: '220 MAIL.contoso.test Microsoft ESMTP MAIL Service ready at Mon, 23 Nov 2026 20:00:00 +0000\r\n' },
      ehlo: { send: answer(...EXCHANGE) },
      tls: byRsa,
      ehloInTls: { send: answer(...EXCHANGE.filter((word) => word !== 'STARTTLS')) },
    },
    info: ['exchange'],
    observed: { product: 'exchange', keywords: EXCHANGE.map((words) => words.split(' ')[0] ?? '') },
  },
  'a gateway': { script: { banner: { send: '220 mail.contoso.test ESMTP Postfix\r\n' }, tls: goodTls }, info: ['gateway'] },
  'keywords in lower case': { script: { ehlo: { send: answer('size 1000', 'starttls', '8bitmime') }, tls: goodTls } },
  'STARTTLS first': { script: { ehlo: { send: answer('STARTTLS', 'SIZE', '8BITMIME') }, tls: goodTls } },
  'STARTTLS last': { script: { ehlo: { send: answer('SIZE', '8BITMIME', 'STARTTLS') }, tls: goodTls } },
  'STARTTLS alone': { script: { ehlo: { send: answer('STARTTLS') }, tls: goodTls } },
  'a little slow': {
    script: { banner: { send: '220 mail.contoso.test ready\r\n', after: 300 }, ehlo: { send: answer('STARTTLS'), after: 300 }, tls: goodTls },
  },
  'no certificate without the name': {
    script: { tls: { byName: { 'mail.contoso.test': goodTls } } },
    info: ['sni_dependent'],
    observed: { connections: 3 },
  },
  'STARTTLS answered on two lines': { script: { starttls: { send: '220-Ready\r\n220 Go ahead\r\n' }, tls: goodTls } },
  'last line empty': { script: { ehlo: { send: '250-mail.contoso.test\r\n250-STARTTLS\r\n250 \r\n' }, tls: goodTls } },
  'banner without words': { script: { banner: { send: '220\r\n' }, tls: goodTls } },
  'banner in Latin-1': { script: { banner: { send: Buffer.from('220 mail.contoso.test f\xFCr alle\r\n', 'latin1') }, tls: goodTls } },
  'a hello that must be sent again': { script: { tls: { ...goodTls, ecdhCurve: 'secp521r1' } }, observed: { tlsVersion: 'TLSv1.3' } },
  ChaCha20: {
    script: { tls: { ...goodTls, ciphers: 'TLS_CHACHA20_POLY1305_SHA256:ECDHE-ECDSA-AES128-SHA' } },
    observed: { cipher: 'TLS_CHACHA20_POLY1305_SHA256' },
  },
  'AES-128': {
    script: { tls: { ...goodTls, ciphers: 'TLS_AES_128_GCM_SHA256:ECDHE-ECDSA-AES128-SHA' } },
    observed: { cipher: 'TLS_AES_128_GCM_SHA256' },
  },
  'RSA key exchange in TLS 1.2': { script: { tls: { ...byRsa, ciphers: 'AES256-GCM-SHA384', maxVersion: 'TLSv1.2' } } },
  'no session tickets': { script: { tls: { ...goodTls, secureOptions: constants.SSL_OP_NO_TICKET } } },
  // What it says of older TLS is then left open.
  'a second caller is turned away': { script: { tls: goodTls, later: { banner: { send: '421 4.3.2 Too many connections\r\n', end: 'fin' } } } },
  'a second caller is cut off': { script: { tls: goodTls, later: { accept: { end: 'reset' } } } },
};
