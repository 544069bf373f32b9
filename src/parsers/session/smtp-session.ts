import { FORMS } from '../forms.js';
import type { Parser } from '../text/paste.js';
import { holdsAny } from '../text/words.js';
import { type Draft, hear, isSession, toClue, withoutRepeats } from './draft.js';
import { sessionLines } from './lines.js';

const MOST_SESSIONS = 40;
/** A session is told by one of these, whatever else is in it. */
const GREETING_OR_ANSWER = ['220', '250'];

/** Telnet, a program's debug output, or only the answer to EHLO: one clue a session. What shows a handshake has a parser of its own. */
export const readSmtpSession: Parser = (paste) => {
  if (!holdsAny(paste, GREETING_OR_ANSWER) || holdsAny(paste, FORMS['tls-client'])) return { clues: [], understood: [] };
  const drafts: Draft[] = [];
  for (const spoken of sessionLines(paste)) {
    hear(drafts, spoken);
    if (drafts.length > MOST_SESSIONS) break;
  }
  const told = drafts.filter(isSession);
  return { clues: withoutRepeats(told.map((draft) => toClue(paste, draft))), understood: told.flatMap(({ lines }) => lines) };
};
