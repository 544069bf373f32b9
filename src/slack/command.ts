import { judge } from '../engine/judge.js';
import { readPaste } from '../parsers/index.js';
import { readTerm } from '../parsers/term.js';
import { guessLocale } from '../parsers/text/locale.js';
import { drawCollect } from '../renderers/collect.js';
import { drawHelp, drawSlack, type SlackMessage } from '../renderers/slack.js';
import type { Call } from './app.js';
import { answerTerm } from './lookup.js';
import { type Note, note } from './notes.js';
import { type Asked, readRequest } from './request.js';

export const COMMAND = '/exchange-tls';

/** The fields of a slash command that count here. */
export interface Typed {
  readonly command: string;
  readonly text?: string;
  readonly user_id?: string;
  readonly team_id?: string;
  readonly response_url?: string;
  readonly trigger_id?: string;
}

/** A slash command to the message that answers it. An error goes to the caller, who has an answer for it. */
export function answerCommand(typed: Typed, call: Call): SlackMessage | Note | Promise<SlackMessage> {
  const { command, text = '' } = typed;
  const { rules, now, log, requestId } = call;
  if (command !== COMMAND) {
    log({ outcome: 'ignored', requestId, what: 'unknown' });
    return note('otherCommand', guessLocale(text));
  }
  const started = now();
  const request = readRequest(text);
  const { locale } = request;
  if (request.kind === 'probe') return answerProbe(request, typed, call);
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

/** Loaded only here: a pasted text is answered without any network. */
async function answerProbe(asked: Asked, { user_id = '', team_id = '', response_url = '', trigger_id }: Typed, call: Call): Promise<SlackMessage> {
  const { startProbe } = await import('./probe.js');
  const asker = { user: user_id, team: team_id, url: response_url, trigger: trigger_id || response_url };
  return (await startProbe(asked, asker, call)).message;
}
