import type { ErrorClue } from '../../model/evidence.js';
import { hostName } from '../certificate/name.js';
import { connectorName } from '../event/sentences.js';
import type { Parser } from '../text/paste.js';

/** Words by which the Hybrid Configuration Wizard, EdgeSync, HealthChecker, the validation of connectors and headers tell a fault. */
export const WIZARD_WORDS = [
  'requiredtls flag should be set',
  'secure mail certificate on server',
  'default receive connector cannot be found',
  'no valid certificate exists for the hub transport',
  'not configured as part of connector',
  'x-crosspremisesheadersfilteredbysendconnector',
  'failed to synchronize entry cn=',
  'tlscertificatename syntax invalid: true',
  'certificate is not enabled for smtp protocol',
  'internal transport certificate cannot be removed',
] as const;

const MOST = 20;
/** A sentence may be wrapped once. */
const LONGEST = 600;

/** One error for each sentence that is known, with the server that it names. */
export const readWizard: Parser = (paste) => {
  const clues: ErrorClue[] = [];
  const understood: number[] = [];
  for (const word of WIZARD_WORDS) {
    for (let at = paste.lower.indexOf(word); at >= 0 && clues.length < MOST; at = paste.lower.indexOf(word, at + word.length)) {
      const line = paste.lineAt(at);
      const text = paste.text.slice(line.start, Math.min(line.end, line.start + LONGEST)).trim();
      understood.push(line.number);
      clues.push({ kind: 'error', text, server: serverIn(text), connector: connectorIn(text), at: paste.quote(line.start, line.end) });
    }
  }
  return { clues, understood };
};

/** `… on server HYB01 is not bound …`, `…SendConnector: HYB01.contoso.com`. */
function serverIn(text: string): string | undefined {
  const logged = /,([^,\s]{1,253}),\d{2,5},SyncEngine,/.exec(text)?.[1];
  if (logged !== undefined) return hostName(logged);
  const lower = text.toLowerCase();
  const mark = [' on server ', 'sendconnector:'].find((one) => lower.includes(one));
  if (mark === undefined) return undefined;
  const [word = ''] = text
    .slice(lower.indexOf(mark) + mark.length)
    .trim()
    .split(/[\s,;]/);
  return hostName(word.replace(/\.$/, ''));
}

/** The connector that EdgeSync could not write: `… entry CN=Outbound to Office 365,CN=Connections,…`. */
function connectorIn(text: string): string | undefined {
  const from = text.toLowerCase().indexOf('entry cn=');
  const to = from === -1 ? -1 : text.indexOf(',CN=Connections,', from);
  return to === -1 ? undefined : connectorName(text.slice(from + 'entry CN='.length, to));
}
