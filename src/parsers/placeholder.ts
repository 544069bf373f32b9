/**
 * Values that stand for a value: what an article, a helper or a cautious administrator wrote instead of the name.
 * None of them may ever reach a command. Seen in real pastes: `<endpoint>`, `xxx`, `x.x.x.x`, `****`, `[redacted]`,
 * `SERVERNAME`, `%1`, `…`.
 */
const SHAPES = [
  /<[^<>\n]{0,80}>|[<>]/, // what is left of <server> once <I> and <S> have been cut away
  /\*{2,}|#{3,}|_{4,}|\.{3}|\u2026/,
  /\b[xX]{2,}\b|\b[xX](?:\.[xX]){1,3}\b|\b[XxYy]{3,}/,
  /^[xX]$|%\d|\{\d\}|\$\{?\w/,
  /\b(?:redacted|removed|hidden|masked|anonymi[sz]ed|placeholder)\b/i,
  /\b(?:your[ _-]?|my[ _-])(?:server|domain|company|connector|name|cert|certificate|host)(?:[ _-]?name)?\b/i,
  /^my(?:server|domain|connector|certificate|host)(?:name)?$/i,
  /^(?:server|host|computer|connector|domain|certificate|hybridserver|exchangeserver)[ _-]?name\d?(?:\.|$)/i,
  /^(?:n\/a|none|null|unknown)$/i,
  /[\u25CF\u25A0\u2588\u3007\u25CB\u00D7]{2,}/, // ●● ■■ 〇〇 ××, the Japanese way to black out
];

/** True if a value is a placeholder or a redaction. */
export const isPlaceholder = (value: string): boolean => value.trim() === '' || SHAPES.some((shape) => shape.test(value));

/** The value, trimmed, or `undefined` if there is none or it only stands for one. */
export const realValue = (value: string | undefined): string | undefined => {
  const trimmed = value?.trim();
  return trimmed === undefined || isPlaceholder(trimmed) ? undefined : trimmed;
};
