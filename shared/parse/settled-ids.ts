import { createIdTable, ID_BYTES } from "./id-table.ts";

/** What else comes of a request is mostly close behind it. */
const GENERATION = 1 << 15;

/** Ids of requests that a sift has counted: what else comes of them is no request of its own. */
export type SettledIds = {
  /** Ids one after another, as a sift passes them on. */
  add(ids: Uint8Array): void;
  /** True for an id that is among the last 16,000 added, and for some before them. */
  has(id: string): boolean;
};

export function createSettledIds(): SettledIds {
  const table = createIdTable(GENERATION);
  return {
    add(ids) {
      const view = new DataView(ids.buffer, ids.byteOffset, ids.length);
      for (let at = 0; at < ids.length; at += ID_BYTES) {
        table.numberAt(view, at);
        if (table.isCrowded()) table.forgetOldest();
      }
    },
    has: (id) => table.numberOf(id) !== -1,
  };
}
