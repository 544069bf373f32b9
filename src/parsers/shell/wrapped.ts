import type { Property, ShellObject } from './objects.js';

interface Column {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Two rows of a table as one, if the second is the rest of the first: its first cell is empty, or a cell of the first is not at its end. */
export function joinRows(
  columns: readonly Column[],
  first: ShellObject['properties'],
  rest: ShellObject['properties'],
): ShellObject['properties'] | undefined {
  const value = (row: ShellObject['properties'], name: string) => row.get(name)?.value ?? '';
  const [start] = columns;
  if (!start || columns.every(({ name }) => value(rest, name) === '')) return undefined;
  const isRest = value(rest, start.name) === '' || columns.some(({ name }) => isOpen(name, value(first, name), value(rest, name)));
  if (!isRest) return undefined;
  const cells = columns.map((column): [string, Property] => {
    const [one, two] = [first.get(column.name), rest.get(column.name)];
    const text = joined(one?.value ?? '', two?.value ?? '', column);
    return [column.name, { value: text, from: one?.from ?? 0, to: two?.to ?? 0 }];
  });
  return new Map(cells);
}

/** A cell that cannot be whole, with a cell below that cannot be a beginning. */
function isOpen(name: string, above: string, below: string): boolean {
  if (below === '') return false;
  if (name === 'thumbprint') return /^[0-9A-F]{8,39}$/i.test(above) && /^[0-9A-F]{1,39}$/i.test(below);
  if (name === 'tlscertificatename') return above.startsWith('<I>') && !below.startsWith('<I>');
  if (name === 'subject' || name === 'issuer') return above.endsWith(',') && !below.startsWith('CN=');
  return false;
}

/** The shell breaks at blanks; a word as wide as its column is broken inside. */
function joined(above: string, below: string, { from, to }: Column): string {
  if (below === '') return above;
  const last = above.slice(above.lastIndexOf(' ') + 1);
  const isFull = /^[0-9A-F]{1,40}$/i.test(below) || last.length >= to - from - 1;
  return above === '' ? below : `${above}${isFull ? '' : ' '}${below}`;
}
