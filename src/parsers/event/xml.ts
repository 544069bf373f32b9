import { decodeEntities, domainOf, hasMark, hostName } from '../certificate/name.js';
import type { Flat } from '../text/flat.js';
import { realValue } from '../text/placeholder.js';
import type { Datum } from './description.js';
import type { Entry } from './entries.js';
import { connectorName, type Fields, readWanted, type Told, thumbprintIn } from './sentences.js';
import { COMPUTER, eventId, lineEnd, type Signal, sourceName } from './signals.js';

const ELEMENT =
  /<Event(?=[ >])|<Provider Name=["']([^"'<>]{1,100})["']|<EventID(?: [^<>]{0,80})?>(\d{1,10})<\/EventID>|<Computer>([^<>]{1,260})<\/Computer>/gi;
// The friendly view of Event Viewer's details tab: the elements of the XML as an indented list.
//   - Provider
//      [ Name]  Schannel
//     EventID 36887
//   - EventData
//     AlertDesc 40
const PARTS = /\[ ?name\] |\beventid (?=\d)|\bcomputer (?=[\w])/g;
const MOST_DATA = 12;
const LONGEST = 600;

/** Signals of event XML and of the list that Event Viewer makes of it. */
export const xmlSignals = (flat: Flat): Signal[] => [...elements(flat), ...viewSignals(flat)];

function elements(flat: Flat): Signal[] {
  if (!['<event', '<provider', '<computer'].some((one) => flat.lower.includes(one))) return [];
  return [...flat.text.matchAll(ELEMENT)].map((match): Signal => {
    const [all, source, id, computer] = match;
    const span = { from: match.index, to: match.index + all.length, element: true };
    if (source !== undefined) return { kind: 'source', value: sourceName(source), ...span };
    if (id !== undefined) return { kind: 'id', id: eventId(id), ...span };
    if (computer !== undefined) return { kind: 'computer', value: COMPUTER.test(computer.trim()) ? computer.trim() : '', ...span };
    return { kind: 'xml', from: span.from, to: span.to };
  });
}

function viewSignals(flat: Flat): Signal[] {
  if (!flat.lower.includes('[ name]') && !flat.lower.includes('[name]')) return [];
  return [...flat.lower.matchAll(PARTS)].flatMap(({ index: from, 0: label }): Signal[] => {
    if (!flat.startsLine(from) && !flat.text.startsWith('- ', from - 2)) return [];
    const to = lineEnd(flat, from + label.length, from + 200);
    const value = flat.raw(from + label.length, to);
    if (label.startsWith('[')) return [{ kind: 'source', value: sourceName(value), from, to, element: true }];
    if (label.startsWith('computer')) return [{ kind: 'computer', value, from, to, element: true }];
    const id = /^\d{1,10}(?!\d)/.exec(value)?.[0];
    return id === undefined ? [] : [{ kind: 'id', id: eventId(id), from, to, element: true }];
  });
}

/** The insertions of an entry of event XML, or of that list. */
export function xmlData(flat: Flat, entry: Entry): readonly Datum[] {
  const data = elementData(flat, entry);
  return data.length > 0 ? data : viewData(flat, entry);
}

/** None if a line break has cut one of the elements (`<Da⏎ta>`): the others would be out of their order. */
function elementData(flat: Flat, { from, limit }: Entry): Datum[] {
  const text = flat.text.slice(from, limit);
  const data: Datum[] = [];
  for (let at = 0; data.length < MOST_DATA; ) {
    const open = text.indexOf('<Data', at);
    const start = open === -1 ? -1 : text.indexOf('>', open) + 1;
    if (start < 1) break;
    // One more end stands between the last one and this beginning.
    if (text.slice(at, open).lastIndexOf('</Data>') > 0) return [];
    const end = text.charAt(start - 2) === '/' ? start : text.indexOf('</Data>', start);
    if (end === -1) break;
    if (['<Data', '</'].some((mark) => text.slice(start, end).includes(mark))) return [];
    const name = /^<Data Name=["']([A-Za-z]{1,60})["']/.exec(text.slice(open, Math.min(start, open + 80)))?.[1];
    data.push({ name, value: decodeEntities(flat.raw(from + start, from + end)), from: from + start, to: from + end });
    at = end;
  }
  return data;
}

/** The lines under `EventData`; a line of Schannel's begins with the name of its value. */
function viewData(flat: Flat, { from, limit }: Entry): readonly Datum[] {
  const heading = flat.lower.indexOf('eventdata ', from);
  if (heading === -1 || heading >= limit || (!flat.startsLine(heading) && !flat.text.startsWith('- ', heading - 2))) return [];
  const data: Datum[] = [];
  for (let at = heading + 'eventdata '.length; at < limit && data.length < MOST_DATA; ) {
    const end = lineEnd(flat, at + 1, Math.min(limit, at + LONGEST));
    if (data.length > 0 && flat.afterGap(at)) break;
    const line = flat.raw(at, end);
    const [, name, value] = /^([A-Z][A-Za-z]{3,30}) (\S.{0,299})$/.exec(line) ?? [];
    data.push({ name, value: isName(name) && value !== undefined ? value : line, from: at, to: end });
    at = end;
  }
  return data;
}

/** Two words in one, as Schannel names its values. `Default Frontend EX01` is no name and value. */
const isName = (name: string | undefined): boolean => name !== undefined && /^[A-Z][a-z]+[A-Z]|^Protocol$/.test(name);

/** Insertions of event XML in their order, which no language changes. */
function readData(id: number, data: readonly string[]): Fields {
  const [first = '', second = '', third = ''] = data;
  switch (id) {
    case 12014:
      return {
        ...readWanted(first),
        connector: connectorName(second),
        ...(hasMark(third) ? {} : { fqdn: hostName(third) }),
        ...(first.trim() === '' ? { cut: true } : {}),
      };
    case 12016:
      return { fqdn: hostName(first) };
    case 12018:
      return { domain: domainOf(realValue(first)) ?? hostName(first), thumbprint: thumbprintIn(second), hours: /^\d{1,6}$/.exec(third.trim())?.[0] };
    case 12013:
    case 12015:
    case 12017:
    case 12023:
    case 12024:
      return { thumbprint: thumbprintIn(first), hours: /^\d{1,6}$/.exec(second.trim())?.[0] };
    case 12019: {
      const subject = realValue(first);
      return { subject, remoteHost: domainOf(subject) };
    }
    default:
      return {};
  }
}

/** What insertions say of the everyday events. */
export function tellData(id: number, data: readonly Datum[]): Told | undefined {
  const [first] = data;
  const values = data.map(({ value }) => value);
  return first && { fields: readData(id, values), from: first.from, to: Math.max(first.to, first.from + 1) };
}
