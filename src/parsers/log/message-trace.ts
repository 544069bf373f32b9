import type { Line, Parser } from '../text/paste.js';

/** Properties of Get-MessageTrace and Get-MessageTraceDetail (also V2), in lower case. */
const PROPERTIES = new Set([
  'messagetraceid',
  'messageid',
  'senderaddress',
  'recipientaddress',
  'received',
  'subject',
  'status',
  'fromip',
  'toip',
  'size',
  'organization',
  'date',
  'event',
  'action',
  'detail',
  'data',
  'index',
  'startdate',
  'enddate',
  'runspaceid',
]);
/** One of them is in each object; the others have common names. */
const OWN = ['messagetraceid', 'recipientaddress', 'messageid'];

/** Events of a trace as the admin center and the shell name them: English, Japanese. */
const EVENTS =
  /^[> ]{0,20}(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[, ]{1,2}[\d: apm]{4,12}\s{1,20})(?:receive|send|fail|deliver|expand|transfer|defer|resolve|drop|submit|受信|送信|失敗|配信|展開|転送|延期|解決済み)(?:\s|$)/;

const nameOf = ({ lower }: Line): string =>
  lower
    .slice(0, Math.max(0, lower.slice(0, 60).indexOf(':')))
    .replace(/^[> ]{1,20}/, '')
    .trim();

/**
 * Message traces of Exchange Online: which lines were understood. The reply in the reason is read by smtp-reply, which
 * takes sender and recipient from the lines above it.
 */
export const readMessageTrace: Parser = (paste) => {
  const understood: number[] = [];
  let block: Line[] = [];
  const end = () => {
    if (block.some((line) => OWN.includes(nameOf(line)))) understood.push(...block.map(({ number }) => number));
    block = [];
  };
  for (const line of paste.lines) {
    if (line.text.trim() === '') continue;
    if (EVENTS.test(line.lower.slice(0, 80))) understood.push(line.number);
    if (PROPERTIES.has(nameOf(line)) || (block.length > 0 && /^ {8}/.test(line.text))) block.push(line);
    else end();
  }
  end();
  return { clues: [], understood };
};
