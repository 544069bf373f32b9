import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { rootCertificates, connect as secure } from 'node:tls';
import type { MtaStsReport } from '../../model/probe.js';
import { guardOf } from '../guard.js';
import type { Surroundings } from '../surroundings.js';
import { covers, readSts, stsId } from './sts-text.js';

const LIMIT = 5000;
/** RFC 8461, section 3.3, names 64 KB as a sensible limit. */
const MOST_BYTES = 65_536;

/** The policy of a domain: its record, its text, and whether it covers the hosts that take the mail. */
export async function readMtaSts(domain: string, hosts: readonly string[], around: Surroundings): Promise<MtaStsReport> {
  const { values, failure } = await around.resolver.txt(`_mta-sts.${domain}`);
  if (failure === 'timeout' || failure === 'servfail') return { state: 'not-tested' };
  const { id, isBroken } = stsId(values);
  if (isBroken) return { state: 'syntax', why: 'record' };
  if (id === undefined) return { state: 'absent' };
  const fetched = await fetchPolicy(`mta-sts.${domain}`, around);
  if ('why' in fetched) return { state: CERTIFICATE.test(fetched.why) ? 'certificate' : 'fetch-error', id, why: fetched.why };
  const policy = readSts(fetched.text);
  if (typeof policy === 'string') return { state: 'syntax', id, why: policy };
  const uncovered = policy.mode === 'none' ? [] : hosts.filter((host) => !covers(policy.mx, host));
  return { state: uncovered.length > 0 ? 'mx-not-in-policy' : 'match', ...policy, uncovered, id };
}

/** Errors of OpenSSL and Node about a certificate. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/;

type Fetched = { readonly text: string } | { readonly why: string };

/** Over HTTPS with the certificate checked, from an address that the guard has passed; no redirects (RFC 8461, section 3.3). */
async function fetchPolicy(host: string, { resolver, allow, ca, connect }: Surroundings): Promise<Fetched> {
  const [a, aaaa] = await Promise.all([resolver.a(host), resolver.aaaa(host)]);
  const guard = guardOf(allow);
  const address = [...a.values, ...aaaa.values].find((ip) => guard(ip) === 'ok');
  if (address === undefined) return { why: a.values.length + aaaa.values.length > 0 ? 'address-refused' : 'no-address' };
  return new Promise((resolve) => {
    const sending = request({
      host,
      path: '/.well-known/mta-sts.txt',
      headers: { accept: 'text/plain' },
      // The certificate has to be for the name; called is the address that the guard has seen.
      createConnection: () =>
        secure({ socket: connect(address, HTTPS), servername: host, ...(ca.length > 0 && { ca: [...rootCertificates, ...ca] }) }),
    });
    const timer = setTimeout(() => end({ why: 'timeout' }), LIMIT);
    function end(result: Fetched) {
      clearTimeout(timer);
      resolve(result);
      sending.on('error', () => {});
      sending.destroy();
    }
    sending.on('error', ({ code }: NodeJS.ErrnoException) => end({ why: code ?? 'connection' }));
    sending.on('response', (response) => read(response, end));
    sending.end();
  });
}
const HTTPS = 443;

const isText = ({ headers }: IncomingMessage): boolean => /^text\/plain\b/i.test(headers['content-type'] ?? '');

function read(response: IncomingMessage, end: (result: Fetched) => void): void {
  const status = response.statusCode ?? 0;
  const refusal = status !== 200 ? (status >= 300 && status < 400 ? 'redirect' : `http-${status}`) : isText(response) ? undefined : 'content-type';
  if (refusal !== undefined) {
    end({ why: refusal });
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) end({ why: 'too-long' });
  });
  response.on('end', () => end({ text: Buffer.concat(chunks).toString('utf8') }));
  response.on('error', () => end({ why: 'connection' }));
}
