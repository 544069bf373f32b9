/**
 * Values that stand for a value: what an article, a helper or a cautious administrator wrote instead of the name.
 * None of them may ever reach a command. Seen in real pastes: `<endpoint>`, `xxx`, `x.x.x.x`, `****`, `[redacted]`,
 * `SERVERNAME`, `%1`, `…`, `[IP]`, `サーバー名`.
 */
// What is left of `<server>` once `<I>` and `<S>` have been cut away; stars and their like; `x.x.x.x`; variables of
// messages and scripts; ●● ■■ 〇〇 ××, the Japanese way to black out.
const MARKS =
  /[<>\u2026]|&lt;|\*{2,}|#{3,}|_{4,}|\.{3}|%\d|\{\d\}|\$\{?\w|[\u25CF\u25A0\u2588\u3007\u25CB\u00D7]{2,}|^[xX]$|\b[xX]{2,}\b|\b[xX](?:\.[xX]){1,3}\b|\b[XxYy]{3,}/;
const NOTHING = new Set(['', 'n/a', 'none', 'null', 'unknown', 'ip', 'fqdn', 'hostname', '省略', '非公開', '伏字', '伏せ字']);
/**
 * A value, or one of a distinguished name, that is nothing but words in brackets: `[IP]`, `CN=[issuer]`, `（コネクタ名）`.
 * Addresses and host names have a digit or a full stop; a list of names is in braces.
 */
const BRACKETED =
  /(?:^|[=\uFF1D]) ?(?:\[[^[\]=\d.,]{1,60}\]|[(\uFF08][^(\uFF08)\uFF09=\d.,]{1,60}[)\uFF09]|[\u3010\u3014\uFF3B][^\u3010\u3014\uFF3B\u3011\u3015\uFF3D=\d.,]{1,60}[\u3011\u3015\uFF3D]) ?(?:,|$)/;
const CLOSERS = [')', ']', '\uFF09', '\u3011', '\u3015', '\uFF3D'];
const BEYOND_ASCII = /[^\0-\x7F]/;
/** What Japanese articles write for a name, with whatever stands around it. */
const JAPANESE =
  /(?:サーバー?|コネクター?|ホスト|ドメイン|コンピューター?|マシン|端末|証明書|組織|会社|テナント|発行者|宛先|送信者|受信者)名|ipアドレス|削除済|マスク済|伏せ(?:字|ています)/;
/** Words in lower case; the pattern runs only if one of its hints is there, because few values have one. */
const WORDS: readonly { readonly hints: readonly string[]; readonly find: RegExp }[] = [
  {
    hints: ['redact', 'removed', 'hidden', 'masked', 'anonymi', 'placeholder'],
    find: /\b(?:redact(?:ed)?|removed|hidden|masked|anonymi[sz]ed|placeholder)\b/,
  },
  {
    hints: ['your', 'my'],
    find: /\b(?:your[ _-]?|my[ _-])(?:server|domain|company|connector|name|cert|certificate|host)(?:[ _-]?name)?\b/,
  },
  { hints: ['my'], find: /^my(?:server|domain|connector|certificate|host)(?:name)?$/ },
  { hints: ['name'], find: /^(?:server|host|computer|connector|domain|certificate|hybridserver|exchangeserver)[ _-]?name\d?(?:\.|$)/ },
  { hints: ['address'], find: /^(?:ip|host|server|mail|e-?mail)[ _-]?address(?:es)?\d?$/ },
  // `{server}` of a template; a list of one name has a full stop or a digit in it.
  { hints: ['{'], find: /\{[a-z][a-z _-]{1,30}\}/ },
];

/** True if a value is a placeholder or a redaction. */
export function isPlaceholder(value: string): boolean {
  const lower = value.trim().toLowerCase();
  if (NOTHING.has(lower) || MARKS.test(value)) return true;
  if (CLOSERS.some((closer) => lower.includes(closer)) && BRACKETED.test(lower)) return true;
  if (BEYOND_ASCII.test(lower) && JAPANESE.test(lower.normalize('NFKC'))) return true;
  return WORDS.some(({ hints, find }) => hints.some((hint) => lower.includes(hint)) && find.test(lower));
}
/** The value, trimmed, or `undefined` if there is none or it only stands for one. */
export const realValue = (value: string | undefined): string | undefined => {
  const trimmed = value?.trim();
  return trimmed === undefined || isPlaceholder(trimmed) ? undefined : trimmed;
};
