import type { ReplyClue } from '../../model/evidence.js';
import { isLogLine } from '../log/rows.js';
import { flatten } from '../text/flat.js';
import type { Paste } from '../text/paste.js';
import { holds } from '../text/words.js';
import type { Node } from './chain.js';
import { sentenceClue } from './clue.js';
import { contextOf, isDiagnosis } from './context.js';
import type { Setting } from './submission.js';
import { hostOf } from './values.js';

const MOST = 100;

/**
 * What programs say instead of a reply, in words that no code goes with. The patterns run over the flat text, each only
 * if its hint, in lower case, is there.
 */
const SENTENCES: readonly { readonly hint: string; readonly find: RegExp }[] = [
  { hint: 'tls is required,', find: /TLS is required, but was not offered(?: by host (?<host>[^\s[]{1,255})\[[^\]\n]{0,60}\])?/g },
  {
    hint: 'did not offer tls support',
    find: /(?:a TLS session is required(?: for (?<host>[^\s[]{1,255}) \[[^\]\n]{0,60}\])?, )?but the server did not offer TLS support/gi,
  },
  { hint: 'tls negotiation failed', find: /TLS negotiation failed with error [A-Z]\w{2,40}/g },
  {
    hint: 'the certificate specified in',
    find: /The certificate specified in (?:the )?TlsCertificateName of the Send ?Connector(?: ["'][^"']{1,120}["'])?(?: could not be found)?\.?/gi,
  },
  { hint: 'server does not support', find: /(?:SMTP )?server does not support (?:the )?STARTTLS(?: extension)?/gi },
  { hint: 'support secure connections', find: /Server does not support secure connections/g },
  { hint: 'not supported by', find: /STARTTLS (?:extension )?(?:is )?not supported by (?:the )?server/gi },
  { hint: 'starttls is required but', find: /STARTTLS is required but host does not support STARTTLS/gi },
  { hint: 'cannot start tls', find: /Cannot start TLS: handshake failure/g },
  { hint: 'server certificate not', find: /Server certificate not (?:verified|trusted)/g },
  { hint: 'must issue a starttls', find: /Must issue a STARTTLS command first/g },
  { hint: 'no route to the mailbox', find: /There is currently no route to the mailbox database/g },
  { hint: 'matching connector cannot', find: /A matching connector cannot be found to route the external recipient/g },
  { hint: 'starttls is required to', find: /STARTTLS is required to send mail/g },
];

/** The same faults without a code, as Postfix, Exim, protocol logs and mail libraries print them. */
export function readSentences(paste: Paste, roots: readonly Node[], setting: Setting, understood: Set<number>): ReplyClue[] {
  const clues: ReplyClue[] = [];
  for (const { hint, find } of SENTENCES) {
    if (!holds(paste, hint)) continue;
    const flat = flatten(paste);
    for (const found of flat.text.matchAll(find)) {
      if (clues.length >= MOST) return clues;
      const [start, end] = [flat.place(found.index), flat.place(found.index + found[0].length - 1) + 1];
      const line = paste.lineAt(start);
      // A code in front of it was left out on purpose (`{MSG=…}`); bounce.ts reads Diagnostic-Code together with Status.
      if (isLogLine(line.text) || isInside(roots, start) || /\.\d{1,3} $/.test(paste.text.slice(start - 4, start)) || isDiagnosis(line)) continue;
      for (let { number } = line; number <= paste.lineAt(end - 1).number; number += 1) understood.add(number);
      clues.push(readSentence(paste, start, end, hostOf(found.groups?.['host']), setting));
    }
  }
  return clues;
}

function isInside(roots: readonly Node[], place: number): boolean {
  let [low, high] = [0, roots.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((roots[middle]?.begin ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  const root = roots[low];
  return root !== undefined && root.begin <= place && place < root.to;
}

function readSentence(paste: Paste, start: number, end: number, host: string | undefined, setting: Setting): ReplyClue {
  const line = paste.lineAt(start);
  const above = paste.lines[line.number - 2]?.text.slice(0, 200).replace(/^[> ]{1,40}/, '') ?? '';
  const before = `${above}\n${paste.text.slice(Math.max(line.start, start - 400), start)}`;
  const { proxy, ...context } = contextOf(paste, start, end);
  return sentenceClue(paste, start, end, {
    ...context,
    ...proxy,
    ...setting,
    status: [...before.matchAll(/(?:\bdsn=|^Status: ?)([45]\.\d{1,3}\.\d{1,3})/gm)].at(-1)?.[1],
    endpoint: host ?? context.endpoint,
  });
}
