import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Locale, Rule } from '../model/rule.js';

/** Where a rule lives: its area folder and its file. */
export interface RuleFile {
  readonly area: string;
  readonly id: string;
  readonly path: string;
}

/** A text of test/rules: `match.` must give its rule, `near.<winner>.` must give the winner instead. */
export interface Sample {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly kind: 'match' | 'near';
  /** The rule that must win: its own for `match`, the named one for `near`, undefined for `near.none`. */
  readonly winner: string | undefined;
  /** Language of the text, by the last part of a match sample's name. */
  readonly locale: Locale | undefined;
}

export const RULES = 'src/rules';
export const SAMPLES = 'test/rules';

const folders = (path: string): string[] =>
  existsSync(path)
    ? readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort()
    : [];

/** All rule files, by area and id. */
export function ruleFiles(root = RULES): RuleFile[] {
  return folders(root).flatMap((area) =>
    readdirSync(join(root, area))
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .map((name) => ({ area, id: basename(name, '.ts'), path: `${root}/${area}/${name}` })),
  );
}

/** Sample folders that exist, with or without a rule. */
export const sampleFolders = (root = SAMPLES): Omit<RuleFile, 'path'>[] =>
  folders(root).flatMap((area) => folders(join(root, area)).map((id) => ({ area, id })));

export const folderOf = ({ area, id }: Omit<RuleFile, 'path'>, root = SAMPLES): string => `${root}/${area}/${id}`;

/** The samples of one rule, by name. */
export function samplesOf(rule: Omit<RuleFile, 'path'>, root = SAMPLES): Sample[] {
  const folder = folderOf(rule, root);
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names.flatMap((name) => {
    const [kind, second, ...rest] = name.split('.');
    if ((kind !== 'match' && kind !== 'near') || !name.endsWith('.txt')) return [];
    const winner = kind === 'match' ? rule.id : second === 'none' ? undefined : second;
    const last = rest.at(-2);
    return [
      {
        name,
        path: `${folder}/${name}`,
        text: readFileSync(`${folder}/${name}`, 'utf8'),
        kind,
        winner,
        locale: last === 'en' || last === 'ja' ? last : undefined,
      },
    ];
  });
}

/** The rule that a file exports. */
export async function loadRule({ path }: RuleFile): Promise<Rule> {
  const module: { default: Rule } = await import(`../../${path}`);
  return module.default;
}
