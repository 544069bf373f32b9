import { connect, type Socket } from 'node:net';
import type { AddressReport, ProbeReport } from '../../../src/model/probe.js';
import { type ProbeRequest, probe } from '../../../src/probes/index.js';
import type { Limits } from '../../../src/probes/limits.js';
import type { Answer, Resolver, Surroundings } from '../../../src/probes/surroundings.js';
import { authority } from './certificates.js';
import { type Script, startPeer } from './fault-server.js';

export const HOST = 'mail.contoso.test';

/** Shorter than in life, yet long enough for a busy machine. A peer that waits on purpose waits longer than `slowBanner`. */
export const LIMITS: Limits = { connect: 3000, banner: 4500, slowBanner: 2000, reply: 3000, tls: 3000, inTls: 3000, total: 12_000 };

const NOTHING: Answer<never> = { values: [], failure: 'no-data' };
const nothing = async (): Promise<Answer<never>> => NOTHING;
const resolver: Resolver = {
  name: 'test',
  a: async () => ({ values: ['127.0.0.1'] }),
  aaaa: nothing,
  mx: nothing,
  txt: nothing,
  tlsa: nothing,
};

/** The loopback stands for the internet, and the root of the peers is trusted. */
export const around = (begin: (port: number) => Socket = (port) => connect({ port, host: '127.0.0.1' })): Surroundings => ({
  resolver,
  connect: (_ip, port) => begin(port),
  canary: async () => ({ port25: 'open' }),
  now: () => Date.now(),
  allow: ['127.0.0.0/8'],
  ca: [authority().root.pem],
  ehloName: 'probe.example.test',
  limits: LIMITS,
});

/** What one visit brought, as the report has it, and what the server saw of it. */
export interface Call {
  readonly report: ProbeReport;
  readonly address: AddressReport;
  readonly connections: number;
  readonly heard: readonly string[];
}

export type Asked = Omit<ProbeRequest, 'target' | 'port'>;

export async function callPort(port: number, asked: Asked = {}, surroundings = around()): Promise<Pick<Call, 'report' | 'address'>> {
  const report = await probe({ ...asked, target: { kind: 'name', name: HOST }, port }, surroundings);
  const [address] = report.addresses;
  if (!address) throw new Error('The probe reports no address');
  return { report, address };
}

export async function callPeer(script: Script, asked: Asked = {}): Promise<Call> {
  const peer = await startPeer(script);
  try {
    const call = await callPort(peer.port, { ...(script.implicitTls && { implicitTls: true }), ...asked });
    return { ...call, connections: peer.connections(), heard: peer.heard() };
  } finally {
    await peer.close();
  }
}

/** Does some at a time, not so many that they make each other slow. */
export async function inParallel<A, B>(list: readonly A[], task: (one: A) => Promise<B>, width = 14): Promise<B[]> {
  const done: B[] = [];
  const rest = list.entries();
  const worker = async (): Promise<void> => {
    for (const [at, one] of rest) done[at] = await task(one);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return done;
}

/** Calls all peers of a table; the results by their names. */
export async function callAll(table: Readonly<Record<string, { readonly script: Script }>>, width?: number): Promise<ReadonlyMap<string, Call>> {
  const task = async ([name, { script }]: [string, { readonly script: Script }]): Promise<[string, Call]> => [name, await callPeer(script)];
  return new Map(await inParallel(Object.entries(table), task, width));
}
