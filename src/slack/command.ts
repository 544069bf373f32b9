import { judge } from '../engine/judge.js';
import { readPaste } from '../parsers/index.js';
import { readTerm } from '../parsers/term.js';
import { guessLocale } from '../parsers/text/locale.js';
import { drawCollect } from '../renderers/collect.js';
import { drawHelp, drawSlack } from '../renderers/slack.js';
import type { Call } from './app.js';
import { answerTerm } from './lookup.js';
import { note } from './notes.js';
import { readRequest } from './request.js';

export const COMMAND = '/exchange-tls';

/** A slash command to the message that answers it. An error goes to the caller, who has an answer for it. */
export function answerCommand({ command, text = '' }: { readonly command: string; readonly text?: string }, { rules, now, log, requestId }: Call) {
  if (command !== COMMAND) {
    log({ outcome: 'ignored', requestId, what: 'unknown' });
    return note('otherCommand', guessLocale(text));
  }
  const started = now();
  const request = readRequest(text);
  const { locale } = request;
  if (request.kind !== 'paste') {
    log({ outcome: 'answered', requestId, what: request.kind, locale, ms: now() - started });
    return request.kind === 'help' ? drawHelp(locale) : drawCollect(locale);
  }
  const term = readTerm(request.text);
  const explained = term && answerTerm(term, rules, locale);
  if (explained) {
    log({ outcome: 'answered', requestId, what: 'lookup', locale, ms: now() - started });
    return explained;
  }
  const evidence = readPaste(request.text);
  const diagnosis = judge(evidence, rules);
  const message = drawSlack(diagnosis, { locale, show: 'short' });
  const [first] = diagnosis.findings;
  log({
    outcome: 'answered',
    requestId,
    what: 'paste',
    rules: diagnosis.findings.map(({ rule }) => rule.id),
    certainty: first?.certainty,
    locale,
    lines: evidence.lines,
    ms: now() - started,
  });
  return message;
}
