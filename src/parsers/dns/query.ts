import { recordName } from './records.js';

/** What was asked, as far as the typed command tells. */
export interface Asked {
  readonly tool: 'nslookup' | 'dig' | 'host' | 'shell';
  readonly name: string | undefined;
  /** In capitals. */
  readonly type: string | undefined;
  /** Only the data of the records is printed. */
  readonly short: boolean;
}

const TYPES = new Set(['A', 'AAAA', 'MX', 'TXT', 'TLSA', 'CNAME', 'NS', 'PTR', 'SOA', 'SRV', 'CAA', 'DNSKEY', 'DS', 'ANY', 'A_AAAA', 'SPF']);
const typeOf = (word: string | undefined): string | undefined => {
  const type = word?.toUpperCase();
  if (type === 'A+AAAA' || type === 'A_AAAA') return 'A';
  return type === 'TYPE52' ? 'TLSA' : type !== undefined && TYPES.has(type) ? type : undefined;
};

/** A prompt of a shell, or nothing, in front of the command. */
const COMMAND =
  /^(?:(?:ps )?[a-z]:\\[^>\n]{0,100}> ?|ps> ?|[\w.@~:/[\]() -]{0,60}[$#%>] ?)?(?:sudo )?(nslookup|dig|host|resolve-dnsname)(?:\.exe)?(?: (\S.{0,300}))?$/;
const TOOLS = ['nslookup', 'dig', 'host ', 'resolve-dnsname'];

/** A typed command, by the line without quote marks. */
export function askedIn(words: string, lower: string): Asked | undefined {
  if (!TOOLS.some((tool) => lower.includes(tool))) return undefined;
  const [, tool, args] = COMMAND.exec(lower) ?? [];
  if (tool === undefined) return undefined;
  const given = args === undefined ? [] : words.slice(words.length - args.length).split(' ');
  if (tool === 'nslookup') return nslookup(given);
  // `Resolve-DnsName : name : message` is an error.
  if (tool === 'resolve-dnsname') return given[0] === ':' ? undefined : shell(given);
  return tool === 'dig' ? dig(given) : host(given);
}

function nslookup(args: readonly string[]): Asked | undefined {
  const option = args.map((arg) => /^[-/](?:type|ty|q|qt|query|querytype)=([\w+]{1,10})$/i.exec(arg)?.[1]).find((type) => type !== undefined);
  const words = args.filter((arg) => !/^[-/]/.test(arg));
  const name = recordName(words[0]);
  if (words[0] !== undefined && name === undefined && words[0] !== '-') return undefined;
  return { tool: 'nslookup', name, type: typeOf(option), short: false };
}

/** `dig [@server] [-t] TYPE name +options` in any order; `; <<>> DiG 9.18 <<>> …` repeats the same words. */
export function dig(args: readonly string[]): Asked | undefined {
  const words = args.filter((arg) => !/^[@+-]/.test(arg));
  const name = words.map(recordName).find((one) => one !== undefined);
  if (name === undefined) return undefined;
  return { tool: 'dig', name, type: words.map(typeOf).find((type) => type !== undefined), short: args.includes('+short') };
}

/** In a sentence `host` is a word: beside the name only a type and a server may stand. */
function host(args: readonly string[]): Asked | undefined {
  const at = args.indexOf('-t');
  const type = typeOf(at === -1 ? undefined : args[at + 1]);
  const words = args.filter((arg, i) => !arg.startsWith('-') && (at === -1 || i !== at + 1));
  const names = words.map((word) => (/^[\d.]{7,15}$/.test(word) ? word : recordName(word)));
  return names[0] !== undefined && names.length < 3 && names.every((name) => name !== undefined)
    ? { tool: 'host', name: recordName(names[0]), type, short: false }
    : undefined;
}

const SWITCHES = new Set([
  '-dnsonly',
  '-nohostsfile',
  '-cacheonly',
  '-dnssecok',
  '-dnsseccd',
  '-quicktimeout',
  '-tcponly',
  '-norecursion',
  '-llmnrfallback',
]);

function shell(args: readonly string[]): Asked {
  const named = new Map<string, string>();
  const bare: string[] = [];
  const end = args.indexOf('|');
  const given = end === -1 ? args : args.slice(0, end);
  for (let i = 0; i < given.length; i += 1) {
    const arg = given[i] ?? '';
    if (!arg.startsWith('-')) bare.push(unquoted(arg));
    else if (!SWITCHES.has(arg.toLowerCase())) {
      named.set(arg.toLowerCase(), unquoted(given[i + 1] ?? ''));
      i += 1;
    }
  }
  const name = named.get('-name') ?? bare.shift();
  return { tool: 'shell', name: recordName(name), type: typeOf(named.get('-type') ?? named.get('-querytype') ?? bare.shift()), short: false };
}

const unquoted = (word: string): string => word.replace(/^["']|["']$/g, '');

/** `set type=mx` at the prompt of nslookup. */
export function typeSet(lower: string): string | undefined {
  return typeOf(/^(?:> ?)?set (?:type|ty|q|qt|query|querytype)=([\w+]{1,10})$/.exec(lower)?.[1]);
}
