import type { Locale } from '../model/rule.js';
import { type Refusal, readTarget } from '../probes/target.js';
import type { SlackMessage } from '../renderers/blocks.js';
import { REFUSED_TARGET } from '../renderers/target-phrases.js';
import type { Call } from './app.js';
import { invoker } from './invoke.js';
import type { Job } from './job.js';
import { drawNote, drawNotStarted, drawSentence, drawStarted } from './probe-notes.js';

/** Who asks, and where the result goes. */
export interface Asker {
  readonly user: string;
  readonly team: string;
  readonly url: string;
  /** Different for each command or press, the same for each delivery of it. */
  readonly trigger: string;
  readonly pressed?: string | undefined;
}
export interface Wanted {
  readonly target: string;
  readonly expect?: string | undefined;
  readonly locale: Locale;
}

/** Hands a probe to the worker. The answer is the acknowledgement of a command; `started` says whether a result will follow. */
export async function startProbe(wanted: Wanted, asker: Asker, call: Call): Promise<{ readonly started: boolean; readonly message: SlackMessage }> {
  const { locale } = wanted;
  const { config, log, now, requestId } = call;
  const began = now();
  const names = readNames(wanted);
  const line = { requestId, what: 'probe', locale } as const;
  if ('refused' in names) {
    log({ outcome: 'answered', ...line, why: names.why, ms: now() - began });
    return { started: false, message: drawSentence(names.refused) };
  }
  const invoke = call.invoke ?? (config.worker && invoker(config.worker));
  if (!invoke) {
    log({ outcome: 'answered', ...line, why: 'off', ms: now() - began });
    return { started: false, message: drawNote('off', locale) };
  }
  const { trigger, ...rest } = asker;
  const job: Job = { kind: 'probe', ...names, locale, ...rest, once: trigger, requestId, at: began };
  const invoked = await invoke(job);
  const ms = now() - began;
  log(
    invoked.ok
      ? { outcome: 'answered', ...line, target: names.target, ms }
      : { outcome: 'failed', ...line, target: names.target, ms, why: invoked.code },
  );
  return invoked.ok ? { started: true, message: drawStarted(names.target, locale) } : { started: false, message: drawNotStarted(locale, requestId) };
}

/** Both names in their plain spelling, or a sentence on what is wrong with one. */
function readNames({ target, expect, locale }: Wanted): Pick<Job, 'target' | 'expect'> | { readonly refused: string; readonly why: Refusal } {
  const read = readTarget(target);
  if ('refused' in read) return refuse(read.refused, target, locale);
  if (expect === undefined) return { target: spelled(read) };
  const expected = readTarget(expect);
  if ('refused' in expected) return refuse(expected.refused, expect, locale);
  return { target: spelled(read), expect: expected.name };
}

const refuse = (why: Refusal, text: string, locale: Locale) => ({ refused: REFUSED_TARGET[why][locale](text.slice(0, 80)), why });

/** One spelling that readTarget() reads as the same again. */
export const spelled = ({ kind, name, port }: { kind: 'name' | 'address'; name: string; port?: number | undefined }): string =>
  port === undefined ? name : `${kind === 'address' && name.includes(':') ? `[${name}]` : name}:${port}`;
