import type { Settled } from "../domain/settled.ts";
import { toEpochMs } from "../domain/time.ts";
import { createIdTable, ID_BYTES, type IdTable } from "./id-table.ts";
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
const MUST_PASS = ENDED_BADLY | TAINTED | PASSED;
const HAS_ENDED = ENDED_WELL | ENDED_BADLY;
const PLAIN_SUCCESS = ENDED_WELL | SUCCEEDED;

/** What a sift knows of the requests it has seen: how far each has come, and what was counted. */
export type SiftState = ReturnType<typeof createSiftState>;

/** @param generation see `createIdTable` */
export function createSiftState(generation: number) {
  const ids = createIdTable(generation);
  const marks = new Uint8Array(generation * 2);
  const ends = new Uint16Array(generation * 2);
  const counts = createCounts(ids);

  return {
    numberAt: ids.numberAt,
    lastAt: ids.lastAt,
    /**
     * Notes what the text at `text`, of an entry that ends at `end`, says of its request. True for the
     * first entry of each request.
     */
    note(number: number, bytes: Uint8Array, view: DataView, text: number, end: number): boolean {
      const mark = markAt(bytes, view, text, end);
      const before = marks[number] as number;
      marks[number] = before | mark | SEEN;
      if ((mark & HAS_ENDED) !== 0) ends[number] = statusAt(bytes, text);
      return (before & SEEN) === 0;
    },
    /** Has all entries of the request passed on: a line without prefix stands among them. */
    taint(number: number) {
      marks[number] = (marks[number] as number) | TAINTED;
    },
    sawTime: counts.sawTime,
    /** Decides on entries of the request, and counts them when they are dropped. */
    fate(number: number, records: number, mustRelease: boolean): Fate {
      if (number === -1) return PASS;
      const mark = marks[number] as number;
      const isOpen = (mark & MUST_PASS) === 0;
      if (isOpen && (mark & PLAIN_SUCCESS) === PLAIN_SUCCESS) return drop(number, records);
      if (isOpen && (mark & ENDED_WELL) === 0 && !mustRelease) return HOLD;
      marks[number] = mark | PASSED;
      return PASS;
    },
    /** The ids of the requests counted since the last call, one after another. */
    takeSettled: counts.takeIds,
    isCrowded: ids.isCrowded,
    /** Forgets the oldest requests; entries still held for them must have been passed on. */
    forgetOldest() {
      const { first, last } = ids.forgetOldest();
      marks.fill(0, first, last);
    },
    settled: counts.settled,
  };

  function drop(number: number, records: number): Fate {
    const mark = marks[number] as number;
    if ((mark & SETTLED) === 0) counts.addRequest(number, ends[number] as number);
    marks[number] = mark | SETTLED;
    counts.addRecords(records);
    return DROP;
  }
}

function idsOf(numbers: readonly number[], ids: IdTable): Uint8Array {
  const written = new Uint8Array(numbers.length * ID_BYTES);
  const view = new DataView(written.buffer);
  let at = 0;
  for (const number of numbers) {
    ids.writeId(number, view, at);
    at += ID_BYTES;
  }
  return written;
}

function createCounts(ids: IdTable) {
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
    takeIds(): Uint8Array {
      const taken = idsOf(fresh, ids);
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
