import type { Line, Paste } from '../text/paste.js';
import { hostLabelled } from './above.js';
import { hostOf, wordAfter } from './values.js';

/** True for the field of a delivery status that holds a reply. */
export const isDiagnosis = (line: Line): boolean => /^[> ]{0,20}diagnostic-code:/.test(line.lower.slice(0, 40));
/** Exchange Online heads a reply so in its own layout. */
const isReported = (line: Line): boolean => /^[> *[]{0,20}(?:(?:reported )?error|報告されたエラー)[\]*]{0,3} ?:/.test(line.lower.slice(0, 60));

/** The remote server that is named in a line below the reply. */
export function remoteBelow(paste: Paste, line: Line): string | undefined {
  if (isDiagnosis(line)) return inStatus(paste, line);
  return isReported(line) ? inDetails(paste, line) : undefined;
}

/** In a delivery status the remote server may stand behind its reply. */
function inStatus(paste: Paste, line: Line): string | undefined {
  for (let i = line.number; i < line.number + 6; i += 1) {
    const text = paste.lines[i]?.text ?? '';
    if (/^[> ]{0,20}(?:Final|Original)-Recipient:/i.test(text) || text.trim() === '') return undefined;
    const host = hostOf(wordAfter(text, 'remote-mta: dns;') ?? wordAfter(text, 'remote-mta:dns;'));
    if (host !== undefined) return host;
  }
  return undefined;
}

/** `Remote server:`, two lines below `Reported error:`. */
function inDetails(paste: Paste, line: Line): string | undefined {
  for (let i = line.number; i < line.number + 4; i += 1) {
    const host = hostLabelled(paste.lines[i]?.text.slice(0, 400) ?? '');
    if (host !== undefined) return host;
  }
  return undefined;
}
