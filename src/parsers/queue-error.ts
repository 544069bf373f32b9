import type { Parser, Paste } from './paste.js';

/** Properties that only queues and queued messages have. */
const PROPERTIES = [
  'NextHopDomain',
  'NextHopConnector',
  'NextHopCategory',
  'DeliveryType',
  'LastError',
  'LastRetryTime',
  'NextRetryTime',
  'RetryCount',
  'MessageCount',
  'QueueIdentity',
  'DeferredMessageCount',
  'Velocity',
  '次ホップドメイン',
  '次ホップ ドメイン',
  '配信の種類',
  '最新のエラー',
  '最後のエラー',
];
const QUEUE = new Set(PROPERTIES);
const NAME = /^[A-Za-z\u00C0-\uFFDC][\w \u00C0-\uFFDC-]{1,50}$/;
/** Name of a `Name : value` line. */
function propertyName(line: string): string | undefined {
  const colon = line.slice(0, 120).indexOf(':');
  const name =
    colon < 0
      ? ''
      : line
          .slice(0, colon)
          .replace(/^[> ]{1,20}/, '')
          .trim();
  return NAME.test(name) ? name : undefined;
}
const COLUMNS = ['DeliveryType', 'Status', 'MessageCount'];
const isTableHead = (line: string): boolean => line.trim() === 'LastError' || COLUMNS.every((column) => line.includes(column));

/**
 * Output of Get-Queue and Get-Message: which lines were understood. The reply in LastError is read by smtp-reply, which
 * joins its wrapped lines; the connector comes from NextHopConnector (`contextOf`).
 */
export const readQueueError: Parser = (paste) => {
  if (!PROPERTIES.some((name) => paste.text.includes(name))) return { clues: [], understood: [] };
  const understood: number[] = [];
  for (const block of blocks(paste)) {
    const isQueue = block.some(({ name }) => name !== undefined && QUEUE.has(name));
    if (isQueue) understood.push(...block.map(({ number }) => number));
  }
  return { clues: [], understood: [...understood, ...tableLines(paste)] };
};

interface Entry {
  readonly number: number;
  readonly name: string | undefined;
}

/** Runs of `Name : value` lines and their continuations. A blank line does not end a run: some pastes double them. */
function blocks(paste: Paste): Entry[][] {
  const all: Entry[][] = [];
  let block: Entry[] = [];
  for (const { text, number } of paste.lines) {
    if (text.trim() === '' || text.trim() === '>') continue;
    const name = propertyName(text);
    const isContinuation = block.length > 0 && /^ {8}/.test(text);
    if (name !== undefined || isContinuation) block.push({ number, name });
    else if (block.length > 0) {
      all.push(block);
      block = [];
    }
  }
  return block.length > 0 ? [...all, block] : all;
}

/** A table and its rows, down to the next blank line. */
function tableLines(paste: Paste): number[] {
  const found: number[] = [];
  let inside = false;
  for (const { text, number } of paste.lines) {
    if (isTableHead(text.slice(0, 400))) inside = true;
    else if (text.trim() === '') inside = false;
    if (inside) found.push(number);
  }
  return found;
}
