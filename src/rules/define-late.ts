import type { Rule, RuleIndex, Rules, RuleText } from '../model/rule.js';

/** What the Slack function holds of all rules from the start: when to ask each. */
export interface RuleList {
  readonly ids: readonly string[];
  /** Those that are considered only when no other rule matched. */
  readonly fallbacks: Readonly<Record<string, Rule['fallback']>>;
  readonly index: RuleIndex;
}
/** What it loads when the rule is asked. */
export type RuleCode = Pick<Rule, 'reads' | 'explains' | 'mail' | 'match'>;
/** What it reads when the rule has matched. */
export type RuleBody = Pick<Rule, 'title' | 'sources' | 'codes' | 'events' | 'words' | 'often'> & { readonly text: RuleText };

/** Where the parts of the rules are, which the build has taken apart. */
export interface Source {
  readonly list: RuleList;
  readonly code: (id: string) => RuleCode;
  readonly body: (id: string) => RuleBody;
}

/** The rules of the Slack function: hundreds, of which a paste needs one or two. The rest of each is read when it is asked. */
export const lateRules = ({ list, code, body }: Source): Rules =>
  Object.assign(
    list.ids.map((id) => new LateRule(id, list.fallbacks[id], code, body)),
    { index: list.index },
  );

// One class for all of them: getters made for each of hundreds of objects would cost more than the answer.
class LateRule implements Rule {
  #code: RuleCode | undefined;
  #body: RuleBody | undefined;

  constructor(
    readonly id: string,
    readonly fallback: Rule['fallback'],
    readonly code: Source['code'],
    readonly body: Source['body'],
  ) {}

  #loaded(): RuleCode {
    this.#code ??= this.code(this.id);
    return this.#code;
  }
  #read(): RuleBody {
    this.#body ??= this.body(this.id);
    return this.#body;
  }

  get reads() {
    return this.#loaded().reads;
  }
  get explains() {
    return this.#loaded().explains;
  }
  get mail() {
    return this.#loaded().mail;
  }
  match(view: Parameters<Rule['match']>[0]) {
    return this.#loaded().match(view);
  }
  get title() {
    return this.#read().title;
  }
  get sources() {
    return this.#read().sources;
  }
  get codes() {
    return this.#read().codes;
  }
  get events() {
    return this.#read().events;
  }
  get words() {
    return this.#read().words;
  }
  get often() {
    return this.#read().often;
  }
  text(): RuleText {
    return this.#read().text;
  }
}
