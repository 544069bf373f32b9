import { Blob as MemoryBlob } from '../../src/tools/memory-blob.mjs';

const bytes = (text: string) => new TextEncoder().encode(text);

test.each<[string, (string | Uint8Array<ArrayBuffer> | ArrayBuffer)[]]>([
  ['nothing', []],
  ['lines and their ends', [bytes('a'), '\n', bytes(''), '\n']],
  ['text', ['é', 'あ']],
  ['a window of a larger buffer', [bytes('abcdef').subarray(2, 4)]],
  ['whole buffers', [bytes('ab').buffer, bytes('c')]],
])('holds the same bytes as Blob: %s', async (_, chunks) => {
  expect(new Uint8Array(await new MemoryBlob(chunks).arrayBuffer())).toEqual(new Uint8Array(await new Blob(chunks).arrayBuffer()));
});
