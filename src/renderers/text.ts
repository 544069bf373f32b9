import type { Diagnosis, Locale } from '../model/rule.js';
import { composeFinding, composeMore, type FindingParts, moreLabel, type StepPart, understood } from './compose.js';
import { plain, visible } from './fill.js';
import { PHRASES, TERMINAL } from './phrases.js';
import { shortQuotes } from './shorten.js';
import { columns, hang, wrap } from './width.js';

export interface TextOptions {
  readonly locale: Locale;
  /** What the paste is called in front of a line number: a file name. */
  readonly name: string;
  /** False where the name is not that of a text: no line numbers then. */
  readonly numbered?: boolean;
  readonly more: boolean;
  readonly color: boolean;
  readonly width?: number;
}

type Paint = (style: 'bold' | 'dim' | 'cyan', text: string) => string;
const CODES = { bold: 1, dim: 2, cyan: 36 } as const;
/** Colours, or none. */
export const paintWith =
  (color: boolean): Paint =>
  (style, text) =>
    color ? `\u001B[${CODES[style]}m${text}\u001B[0m` : text;

/** A diagnosis for the terminal: the order of the Slack reply, 80 columns, commands never broken. */
export function drawText(diagnosis: Diagnosis, options: TextOptions): string {
  const width = options.width ?? 80;
  const paint = paintWith(options.color);
  if (diagnosis.findings.length === 0) return drawNothing(diagnosis, options.locale, options.name, width, paint);
  const parts = diagnosis.findings.map((_, at) => drawOne(diagnosis, at, options, width, paint));
  return `${parts.join(`\n${'-'.repeat(8)}\n\n`)}${notes(diagnosis, options.locale, width)}`;
}

function drawOne(diagnosis: Diagnosis, at: number, { locale, name, more, numbered = true }: TextOptions, width: number, paint: Paint): string {
  const finding = diagnosis.findings[at];
  if (!finding) return '';
  const parts = composeFinding(finding, locale);
  const word = TERMINAL.certainty[finding.certainty][locale];
  const [, ...rest] = parts.standing.split(PHRASES.between[locale]);
  const margin = ' '.repeat(columns(word) + 2);
  const draw = (steps: readonly StepPart[]) => steps.flatMap((step) => drawStep(step, width, paint));
  const lines = [
    paint('bold', `${word}  ${finding.rule.title[locale]}`),
    ...(rest.length > 0 ? wrap(rest.join(TERMINAL.semicolon[locale]), width, margin).map((line) => paint('dim', line)) : []),
    '',
    ...wrap(plain(parts.body), width),
    '',
    ...(parts.said !== undefined && parts.quotes.length > 0 ? [...wrap(parts.said, width)] : []),
    ...parts.quotes.flatMap(({ text, line }) => place(numbered ? `${name}:${line}` : name, text, width, paint)),
    '',
    ...draw(parts.steps),
    ...drawHelpdesk(parts.helpdesk, locale, width, paint),
    ...(more ? draw(composeMore(finding, locale)) : []),
    ...parts.outcomes.flatMap((runs) => hang('- ', plain(runs), width)),
    ...(parts.outcomes.length > 0 ? [''] : []),
    paint('dim', hint(more ? undefined : moreLabel(finding, locale), locale)),
  ];
  return `${lines.join('\n')}\n`;
}

const hint = (more: string | undefined, locale: Locale): string =>
  [...(more === undefined ? [] : [`${more}: --more`]), ...TERMINAL.hints[locale]].join('    ');

function place(from: string, text: string, width: number, paint: Paint): string[] {
  const where = visible(from);
  const margin = ' '.repeat(columns(where) + 4);
  const [first = '', ...rest] = wrap(text, width, margin);
  return [`  ${paint('dim', where)}  ${first.trimStart()}`, ...rest];
}

function drawStep({ head, prose, command }: StepPart, width: number, paint: Paint): string[] {
  const lines = wrap(`${head}${plain(prose)}`, width - 3);
  const margin = /^\d/.test(head) ? '   ' : '';
  const shown = lines.map((line, i) => (i > 0 ? margin + line : line.startsWith(head) ? paint('bold', head) + line.slice(head.length) : line));
  const run = command === undefined ? [] : ['', ...command.split('\n').map((line) => `  ${paint('cyan', line)}`)];
  return [...shown, ...run, ''];
}

function drawHelpdesk(helpdesk: FindingParts['helpdesk'], locale: Locale, width: number, paint: Paint): string[] {
  if (!helpdesk) return [];
  return [
    paint('bold', PHRASES.todo[locale]),
    ...helpdesk.todo.flatMap((runs, i) => hang(`${i + 1}  `, plain(runs), width)),
    '',
    paint('bold', helpdesk.forwardTo),
    '',
    ...wrap(helpdesk.forward, width, '  '),
    '',
  ];
}

function notes({ evidence }: Diagnosis, locale: Locale, width: number): string {
  const says = [evidence.cut ? PHRASES.cutNote[locale] : '', evidence.masked > 0 ? PHRASES.maskedNote[locale] : ''].filter((one) => one !== '');
  return says.length === 0 ? '' : `\n${says.flatMap((one) => wrap(one, width)).join('\n')}\n`;
}

function drawNothing(diagnosis: Diagnosis, locale: Locale, name: string, width: number, paint: Paint): string {
  const { unread, lines } = diagnosis.evidence;
  const [first] = shortQuotes(unread, 1);
  const out = [
    paint('bold', PHRASES.nothingTitle[locale]),
    paint('dim', PHRASES.nothingStanding[locale](lines - unread.length, lines)),
    '',
    ...wrap(understood(unread.length, first !== undefined, locale), width),
    ...(first ? ['', ...place(`${name}:${first.line}`, first.text, width, paint)] : []),
    '',
    PHRASES.tellsMore[locale],
    ...PHRASES.wanted[locale].flatMap((text) => hang('- ', text, width)),
    '',
    `  ${paint('cyan', PHRASES.wantedCommand)}`,
  ];
  return `${out.join('\n')}\n${notes(diagnosis, locale, width)}`;
}
