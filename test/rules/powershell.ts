import { dirname, join } from 'node:path';
import { Language, type Node, Parser } from '@vscode/tree-sitter-wasm';

const QUOTED = /'(?:[^']|''){0,2000}'|"(?:[^"`]|`.){0,2000}"|\$[\w:.]{1,100}/.source;
const BARE = /(?<![\w*:\\.-])[A-Za-z*][\w*.:\\]{0,100}(?=,)|(?<=,\s{1,10})[A-Za-z*][\w*.:\\]{0,100}/.source;
/** The shell takes lists of bare words, and method calls in lists; the grammar knows them in quotes and without brackets. */
const known = (command: string): string =>
  command.replaceAll(new RegExp(`${QUOTED}|${BARE}`, 'g'), (word) => (/^['"$]/.test(word) ? word : `'${word}'`)).replaceAll('(),', ',');

function faultsIn(node: Node): string[] {
  if (node.isError || node.isMissing) return [`line ${node.startPosition.row + 1}: ${node.text.slice(0, 80) || `${node.type} is missing`}`];
  return node.hasError ? node.children.flatMap((child) => (child ? faultsIn(child) : [])) : [];
}

/** A reader of PowerShell: the places of a script that the shell would not understand. */
export async function powershell(): Promise<(script: string) => string[]> {
  await Parser.init();
  const folder = dirname(require.resolve('@vscode/tree-sitter-wasm'));
  const parser = new Parser();
  parser.setLanguage(await Language.load(join(folder, 'tree-sitter-powershell.wasm')));
  return (script) => {
    const tree = parser.parse(known(script));
    return tree ? faultsIn(tree.rootNode) : ['unreadable'];
  };
}
