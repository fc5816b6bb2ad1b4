import { type EpochMs, HOUR_MS, MINUTE_MS, toEpochMs } from "../../shared/domain/time.ts";
import type { IncidentHistory } from "../../shared/flow/history.ts";

/** Failures over time, in columns of one width. */
export type Course = {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly columnMs: number;
  readonly counts: readonly number[];
};

const WIDTHS = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12, 24, 48, 168].map((hours) => hours * HOUR_MS),
];

/** The failures of an incident in at most `columns` columns; nothing when it struck in no minute known. */
export function courseOf(minutes: IncidentHistory["minutes"], columns: number): Course | undefined {
  const first = minutes[0]?.minute;
  const last = minutes.at(-1)?.minute;
  if (first === undefined || last === undefined) return undefined;
  const least = (last - first + MINUTE_MS) / Math.max(1, columns - 1);
  const columnMs = WIDTHS.find((width) => width >= least) ?? Math.ceil(least / HOUR_MS) * HOUR_MS;
  const from = Math.floor(first / columnMs) * columnMs;
  const counts = Array.from({ length: Math.floor((last - from) / columnMs) + 1 }, () => 0);
  for (const { minute, strikes } of minutes) {
    const at = Math.floor((minute - from) / columnMs);
    counts[at] = (counts[at] ?? 0) + strikes.count;
  }
  return {
    from: toEpochMs(from),
    to: toEpochMs(from + counts.length * columnMs),
    columnMs,
    counts,
  };
}
