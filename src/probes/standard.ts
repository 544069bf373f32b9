import { connect, type Socket } from 'node:net';
import { makeCanary } from './canary.js';
import { httpsResolver } from './dns/dnssec.js';
import { systemResolver } from './dns/resolver.js';
import { ownName } from './ehlo-name.js';
import { guardOf } from './guard.js';
import { LIMITS } from './limits.js';
import type { Surroundings } from './surroundings.js';

/** The surroundings of a probe from this computer: its resolver, its network, its clock; what differs is given. Throws if a network in `allow` is none. */
export function standardSurroundings(given: Partial<Omit<Surroundings, 'canary'>> = {}): Surroundings {
  const { resolver = systemResolver({ validating: httpsResolver(fetch) }), now = Date.now, allow = [], ehloName = ownName() } = given;
  const call = given.connect ?? plainConnect;
  guardOf(allow);
  return {
    ca: [],
    limits: LIMITS,
    ...given,
    resolver,
    now,
    allow,
    ehloName,
    connect: call,
    canary: makeCanary({ resolver, connect: call, now, guard: guardOf([]), limit: LIMITS.connect }),
  };
}

const plainConnect = (host: string, port: number): Socket => connect({ host, port });
