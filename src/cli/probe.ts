import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { judge } from '../engine/judge.js';
import type { Evidence } from '../model/evidence.js';
import type { ProbeReport } from '../model/probe.js';
import type { Locale } from '../model/rule.js';
import { probeClues } from '../parsers/probe/clues.js';
import { serverResolver } from '../probes/dns/dnssec.js';
import { type ProbeRequest, probe, type Step } from '../probes/index.js';
import { standardSurroundings } from '../probes/standard.js';
import type { Surroundings } from '../probes/surroundings.js';
import { readTarget } from '../probes/target.js';
import { drawProbeJson } from '../renderers/probe-json.js';
import { drawProbeText } from '../renderers/probe-text.js';
import { REFUSED_TARGET } from '../renderers/target-phrases.js';
import { rules } from '../rules/index.js';
import { EXIT, print, readable, terminal, UseError } from './use.js';

export interface ProbeValues {
  readonly json?: boolean | undefined;
  readonly more?: boolean | undefined;
  readonly color?: boolean | undefined;
  readonly expect?: string | undefined;
  readonly port?: string | undefined;
  readonly ca?: string | undefined;
  readonly servername?: string | undefined;
  readonly resolver?: string | undefined;
  readonly allow?: readonly string[] | undefined;
  readonly 'implicit-tls'?: boolean | undefined;
}

/** Probes from this computer, with a line of progress on a terminal. */
export async function runProbe(target: string, values: ProbeValues, locale: Locale): Promise<number> {
  const request = requestOf(target, values, locale);
  const around = await surroundingsOf(values);
  const report = await probe(request, around, progress(request.target.name));
  clearProgress();
  const evidence: Evidence = { clues: probeClues(report), unread: [], lines: 1, cut: false, masked: 0 };
  const diagnosis = judge(evidence, rules);
  if (values.json) print(JSON.stringify(drawProbeJson(report, diagnosis, locale), null, 2));
  else print(drawProbeText(report, diagnosis, { locale, more: values.more === true, ...terminal(values.color) }));
  return statusOf(report);
}

function requestOf(text: string, values: ProbeValues, locale: Locale): ProbeRequest {
  const target = nameOf(text, locale);
  return {
    target,
    port: values.port === undefined ? undefined : portOf(values.port),
    expect: values.expect === undefined ? undefined : nameOf(values.expect, locale).name,
    serverName: values.servername === undefined ? undefined : nameOf(values.servername, locale).name,
    implicitTls: values['implicit-tls'],
  };
}

function nameOf(text: string, locale: Locale) {
  const target = readTarget(text, { ports: 'any' });
  if ('refused' in target) throw new UseError(REFUSED_TARGET[target.refused][locale](text));
  return target;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) throw new UseError(`--port is a number from 1 to 65535, not ${JSON.stringify(text)}.`);
  return port;
}

export async function surroundingsOf({ ca, resolver, allow = [] }: Pick<ProbeValues, 'ca' | 'resolver' | 'allow'>): Promise<Surroundings> {
  const given = { allow, ca: ca === undefined ? [] : await certificatesIn(ca), ...(resolver !== undefined && { resolver: resolverOf(resolver) }) };
  try {
    return standardSurroundings(given);
  } catch (error) {
    // A bad network is the caller's fault, and is said before anything is looked up.
    throw new UseError(`--allow: ${readable(error)}`);
  }
}

/** `10.0.0.53`, `127.0.0.1:5353`, `[2001:db8::53]:53`. Whoever is named also vouches for DNSSEC. */
function resolverOf(server: string): Surroundings['resolver'] {
  const [, v6, v4, port = '53'] = /^(?:\[([\da-f:]{2,39})\]|([\d.]{7,15}))(?::(\d{1,5}))?$/i.exec(server) ?? [];
  const ip = v6 ?? v4 ?? server;
  if (isIP(ip) === 0) throw new UseError(`--resolver is an address such as 10.0.0.53 or 127.0.0.1:5353, not ${JSON.stringify(server)}.`);
  return serverResolver(ip, Number(port));
}

const PEM = /-----BEGIN CERTIFICATE-----[\w+/=\s]{1,65536}-----END CERTIFICATE-----/g;

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== '';
  } catch {
    return false;
  }
}

async function certificatesIn(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UseError(`--ca: ${readable(error)}`);
  });
  const found = text.match(PEM);
  if (!found?.every(isCertificate))
    throw new UseError(`--ca: there is no certificate in ${JSON.stringify(path)}, or a damaged one. It has to be in PEM form.`);
  return found;
}

/** Only what nobody could find out is unknown; everything else that is not in order is a fault. */
const statusOf = ({ verdict }: ProbeReport): number =>
  verdict === 'ok' ? EXIT.noFault : verdict === 'prober_port25_blocked' || verdict === 'target_refused_by_policy' ? EXIT.unknown : EXIT.fault;

const isTerminal = () => process.stderr.isTTY === true;
const CLEAR = '\r\u001B[K';
const progress = (target: string) => (step: Step) => {
  if (!isTerminal()) return;
  const words = step.doing === 'address' ? `${step.host} (${step.done}/${step.all})` : `${target}: ${WORDS[step.doing]}`;
  process.stderr.write(`${CLEAR}${words}`);
};
const WORDS = { dns: 'DNS', canary: 'is port 25 open from here?', policy: 'DANE, MTA-STS' } as const;
const clearProgress = () => void (isTerminal() && process.stderr.write(CLEAR));
