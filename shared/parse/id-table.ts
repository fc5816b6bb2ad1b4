/** Length of a request id in its usual form, a UUID, in bytes and in 32-bit words. */
export const ID_BYTES = 36;
const ID_WORDS = ID_BYTES / 4;

/**
 * Numbers for request ids that stand in a buffer, without making a string of any (3.4 million
 * look-ups take 0.1 s: bench, row `analyze`). It remembers the last `generation` to twice as many ids.
 */
export type IdTable = {
  /** The number of the id at `at`, a new one if need be; -1 when this generation is full. */
  numberAt(view: DataView, at: number): number;
  /** The number given last if its id stands at `at` again, else -1. */
  lastAt(view: DataView, at: number): number;
  /** Writes the id of a number that is remembered to `at`. */
  writeId(number: number, view: DataView, at: number): void;
  /** True once the younger generation is half full: time to call `forgetOldest`. */
  isCrowded(): boolean;
  /** Forgets the older generation; its numbers, from `first` to `last`, are given out anew. */
  forgetOldest(): { readonly first: number; readonly last: number };
};

/** @param generation how many ids one generation holds: a power of two */
export function createIdTable(generation: number): IdTable {
  const size = generation * 2;
  const words = new Int32Array(size * ID_WORDS);
  const buckets = [new Int32Array(size).fill(-1), new Int32Array(size).fill(-1)] as const;
  const counts = [0, 0];
  let young: 0 | 1 = 0;
  /** The number given last: six lines of seven are of the same request as the line before. */
  let last = -1;
  const lastId = new LastId();

  function insert(hash: number, view: DataView, at: number): number {
    const count = counts[young] as number;
    if (count === generation) return -1;
    counts[young] = count + 1;
    const number = young * generation + count;
    keepId(words, number * ID_WORDS, view, at);
    fill(buckets[young], hash, number);
    return number;
  }

  function lookUp(view: DataView, at: number, hash: number): number {
    const number = find(words, buckets[young], hash, view, at);
    return number === -1 ? find(words, buckets[young === 0 ? 1 : 0], hash, view, at) : number;
  }

  function isLast(view: DataView, at: number): boolean {
    return last !== -1 && lastId.isAt(view, at);
  }

  return {
    numberAt(view, at) {
      if (isLast(view, at)) return last;
      const hash = hashAt(view, at);
      const number = lookUp(view, at, hash);
      last = number === -1 ? insert(hash, view, at) : number;
      lastId.keep(view, at);
      return last;
    },
    lastAt: (view, at) => (isLast(view, at) ? last : -1),
    writeId: (number, view, at) => writeId(words, number * ID_WORDS, view, at),
    isCrowded: () => (counts[young] as number) * 2 >= generation,
    forgetOldest() {
      last = -1;
      young = young === 0 ? 1 : 0;
      buckets[young].fill(-1);
      counts[young] = 0;
      return { first: young * generation, last: (young + 1) * generation };
    },
  };
}

/**
 * One id, compared in six steps. Numbers of eight bytes have two zeros and some that differ from
 * themselves: the first are kept off by the hyphens of an id, the others only cost time.
 */
class LastId {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;
  #e = 0;
  #f = 0;

  keep(view: DataView, at: number): void {
    this.#a = view.getFloat64(at);
    this.#b = view.getFloat64(at + 8);
    this.#c = view.getFloat64(at + 16);
    this.#d = view.getInt32(at + 24);
    this.#e = view.getInt32(at + 28);
    this.#f = view.getInt32(at + 32);
  }

  isAt(view: DataView, at: number): boolean {
    return (
      this.#f === view.getInt32(at + 32) &&
      this.#a === view.getFloat64(at) &&
      this.#b === view.getFloat64(at + 8) &&
      this.#c === view.getFloat64(at + 16) &&
      this.#d === view.getInt32(at + 24) &&
      this.#e === view.getInt32(at + 28)
    );
  }
}

/** The number that `table` holds for the id at `at`, or -1. */
function find(words: Int32Array, table: Int32Array, hash: number, view: DataView, at: number) {
  const mask = table.length - 1;
  for (let bucket = hash & mask; ; bucket = (bucket + 1) & mask) {
    const number = table[bucket] as number;
    if (number === -1 || sameId(words, number * ID_WORDS, view, at)) return number;
  }
}

/** Writes `number` to the first free bucket from `hash` on. */
function fill(table: Int32Array, hash: number, number: number): void {
  const mask = table.length - 1;
  let bucket = hash & mask;
  while (table[bucket] !== -1) bucket = (bucket + 1) & mask;
  table[bucket] = number;
}

/** Mixes the parts of a UUID that vary from request to request, in version 1 as in version 4. */
function hashAt(view: DataView, at: number): number {
  const mixed =
    view.getInt32(at, true) ^
    Math.imul(view.getInt32(at + 4, true), 0x85ebca6b) ^
    Math.imul(view.getInt32(at + 9, true), 0x27d4eb2f) ^
    Math.imul(view.getInt32(at + 32, true), 0x9e3779b1);
  const spread = Math.imul(mixed, 0xc2b2ae35);
  return spread ^ (spread >>> 15);
}

function keepId(words: Int32Array, from: number, view: DataView, at: number): void {
  for (let word = 0; word < ID_WORDS; word++) {
    words[from + word] = view.getInt32(at + word * 4, true);
  }
}

function writeId(words: Int32Array, from: number, view: DataView, at: number): void {
  for (let word = 0; word < ID_WORDS; word++) {
    view.setInt32(at + word * 4, words[from + word] as number, true);
  }
}

function sameId(words: Int32Array, from: number, view: DataView, at: number): boolean {
  for (let word = 0; word < ID_WORDS; word++) {
    if (words[from + word] !== view.getInt32(at + word * 4, true)) return false;
  }
  return true;
}
