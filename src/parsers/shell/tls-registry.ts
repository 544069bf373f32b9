import type { SettingClue } from '../../model/evidence.js';
import type { Line, Parser, Paste } from '../text/paste.js';

const MOST = 60;
const LONGEST = 400;

/** Keys of the registry, blanks taken out: a console breaks them anywhere. */
const KEY = /\\protocols\\tls(1\.[0-3])\\(client|server)|\\(wow6432node\\)?microsoft\\\.netframework\\v(2|4)\.0\.\d{3,6}/;
/** `Enabled : 0`, `Enabled    REG_DWORD    0x0`, `"Enabled"=dword:00000000`, and the last column of a row. */
const VALUE = /^[> ]{0,20}"?(enabled|disabledbydefault|systemdefaulttlsversions|schusestrongcrypto)"?(?= {0,60}[:=] {0,5}| {1,60})/;
const NUMBER = /(?:^|[ :=]|0x|dword:)(?:0{0,7})(\d|f{8}|null)$/;

interface Draft {
  readonly identity: string;
  readonly of: SettingClue['of'];
  readonly properties: Map<string, string>;
  readonly first: Line;
}

/**
 * TLS in the registry, as Get-ItemProperty, `reg query`, a .reg file and the table of HealthChecker print it: one clue a
 * key, with the values that were printed. A value that the table calls NULL is an empty string.
 */
export const readTlsRegistry: Parser = (paste) => {
  const drafts = new Map<string, Draft>();
  const understood: number[] = [];
  for (const block of blocksOf(paste)) {
    const shared = keyIn(block.map(({ lower }) => lower).join(''));
    for (const line of block) {
      const lower = line.lower.slice(0, LONGEST).trimEnd();
      const name = VALUE.exec(lower)?.[1];
      const place = keyIn(lower) ?? shared;
      if (place) understood.push(line.number);
      const number = NUMBER.exec(lower)?.[1];
      // In a list an empty value has its colon.
      const value = number === undefined ? (lower.endsWith(':') ? '' : undefined) : number === 'null' ? '' : number.startsWith('f') ? '1' : number;
      if (!place || name === undefined || value === undefined || drafts.size >= MOST) continue;
      const draft = drafts.get(place.identity) ?? { ...place, properties: new Map(), first: line };
      drafts.set(place.identity, draft);
      draft.properties.set(name, value);
    }
  }
  return {
    clues: [...drafts.values()].map(({ first, ...draft }): SettingClue => ({ kind: 'setting', ...draft, at: paste.quote(first.start, first.end) })),
    understood,
  };
};

/** Lines between blank ones; the headings of `reg query` and of .reg files begin one as well. */
function blocksOf(paste: Paste): Line[][] {
  const blocks: Line[][] = [[]];
  for (const line of paste.lines) {
    if (/^[> ]{0,20}$/.test(line.text) || /^[> ]{0,20}\[?hkey_/.test(line.lower)) blocks.push([]);
    if (line.text.trim() !== '') blocks.at(-1)?.push(line);
  }
  return blocks;
}

function keyIn(text: string): Pick<Draft, 'identity' | 'of'> | undefined {
  const [found, version, side, wow, net] = KEY.exec(text.slice(0, 4 * LONGEST).replaceAll(' ', '')) ?? [];
  if (found === undefined) return undefined;
  if (net !== undefined) return { identity: `.NET ${net} ${wow === undefined ? '64' : '32'}`, of: 'dotnet-tls' };
  return { identity: `TLS ${version} ${side === 'client' ? 'Client' : 'Server'}`, of: 'tls-version' };
}
