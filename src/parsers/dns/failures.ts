import { recordName } from './records.js';

/** Why no record came, and for what name if the line tells it. */
export interface Failure {
  readonly why: 'NXDOMAIN' | 'SERVFAIL' | 'NODATA' | 'TIMEOUT' | 'REFUSED';
  readonly name?: string | undefined;
}

type Why = Failure['why'];
/** Reasons that nslookup and host print in English in every language of Windows. */
const REASONS = new Map<string, Why>([
  ['non-existent domain', 'NXDOMAIN'],
  ['nxdomain', 'NXDOMAIN'],
  ['3(nxdomain)', 'NXDOMAIN'],
  ['server failed', 'SERVFAIL'],
  ['servfail', 'SERVFAIL'],
  ['2(servfail)', 'SERVFAIL'],
  ['query refused', 'REFUSED'],
  ['refused', 'REFUSED'],
  ['5(refused)', 'REFUSED'],
  ['no answer', 'NODATA'],
  ['no response from server', 'TIMEOUT'],
]);

/** Names of Win32 errors, which stand in FullyQualifiedErrorId of Resolve-DnsName, and its sentences. */
const SHELL: readonly (readonly [words: string, why: Why])[] = [
  ['dns_error_rcode_name_error', 'NXDOMAIN'],
  ['dns name does not exist', 'NXDOMAIN'],
  ['dns 名がありません', 'NXDOMAIN'],
  ['dns 名が存在しません', 'NXDOMAIN'],
  ['der dns-name ist nicht vorhanden', 'NXDOMAIN'],
  ['dns_error_rcode_server_failure', 'SERVFAIL'],
  ['dns server failure', 'SERVFAIL'],
  ['dns_info_no_records', 'NODATA'],
  ['no records found for given dns query', 'NODATA'],
  ['error_timeout,microsoft.dnsclient', 'TIMEOUT'],
  ['timeout period expired', 'TIMEOUT'],
];

const TIMEOUTS = [
  'dns request timed out',
  'connection timed out; no servers could be reached',
  'no servers could be reached',
  ' timed-out',
  'への要求がタイムアウト',
  'zeitüberschreitung bei anforderung',
];

/** A line by which nslookup, dig or host says that it has no answer. */
export function failureIn(words: string, lower: string): Failure | undefined {
  if (lower.startsWith('**')) return starred(words, lower);
  if (lower.startsWith(';;') || lower.startsWith('dns request')) return TIMEOUTS.some((one) => lower.includes(one)) ? { why: 'TIMEOUT' } : undefined;
  const [, absent] = /^host (\S{1,254}) not found: /.exec(lower) ?? [];
  if (absent !== undefined) return reasoned(lower, recordName(words.slice(5, 5 + absent.length)));
  const [, name] = /^(\S{1,254}) has no [a-z]{1,8} record$/.exec(lower) ?? [];
  return name === undefined ? undefined : { why: 'NODATA', name: recordName(words.slice(0, name.length)) };
}

/** `*** UnKnown can't find x: Non-existent domain` in any language: stars, the server and the name, the reason. */
function starred(words: string, lower: string): Failure | undefined {
  if (TIMEOUTS.some((one) => lower.includes(one))) return { why: 'TIMEOUT' };
  const none = /^\*{2,3} (?:no .{1,80} records available for|can't find) (\S{1,254}?)(?:: no answer)?$/.exec(lower);
  if (none?.[1] !== undefined) return { why: 'NODATA', name: recordName(words.slice(lower.indexOf(none[1], 4)).split(/: | /)[0]) };
  return reasoned(lower, missing(words, lower));
}

function reasoned(lower: string, name: string | undefined): Failure | undefined {
  const why = REASONS.get(lower.slice(lower.lastIndexOf(': ') + 2).replace(/\.$/, ''));
  return why && { why, name };
}

/** The name stands behind `can't find`, in front of `を` or of `wurde von`; in other languages it is the only one with a dot. */
function missing(words: string, lower: string): string | undefined {
  const told = words.slice(0, lower.lastIndexOf(': '));
  const behind = told.split("can't find ")[1];
  if (behind !== undefined) return recordName(behind.split(' ')[0]);
  const before = [' wurde von ', 'を'].map((mark) => told.indexOf(mark)).find((at) => at !== -1);
  if (before !== undefined)
    return recordName(
      told
        .slice(0, before)
        .trimEnd()
        .split(/[ がは]/)
        .at(-1),
    );
  const dotted = told.split(' ').flatMap((word) => recordName(word) ?? []);
  return dotted.length === 1 ? dotted[0] : undefined;
}

/** An error of Resolve-DnsName. */
export const shellFailure = (lower: string): Why | undefined => SHELL.find(([words]) => lower.includes(words))?.[1];

/** `status: NXDOMAIN` in the header of dig. */
export function statusIn(lower: string): Why | undefined {
  const status = /, status: ([a-z]{4,10}),/.exec(lower)?.[1];
  return REASONS.get(status ?? '');
}
