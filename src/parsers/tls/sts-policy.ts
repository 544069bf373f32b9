import type { PolicyClue } from '../../model/evidence.js';
import { hostName } from '../certificate/name.js';
import { type Parser, type Paste, quoteUpTo } from '../text/paste.js';
import { realValue } from '../text/placeholder.js';

const MOST = 100;
const LONGEST_QUOTE = 200;
const MODES = new Set(['enforce', 'testing', 'none']);
/** A field of the policy with what may stand in front of it: a blank, a quotation mark, a comma of JSON. */
const FIELD = /(?:^|[\s"',>|`[(])(version|mode|mx|max_age) ?: ?([^\s"',>|`\\;)\]]{1,260})/g;
/** What may stand between two fields, in the paste of a chat or a report. */
const BETWEEN = /^[\s"',>|`[\]\\;.]{0,40}$/;

interface Draft {
  readonly from: number;
  to: number;
  readonly fields: Map<string, string>;
  readonly mx: string[];
}

/** The text of MTA-STS policies (RFC 8461, section 3.2), one field a line, in one line, or as the strings of a report. */
export const readStsPolicy: Parser = (paste) => {
  const policies = draftsOf(paste).filter(isPolicy);
  return {
    clues: policies.map((draft) => toClue(paste, draft)),
    understood: policies.flatMap(({ from, to }) => {
      const [first, last] = [paste.lineAt(from).number, paste.lineAt(to - 1).number];
      return Array.from({ length: last - first + 1 }, (_, i) => first + i);
    }),
  };
};

function draftsOf(paste: Paste): Draft[] {
  // JSON and logs write the line breaks as `\r\n`. The length stays, so that places do.
  const lower = paste.lower.includes('\\n') ? paste.lower.replace(/\\[rn]/g, '  ') : paste.lower;
  const drafts: Draft[] = [];
  for (const { 0: all, 1: name, 2: value, index } of lower.matchAll(FIELD)) {
    if (name === undefined || value === undefined) continue;
    const [from, to] = [index + all.indexOf(name), index + all.length];
    let draft = drafts.at(-1);
    const isNext = !draft || from - draft.to > 40 || !BETWEEN.test(lower.slice(draft.to, from)) || (name !== 'mx' && draft.fields.has(name));
    if (!draft || isNext) {
      draft = { from, to, fields: new Map(), mx: [] };
      drafts.push(draft);
    }
    draft.to = to;
    const printed = paste.raw(to - value.length, to);
    if (name === 'mx') draft.mx.push(printed.replace(/\.$/, ''));
    else draft.fields.set(name, printed);
    if (drafts.length > MOST) break;
  }
  return drafts;
}

/** `version: STSv1` with another field; without the version the mode and the age, which other files do not have together. */
function isPolicy({ fields, mx }: Draft): boolean {
  const mode = fields.get('mode');
  const version = fields.get('version')?.toLowerCase();
  if (version !== undefined) return version === 'stsv1' && (mode !== undefined || mx.length > 0 || fields.has('max_age'));
  return fields.has('max_age') && (mode === undefined ? mx.length > 0 : MODES.has(mode.toLowerCase()));
}

function toClue(paste: Paste, { from, to, fields, mx }: Draft): PolicyClue {
  const age = /^\d{1,9}$/.exec(fields.get('max_age') ?? '')?.[0];
  return {
    kind: 'policy',
    mode: realValue(fields.get('mode'))?.toLowerCase(),
    mx: mx.filter((host) => hostName(host.replace(/^\*\./, '')) !== undefined).slice(0, MOST),
    maxAge: age === undefined ? undefined : Number(age),
    at: quoteUpTo(paste, from, to, LONGEST_QUOTE),
  };
}
