import { type EpochMs, toEpochMs } from "../shared/domain/time.ts";
import { UsageError } from "./failure.ts";

/** One end of a period: a time, or so long before the log's last time. */
export type Bound =
  | { readonly kind: "at"; readonly time: EpochMs }
  | { readonly kind: "before_last"; readonly milliseconds: number };

export type Period = { readonly from?: EpochMs; readonly to?: EpochMs };

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const DURATION = /^(\d{1,6})([smhd])$/;
const WITHOUT_ZONE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?$/;
const ISO_TIME = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d.{0,20})?$/;

/**
 * Reads `2h`, `30m`, `7d`, or an ISO time; `last` says from when durations count back. Throws UsageError
 * for anything else.
 */
export function boundFrom(text: string, option: string, last = "the log's last entry"): Bound {
  const duration = DURATION.exec(text);
  if (duration !== null) {
    return {
      kind: "before_last",
      milliseconds: Number(duration[1]) * (UNIT_MS[duration[2] ?? ""] ?? 0),
    };
  }
  const time = ISO_TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new UsageError(
      `${option} ${text}: no time; give 30m, 2h or 7d (back from ${last}) or 2026-01-31T10:00:00Z`,
    );
  }
  return { kind: "at", time: toEpochMs(time) };
}

/** A time without a zone, read as UTC and not on the reader's clock. */
export function inUtc(text: string): string {
  return WITHOUT_ZONE.test(text) ? `${text}Z` : text;
}

/** The period between two bounds, once the log's last time is known. */
export function periodBetween(
  since: Bound | undefined,
  until: Bound | undefined,
  last: EpochMs | undefined,
): Period {
  const from = timeAt(since, last);
  const to = timeAt(until, last);
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function timeAt(bound: Bound | undefined, last: EpochMs | undefined): EpochMs | undefined {
  if (bound?.kind === "at") return bound.time;
  if (bound === undefined || last === undefined) return undefined;
  return toEpochMs(last - bound.milliseconds);
}
