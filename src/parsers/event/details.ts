import { hostName } from '../certificate/name.js';
import type { Flat } from '../text/flat.js';
import type { Parser } from '../text/paste.js';
import { realValue } from '../text/placeholder.js';
import type { Datum } from './description.js';
import type { Entry } from './entries.js';
import { readEvents } from './event-log.js';
import { isSchannel, SCHANNEL_SENTENCES, tellSchannel } from './schannel.js';
import { connectorName, readNothing, SENTENCES, type Sentence, type Told, thumbprintIn, unescaped } from './sentences.js';
import { HOST, placesOf, type Spot, WORD } from './words.js';
import { tellData, xmlData, xmlSignals } from './xml.js';

// Sentences by which a rare event is known without an id. Exchange 2010's texts; later versions kept them.
const KNOWN: readonly Sentence[] = [
  {
    ids: [1035],
    hint: 'nbound authentication failed',
    find: /\binbound authentication failed with (?:the )?error \S{3,40} for /g,
    read: readNothing,
  },
  { ids: [1035], hint: '受信認証に失敗', find: /受信認証に失敗/g, read: readNothing },
  { ids: [1036], hint: 'direct trust', find: /\binbound direct trust authentication failed/g, read: readNothing },
  { ids: [2016], hint: 'outbound authentication', find: /\binitialization of outbound authentication failed/g, read: readNothing },
  {
    ids: [2017],
    hint: 'outbound authentication',
    find: /(?<!initialization of )\boutbound authentication failed with (?:the )?error \S{3,40} for /g,
    read: readNothing,
  },
  { ids: [2018], hint: 'direct trust', find: /\boutbound direct trust authentication failed/g, read: readNothing },
  { ids: [2004], hint: 'message delivery was', find: /: message delivery was not successful/g, read: readNothing },
  {
    ids: [2015],
    hint: 'connect to remote domain',
    find: / could(?: not|n't) connect to remote domain/g,
    read: readNothing,
  },
  { ids: [11022], hint: 'domain capabilities', find: /\bfailed to confirm domain capabilities/g, read: readNothing },
  { ids: [11012, 11011, 11015, 11017, 11018], hint: 'domain-secured', find: /\ba message from domain-secured domain/g, read: readNothing },
  { ids: [1019], hint: 'to start listening', find: /\bfailed to start listening \(error: \d{1,5}\)/g, read: readNothing },
  { ids: [1018], hint: 'already in use', find: /\bthe address is already in use\. binding: /g, read: readNothing },
  { ids: [10104], hint: 'match certificate', find: /\bcould(?: not|n't) match certificate when contacting/g, read: readNothing },
  ...SCHANNEL_SENTENCES,
];

type Field = 'error' | 'mechanism' | 'connector' | 'remoteHost' | 'remoteDomain' | 'remoteIp' | 'subject' | 'port';
const ADDRESS = /^[0-9a-f.:]{3,45}(?=\])/;
const PLACES: Readonly<Record<Field, readonly Spot[]>> = {
  error: [
    { after: ['with error ', 'with the error ', 'with status ', 'tls channel: ', 'エラー'], shape: WORD },
    { after: ['listening (error: '], shape: /^\d{4,5}(?=\))/ },
  ],
  mechanism: [{ after: ['mechanism is ', 'mechanism: ', '機構は', 'メカニズムは'], shape: WORD }],
  connector: [
    {
      after: ['receive connector ', 'send connector ', 'on connector ', '受信コネクタ', '送信コネクタ'],
      before: [
        '. the ',
        ': message delivery',
        " couldn't connect",
        ' could not connect',
        ' because ',
        "' could",
        "' failed",
        '" failed',
        "'.",
        '".',
        "',",
        'に対する',
      ],
    },
  ],
  remoteHost: [{ after: ['smtpsvc/', 'target is ', 'from the remote server ', 'when contacting '], shape: HOST }],
  remoteDomain: [{ after: ['connect to remote domain ', 'domain capabilities ', 'domain-secured domain '], shape: HOST }],
  remoteIp: [
    { after: ['['], shape: ADDRESS },
    { after: ['exchange is ', 'アドレスは'], shape: /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d-])/ },
  ],
  port: [{ after: ['binding: '], shape: /^[0-9a-f.:[\]]{3,45}:\d{1,5}(?!\d)/ }],
  subject: [{ after: ['failed for certificate '], before: ['. the '] }],
};
/** Words of the product that say which field they are, in a text of any language. */
const WORDS: readonly (readonly [Field, RegExp])[] = [
  ['error', /\b(?:logondenied|illegalmessage|untrustedroot|unknowncredentials|nocredentials|invalidtoken|targetunknown|timeskew|socketerror)\b/],
  ['mechanism', /\b(?:exchangeauth|gssapi|directtrust|ntlm)\b/],
];
const CLEAN: Readonly<Record<Field, (value: string) => string | undefined>> = {
  // The product's own words begin with a capital: `LogonDenied`.
  error: (value) => (/^[A-Z\d]/.test(value) ? value : undefined),
  mechanism: realValue,
  connector: connectorName,
  remoteHost: hostName,
  remoteDomain: hostName,
  remoteIp: (value) => hostName(value.replace(/^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/, '$1')),
  subject: realValue,
  port: (value) => value.slice(value.lastIndexOf(':') + 1),
};
const FIELDS = Object.keys(PLACES) as Field[];
/** How far behind its beginning a description is read. */
const REACH = 1_500;

