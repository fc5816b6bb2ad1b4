import type { Pieces } from "./sift-outbox.ts";

/** So small that what it becomes is bounded, even when each of its lines becomes an object. */
const SLICE_BYTES = 256 * 1024;

/** `pieces` in parts: what one becomes can be used up before the next is read. */
export function slicesOf({ bytes, lines }: Pieces): readonly Pieces[] {
  const slices: Pieces[] = [];
  let next = 0;
  for (let from = 0; from < bytes.length; from += SLICE_BYTES) {
    const to = from + SLICE_BYTES;
    const inSlice: number[] = [];
    for (; (lines[next] as number) < to; next += 2) {
      inSlice.push((lines[next] as number) - from, lines[next + 1] as number);
    }
    slices.push({ bytes: bytes.subarray(from, to), lines: inSlice });
  }
  return slices;
}
