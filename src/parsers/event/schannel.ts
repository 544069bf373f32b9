import { hostName } from '../certificate/name.js';
import type { Flat } from '../text/flat.js';
import { realValue } from '../text/placeholder.js';
import type { Datum } from './description.js';
import type { Entry } from './entries.js';
import { type Fields, readNothing, type Sentence, type Told } from './sentences.js';
import type { Place } from './words.js';

/** Sentences of the System log's Schannel, by id. Windows has two wordings of 36887 and three of 36888 in Japanese. */
export const SCHANNEL_SENTENCES: readonly Sentence[] = [
  { ids: [36869], hint: 'private key information', find: /does not have a private key information property/g, read: readNothing },
  {
    ids: [36870],
    hint: 'credential private key',
    find: /attempt(?:ing|ed)? to access the (?:tls|ssl) .{0,20}credential private key/g,
    read: readNothing,
  },
  { ids: [36871], hint: 'credential', find: /\bfatal error .{0,20}(?:while|when) creating (?:a|an|the) .{0,40}credential/g, read: readNothing },
  { ids: [36871], hint: '資格情報', find: /資格情報(?:の|を)作成.{0,12}致命的なエラー/g, read: readNothing },
  {
    ids: [36874],
    hint: 'cipher suites supported by',
    find: /none of the cipher suites supported by/g,
    read: readNothing,
  },
  { ids: [36874], hint: '暗号スイートが', find: /暗号スイートが ?サーバー?で/g, read: readNothing },
  {
    ids: [36876],
    hint: 'not validated correctly',
    find: /received from the remote (?:server|client|computer) has not validated correctly/g,
    read: readNothing,
  },
  { ids: [36880], hint: 'handshake completed', find: /\b(?:tls|ssl) (?:server|client) handshake completed successfully/g, read: readNothing },
  { ids: [36881], hint: 'expired or is not yet', find: /received from the remote server has either expired or is not yet valid/g, read: readNothing },
  { ids: [36882], hint: 'untrusted certificat', find: /received from the remote server was issued by an untrusted certificat/g, read: readNothing },
  { ids: [36882], hint: '証明機関によって', find: /受信した証明書は.{0,12}信頼されていない証明機関によって発行/g, read: readNothing },
  { ids: [36884], hint: 'the expected name', find: /received from the remote server does not contain the expected name/g, read: readNothing },
  { ids: [36885], hint: 'certificate authorities', find: /trusts so many certificate authorities/g, read: readNothing },
  { ids: [36887], hint: 'fatal', find: /\b(?:an?|the following) fatal (?:alert|warning) (?:was|has been) received/g, read: readNothing },
  { ids: [36887], hint: '致命的な', find: /致命的な(?:警告|アラート)を(?:受け取り|受信し)/g, read: readNothing },
  { ids: [36888], hint: 'fatal', find: /\b(?:an?|the following) fatal (?:alert|warning) (?:was|has been) (?:generated|sent)/g, read: readNothing },
  { ids: [36888], hint: '致命的な', find: /致命的な(?:警告|アラート)が(?:生成|送信)され/g, read: readNothing },
];

export const isSchannel = ({ id, source }: Entry): boolean => (id >= 36_800 && id < 37_000) || /schannel|capi2/i.test(source ?? '');

type Field = 'alert' | 'errorState' | 'error' | 'tlsVersion' | 'domain' | 'subject';
/** A value, and the ids that it is looked for in; `undefined`: all. */
type Rule = readonly [
  field: Field,
  ids: ReadonlySet<number> | undefined,
  find: (text: string, isWhole: (to: number) => boolean) => Place | undefined,
];

/** The first number so near behind the first of the words. `TLS 1.2` has none, nor has a name with digits, nor one that a line break cut. */
const numberBehind =
  (words: readonly string[], reach: number) =>
  (text: string, isWhole: (to: number) => boolean): Place | undefined => {
    for (const word of words) {
      const at = text.indexOf(word);
      if (at === -1) continue;
      const behind = text.slice(at + word.length, at + word.length + reach);
      const from = behind.search(NUMBER);
      const digits = /^\d{1,5}(?![\w-]|\.\d)/.exec(behind.slice(from))?.[0];
      const to = at + word.length + from + (digits?.length ?? 0);
      if (from > 0 && digits !== undefined && !/[\w.-]/.test(behind.charAt(from - 1)) && isWhole(to)) return { from: at + word.length + from, to };
    }
    return undefined;
  };
