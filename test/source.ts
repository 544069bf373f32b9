import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from '@swc/core';

/** A node of the syntax tree, as far as these tests look at it. */
export interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly nodes: readonly Node[];
  /** First and last line (from 1) of a node. */
  lines(node: Node): { first: number; last: number };
}

/** An import, also a dynamic one or a re-export. */
export interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
  readonly line: number;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function* walk(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item);
  else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) yield value;
    for (const child of Object.values(value)) yield* walk(child);
  }
}

/** Files below a folder whose name ends in .ts or .mjs, by path. */
export const sourceFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();

export function parseSource(path: string, text: string): Source {
  const module = parseSync(text, { syntax: 'typescript', target: 'es2022' });
  const bytes = Buffer.from(text);
  // A span counts bytes from 1.
  const lineAt = (place: number) => bytes.subarray(0, place - 1).filter((byte) => byte === 10).length + 1;
  const lines = (node: Node) => {
    const span = Object(node['span']);
    return { first: lineAt(span.start), last: lineAt(span.end) };
  };
  return { path, text, nodes: [...walk(module.body)], lines };
}

export const readSource = (path: string): Source => parseSource(path, readFileSync(path, 'utf8'));

const textOf = (value: unknown): string | undefined =>
  isNode(value) && value.type === 'StringLiteral' && typeof value['value'] === 'string' ? value['value'] : undefined;

const IMPORTS = ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration'];

/** What an import node names: the source of a declaration, or the argument of `import()` and `require()`. */
function importedBy(node: Node): string | undefined {
  if (IMPORTS.includes(node.type)) return textOf(node['source']);
  if (node.type !== 'CallExpression' || !isNode(node['callee'])) return undefined;
  const { callee } = node;
  const loads = isNode(callee) && (callee.type === 'Import' || (callee.type === 'Identifier' && callee['value'] === 'require'));
  return loads ? (textOf(Object(Object(node['arguments'])[0]).expression) ?? '(computed)') : undefined;
}

export const importsOf = (source: Source): Import[] =>
  source.nodes.flatMap((node) => {
    const from = importedBy(node);
    return from === undefined ? [] : [{ from, typeOnly: node['typeOnly'] === true, line: source.lines(node).first }];
  });
