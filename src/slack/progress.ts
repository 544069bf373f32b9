import type { Step } from '../probes/index.js';
import type { Job } from './job.js';
import { post } from './post.js';
import { drawWorking } from './probe-notes.js';

/** Progress is worth little: it must not hold up the result. */
const POST_LIMIT = 1500;
/** Milliseconds after which a second line is worth a post. */
const SLOW = 6000;

export interface Progress {
  readonly begin: () => void;
  readonly onStep: (step: Step) => void;
  /** True once a message was replaced: then the result has to stand there. */
  readonly hasReplaced: () => boolean;
  /** No more lines, and all of them have arrived: none may stand over the result. */
  readonly end: () => Promise<void>;
}

/** Two lines at most, and only where a pressed button's address may replace its message. */
export function progressOf({ url, target, locale, pressed }: Job, origin: string, now: () => number): Progress {
  let last: Promise<unknown> = Promise.resolve();
  let [count, isOver, began] = [0, false, 0];
  const say = (done?: string) => {
    if (pressed === undefined || isOver || count === 2) return;
    count += 1;
    const message = { ...drawWorking(target, locale, done), replace_original: true };
    last = last.then(() => post(url, message, { origin, limit: POST_LIMIT, now }));
  };
  return {
    begin: () => {
      began = now();
      say();
    },
    onStep: (step) => {
      if (step.doing === 'address' && step.done < step.all && now() - began > SLOW) say(`${step.done}/${step.all}`);
    },
    hasReplaced: () => count > 0,
    end: async () => {
      isOver = true;
      await last;
    },
  };
}
