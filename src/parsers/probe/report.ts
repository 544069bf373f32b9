import { PRODUCTS } from '../../model/mail-clues.js';
import {
  type AddressReport,
  FAULTS,
  type MtaStsReport,
  type MxReport,
  NOTES,
  type Observed,
  type PolicyReport,
  type ProbedName,
  type ProbeReport,
  RPT_STATES,
  type SeenCertificate,
  STS_STATES,
  TLS_VERSIONS,
  TLSA_STATES,
  type TlsaReport,
} from '../../model/probe.js';
import type { Json } from '../text/loose-json.js';
import { field, flag, items, number, oneOf, someOf, text, texts } from './values.js';

const VERDICTS = ['ok', ...FAULTS] as const;
const MX_KINDS = ['records', 'implicit', 'null', 'none', 'not-asked'] as const;
const MX_FAULTS = ['alias', 'address', 'dangling'] as const;
const MODES = ['enforce', 'testing', 'none'] as const;

/** The report that `probe --json` printed; undefined if the text is another JSON. `notTested` says nothing of a fault and is left out. */
export function reportOf(json: Json): ProbeReport | undefined {
  const [target, verdict] = [text(field(json, 'target')), oneOf(VERDICTS, field(json, 'verdict'))];
  const addresses = items(field(json, 'addresses')).flatMap((one) => addressOf(one) ?? []);
  if (target === undefined || verdict === undefined || addresses.length === 0) return undefined;
  return {
    version: 1,
    target,
    verdict,
    addresses,
    mx: mxOf(field(json, 'mx')),
    policy: policyOf(field(json, 'policy')),
    notTested: [],
    at: text(field(json, 'at')) ?? '',
    ms: number(field(json, 'ms')) ?? 0,
  };
}

function addressOf(json: Json): AddressReport | undefined {
  const [host, verdict, port] = [text(field(json, 'host')), oneOf(VERDICTS, field(json, 'verdict')), number(field(json, 'port'))];
  if (host === undefined || verdict === undefined || port === undefined) return undefined;
  return {
    host,
    ip: text(field(json, 'ip')) ?? null,
    port,
    verdict,
    also: someOf(FAULTS, field(json, 'also')),
    info: someOf(NOTES, field(json, 'info')),
    observed: observedOf(field(json, 'observed')),
    ms: number(field(json, 'ms')) ?? 0,
  };
}

function observedOf(json: Json | undefined): Observed {
  const of = (name: string) => field(json, name);
  const certificate = of('certificate');
  return {
    banner: text(of('banner')),
    bannerMs: number(of('bannerMs')),
    keywords: texts(of('keywords')),
    keywordsInTls: texts(of('keywordsInTls')),
    reply: text(of('reply')),
    masked: flag(of('masked')),
    product: oneOf(PRODUCTS, of('product')),
    productName: text(of('productName')),
    tlsVersion: oneOf(TLS_VERSIONS, of('tlsVersion')),
    cipher: text(of('cipher')),
    versions: Object.fromEntries(
      TLS_VERSIONS.map((version) => [version, flag(field(of('versions'), version))]).filter(([, taken]) => taken !== undefined),
    ),
    alert: number(of('alert')),
    certificate: certificate && certificateOf(certificate),
    chain: items(of('chain')).flatMap((one) => certificateOf(one) ?? []),
    trusted: flag(of('trusted')),
    root: text(of('root')),
    missingIssuer: text(of('missingIssuer')),
    names: items(of('names')).flatMap((one) => nameOf(one) ?? []),
    serverName: text(of('serverName')),
    clientCertificate: oneOf(['no', 'requested', 'required'] as const, of('clientCertificate')),
    connections: number(of('connections')) ?? 0,
  };
}

function certificateOf(json: Json): SeenCertificate | undefined {
  const of = (name: string) => text(field(json, name));
  const [subject, issuer, thumbprint] = [of('subject'), of('issuer'), of('thumbprint')];
  if (subject === undefined || issuer === undefined || thumbprint === undefined) return undefined;
  return {
    subject,
    issuer,
    thumbprint,
    serialNumber: of('serialNumber') ?? '',
    notBefore: of('notBefore') ?? '',
    notAfter: of('notAfter') ?? '',
    domains: texts(field(json, 'domains')) ?? [],
    keyType: of('keyType') ?? '',
    keyBits: number(field(json, 'keyBits')),
    signature: of('signature') ?? '',
    usages: texts(field(json, 'usages')),
    selfSigned: flag(field(json, 'selfSigned')) ?? false,
  };
}

function nameOf(json: Json): ProbedName | undefined {
  const [name, of, matches] = [text(field(json, 'name')), oneOf(['host', 'expected'] as const, field(json, 'of')), flag(field(json, 'matches'))];
  return name === undefined || of === undefined || matches === undefined ? undefined : { name, of, matches };
}

function mxOf(json: Json | undefined): MxReport {
  const records = items(field(json, 'records')).flatMap((one) => {
    const host = text(field(one, 'host'));
    const fault = oneOf(MX_FAULTS, field(one, 'fault'));
    return host === undefined ? [] : [{ preference: number(field(one, 'preference')) ?? 0, host, ...(fault && { fault }) }];
  });
  return { kind: oneOf(MX_KINDS, field(json, 'kind')) ?? 'not-asked', records };
}

function policyOf(json: Json | undefined): PolicyReport {
  const [dane, rpt] = [field(json, 'dane'), field(json, 'tlsRpt')];
  return {
    dane: {
      state: oneOf(TLSA_STATES, field(dane, 'state')) ?? 'not-tested',
      hosts: items(field(dane, 'hosts')).flatMap((one) => tlsaOf(one) ?? []),
      resolver: text(field(dane, 'resolver')),
    },
    mtaSts: stsOf(field(json, 'mtaSts')),
    tlsRpt: { state: oneOf(RPT_STATES, field(rpt, 'state')) ?? 'not-tested', rua: text(field(rpt, 'rua')) },
  };
}

function tlsaOf(json: Json): TlsaReport | undefined {
  const [host, state] = [text(field(json, 'host')), oneOf(TLSA_STATES, field(json, 'state'))];
  return host === undefined || state === undefined ? undefined : { host, state, records: texts(field(json, 'records')) ?? [] };
}

const stsOf = (json: Json | undefined): MtaStsReport => ({
  state: oneOf(STS_STATES, field(json, 'state')) ?? 'not-tested',
  mode: oneOf(MODES, field(json, 'mode')),
  mx: texts(field(json, 'mx')),
  uncovered: texts(field(json, 'uncovered')),
  maxAge: number(field(json, 'maxAge')),
  id: text(field(json, 'id')),
  why: text(field(json, 'why')),
});
