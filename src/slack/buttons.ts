import type { Locale, Rule } from '../model/rule.js';
import { readTerm } from '../parsers/term.js';
import { drawCollect } from '../renderers/collect.js';
import { drawProbeState } from '../renderers/probe.js';
import { drawHelp, drawSlack, failureMessage, type SlackMessage } from '../renderers/slack.js';
import type { State } from '../renderers/state.js';
import type { Call } from './app.js';
import { failure } from './failure.js';
import { describe } from './log.js';
import { answerTerm } from './lookup.js';
import { note } from './notes.js';
import { post } from './post.js';
import { type Again, type Press, readPress } from './press.js';

/** Slack gives up after 3 seconds, and the acknowledgement leaves the function together with the end of the post. */
const POST_LIMIT = 2200;

/** A pressed button: what it carries is drawn, and posted where the request says. Nothing is stored in between. */
export async function answerButton(body: unknown, call: Call): Promise<void> {
  const { log, requestId, now, config } = call;
  // With zod in a file of its own: a pasted text is answered without them.
  const press = readPress(body, call.rules);
  if (!press) return log({ outcome: 'ignored', requestId, what: 'button', why: 'form' });
  const { button, url } = press;
  // Slack may deliver a press twice. Drawing an answer again changes nothing; sharing it again would.
  if (button === 'share' && press.trigger !== undefined && !call.first(press.trigger))
    return log({ outcome: 'ignored', requestId, what: 'button', button, why: 'again' });
  const started = now();
  const message = button === 'probe' && press.again ? await probeAgain(press, press.again, call) : answer(press, call);
  if (!message) return;
  const sent = await post(url, message, { origin: config.hooksOrigin, limit: POST_LIMIT, now });
  const ms = now() - started;
  log(
    sent.ok
      ? { outcome: 'answered', requestId, what: 'button', button, ms }
      : { outcome: 'failed', requestId, what: 'post', button, ms, why: sent.code },
  );
}

/** The worker answers, unless it could not be started: then there is something to say. */
async function probeAgain({ user, team, url, trigger, message: place }: Press, { t, e, l }: Again, call: Call) {
  const { startProbe } = await import('./probe.js');
  const asker = { user, team, url, trigger: trigger ?? url, pressed: `${place ?? ''} ${user} ${t} ${e ?? ''}` };
  const { started, message } = await startProbe({ target: t, expect: e, locale: l }, asker, call);
  return started ? undefined : { ...message, replace_original: false };
}

function answer({ button, state, user }: Press, call: Call) {
  const locale = state?.locale ?? 'en';
  if (state === undefined || button === undefined || button === 'probe') return { ...note('oldButton', locale), replace_original: false };
  try {
    const message = draw(state, call);
    return button === 'share' ? shared(message, user, locale) : { ...message, replace_original: true };
  } catch (error) {
    call.log({ outcome: 'failed', requestId: call.requestId, what: 'listener', button, ...describe(error) });
    return { ...failure(locale, call.requestId, call), replace_original: false };
  }
}

function draw(state: State, { rules }: Call): SlackMessage {
  const { kind, locale } = state;
  if (kind === 'diagnosis') return drawSlack(state.diagnosis, { locale, show: state.show, at: state.at });
  if (kind === 'probe') return drawProbeState(state);
  // The failure of an earlier request: its line for the operator stays, only the language changes.
  if (kind === 'collect') return drawCollect(locale);
  if (kind === 'lookup') return lookedUp(state.note ?? '', rules, locale);
  return kind === 'help' ? drawHelp(locale) : failureMessage(locale, state.note ?? '');
}

/** A word that nothing is known of any more has no answer of its own. */
function lookedUp(name: string, rules: readonly Rule[], locale: Locale): SlackMessage {
  const term = readTerm(name);
  return (term && answerTerm(term, rules, locale)) ?? drawHelp(locale);
}

/** For everyone in the channel: without buttons, without the foot (which speaks of a private answer), and with the name of who shared it. */
export function shared(message: SlackMessage, user: string, locale: Locale): SlackMessage {
  const blocks = message.blocks.filter(({ type }, i, all) => type !== 'actions' && !(type === 'context' && i === all.length - 1));
  const [before, after] = locale === 'ja' ? ['', ' が共有しました。'] : ['Shared by ', '.'];
  const name = [{ type: 'text', text: before } as const, { type: 'user', user_id: user } as const, { type: 'text', text: after } as const];
  return {
    response_type: 'in_channel',
    replace_original: false,
    text: message.text,
    blocks: [
      ...blocks,
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: name.filter((one) => one.type === 'user' || one.text !== '') }] },
    ],
    unfurl_links: false,
    unfurl_media: false,
  };
}
