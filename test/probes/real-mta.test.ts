import type { Fault, Note, Observed } from '../../src/model/probe.js';
import { type Asked, callPort, inParallel } from './peers/call.js';
import { authority, certificate, chainOf, freshKey, type Pair, rsaKey } from './peers/certificates.js';
import { areInstalled, type Mta, startExim, startPostfix } from './peers/mta.js';

/** A configuration of a real server, and what a probe must say of it. */
interface Case {
  readonly options: Readonly<Record<string, string>>;
  readonly verdict?: Fault | 'ok';
  readonly info?: readonly Note[];
  readonly observed?: Partial<Observed>;
  readonly asked?: Asked;
}

const { root, intermediate, leaf } = authority();
const pemOf = (own: Pair, ...others: readonly Pair[]): string => own.keyPem + chainOf(own, ...others);
const pem = pemOf(leaf({ key: rsaKey() }), intermediate);
const OWN = {
  ec: pemOf(leaf(), intermediate),
  expired: pemOf(leaf({ from: -100, to: -3 }), intermediate),
  self: pemOf(certificate()),
  alone: pemOf(leaf()),
};
const stranger = certificate({ issuer: certificate({ cn: 'Fabrikam Private Root', isCa: true, key: freshKey() }) });

/** What both servers do with the same certificates. */
const COMMON: Readonly<Record<string, Case>> = {
  RSA: { options: { pem }, observed: { tlsVersion: 'TLSv1.3', clientCertificate: 'no' } },
  ECDSA: { options: { pem: OWN.ec }, observed: { tlsVersion: 'TLSv1.3' } },
  'root sent': { options: { pem: pemOf(leaf(), intermediate, root) }, info: ['root_sent', 'gateway'] },
  expired: { options: { pem: OWN.expired }, verdict: 'cert_expired' },
  'self-signed': { options: { pem: OWN.self }, verdict: 'cert_self_signed' },
  'intermediate missing': { options: { pem: OWN.alone }, verdict: 'chain_incomplete' },
  'private CA': { options: { pem: pemOf(stranger) }, verdict: 'cert_untrusted_ca' },
};
const POSTFIX: Readonly<Record<string, Case>> = {
  ...COMMON,
  'TLS 1.2': { options: { pem, smtpd_tls_protocols: 'TLSv1.2' }, observed: { tlsVersion: 'TLSv1.2' } },
  'TLS 1.0 and 1.1': {
    options: { pem, smtpd_tls_protocols: 'TLSv1, TLSv1.1', tls_medium_cipherlist: 'DEFAULT:@SECLEVEL=0' },
    verdict: 'tls_legacy_only',
  },
  'TLS 1.3 alone': { options: { pem, smtpd_tls_protocols: 'TLSv1.3' }, verdict: 'tls13_only' },
  'client certificate asked for': { options: { pem, smtpd_tls_ask_ccert: 'yes' }, info: ['client_cert_requested', 'gateway'] },
  'client certificate required': {
    options: { pem, smtpd_tls_security_level: 'encrypt', smtpd_tls_req_ccert: 'yes' },
    verdict: 'client_cert_required',
  },
  'client certificate required, TLS 1.2': {
    options: { pem, smtpd_tls_security_level: 'encrypt', smtpd_tls_req_ccert: 'yes', smtpd_tls_mandatory_protocols: 'TLSv1.2' },
    verdict: 'client_cert_required',
  },
  'no STARTTLS': { options: { smtpd_tls_security_level: 'none' }, verdict: 'no_starttls' },
  'EHLO without STARTTLS': { options: { pem, smtpd_discard_ehlo_keywords: 'starttls' }, verdict: 'no_starttls' },
  'no EHLO': { options: { pem, smtpd_delay_reject: 'no', smtpd_helo_restrictions: 'reject' }, verdict: 'no_ehlo' },
  refused: { options: { smtpd_delay_reject: 'no', smtpd_client_restrictions: 'reject' }, verdict: 'banner_rejected' },
  'refused for now': { options: { smtpd_delay_reject: 'no', smtpd_client_restrictions: 'defer' }, verdict: 'banner_tempfail' },
  '421': {
    options: { smtpd_delay_reject: 'no', smtpd_client_restrictions: 'check_client_access static:{421 4.3.2 Shutting down}' },
    verdict: 'banner_tempfail',
  },
  postscreen: { options: { pem, service: 'postscreen', postscreen_access_list: '', postscreen_greet_wait: '3s' }, verdict: 'slow_banner' },
  'TLS from the first byte': { options: { pem, smtpd_tls_wrappermode: 'yes' }, asked: { implicitTls: true } },
};
const EXIM: Readonly<Record<string, Case>> = {
  ...COMMON,
  'TLS 1.2': { options: { pem, tls_require_ciphers: 'NORMAL:-VERS-ALL:+VERS-TLS1.2' }, observed: { tlsVersion: 'TLSv1.2' } },
  'TLS 1.0 and 1.1': { options: { pem, tls_require_ciphers: 'NORMAL:-VERS-ALL:+VERS-TLS1.1:+VERS-TLS1.0' }, verdict: 'tls_legacy_only' },
  'TLS 1.3 alone': { options: { pem, tls_require_ciphers: 'NORMAL:-VERS-ALL:+VERS-TLS1.3' }, verdict: 'tls13_only' },
  'client certificate asked for': { options: { pem, tls_try_verify_hosts: '*' }, info: ['client_cert_requested', 'gateway'] },
  'client certificate required': { options: { pem, tls_verify_hosts: '*' }, verdict: 'client_cert_required' },
  'client certificate required, TLS 1.2': {
    options: { pem, tls_verify_hosts: '*', tls_require_ciphers: 'NORMAL:-VERS-ALL:+VERS-TLS1.2' },
    verdict: 'client_cert_required',
  },
  'no STARTTLS': { options: { tls_advertise_hosts: '' }, verdict: 'no_starttls' },
  refused: { options: { connect: 'deny\nmessage = No access' }, verdict: 'banner_rejected' },
  'refused for now': { options: { connect: 'defer\nmessage = Come back later' }, verdict: 'banner_tempfail' },
  'greeting delayed': { options: { pem, connect: 'accept\ndelay = 3s' }, verdict: 'slow_banner' },
  'certificate not there': { options: {}, verdict: 'starttls_refused' },
  'TLS from the first byte': { options: { pem, implicit: 'yes' }, asked: { implicitTls: true } },
};

