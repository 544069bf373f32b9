import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { version } from '../package.json';
import { EXIT, print, readable, terminal, UseError, wantedLocale } from './cli/use.js';
import { explain } from './engine/explain.js';
import { judge } from './engine/judge.js';
import { lookUp } from './engine/lookup.js';
import type { Evidence } from './model/evidence.js';
import type { Diagnosis, Locale } from './model/rule.js';
import { readFileBytes } from './parsers/file/files.js';
import { readPaste } from './parsers/index.js';
import { readTerm } from './parsers/term.js';
import { guessLocale } from './parsers/text/locale.js';
import { COLLECT_SCRIPT } from './renderers/collect.js';
import { drawJson } from './renderers/json.js';
import { drawLookupJson, drawLookupText } from './renderers/lookup-reply.js';
import { drawReasons } from './renderers/reasons.js';
import { drawText } from './renderers/text.js';
import { rules } from './rules/index.js';

const HELP = `Reads a mail TLS error and answers with the cause and the Exchange Management
Shell commands that cure it. Changes nothing and sends nothing.

  exchange-tls diagnose [FILE | - | "TEXT"] [options]
  exchange-tls explain CODE|EVENT|WORD [options]
  exchange-tls probe DOMAIN|HOST|ADDRESS [options]
  exchange-tls prober [options]
  exchange-tls collect

FILE is a text or a mail (.eml, .msg), also packed with gzip; without it, or
with -, standard input is read.
An argument with a blank in it that is no file is taken as the text itself.
explain says what a code (5.7.64), an event (12014) or a word
(TlsCertificateName, PRX5, KB2989382) stands for, and which faults show it.
probe calls the mail servers of a domain, or one host, as a careful mail server
would, sends no mail, and says what is wrong with their TLS.
prober serves probes to a bot that cannot reach port 25; PROBE_SECRET holds the
secret that both know.
collect prints a script for the Exchange Management Shell that reads all
settings and changes nothing; give its output to diagnose.

  --locale en|ja   language of the answer; by default that of the text
  --more           with undo, other places and Microsoft's own way
  --explain        what was read, and what every rule made of it
  --json           the diagnosis as JSON
  --expect NAME    probe: the name that your connector expects of the server
  --port N         probe: only this port of the host itself, no MX
  --implicit-tls   probe: TLS from the first byte, as on port 465
  --servername N   probe: the name to ask for in the handshake (SNI)
  --ca FILE        probe: PEM certificates to be trusted as well
  --resolver ADDRESS[:PORT]
                   probe: the DNS server to ask
  --allow CIDR     probe: a network inside, such as 10.0.0.0/8; may be repeated
  --listen ADDRESS:PORT
                   prober: 127.0.0.1:8025 by default
  --cert FILE, --key FILE
                   prober: certificate and key in PEM form, for https
  --color, --no-color
                   by default colours are used on a terminal without NO_COLOR
  --version, --help

Exit status: 0 no fault, 1 a fault, 2 wrong use, 3 nothing known about this
text, 4 the program itself failed.
`;

const OPTIONS = {
  locale: { type: 'string' },
  json: { type: 'boolean' },
  more: { type: 'boolean' },
  explain: { type: 'boolean' },
  color: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
  expect: { type: 'string' },
  port: { type: 'string' },
  'implicit-tls': { type: 'boolean' },
  servername: { type: 'string' },
  ca: { type: 'string' },
  resolver: { type: 'string' },
  allow: { type: 'string', multiple: true },
  listen: { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
} as const;
/** Options that only probe and prober take. */
const OF_NETWORK = ['expect', 'port', 'implicit-tls', 'servername', 'ca', 'resolver', 'allow', 'listen', 'cert', 'key'] as const;

/** Far more than any bounce; what is longer is no text of this kind. */
const MAX_BYTES = 32 * 1024 * 1024;

interface Input {
  /** What the answer calls the text: a file name, `stdin` or `argument`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Arguments to options, or a sentence on what is wrong with them. */
function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, allowNegative: true });
  } catch (error) {
    throw new UseError(`${readable(error).split('. To specify')[0]}. See exchange-tls --help.`);
  }
}

async function readInput(argument: string | undefined): Promise<Input> {
  if (argument === undefined && process.stdin.isTTY) throw new UseError('Give a file, or pipe a text into standard input. See exchange-tls --help.');
  const input = argument === undefined || argument === '-' ? { name: 'stdin', bytes: await readStdin() } : await readArgument(argument);
  if (input.bytes.length > MAX_BYTES) throw new UseError(`${input.name} is larger than ${MAX_BYTES / 1024 / 1024} MB. Give the part with the error.`);
  return input;
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(Buffer.from(chunk));
    size += chunk.length;
    if (size > MAX_BYTES) break;
  }
  return Buffer.concat(chunks);
}