/** A digit; the one of an entity (`&#39;`) is none. */
const NUMBER = /(?<!&#\d{0,4})\d/;
const pattern = (find: RegExp) => (text: string) => groupAt(find.exec(text));

const ALERTS = ['fatal', '致命的な', 'warnung', 'alerte', 'alerta', 'avviso', '警告', '경고', '警报', '警示'];
const STATES = [
  'error state',
  'error status',
  'エラーの状態',
  'エラー状態',
  'fehlerstatus',
  "tat d'erreur",
  'estado de erro',
  'estado del error',
  'stato di errore',
  '错误状态',
  '錯誤狀態',
  '오류 상태',
];
// Over lower case.
const RULES: readonly Rule[] = [
  ['alert', new Set([36887, 36888]), numberBehind(ALERTS, 260)],
  ['errorState', undefined, numberBehind(STATES, 45)],
  ['error', new Set([36870, 36876]), pattern(/\b(0x[0-9a-f]{8})\b/)],
  ['error', undefined, pattern(/<result value=["']([0-9a-f]{8})(?=["'])/)],
  ['tlsVersion', new Set([36874, 36880]), pattern(/\b((?:tls|ssl) ?[1-3]\.[0-3])(?![\d.]\d)/)],
  ['domain', new Set([36884]), pattern(/(?:name we were expecting is|サーバー名は) ["'`]?([\w.-]{1,250}[\w-])(?=\.(?!\w)|[ "'`。])/)],
  ['subject', undefined, pattern(/<certificate [^<>]{0,200}subjectname=["']([^"'<>]{1,250})(?=["'])/)],
];

/** Insertions by the names that Windows gives them in event XML and in the list of the details tab. */
const DATA = new Map<string, Field>([
  ['alertdesc', 'alert'],
  ['errorstate', 'errorState'],
  ['errorstatus', 'errorState'],
  ['errorcode', 'error'],
  ['protocol', 'tlsVersion'],
  ['servername', 'domain'],
  ['targetname', 'domain'],
  ['remotecertsubjectname', 'subject'],
]);

const whole = (value: string): number | undefined => (/^\d{1,5}$/.test(value) ? Number(value) : undefined);
const CLEAN: Readonly<Record<Field, (value: string) => string | number | undefined>> = {
  alert: (value) => ((whole(value) ?? 256) < 256 ? whole(value) : undefined),
  errorState: whole,
  error: realValue,
  tlsVersion: (value) => (/^(?:TLS|SSL) ?\d\.\d$/.test(value) ? value : undefined),
  domain: hostName,
  subject: realValue,
};

/** Alert, state, version and names of a Schannel or CAPI2 event, from its data or from its description at `from`. */
export function tellSchannel(flat: Flat, from: number, { id, limit, idFrom }: Entry, data: readonly Datum[]): Told | undefined {
  const named = data.flatMap(({ name, value }) => {
    const field = DATA.get(name?.toLowerCase() ?? '');
    return field ? [[field, CLEAN[field](value)] as const] : [];
  });
  const [first] = data;
  if (first && named.length > 0) return { fields: Object.fromEntries(named), from: first.from, to: data.at(-1)?.to ?? first.to };
  return tellText(flat, id, Math.min(from, id < 1_000 ? idFrom : from), limit);
}

/** Where the only group of a match lies, which ends it. */
function groupAt(found: RegExpExecArray | null): Place | undefined {
  if (!found) return undefined;
  const to = found.index + found[0].length;
  return { from: to - (found[1]?.length ?? 0), to };
}

function tellText(flat: Flat, id: number, from: number, limit: number): Told | undefined {
  // CAPI2 (ids below 100) writes its findings as XML, far behind its id.
  const text = flat.lower.slice(from, Math.min(limit, from + (id < 1_000 ? 4_000 : 700)));
  const fields = new Map<Field, string | number>();
  // Digits that go on in the next line are not the whole number, nor are those that a sentence breaks off in; behind a colon they mostly are.
  const isWhole = (end: number): boolean =>
    from + end < flat.text.length
      ? !(flat.startsLine(from + end + 1) && /^ \d/.test(text.slice(end, end + 2)))
      : /[:=] ?\d{2,5}$/.test(text.slice(Math.max(0, end - 8), end));
  let to = from;
  for (const [field, ids, find] of RULES) {
    const found = fields.has(field) || (ids && !ids.has(id)) ? undefined : find(text, isWhole);
    const value = found && CLEAN[field](flat.raw(from + found.from, from + found.to));
    if (!found || value === undefined) continue;
    fields.set(field, value);
    to = Math.max(to, from + found.to);
  }
  const told: Fields = Object.fromEntries(fields);
  return fields.size === 0 ? undefined : { fields: told, from, to };
}
