import type { Rule, RuleText } from '../model/rule.js';
import { onReply } from './define-replies.js';

/** What the Slack function holds of a rule from the start: when to ask it. */
export type Head = Pick<Rule, 'id' | 'reads' | 'explains' | 'mail' | 'codes' | 'events' | 'anyCode' | 'fallback' | 'said'> & {
  readonly area: string;
};
/** What it reads when the rule has matched. */
export type Body = Pick<Rule, 'title' | 'sources' | 'words' | 'often'> & { readonly text: RuleText };

/** The rules of the Slack function: hundreds, of which a paste needs one or two. The rest of each is read when it is asked. */
export function lateRules(
  heads: readonly Head[],
  codeOf: (area: string) => Readonly<Record<string, Rule['match']>>,
  bodyOf: (id: string) => Body,
): Rule[] {
  return heads.map((head): Rule => {
    const { area, ...kept } = head;
    const { id, said } = kept;
    let body: Body | undefined;
    const read = (): Body => {
      body ??= bodyOf(id);
      return body;
    };
    return {
      ...kept,
      match: said ? onReply(said).match : (view) => codeOf(area)[id]?.(view) ?? null,
      get title() {
        return read().title;
      },
      get sources() {
        return read().sources;
      },
      get words() {
        return read().words ?? [];
      },
      get often() {
        return read().often;
      },
      text: () => read().text,
    };
  });
}