async function readArgument(argument: string): Promise<Input> {
  try {
    return { name: basename(argument), bytes: await readFile(argument) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const isText = /\s/.test(argument) && (code === 'ENOENT' || code === 'ENAMETOOLONG' || code === 'ENOTDIR');
    if (isText) return { name: 'argument', bytes: new TextEncoder().encode(argument) };
    if (code === 'ENOENT') throw new UseError(`There is no file ${JSON.stringify(argument)}.`);
    if (code === 'EISDIR') throw new UseError(`${JSON.stringify(argument)} is a folder. Give a file.`);
    if (code === 'EACCES') throw new UseError(`${JSON.stringify(argument)} cannot be read: permission denied.`);
    throw new UseError(`${JSON.stringify(argument)} cannot be read: ${readable(error)}`);
  }
}

const localeOf = (wanted: string | undefined, text: string): Locale => wantedLocale(wanted) ?? guessLocale(text);

/** Healthy output was read and no rule objects: no fault. An error that no rule knows is not the same. */
function exitStatus({ findings }: Diagnosis, { clues }: Evidence): number {
  if (findings.length > 0) return EXIT.fault;
  const healthy = clues.length > 0 && clues.every(({ kind }) => kind === 'session' || kind === 'connector' || kind === 'certificate');
  return healthy ? EXIT.noFault : EXIT.unknown;
}

async function diagnose(argument: string | undefined, values: ReturnType<typeof readArguments>['values']): Promise<number> {
  if (values.json && (values.explain || values.more)) throw new UseError('--json holds everything; leave out --more and --explain.');
  localeOf(values.locale, '');
  return answer(await readInput(argument), values);
}

async function answer(input: Input, values: ReturnType<typeof readArguments>['values']): Promise<number> {
  const { evidence, text, why } = await readFileBytes(input.bytes, input.name);
  if (why !== undefined && !values.json) throw new UseError(why);
  const locale = localeOf(values.locale, text);
  const diagnosis = judge(evidence, rules);
  if (values.json) print(`${JSON.stringify(drawJson(diagnosis, locale), null, 2)}\n`);
  else if (values.explain) print(drawReasons(evidence.clues, explain(evidence, rules), locale));
  else print(drawText(diagnosis, { locale, name: input.name, more: values.more === true, ...terminal(values.color) }));
  if (why !== undefined) throw new UseError(why);
  return exitStatus(diagnosis, evidence);
}

async function explainTerm(text: string, values: ReturnType<typeof readArguments>['values']): Promise<number> {
  if (text.trim() === '') throw new UseError('Name a code, an event or a word, such as 5.7.64. See exchange-tls --help.');
  const locale = localeOf(values.locale, text);
  const term = readTerm(text);
  const lookup = term && lookUp(term, rules);
  if (!lookup && isDiagnosed(text)) return answer({ name: 'argument', bytes: new TextEncoder().encode(text) }, values);
  if (!lookup)
    throw new UseError(`Nothing is known of ${JSON.stringify(text)}. Give a code (5.7.64), an event (12014) or a property (TlsCertificateName).`);
  print(values.json ? JSON.stringify(drawLookupJson(lookup, locale), null, 2) : drawLookupText(lookup, locale, terminal(false).width));
  return EXIT.noFault;
}

/** A line of a reply is more than a term: it has a cause. */
const isDiagnosed = (text: string): boolean => judge(readPaste(text), rules).findings.some(({ rule }) => rule.fallback !== 'last');

/** Loaded only here: whoever reads a text needs no network. */
async function network(command: 'probe' | 'prober', targets: readonly string[], values: ReturnType<typeof readArguments>['values']): Promise<number> {
  const [target, ...rest] = targets;
  if (command === 'prober' && target !== undefined) throw new UseError('prober takes options only. See exchange-tls --help.');
  if (command === 'prober') return (await import('./cli/prober.js')).runProber(values);
  if (target === undefined) throw new UseError('Name a domain, a host or an address, such as mail.contoso.com. See exchange-tls --help.');
  if (rest.length > 0) throw new UseError('Give one target.');
  if (values.explain) throw new UseError('probe has no --explain; give its --json to diagnose --explain.');
  return (await import('./cli/probe.js')).runProbe(target, values, wantedLocale(values.locale) ?? 'en');
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  const [command, argument, ...rest] = positionals;
  if (values.version) print(version);
  else if (values.help || command === 'help') print(HELP);
  else if (command === undefined) throw new UseError(`Say what to do.\n\n${HELP}`);
  else if (command === 'collect' && argument === undefined) print(COLLECT_SCRIPT);
  else if (command === 'explain') return explainTerm([argument, ...rest].join(' '), values);
  else if (command === 'probe' || command === 'prober') return network(command, positionals.slice(1), values);
  else if (command !== 'diagnose') throw new UseError(`There is no command ${JSON.stringify(command)}. See exchange-tls --help.`);
  else if (rest.length > 0) throw new UseError('Give one file, or one text in quotation marks.');
  else if (OF_NETWORK.some((name) => values[name] !== undefined)) throw new UseError('--expect, --port and the like belong to probe.');
  else return diagnose(argument, values);
  return EXIT.noFault;
}

// A reader that closes the pipe early, such as head, is no failure.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? EXIT.noFault : EXIT.failure));

run(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`exchange-tls: ${error instanceof UseError ? error.message : `The program failed. ${readable(error)}`}\n`);
    process.exitCode = error instanceof UseError ? EXIT.use : EXIT.failure;
  },
);
