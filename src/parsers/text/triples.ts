const SIZE = 8192;
const place = (first: number, second: number, third: number): number => ((first * 31 + second) * 31 + third) & (SIZE - 1);

/**
 * Which three characters follow each other in a text. Hundreds of words are looked for in every paste and few are in
 * it: for nearly all of them one look at a table takes the place of a search through the text.
 */
export class Triples {
  private readonly seen = new Uint8Array(SIZE);

  constructor(text: string) {
    let [first, second] = [text.charCodeAt(0), text.charCodeAt(1)];
    for (let i = 2; i < text.length; i += 1) {
      const third = text.charCodeAt(i);
      this.seen[place(first, second, third)] = 1;
      first = second;
      second = third;
    }
  }

  /** False only if the text cannot hold the word; a word of one or two letters it may always hold. */
  mayHold(word: string): boolean {
    for (let i = 2; i < word.length; i += 1) {
      if (this.seen[place(word.charCodeAt(i - 2), word.charCodeAt(i - 1), word.charCodeAt(i))] === 0) return false;
    }
    return true;
  }
}
