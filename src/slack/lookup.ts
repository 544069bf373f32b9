import { lookUp } from '../engine/lookup.js';
import type { Term } from '../model/lookup.js';
import type { Locale, Rule } from '../model/rule.js';
import { drawLookup } from '../renderers/lookup-reply.js';
import type { SlackMessage } from '../renderers/slack.js';

/** The answer to a single code or word; undefined if nothing is known of it. In a file of its own: few ask. */
export function answerTerm(term: Term, rules: readonly Rule[], locale: Locale): SlackMessage | undefined {
  const lookup = lookUp(term, rules);
  return lookup && drawLookup(lookup, locale);
}
