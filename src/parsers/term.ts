import type { Term } from '../model/lookup.js';

/** Longer texts are pastes. */
const LONGEST = 48;
const STATUS = /^(?:smtp |ndr |error |status |エラー ?|状態コード ?)?(?:[245]\d\d[ -])?#?([245]\.\d{1,3}\.\d{1,3})[.!?]?$/;
/** Winsock's errors, which look like events. */
const WINSOCK = /^(?:(?:winsock|socket|socket error|error)(?: code)?:? )?(1005[0-9]|1006[015]|1100[14])$/;
const REPLY = /^(?:smtp |reply |応答(?:コード)? ?)?([2-5]\d\d)$/;
/** A number below 1000 is an event only where its source or the word stands in front: `CAPI2 30`. */
const EVENT =
  /^(?:[a-z][a-z0-9-]{2,30} )?(?:(?:event(?: ?id)?|イベント(?: ?id)?)[: ]{0,3})?(\d{4,5})(?:[ ,:(]{1,3}(?:alert |アラート ?)?(?:code )?(\d{1,3})\)?)?$|^(?:capi2|event(?: ?id)?|イベント(?: ?id)?)[: ]{0,3}(\d{2,3})$/;
/** `TLS alert 42`, `SSL alert number 42`. */
const ALERT = /^(?:(?:schannel|tls|ssl|fatal) ?){0,3}(?:alert|アラート)(?: ?(?:number|code|番号))?[ :=]{0,2}(\d{1,3})$/;
/** An error of Windows: `0x8009030D`, `-2146893043`. */
const NUMBER = /^(?:error:? )?(?:(0x[\da-f]{8})|(-21\d{8}))$/;
/** What makes a question of a term. */
const ASKS = /^(?:what(?: is|'s| does)|explain|meaning of) |(?: mean\??|\?)$|(?:とは(?:何ですか)?|の意味)\??$/gi;
const ARTICLE = /^(?:kb ?)?(\d{6,7})$/;
/** Up to three words: `receive connector`, 受信コネクタ. */
const WORD = /^(?=.{3}|\P{ASCII})\p{L}[\p{L}\d_-]{1,40}(?: [\p{L}\d_-]{1,20}){0,2}$/u;

/** The text as one code or word, or undefined if it says more than that. */
export function readTerm(text: string): Term | undefined {
  if (text.length > LONGEST) return undefined;
  const word = text.normalize('NFKC').trim().replaceAll(ASKS, '').trim();
  const lower = word.toLowerCase();
  const status = STATUS.exec(lower)?.[1];
  if (status !== undefined) return { kind: 'status', code: status };
  const reply = REPLY.exec(lower)?.[1];
  if (reply !== undefined) return { kind: 'reply', code: reply };
  const socket = WINSOCK.exec(lower)?.[1];
  if (socket !== undefined) return { kind: 'word', word: socket };
  const [, hex, decimal] = NUMBER.exec(lower) ?? [];
  if (hex !== undefined) return { kind: 'word', word: hex };
  if (decimal !== undefined) return { kind: 'word', word: `0x${(Number(decimal) >>> 0).toString(16)}` };
  const alone = ALERT.exec(lower)?.[1];
  if (alone !== undefined) return { kind: 'word', word: `TLS alert ${alone}` };
  const [, event, alert, short] = EVENT.exec(lower) ?? [];
  if (event !== undefined) return { kind: 'event', id: Number(event), alert: alert === undefined ? undefined : Number(alert) };
  if (short !== undefined) return { kind: 'event', id: Number(short) };
  const article = ARTICLE.exec(lower)?.[1];
  if (article !== undefined) return { kind: 'article', number: article };
  return WORD.test(lower) ? { kind: 'word', word } : undefined;
}