/** The value of a field between two places, and where it ends. */
function fieldAt(flat: Flat, field: Field, from: number, end: number): { value: string; to: number } | undefined {
  for (const spot of PLACES[field]) {
    for (const place of placesOf(flat, spot, from, end)) {
      const value = CLEAN[field](unescaped(flat.raw(place.from, place.to)));
      if (value !== undefined) return { value, to: place.to };
    }
  }
  const word = WORDS.find(([one]) => one === field)?.[1].exec(flat.lower.slice(from, end));
  return word ? { value: flat.raw(from + word.index, from + word.index + word[0].length), to: from + word.index + word[0].length } : undefined;
}

function tellTransport(flat: Flat, from: number, limit: number): Told | undefined {
  const values = FIELDS.flatMap((field) => {
    const found = fieldAt(flat, field, from, Math.min(limit, from + REACH));
    return found ? [{ field, ...found }] : [];
  });
  if (values.length === 0) return undefined;
  return { fields: Object.fromEntries(values.map(({ field, value }) => [field, value])), from, to: Math.max(...values.map(({ to }) => to)) };
}

/** Insertions in their order: `Outbound authentication failed with error %1 for Send connector %2 …`. */
const ORDER = new Map<number, readonly (Field | undefined)[]>([
  [1018, ['port']],
  [1019, ['error', 'port']],
  [1035, ['error', 'connector', 'mechanism', 'remoteIp']],
  [1036, ['subject', 'remoteIp']],
  [2004, ['connector']],
  [2015, ['connector', 'remoteDomain', 'remoteHost']],
  [2016, ['error', 'connector', 'mechanism', 'remoteHost']],
  [2017, ['error', 'connector', 'mechanism', 'remoteHost']],
  [2018, ['subject', 'remoteIp']],
  ...[11011, 11012, 11013, 11014, 11015, 11016, 11017, 11018, 11019, 11020, 11021].map((id): [number, Field[]] => [
    id,
    ['remoteDomain', 'connector'],
  ]),
  [11022, ['remoteDomain', 'connector', 'error']],
]);

function tellOrder(id: number, data: readonly Datum[]): Told | undefined {
  const [first] = data;
  const order = ORDER.get(id);
  if (!first || !order) return undefined;
  const fields = order.flatMap((field, index) => {
    const value = data[index]?.value.replace(/^smtpsvc\//i, '').replace(/^\[(.{3,45})\]$/, '$1');
    return field && value !== undefined ? [[field, CLEAN[field](value)] as const] : [];
  });
  return { fields: Object.fromEntries(fields), from: first.from, to: Math.max(first.to, first.from + 1) };
}

/** The certificate events, whose sentences the everyday reader knows. */
const isEveryday = (id: number): boolean => id >= 12_012 && id <= 12_024;
/** Events of other programs have none of these values. */
const isOurs = ({ source, sentence }: Entry): boolean =>
  sentence !== undefined || /^(?:msexchange|schannel|(?:microsoft-windows-)?capi2)/i.test(source ?? '');

/** Where the sentences begin that are known by words in their middle. */
const BEGINNINGS = new Map([
  [1035, '受信コネクタ'],
  [2004, 'send connector '],
  [2015, 'send connector '],
  [36874, 'tls '],
]);
function beginning(flat: Flat, id: number, known: number): number {
  const words = BEGINNINGS.get(id);
  const start = Math.max(0, known - 300);
  const at = words === undefined ? -1 : flat.lower.slice(start, known).lastIndexOf(words);
  return at === -1 ? known : start + at;
}

function tell(flat: Flat, entry: Entry, data: readonly Datum[]): Told | undefined {
  if (isEveryday(entry.id)) return tellData(entry.id, data);
  if (!isOurs(entry)) return undefined;
  const from = entry.sentence ? beginning(flat, entry.id, entry.sentence.from) : entry.to;
  if (isSchannel(entry)) return tellSchannel(flat, from, entry, data);
  const told = data.length > 0 ? tellOrder(entry.id, data) : tellTransport(flat, from, entry.limit);
  if (told?.fields.subject === undefined) return told;
  const { subject } = told.fields;
  const isName = /^cn=/i.test(subject);
  return { ...told, fields: { ...told.fields, subject: isName ? subject : undefined, thumbprint: thumbprintIn(subject) } };
}

/** Events that few pastes hold: Schannel, authentication between servers, direct trust, Domain Security, 2015. */
export const readEventDetails: Parser = (paste) =>
  readEvents(paste, { sentences: [...SENTENCES, ...KNOWN], signals: xmlSignals, data: xmlData, tell });
