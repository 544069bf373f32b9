import { burn, type Entry } from '@kenjiuno/msgreader/lib/Burner';
import { TypeEnum } from '@kenjiuno/msgreader/lib/Reader';

/** Streams by name, and folders of the same kind. */
export interface Folder {
  readonly [name: string]: Uint8Array | Folder;
}

/** A compound file with these streams and folders. */
export function compoundFile(root: Folder): Uint8Array {
  const entries: Entry[] = [{ name: 'Root Entry', type: TypeEnum.ROOT, length: 0, children: [] }];
  const add = (parent: number, folder: Folder): void => {
    for (const [name, content] of Object.entries(folder)) {
      const index = entries.length;
      entries[parent]?.children?.push(index);
      if (content instanceof Uint8Array) entries.push({ name, type: TypeEnum.DOCUMENT, length: content.length, binaryProvider: () => content });
      else {
        entries.push({ name, type: TypeEnum.DIRECTORY, length: 0, children: [] });
        add(index, content);
      }
    }
  };
  add(0, root);
  return burn(entries);
}

/** Properties of a message, a recipient or an attachment by number and type: text, or bytes as they are. */
export const properties = (values: Readonly<Record<string, string | Uint8Array>>): Folder =>
  Object.fromEntries([
    ['__properties_version1.0', new Uint8Array(32)],
    ...Object.entries(values).map(([tag, value]) => [
      `__substg1.0_${tag}`,
      typeof value === 'string' ? new Uint8Array(Buffer.from(value, 'utf16le')) : value,
    ]),
  ]);
