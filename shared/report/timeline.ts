import type { FaultSummary, Summary } from "../domain/summary.ts";
import { type EpochMs, toEpochMs } from "../domain/time.ts";

/** Failing requests over time, in at most as many columns as asked for. */
export type Timeline = {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly columnMs: number;
  /** For each fault, in the summary's order, what each column holds. */
  readonly counts: readonly (readonly number[])[];
};

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
const ROUND_WIDTHS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1000),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28].map((days) => days * DAY),
];
const LEVELS = "▁▂▃▄▅▆▇█";
const NONE = "·";

/** The failures of a summary over time; nothing when all fall into one bucket, or none has a time. */
export function timelineOf(summary: Summary, columns: number): Timeline | undefined {
  const { faults, bucketMs } = summary;
  const starts = faults.flatMap(({ buckets }) => buckets.map(({ start }) => start));
  const first = starts.reduce((least, start) => Math.min(least, start), Infinity);
  const last = starts.reduce((most, start) => Math.max(most, start), -Infinity);
  if (!(last > first)) return undefined;
  const columnMs = widthFor(last - first + bucketMs, columns, bucketMs);
  const start = Math.floor(first / columnMs) * columnMs;
  const length = Math.floor((last - start) / columnMs) + 1;
  return {
    start: toEpochMs(start),
    end: toEpochMs(start + length * columnMs),
    columnMs,
    counts: faults.map((fault) => columnCounts(fault, start, columnMs, length)),
  };
}

/** What each column holds of all faults together. */
export function columnTotals(timeline: Timeline): readonly number[] {
  const first = timeline.counts[0] ?? [];
  return first.map((_, at) => timeline.counts.reduce((sum, counts) => sum + (counts[at] ?? 0), 0));
}

/** One character a value, from `▁` for the least above nothing to `█` for the most; `·` is none. */
export function sparkline(values: readonly number[]): string {
  const most = Math.max(...values);
  return values
    .map((value) => {
      if (value === 0) return NONE;
      return LEVELS[Math.ceil((value / most) * LEVELS.length) - 1];
    })
    .join("");
}

function widthFor(spanMs: number, columns: number, bucketMs: number): number {
  // One column is lost where the first one starts before the first failure, at a round time.
  const least = Math.max(bucketMs, spanMs / Math.max(1, columns - 1));
  const round = ROUND_WIDTHS.find((width) => width >= least && width % bucketMs === 0);
  return round ?? Math.ceil(least / bucketMs) * bucketMs;
}

function columnCounts(
  fault: FaultSummary,
  start: number,
  columnMs: number,
  length: number,
): readonly number[] {
  const counts = new Array<number>(length).fill(0);
  for (const bucket of fault.buckets) {
    const at = Math.floor((bucket.start - start) / columnMs);
    counts[at] = (counts[at] ?? 0) + bucket.count;
  }
  return counts;
}
