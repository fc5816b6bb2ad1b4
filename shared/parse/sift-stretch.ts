/** Whose an entry is that has no request id in the common form. */
export const NOBODY = -1;
const NUMBERS = 4;

/**
 * A piece of input and its entries: where each starts and ends, the number of its request, and the
 * number of its first line. One growing array of numbers, used again: 20,000 objects a chunk were a third of the time (bench).
 */
export class Stretch {
  bytes: Uint8Array = new Uint8Array(0);
  count = 0;
  #numbers: Int32Array;

  /** @param entries how many there will be, about */
  constructor(entries = 1024) {
    this.#numbers = new Int32Array(NUMBERS * Math.max(1, entries));
  }

  reset(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.count = 0;
  }

  add(start: number, end: number, owner: number, line: number): void {
    const at = this.count * NUMBERS;
    if (at === this.#numbers.length) this.#grow();
    this.#numbers[at] = start;
    this.#numbers[at + 1] = end;
    this.#numbers[at + 2] = owner;
    this.#numbers[at + 3] = line;
    this.count++;
  }

  startOf(entry: number): number {
    return this.#numbers[entry * NUMBERS] as number;
  }

  endOf(entry: number): number {
    return this.#numbers[entry * NUMBERS + 1] as number;
  }

  ownerOf(entry: number): number {
    return this.#numbers[entry * NUMBERS + 2] as number;
  }

  lineOf(entry: number): number {
    return this.#numbers[entry * NUMBERS + 3] as number;
  }

  /** Makes the last entry end at `end`. */
  extendLast(end: number): void {
    this.#numbers[(this.count - 1) * NUMBERS + 1] = end;
  }

  /** Copies an entry to an earlier place. */
  move(entry: number, to: number): void {
    this.#numbers.copyWithin(to * NUMBERS, entry * NUMBERS, (entry + 1) * NUMBERS);
  }

  #grow(): void {
    const larger = new Int32Array(this.#numbers.length * 2);
    larger.set(this.#numbers);
    this.#numbers = larger;
  }
}
