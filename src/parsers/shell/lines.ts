import type { Paste } from '../text/paste.js';

/** A line without what a mail client, a log or a script has put in front of it. */
export interface ShellLine {
  readonly number: number;
  /** Places in `Paste.text`, without prefix and outer blanks. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** How far the text is indented behind the prefix. */
  readonly indent: number;
  /** The line reaches the edge of a usual console window, so the next one may go on inside a word. */
  readonly full: boolean;
}

// `> `, a time stamp, a level (`[EROR] `, `Error: `), in this order; each may be missing.
const QUOTED = /^[> |]{1,120}(?=[^ >|])/;
const STAMP = /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\d.,]{0,10}Z?(?: ?[+-]\d\d:?\d\d)?\]? {0,4}/;
const LEVEL = /^(?:\[[A-Z]{3,5}\] ?|(?:Error|ERROR|WARN|INFO|Info)(?:: ?| (?=\d)))(?:Script error: ?)?/;
const LEVELS = ['[', 'Error', 'ERROR', 'WARN', 'INFO', 'Info'];
// `PS C:\>`, `C:\>`, `[ex01.contoso.com]: PS C:\>`; a reader of pictures loses the last sign.
const PROMPT = /^(?:\[[^\]\n]{1,255}\]: ?)?(?:PS(?: [A-Z]:\\[^>\n]{0,120})?|[A-Z]:\\[^>\n]{0,120})>/;
const DULL_PROMPT = /^(?:PS )?[A-Z]:\\[\w\\ .()-]{0,80}\\(?=[A-Z][a-z]{2,8}-[A-Z])/;
const WINDOWS = [80, 120];
const VERBS = [
  'Get',
  'Set',
  'New',
  'Enable',
  'Disable',
  'Remove',
  'Test',
  'Import',
  'Export',
  'Update',
  'Add',
  'Start',
  'Stop',
  'Restart',
  'Retry',
  'Validate',
];
/** A cmdlet and no `Get-Something : message`, which is an error. */
const TYPED = /^\(?[A-Z][a-z]{2,8}-[A-Z][A-Za-z]{2,50}(?![A-Za-z]| {0,2}:)/;

/** True if the text begins with a cmdlet. */
export const startsWithCmdlet = (text: string): boolean => VERBS.some((verb) => text.startsWith(verb) && text.charAt(verb.length) === '-');

/** The lines of a paste; of more than two blank ones in a row two are kept. */
export function shellLines(paste: Paste): ShellLine[] {
  const lines: ShellLine[] = [];
  let blanks = 0;
  for (const { number, start, text } of paste.lines) {
    blanks = text === '' ? blanks + 1 : 0;
    if (blanks > 2) continue;
    const from = prefixOf(text);
    const body = from === 0 ? text : text.slice(from);
    const trimmed = body.trim();
    const indent = trimmed === '' ? 0 : body.indexOf(trimmed.charAt(0));
    const at = start + from + indent;
    lines.push({ number, start: at, end: at + trimmed.length, text: trimmed, indent, full: WINDOWS.includes(text.length) });
  }
  return lines;
}

function prefixOf(text: string): number {
  if (!/^[>|[\dEWI ]/.test(text)) return 0;
  let from = text.includes('>') || text.includes('|') ? quoteMarks(text) : 0;
  if (text.charAt(from + 4) === '-' || text.charAt(from + 5) === '-') from += STAMP.exec(text.slice(from, from + 60))?.[0].length ?? 0;
  return LEVELS.some((level) => text.startsWith(level, from)) ? from + (LEVEL.exec(text.slice(from, from + 40))?.[0].length ?? 0) : from;
}

/** Only with a quote mark: indentation alone is part of the output. */
function quoteMarks(text: string): number {
  const marks = QUOTED.exec(text)?.[0] ?? '';
  const last = Math.max(marks.lastIndexOf('>'), marks.lastIndexOf('|'));
  return last === -1 ? 0 : last + (marks.charAt(last + 1) === ' ' ? 2 : 1);
}

/** A line on which a command was typed, with or without its prompt. */
export const isPrompt = (line: ShellLine): boolean => line.text.startsWith('[PS]') || promptLength(line.text) > 0 || isTyped(line.text);

const isTyped = (text: string): boolean => startsWithCmdlet(text.startsWith('(') ? text.slice(1) : text) && TYPED.test(text);

function promptLength(text: string): number {
  if (text.includes('>')) {
    const found = PROMPT.exec(text);
    if (found) return found[0].length;
  }
  return text.includes(':\\') ? (DULL_PROMPT.exec(text.slice(0, 200))?.[0].length ?? 0) : 0;
}

/** What was typed behind the prompt; the prompt may be missing. */
export function typedIn({ text }: ShellLine): string {
  const bare = text.startsWith('[PS]') ? text.slice(4).trimStart() : text;
  return bare.slice(promptLength(bare)).trimStart();
}
