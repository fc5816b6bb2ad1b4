import type { FaultSummary, Summary } from "../domain/summary.ts";
import { type EpochMs, toEpochMs } from "../domain/time.ts";

/** One stretch of time; `counts` are of each fault, in the summary's order. */
export type TimeColumn = {
  readonly start: EpochMs;
  readonly total: number;
  readonly counts: readonly number[];
};

/** Failing requests over time, in at most as many columns as asked for. */
export type Timeline = {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly columnMs: number;
  readonly columns: readonly TimeColumn[];
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
  const byColumn = faults.map((fault) => columnCounts(fault, start, columnMs));
  return {
    start: toEpochMs(start),
    end: toEpochMs(start + length * columnMs),
    columnMs,
    columns: Array.from({ length }, (_, at) => {
      const counts = byColumn.map((ofFault) => ofFault.get(at) ?? 0);
      const total = counts.reduce((sum, count) => sum + count, 0);
      return { start: toEpochMs(start + at * columnMs), total, counts };
    }),
  };
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
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const bucket of fault.buckets) {
    const at = Math.floor((bucket.start - start) / columnMs);
    counts.set(at, (counts.get(at) ?? 0) + bucket.count);
  }
  return counts;
}
