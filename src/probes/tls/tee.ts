import { Duplex } from 'node:stream';

/** Bytes of a server up to the end of its handshake. A chain of ten large certificates has 30 KB; OpenSSL itself would read megabytes. */
const MOST_HEARD = 262_144;
/** All bytes of one connection. */
const MOST = 1_048_576;

/** A way through to the raw connection that keeps what the server sends during its handshake. */
export class Tee extends Duplex {
  readonly #raw: Duplex;
  #heard: Buffer[] = [];
  #size = 0;
  #isRecording = true;

  constructor(raw: Duplex) {
    super();
    this.#raw = raw;
    raw.on('data', (chunk: Buffer) => this.#hear(chunk));
    raw.on('end', () => this.push(null));
    raw.on('close', () => this.destroy());
    raw.on('error', (error) => this.destroy(error));
    this.on('error', () => {});
  }

  /** What the server has sent so far, as long as it was recorded. */
  heard(): Buffer {
    if (this.#heard.length > 1) this.#heard = [Buffer.concat(this.#heard)];
    return this.#heard[0] ?? Buffer.alloc(0);
  }

  /** The handshake is over: nothing more is kept. */
  stopRecording(): void {
    this.#isRecording = false;
  }

  #hear(chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > (this.#isRecording ? MOST_HEARD : MOST)) {
      this.destroy(new Error('the server sends too much'));
      return;
    }
    if (this.#isRecording) this.#heard.push(chunk);
    if (!this.push(chunk)) this.#raw.pause();
  }

  override _read(): void {
    this.#raw.resume();
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#raw.write(chunk, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#raw.end(done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#raw.destroy();
    done(error);
  }
}
