/** Saved Outlook messages are compound files ([MS-CFB]): sectors in chains, and a directory that is a tree. */
export const isCompoundFile = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, i) => bytes[i] === byte);
const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

const HEADER = { sectorShift: 30, fatCount: 44, directory: 48, miniFat: 60, miniFatCount: 64, difat: 68, difatCount: 72, fat: 76 } as const;
const ENTRY = { size: 128, type: 66, left: 68, right: 72, child: 76, start: 116, length: 120 } as const;
const [FOLDER, STREAM] = [1, 2];
const FATS_IN_HEADER = 109;
/** A shorter stream lies in the small sectors. */
const SMALL = 4096;
const SMALL_SECTOR = 64;
const END = -2;

interface Entry {
  readonly type: number;
  readonly beside: readonly number[];
  readonly child: number;
  readonly start: number;
  readonly length: number;
}

/**
 * True if every chain of sectors and the directory end somewhere, and no stream is longer than the file. The library
 * that reads the file follows them without a look back, so a chain made into a circle would keep it busy for ever.
 */
export function isSound(bytes: Uint8Array): boolean {
  try {
    return new Chains(bytes).allEnd();
  } catch {
    // It points behind its own end.
    return false;
  }
}

class Chains {
  private readonly view: DataView;
  private readonly sector: number;
  private readonly most: number;
  private readonly fat: readonly number[];

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.sector = bytes[HEADER.sectorShift] === 12 ? 4096 : 512;
    this.most = Math.ceil(bytes.length / this.sector);
    this.fat = this.readFat();
  }

  allEnd(): boolean {
    const entries = (this.chain(this.int(HEADER.directory)) ?? []).flatMap((sector) => this.entriesOf(sector));
    const [root] = entries;
    const small = this.chain(this.int(HEADER.miniFat))?.slice(0, Math.max(0, this.int(HEADER.miniFatCount)));
    if (!root || !small || !this.chain(root.start) || !isTree(entries)) return false;
    return entries.every(({ type, start, length }) => {
      if (type !== STREAM || length === 0) return true;
      if (length < 0 || length > this.view.byteLength) return false;
      return length >= SMALL || this.walk(start, small, SMALL / SMALL_SECTOR) !== undefined;
    });
  }

  private int(at: number): number {
    return this.view.getInt32(at, true);
  }

  private place(sector: number): number {
    return (sector + 1) * this.sector;
  }

  /** The sectors that hold the table of chains: some in the header, the rest in a chain of their own. */
  private readFat(): readonly number[] {
    const count = this.int(HEADER.fatCount);
    const more = this.int(HEADER.difatCount);
    if (count < 0 || count > this.most || more > this.most) throw new RangeError('more tables than sectors');
    const fat = Array.from({ length: Math.min(count, FATS_IN_HEADER) }, (_, i) => this.int(HEADER.fat + 4 * i));
    const each = this.sector / 4 - 1;
    for (let i = 0, at = this.int(HEADER.difat); i < more && at >= 0; i += 1) {
      for (let j = 0; j < each && fat.length < count; j += 1) fat.push(this.int(this.place(at) + 4 * j));
      at = this.int(this.place(at) + 4 * each);
    }
    return fat;
  }

  private chain(start: number): number[] | undefined {
    return this.walk(start, this.fat, this.most);
  }

  /** The sectors of a chain; undefined if it is longer than there are sectors, which means a circle. */
  private walk(start: number, table: readonly number[], most: number): number[] | undefined {
    const sectors: number[] = [];
    for (let at = start; at !== END; at = this.next(at, table)) {
      sectors.push(at);
      if (sectors.length > most + 1) return undefined;
    }
    return sectors;
  }

  private next(sector: number, table: readonly number[]): number {
    const each = this.sector / 4;
    const holder = table[Math.floor(sector / each)];
    return holder === undefined ? END : this.int(this.place(holder) + 4 * (sector % each));
  }

  private entriesOf(sector: number): Entry[] {
    const from = this.place(sector);
    const count = Math.min(this.sector, this.view.byteLength - from) / ENTRY.size;
    return Array.from({ length: Math.max(0, Math.floor(count)) }, (_, i) => {
      const at = from + i * ENTRY.size;
      return {
        type: this.view.getUint8(at + ENTRY.type),
        beside: [this.int(at + ENTRY.left), this.int(at + ENTRY.right)],
        child: this.int(at + ENTRY.child),
        start: this.int(at + ENTRY.start),
        length: this.int(at + ENTRY.length),
      };
    });
  }
}

/** No entry of the directory is reached twice. */
function isTree(entries: readonly Entry[]): boolean {
  const seen = new Set<number>([0]);
  const open = [entries[0]?.child ?? -1];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at < 0) continue;
    const entry = entries[at];
    if (!entry || seen.has(at)) return false;
    seen.add(at);
    open.push(...entry.beside, ...(entry.type === FOLDER ? [entry.child] : []));
  }
  return true;
}
