/**
 * Which place of an older text a place of a newer one came from. Both run in step except where something was dropped,
 * so only those jumps are kept.
 */
export class Places {
  readonly #at: number[] = [0];
  readonly #from: number[] = [0];

  /** From `at` on, the newer text goes on with what stood at `from` of the older one. Called in order. */
  jump(at: number, from: number): void {
    const last = this.#at.length - 1;
    if (this.#at[last] === at) this.#from[last] = from;
    else if (from - at !== (this.#from[last] ?? 0) - (this.#at[last] ?? 0)) {
      this.#at.push(at);
      this.#from.push(from);
    }
  }

  /** The place in the older text. */
  of(at: number): number {
    const jump = this.#before(at);
    return (this.#from[jump] ?? 0) + at - (this.#at[jump] ?? 0);
  }

  /** The first jump behind `at`, or `none`. */
  nextJump(at: number, none: number): number {
    return this.#at[this.#before(at) + 1] ?? none;
  }

  #before(at: number): number {
    let [low, high] = [0, this.#at.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#at[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
