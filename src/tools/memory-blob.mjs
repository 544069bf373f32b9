// Put in the place of Node's Blob in bundles that read mails. The MIME parser gathers the decoded lines of each part in
// a Blob; Node's own is made for files and streams, and took a third of the time of a mail.
const encoder = new TextEncoder();
const LINE_END = encoder.encode('\n');

function bytesOf(chunk) {
  if (ArrayBuffer.isView(chunk)) return chunk;
  if (chunk === '\n') return LINE_END;
  return typeof chunk === 'string' ? encoder.encode(chunk) : new Uint8Array(chunk);
}

export class Blob {
  #chunks;

  /** The chunks are bytes or text, as the parser has them. */
  constructor(chunks) {
    this.#chunks = chunks.map(bytesOf);
  }

  async arrayBuffer() {
    const bytes = new Uint8Array(this.#chunks.reduce((size, { length }) => size + length, 0));
    let place = 0;
    for (const chunk of this.#chunks) {
      bytes.set(chunk, place);
      place += chunk.length;
    }
    return bytes.buffer;
  }
}
