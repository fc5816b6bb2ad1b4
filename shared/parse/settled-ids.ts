import { ID_BYTES } from "./id-table.ts";

/** What else comes of a request is mostly close behind it. */
const GENERATION = 1 << 14;
/** Half of them stay empty, so that a search ends soon. */
const SLOTS = GENERATION * 2;

/** Ids of requests that a sift has counted: what else comes of them is no request of its own. */
export type SettledIds = {
  /** Ids one after another, as a sift passes them on. */
  add(ids: Uint8Array): void;
  /** True for an id that is among the last 16,000 added, and for some before them. */
  has(id: string): boolean;
};

/**
 * Keeps 64 bits made of each id: that one is taken for another is left to one question in 10^14. Whole
 * ids took twice as long (bench, row `analyze`).
 */
export function createSettledIds(): SettledIds {
  let young = new Int32Array(SLOTS * 2);
  let old = new Int32Array(SLOTS * 2);
  let count = 0;

  return {
    add(ids) {
      const view = new DataView(ids.buffer, ids.byteOffset, ids.length);
      for (let at = 0; at < ids.length; at += ID_BYTES) {
        if (count === GENERATION) {
          [young, old] = [old, young];
          young.fill(0);
          count = 0;
        }
        keep(young, view, at);
        count++;
      }
    },
    has(id) {
      if (id.length !== ID_BYTES) return false;
      const view = viewOf(id);
      return isKept(young, view) || isKept(old, view);
    },
  };
}

function keep(slots: Int32Array, view: DataView, at: number): void {
  const first = firstHalf(view, at);
  const second = secondHalf(view, at);
  const slot = slotOf(slots, first, second);
  slots[slot] = first;
  slots[slot + 1] = second;
}

function isKept(slots: Int32Array, view: DataView): boolean {
  return slots[slotOf(slots, firstHalf(view, 0), secondHalf(view, 0))] !== 0;
}

/** The slot that holds these halves, or the free one where they belong. */
function slotOf(slots: Int32Array, first: number, second: number): number {
  for (let slot = (first >>> 1) & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
    const kept = slots[slot * 2];
    if (kept === 0 || (kept === first && slots[slot * 2 + 1] === second)) return slot * 2;
  }
}

/** Never 0, which stands for an empty slot. */
function firstHalf(view: DataView, at: number): number {
  return mixed(view, at, 0x9e3779b1) | 1;
}

function secondHalf(view: DataView, at: number): number {
  return mixed(view, at, 0x85ebca6b);
}

function mixed(view: DataView, at: number, factor: number): number {
  let mix = factor;
  for (let word = 0; word < ID_BYTES; word += 4) {
    mix = Math.imul(mix ^ view.getInt32(at + word, true), factor);
    mix ^= mix >>> 15;
  }
  return mix;
}

function viewOf(id: string): DataView {
  const view = new DataView(new ArrayBuffer(ID_BYTES));
  for (let at = 0; at < ID_BYTES; at++) view.setUint8(at, id.charCodeAt(at));
  return view;
}
