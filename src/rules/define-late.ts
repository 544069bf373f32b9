import type { Rule, RuleIndex, Rules, RuleText } from '../model/rule.js';
import { onReply } from './define-replies.js';

/** What the Slack function holds of a rule from the start: when to ask it. */
export type Head = Pick<Rule, 'id' | 'reads' | 'explains' | 'mail' | 'codes' | 'events' | 'anyCode' | 'fallback' | 'said'> & {
  readonly area: string;
};
/** What it reads when the rule has matched. */
export type Body = Pick<Rule, 'title' | 'sources' | 'codes' | 'events' | 'words' | 'often'> & { readonly text: RuleText };

/** Where the parts of the rules are: what the build wrote, the code of a rule, and what it says. */
export interface Source {
  readonly list: { readonly heads: readonly Head[]; readonly index: RuleIndex };
  readonly match: (id: string, view: Parameters<Rule['match']>[0]) => ReturnType<Rule['match']>;
  readonly body: (id: string) => Body;
}

/** The rules of the Slack function: hundreds, of which a paste needs one or two. The rest of each is read when it is asked. */
export function lateRules({ list, match, body }: Source): Rules {
  const rules = list.heads.map((head): Rule => {
    const { id, said } = head;
    let kept: Body | undefined;
    const read = (): Body => {
      kept ??= body(id);
      return kept;
    };
    return {
      ...head,
      match: (view) => (said ? onReply(said).match(view) : match(id, view)),
      get title() {
        return read().title;
      },
      get sources() {
        return read().sources;
      },
      get codes() {
        return read().codes;
      },
      get events() {
        return read().events;
      },
      get words() {
        return read().words;
      },
      get often() {
        return read().often;
      },
      text: () => read().text,
    };
  });
  return Object.assign(rules, { index: list.index });
}
