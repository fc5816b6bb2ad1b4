/** Whose an entry is that has no request id in the common form. */
export const NOBODY = -1;
const NUMBERS = 5;

/**
 * A piece of input and its entries, in runs: entries of one request that stand together share their fate.
 * Of each run it knows where it starts and ends, the number of its request and of its first line, and how
 * many entries it has. One growing array of numbers, used again: 20,000 objects a chunk were a third of the
 * time (bench).
 */
export class Stretch {
  bytes: Uint8Array = new Uint8Array(0);
  /** How many runs there are. */
  count = 0;
  #numbers: Int32Array;
  #lastStart = 0;
  #lastLine = 0;

  /** @param runs how many there will be, about */
  constructor(runs = 1024) {
    this.#numbers = new Int32Array(NUMBERS * Math.max(1, runs));
  }

  reset(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.count = 0;
  }

  /** Adds an entry, or a whole run of `records` entries. */
  add(start: number, end: number, owner: number, line: number, records = 1): void {
    this.#lastStart = start;
    this.#lastLine = line;
    const last = (this.count - 1) * NUMBERS;
    const isNext = last >= 0 && this.#numbers[last + 1] === start;
    if (isNext && this.#numbers[last + 2] === owner) {
      this.#numbers[last + 1] = end;
      this.#numbers[last + 4] = (this.#numbers[last + 4] as number) + records;
      return;
    }
    const at = last + NUMBERS;
    if (at === this.#numbers.length) this.#grow();
    this.#numbers[at] = start;
    this.#numbers[at + 1] = end;
    this.#numbers[at + 2] = owner;
    this.#numbers[at + 3] = line;
    this.#numbers[at + 4] = records;
    this.count++;
  }

  /** Adds to the last run entries that end at `end`; `start` and `line` are those of the last of them. */
  extendRun(end: number, records: number, start: number, line: number): void {
    const run = (this.count - 1) * NUMBERS;
    this.#numbers[run + 1] = end;
    this.#numbers[run + 4] = (this.#numbers[run + 4] as number) + records;
    this.#lastStart = start;
    this.#lastLine = line;
  }

  startOf(run: number): number {
    return this.#numbers[run * NUMBERS] as number;
  }

  endOf(run: number): number {
    return this.#numbers[run * NUMBERS + 1] as number;
  }

  ownerOf(run: number): number {
    return this.#numbers[run * NUMBERS + 2] as number;
  }

  lineOf(run: number): number {
    return this.#numbers[run * NUMBERS + 3] as number;
  }

  recordsOf(run: number): number {
    return this.#numbers[run * NUMBERS + 4] as number;
  }

  /** Where the last entry starts, and its first line: good until it is removed. */
  lastEntry(): { readonly start: number; readonly line: number } {
    return { start: this.#lastStart, line: this.#lastLine };
  }

  /** Makes the last entry end at `end`. */
  extendLast(end: number): void {
    this.#numbers[(this.count - 1) * NUMBERS + 1] = end;
  }

  /** Takes the last entry off; once, then entries have to be added. */
  removeLast(): void {
    const run = this.count - 1;
    if (this.recordsOf(run) === 1) {
      this.count = run;
      return;
    }
    this.#numbers[run * NUMBERS + 1] = this.#lastStart;
    this.#numbers[run * NUMBERS + 4] = this.recordsOf(run) - 1;
  }

  /** Copies a run to an earlier place. */
  move(run: number, to: number): void {
    this.#numbers.copyWithin(to * NUMBERS, run * NUMBERS, (run + 1) * NUMBERS);
  }

  #grow(): void {
    const larger = new Int32Array(this.#numbers.length * 2);
    larger.set(this.#numbers);
    this.#numbers = larger;
  }
}
