import { hashAt, ID_BYTES, otherHashAt } from "./id-hash.ts";

/** What else comes of a request is mostly close behind it. */
const GENERATION = 1 << 14;
/** Half of them stay empty, so that a search ends soon. */
const SLOTS = GENERATION * 2;

/** Ids of requests that a sift has counted: what else comes of them is no request of its own. */
export type SettledIds = {
  /** Two hashes of each id, as a sift passes them on. */
  add(ids: Int32Array): void;
  /** True for an id that is among the last 16,000 added, and for some before them. */
  has(id: string): boolean;
};

/** Keeps the hashes alone: whole ids took twice as long (bench, row `analyze`). */
export function createSettledIds(): SettledIds {
  let young = new Int32Array(SLOTS * 2);
  let old = new Int32Array(SLOTS * 2);
  let count = 0;

  return {
    add(ids) {
      for (let at = 0; at < ids.length; at += 2) {
        if (count === GENERATION) {
          [young, old] = [old, young];
          young.fill(0);
          count = 0;
        }
        keep(young, ids[at] as number, ids[at + 1] as number);
        count++;
      }
    },
    has(id) {
      if (id.length !== ID_BYTES) return false;
      const view = viewOf(id);
      const [hash, other] = [hashAt(view, 0), otherHashAt(view, 0)];
      return isKept(young, hash, other) || isKept(old, hash, other);
    },
  };
}

function keep(slots: Int32Array, hash: number, other: number): void {
  const slot = slotOf(slots, hash, other);
  slots[slot] = hash | 1;
  slots[slot + 1] = other;
}

function isKept(slots: Int32Array, hash: number, other: number): boolean {
  return slots[slotOf(slots, hash, other)] !== 0;
}

/** The slot that holds these hashes, or the free one where they belong. One that is free holds 0. */
function slotOf(slots: Int32Array, hash: number, other: number): number {
  for (let slot = (hash >>> 1) & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
    const kept = slots[slot * 2];
    if (kept === 0 || (kept === (hash | 1) && slots[slot * 2 + 1] === other)) return slot * 2;
  }
}

function viewOf(id: string): DataView {
  const view = new DataView(new ArrayBuffer(ID_BYTES));
  for (let at = 0; at < ID_BYTES; at++) view.setUint8(at, id.charCodeAt(at));
  return view;
}
