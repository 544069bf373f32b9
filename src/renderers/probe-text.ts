import type { ProbeReport } from '../model/probe.js';
import type { Diagnosis, Locale } from '../model/rule.js';
import { leftOut, policies } from './probe.js';
import { PROBE, VERDICT_WORDS } from './probe-phrases.js';
import { type ProbeSummary, summarise } from './probe-summary.js';
import { cellsOf } from './probe-table.js';
import { drawText, paintWith, type TextOptions } from './text.js';
import { columns, wrap } from './width.js';

/** A probe for the terminal: the table, the findings, the policies, and what was not tested. */
export function drawProbeText(report: ProbeReport, diagnosis: Diagnosis, options: Omit<TextOptions, 'name' | 'numbered'>): string {
  const probe = summarise(report);
  const { locale, width = 80 } = options;
  const paint = paintWith(options.color);
  const notes = [
    options.more && probe.rows.some(({ tls }) => tls !== undefined) ? PROBE.checked[locale] : '',
    policies(probe, locale).join('  '),
    leftOut(probe, locale),
    PROBE.connections[locale](probe.connections),
  ].filter((one) => one !== '');
  const lines = [
    paint('dim', PROBE.took[locale](probe.target, (probe.ms / 1000).toFixed(1))),
    '',
    ...tableLines(probe, locale).map((line, i) => (i === 0 ? paint('dim', line) : line)),
    '',
    ...(diagnosis.findings.length > 0
      ? [drawText(diagnosis, { ...options, name: probe.target, numbered: false })]
      : [...wrap(paint('bold', outcome(probe, locale)), width), '', ...wrap(bodyOf(probe, locale), width), '']),
    ...notes.flatMap((note) => wrap(note, width)).map((line) => paint('dim', line)),
  ];
  return `${lines.join('\n')}\n`;
}

function outcome({ verdict, target, rows }: ProbeSummary, locale: Locale): string {
  if (verdict === 'ok') return PROBE.wellTitle[locale](rows.length);
  if (verdict === 'prober_port25_blocked') return PROBE.blockedHere[locale];
  if (verdict === 'target_refused_by_policy') return PROBE.refusedTitle[locale];
  return `${PROBE.faultTitle[locale](VERDICT_WORDS[verdict][locale])}: ${target}`;
}

function bodyOf({ verdict, target }: ProbeSummary, locale: Locale): string {
  if (verdict === 'ok') return PROBE.wellBody[locale];
  if (verdict === 'prober_port25_blocked') return PROBE.blockedHereBody[locale];
  if (verdict === 'target_refused_by_policy') return PROBE.refusedHere[locale](target);
  return PROBE.faultBody[locale];
}

/** Columns as wide as their widest cell; the last one is not filled up. */
function tableLines({ rows }: ProbeSummary, locale: Locale): string[] {
  const all = [PROBE.columns[locale], ...rows.map((row) => cellsOf(row, locale))];
  const widths = PROBE.columns[locale].map((_, i) => Math.max(...all.map((cells) => columns(cells[i] ?? ''))));
  return all.map((cells) => cells.map((text, i) => (i === cells.length - 1 ? text : text + ' '.repeat((widths[i] ?? 0) - columns(text)))).join('  '));
}
