import { FORMS } from '../forms.js';
import type { Parser } from '../text/paste.js';
import { type Draft, hear, isSession, toClue, withoutRepeats } from './draft.js';
import { sessionLines } from './lines.js';

const MOST_SESSIONS = 40;

/** Telnet, a program's debug output, or only the answer to EHLO: one clue a session. What shows a handshake has a parser of its own. */
export const readSmtpSession: Parser = (paste) => {
  if (FORMS['tls-client'].some((word) => paste.lower.includes(word))) return { clues: [], understood: [] };
  const drafts: Draft[] = [];
  for (const spoken of sessionLines(paste)) {
    hear(drafts, spoken);
    if (drafts.length > MOST_SESSIONS) break;
  }
  const told = drafts.filter(isSession);
  return { clues: withoutRepeats(told.map((draft) => toClue(paste, draft))), understood: told.flatMap(({ lines }) => lines) };
};
