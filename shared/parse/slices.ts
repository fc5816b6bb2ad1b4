import type { Parsed, Parser } from "./parser.ts";
import type { Pieces } from "./sift-outbox.ts";

/** So small that what it becomes is bounded, even when each of its lines becomes an object. */
const SLICE_BYTES = 256 * 1024;

/** Parses `pieces` in parts: what one holds is used up by `take` before the next is read. */
export function parseInSlices(
  parser: Pick<Parser, "push">,
  { bytes, lines }: Pieces,
  take: (parsed: Parsed) => void,
): void {
  let next = 0;
  for (let from = 0; from < bytes.length; from += SLICE_BYTES) {
    const to = from + SLICE_BYTES;
    const inSlice: number[] = [];
    for (; (lines[next] as number) < to; next += 2) {
      inSlice.push((lines[next] as number) - from, lines[next + 1] as number);
    }
    take(parser.push(bytes.subarray(from, to), inSlice));
  }
}
