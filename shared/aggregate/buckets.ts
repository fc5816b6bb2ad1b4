import { type EpochMs, toEpochMs } from "../domain/time.ts";
import type { Span } from "./span.ts";

/** As many as a chart and a terminal line can show. */
const MOST_BUCKETS = 120;
const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** Each divides the next, so counts can be poured into wider buckets without reading again. */
const WIDTHS = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400].map(
  (seconds) => seconds * SECOND,
);

/** The narrowest width, in milliseconds, at which at most 120 buckets span all of `span`. */
export function bucketWidth({ from, to }: Span): number {
  if (from === undefined || to === undefined) return SECOND;
  const spanning = (width: number) => Math.floor(to / width) - Math.floor(from / width) + 1;
  const found = WIDTHS.find((width) => spanning(width) <= MOST_BUCKETS);
  if (found !== undefined) return found;
  let width = 2 * DAY;
  while (spanning(width) > MOST_BUCKETS) width *= 2;
  return width;
}

/** Counts by time, in buckets that get wider as the log gets longer. */
export class Buckets {
  #width = SECOND;
  #counts = new Map<number, number>();

  add(time: EpochMs, count: number, width: number): void {
    this.#widen(width);
    increase(this.#counts, Math.floor(time / width) * width, count);
  }

  /** Ascending, empty ones left out. `width` must be one of `bucketWidth`, none narrower than before. */
  list(width: number): readonly { readonly start: EpochMs; readonly count: number }[] {
    this.#widen(width);
    return [...this.#counts]
      .map(([start, count]) => ({ start: toEpochMs(start), count }))
      .sort((a, b) => a.start - b.start);
  }

  #widen(width: number): void {
    if (width === this.#width) return;
    const narrow = this.#counts;
    this.#width = width;
    this.#counts = new Map();
    for (const [start, count] of narrow) {
      increase(this.#counts, Math.floor(start / width) * width, count);
    }
  }
}

function increase(counts: Map<number, number>, key: number, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
