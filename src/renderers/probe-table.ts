import { VERSION_WORDS } from '../model/probe.js';
import type { Locale } from '../model/rule.js';
import { visible } from './fill.js';
import { PROBE, VERDICT_WORDS } from './probe-phrases.js';
import type { ProbeRow } from './probe-summary.js';
import { shorten } from './shorten.js';

const NAME = 48;

/** The cells of one row: server, verdict, STARTTLS, certificate. */
export function cellsOf(row: ProbeRow, locale: Locale): [string, string, string, string] {
  const server = row.ip === undefined ? row.host : `${row.host} (${row.ip})`;
  const tls = row.tls === undefined ? PROBE.none[locale] : VERSION_WORDS[row.tls];
  return [visible(server), VERDICT_WORDS[row.verdict][locale], tls, certificateCell(row, locale)];
}

function certificateCell({ name, days, selfSigned, same }: ProbeRow, locale: Locale): string {
  if (name === undefined) return PROBE.none[locale];
  if (same) return PROBE.same[locale];
  const shown = shorten(visible(name), NAME);
  if (selfSigned) return PROBE.selfSigned[locale](shown);
  if (days === undefined) return shown;
  return days < 0 ? PROBE.daysOver[locale](shown, -days) : PROBE.daysLeft[locale](shown, days);
}
