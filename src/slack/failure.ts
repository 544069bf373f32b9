import type { Locale } from '../model/rule.js';
import { drawFailure } from '../renderers/slack.js';
import { note } from './notes.js';

interface Bot {
  readonly config: { readonly version: string };
  readonly now: () => number;
}

/** Our own fault, said so, with the line that the operator needs to find it in the log. */
export function failure(locale: Locale, requestId: string, { config, now }: Bot) {
  try {
    return drawFailure(locale, { version: config.version, requestId, time: new Date(now()) });
  } catch {
    return note('brokenAnswer', locale);
  }
}