describe.each([
  ['Postfix', POSTFIX, startPostfix],
  ['Exim', EXIM, startExim],
] as const)('%s', (_server, cases, start) => {
  const calls = new Map<string, Awaited<ReturnType<typeof callPort>>>();
  let mta: Mta | undefined;
  beforeAll(async () => {
    if (!areInstalled) return;
    const running = await start(Object.fromEntries(Object.entries(cases).map(([name, { options }]) => [name, options])));
    mta = running;
    await inParallel(Object.entries(cases), async ([name, { asked }]) => calls.set(name, await callPort(running.port(name), asked)));
  }, 40_000);
  afterAll(() => mta?.stop());

  const isThere = areInstalled ? test : test.skip;
  isThere.each(Object.entries(cases))(areInstalled ? '%s' : '%s (skipped: not installed)', (name, { verdict = 'ok', info, observed = {} }) => {
    const address = calls.get(name)?.address;
    expect({ verdict: address?.verdict, also: address?.also }).toEqual({ verdict, also: [] });
    if (verdict === 'ok') expect(address?.info).toEqual(info ?? ['gateway']);
    expect(address?.observed).toMatchObject(observed);
    expect(address?.observed.connections).toBeLessThanOrEqual(verdict === 'ok' ? 2 : 3);
  });
});
