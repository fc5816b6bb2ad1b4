import { hashAt, ID_BYTES, otherHashAt } from "./id-hash.ts";

const ID_WORDS = ID_BYTES / 4;
/** So many numbers take some 15 MB. */
const MOST = 1 << 18;
/** How many numbers that are in use are passed over in search of one that is not. */
const LOOKED_AT = 16;
const NONE = -1;

/**
 * Numbers for request ids that stand in a buffer, without making a string of any (bench, row `analyze`).
 * When all are given out the oldest that may be forgotten is given out anew; where few may be, as in a log
 * of many requests at once, the table grows.
 */
export type IdTable = {
  /** The number of the id at `at`, a new one if need be; -1 when 262,144 requests are open. */
  numberAt(view: DataView, at: number): number;
  /** The number given last if its id stands at `at` again, else -1. */
  lastAt(view: DataView, at: number): number;
  /** The two hashes of each id, one after another. */
  hashesOf(numbers: readonly number[]): Int32Array;
};

/** Who uses the numbers. */
export type Tenant = {
  mayForget(number: number): boolean;
  /** The number is given out anew. */
  forget(number: number): void;
};

/** @param room how many ids it remembers, at first: a power of two */
export function createIdTable(room: number, tenant: Tenant): IdTable {
  const ids = new Ids(room);
  /** The number given last: six lines of seven are of the same request as the line before. */
  let last = NONE;
  const lastId = new LastId();
  let count = 0;
  let hand = 0;

  function isLast(view: DataView, at: number): boolean {
    return last !== NONE && lastId.isAt(view, at);
  }

  function insert(hash: number, view: DataView, at: number): number {
    const number = count < ids.room ? count++ : numberAnew();
    if (number !== NONE) ids.add(number, hash, view, at);
    return number;
  }

  function numberAnew(): number {
    for (let look = 0; look < LOOKED_AT; look++) {
      const number = hand;
      hand = (hand + 1) & (ids.room - 1);
      if (!tenant.mayForget(number)) continue;
      ids.remove(number);
      tenant.forget(number);
      return number;
    }
    if (ids.room >= MOST) return NONE;
    ids.grow();
    return count++;
  }

  return {
    numberAt(view, at) {
      if (isLast(view, at)) return last;
      const hash = hashAt(view, at);
      const number = ids.find(hash, view, at);
      last = number === NONE ? insert(hash, view, at) : number;
      lastId.keep(view, at);
      return last;
    },
    lastAt: (view, at) => (isLast(view, at) ? last : NONE),
    hashesOf: (numbers) => ids.hashesOf(numbers),
  };
}

/** Ids by number, and a hash table of their numbers; those that share a bucket are linked. */
class Ids {
  room: number;
  #words: Int32Array;
  #hashes: Int32Array;
  #otherHashes: Int32Array;
  #next: Int32Array;
  #first: Int32Array;

  constructor(room: number) {
    this.room = room;
    this.#words = new Int32Array(room * ID_WORDS);
    this.#hashes = new Int32Array(room);
    this.#otherHashes = new Int32Array(room);
    this.#next = new Int32Array(room);
    this.#first = new Int32Array(room * 2).fill(NONE);
  }

  find(hash: number, view: DataView, at: number): number {
    let number = this.#first[hash & (this.#first.length - 1)] as number;
    while (number !== NONE && !this.#isAt(number * ID_WORDS, view, at)) {
      number = this.#next[number] as number;
    }
    return number;
  }

  add(number: number, hash: number, view: DataView, at: number): void {
    const from = number * ID_WORDS;
    for (let word = 0; word < ID_WORDS; word++) {
      this.#words[from + word] = view.getInt32(at + word * 4, true);
    }
    this.#hashes[number] = hash;
    this.#otherHashes[number] = otherHashAt(view, at);
    this.#link(number);
  }

  remove(number: number): void {
    const bucket = this.#bucketOf(number);
    let before = this.#first[bucket] as number;
    if (before === number) {
      this.#first[bucket] = this.#next[number] as number;
      return;
    }
    while (this.#next[before] !== number) before = this.#next[before] as number;
    this.#next[before] = this.#next[number] as number;
  }

  /** Makes room for twice as many. */
  grow(): void {
    const numbers = this.room;
    this.room *= 2;
    this.#words = larger(this.#words);
    this.#hashes = larger(this.#hashes);
    this.#otherHashes = larger(this.#otherHashes);
    this.#next = larger(this.#next);
    this.#first = new Int32Array(this.room * 2).fill(NONE);
    for (let number = 0; number < numbers; number++) this.#link(number);
  }

  hashesOf(numbers: readonly number[]): Int32Array {
    const hashes = new Int32Array(numbers.length * 2);
    let at = 0;
    for (const number of numbers) {
      hashes[at] = this.#hashes[number] as number;
      hashes[at + 1] = this.#otherHashes[number] as number;
      at += 2;
    }
    return hashes;
  }

  #link(number: number): void {
    const bucket = this.#bucketOf(number);
    this.#next[number] = this.#first[bucket] as number;
    this.#first[bucket] = number;
  }

  #bucketOf(number: number): number {
    return (this.#hashes[number] as number) & (this.#first.length - 1);
  }

  #isAt(from: number, view: DataView, at: number): boolean {
    for (let word = 0; word < ID_WORDS; word++) {
      if (this.#words[from + word] !== view.getInt32(at + word * 4, true)) return false;
    }
    return true;
  }
}

function larger(numbers: Int32Array): Int32Array {
  const twice = new Int32Array(numbers.length * 2);
  twice.set(numbers);
  return twice;
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
