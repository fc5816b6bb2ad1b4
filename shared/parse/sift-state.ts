import type { Settled } from "../domain/settled.ts";
import { toEpochMs } from "../domain/time.ts";
import { createIdTable, type IdTable } from "./id-table.ts";
import { ENDED_BADLY, ENDED_WELL, markAt, SUCCEEDED, statusAt } from "./sift-entry.ts";

/** What becomes of an entry, once all that is known of its request has been read. */
export const HOLD = 0;
export const DROP = 1;
export const PASS = 2;
type Fate = typeof HOLD | typeof DROP | typeof PASS;

const TAINTED = 8;
const PASSED = 16;
const SETTLED = 32;
const SEEN = 64;
/** It has ended, and the fate of all its entries so far is decided. */
const DONE = 128;
const MUST_PASS = ENDED_BADLY | TAINTED | PASSED;
const HAS_ENDED = ENDED_WELL | ENDED_BADLY;
const PLAIN_SUCCESS = ENDED_WELL | SUCCEEDED;

/** What a sift knows of the requests it has seen: how far each has come, and what was counted. */
export class SiftState {
  readonly #ids: IdTable;
  readonly #counts = createCounts();
  #marks: Uint8Array;
  #ends: Uint16Array;

  /** @param room how many requests are remembered, at first: a power of two. Open ones are not forgotten. */
  constructor(room: number) {
    this.#marks = new Uint8Array(room);
    this.#ends = new Uint16Array(room);
    this.#ids = createIdTable(room, {
      mayForget: (number) => (this.#markOf(number) & DONE) !== 0,
      forget: (number) => {
        this.#marks[number] = 0;
      },
    });
  }

  /** See `IdTable`. */
  numberAt(view: DataView, at: number): number {
    return this.#ids.numberAt(view, at);
  }

  /** See `IdTable`. */
  lastAt(view: DataView, at: number): number {
    return this.#ids.lastAt(view, at);
  }

  /**
   * Notes what the text at `text`, of an entry that ends at `end`, says of its request. True for the
   * first entry of each request.
   */
  note(number: number, bytes: Uint8Array, view: DataView, text: number, end: number): boolean {
    if (number >= this.#marks.length) this.#grow();
    const mark = markAt(bytes, view, text, end);
    const before = this.#markOf(number);
    this.#marks[number] = (before & ~DONE) | mark | SEEN;
    if ((mark & HAS_ENDED) !== 0) this.#ends[number] = statusAt(bytes, text);
    return (before & SEEN) === 0;
  }

  /** Notes more of a request that was noted last: nothing, SUCCEEDED, or ENDED_WELL with a status. */
  noteEnd(number: number, mark: number, status: number): void {
    this.#marks[number] = this.#markOf(number) | mark;
    if ((mark & ENDED_WELL) !== 0) this.#ends[number] = status;
  }

  /** Has all entries of the request passed on: a line without prefix stands among them. */
  taint(number: number): void {
    this.#marks[number] = this.#markOf(number) | TAINTED;
  }

  /** Milliseconds since 1970. */
  sawTime(time: number): void {
    this.#counts.sawTime(time);
  }

  /** Decides on entries of the request, and counts them when they are dropped. */
  fate(number: number, records: number, mustRelease: boolean): Fate {
    const mark = number === -1 ? PASSED : this.#markOf(number);
    const isOpen = (mark & MUST_PASS) === 0;
    if (isOpen && (mark & PLAIN_SUCCESS) === PLAIN_SUCCESS) return this.#drop(number, records);
    if (isOpen && (mark & ENDED_WELL) === 0 && !mustRelease) return HOLD;
    if (number !== -1) this.#marks[number] = mark | PASSED | ((mark & HAS_ENDED) === 0 ? 0 : DONE);
    return PASS;
  }

  /** The ids of the requests counted since the last call, each as its two hashes. */
  takeSettled(): Int32Array {
    return this.#ids.hashesOf(this.#counts.takeNumbers());
  }

  settled(): Settled {
    return this.#counts.settled();
  }

  #drop(number: number, records: number): Fate {
    const mark = this.#markOf(number);
    if ((mark & SETTLED) === 0) this.#counts.addRequest(number, this.#ends[number] as number);
    this.#marks[number] = mark | SETTLED | DONE;
    this.#counts.addRecords(records);
    return DROP;
  }

  #markOf(number: number): number {
    return this.#marks[number] as number;
  }

  #grow(): void {
    const [marks, ends] = [this.#marks, this.#ends];
    this.#marks = new Uint8Array(marks.length * 2);
    this.#marks.set(marks);
    this.#ends = new Uint16Array(ends.length * 2);
    this.#ends.set(ends);
  }
}

function createCounts() {
  const statuses = new Map<number, number>();
  let fresh: number[] = [];
  let records = 0;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;

  return {
    addRequest(number: number, status: number) {
      fresh.push(number);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    },
    addRecords(count: number) {
      records += count;
    },
    /** The requests counted since the last call. */
    takeNumbers(): readonly number[] {
      const taken = fresh;
      fresh = [];
      return taken;
    },
    sawTime(time: number) {
      if (time < from) from = time;
      if (time > to) to = time;
    },
    settled(): Settled {
      const span = from <= to ? { from: toEpochMs(from), to: toEpochMs(to) } : {};
      return { statuses, records, ...span };
    },
  };
}
