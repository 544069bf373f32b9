import type { Term } from '../model/lookup.js';

/** Longer texts are pastes. */
const LONGEST = 48;
const STATUS =
  /^(?:(?:smtp|ndr|error|status|led|code|エラー|状態|コード)[ :=]{0,2}){0,3}(?:#?[245]\d\d[ -]#?|#)?([245]\.\d{1,3}\.\d{1,3})(?: ?(?:error|ndr|エラー))?[.!]?$/;
/** Winsock's errors, which look like events. */
const WINSOCK = /^(?:(?:winsock|socket|socket error|error)(?: code)?:? )?(100(?:13|48|5\d|6[015])|1100[14])$/;
const REPLY = /^(?:smtp |reply |led=|応答(?:コード)? ?)?([2-5]\d\d)$/;
/** A number below 1000 is an event only where its source or the word stands in front: `CAPI2 30`. */
const EVENT =
  /^(?:[a-z][a-z0-9-]{2,30} )?(?:(?:event(?: ?id)?|イベント(?: ?id)?)[:= ]{0,3})?(\d{4,5})(?:[ ,:(]{1,3}(?:internal )?(?:error )?(?:alert |state |アラート ?|警告 ?)?(?:code )?(\d{1,3}|120\d|1001\d)\)?)?(?: ?(?:event|error|イベント|エラー))?$|^(?:capi2|event(?: ?id)?|イベント(?: ?id)?)[:= ]{0,3}(\d{2,3})$/;
/** `TLS alert 42`, `SSL alert number 42`, 致命的な警告コード 42, and as the answer writes it: `TLS alert 42 (bad_certificate)`. */
const ALERT =
  /^(?:(?:schannel|tls|ssl|fatal|致命的な) ?){0,3}(?:alert|アラート|警告)(?: ?(?:number|code|番号|コード))?[ :=]{0,2}(\d{1,3})(?: \([a-z_]{1,40}\)?)?$/;
/** What OpenSSL prints of an alert: `sslv3 alert handshake failure`. */
const NAMED_ALERT = /^(?:sslv3|tlsv1|tlsv13|ssl|tls) alert ([a-z][a-z_ ]{4,40})$/;
/** An error of Windows: `0x8009030D`, `8009030D`, `-2146893043`. */
const NUMBER = /^(?:(?:error|hresult):? )?(?:(?:0x)?(80(?:07|09|0b)[\da-f]{4})|0x([\da-f]{8})|(-21\d{8}))$/;
const VERSION = /^tls ?v?(1\.[0-3])$/;
const STATE = /^(?:schannel )?(?:internal )?error state(?: is| code)?[ :]{0,2}(\d{2,5})$/;
/** What people put around a term. */
const AROUND = /^[\s"'`“「『([]{1,9}|[\s"'`”」』)\],;:?。、]{1,9}$/g;
/** What makes a question of a term. */
const ASKS =
  /^(?:what(?: is|'s| does| are)|explain|meaning of|how (?:to|do i) (?:fix|solve|resolve)) (?:the )?|^250[- ](?=[a-z])| mean$| ?(?:とは|って)(?:何|なに|なん)?(?:です)?か?$|の(?:意味|原因|対処|対処法|対処方法|対策)(?:とは|は)?$|を?(?:教えて(?:ください)?|説明して)$/gi;
const ARTICLE = /^(?:kb ?)?(\d{6,7})$/;
/** Up to three words: `receive connector`, 受信コネクタ. Words of an NDR may have dots: `RESOLVER.ADR.RecipNotFound`. */
const WORD = /^(?=.{3}|\P{ASCII})\p{L}[\p{L}\d_-]{1,40}(?: [\p{L}\d_-]{1,20}){0,2}$/u;
const DOTTED = /^(?:agentqueue|queue|resolver|routing|smtpsend|storedrv|transport)(?:\.[a-z]{2,40}){1,3}$/;

/** The text as one code or word, or undefined if it says more than that. */
export function readTerm(text: string): Term | undefined {
  if (text.length > LONGEST) return undefined;
  const word = text.normalize('NFKC').trim().replaceAll(AROUND, '').replaceAll(ASKS, '').replaceAll(AROUND, '');
  const lower = word.toLowerCase();
  const status = STATUS.exec(lower)?.[1];
  if (status !== undefined) return { kind: 'status', code: status };
  const reply = REPLY.exec(lower)?.[1];
  if (reply !== undefined) return { kind: 'reply', code: reply };
  const named = numbered(lower) ?? NAMED_ALERT.exec(lower)?.[1];
  if (named !== undefined) return { kind: 'word', word: named };
  const [, event, inside, short] = EVENT.exec(lower) ?? [];
  if (event !== undefined) return { kind: 'event', id: Number(event), inside: inside === undefined ? undefined : Number(inside) };
  if (short !== undefined) return { kind: 'event', id: Number(short) };
  const article = ARTICLE.exec(lower)?.[1];
  if (article !== undefined) return { kind: 'article', number: article };
  return WORD.test(lower) || DOTTED.test(lower) ? { kind: 'word', word } : undefined;
}

/** A number of Winsock, of Windows or of a TLS alert, as the glossary writes it. */
function numbered(lower: string): string | undefined {
  const socket = WINSOCK.exec(lower)?.[1];
  if (socket !== undefined) return socket;
  const alert = ALERT.exec(lower)?.[1];
  if (alert !== undefined) return `TLS alert ${alert}`;
  const state = STATE.exec(lower)?.[1];
  if (state !== undefined) return `Schannel error state ${state}`;
  const version = VERSION.exec(lower)?.[1];
  if (version !== undefined) return `TLS ${version}`;
  const [, short, hex, decimal] = NUMBER.exec(lower) ?? [];
  if (decimal !== undefined) return `0x${(Number(decimal) >>> 0).toString(16)}`;
  return short === undefined && hex === undefined ? undefined : `0x${short ?? hex}`;
}
