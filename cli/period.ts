import { type EpochMs, MINUTE_MS, toEpochMs } from "../shared/domain/time.ts";
import { clockFor, type TimeChoice } from "../shared/report/moment.ts";
import { UsageError } from "./failure.ts";

/** A time, or what a clock showed: `time` is then what it would be in UTC. */
export type Limit =
  | { readonly kind: "at"; readonly time: EpochMs }
  | { readonly kind: "shown"; readonly time: EpochMs; readonly choice: TimeChoice };

type Duration = { readonly kind: "before_last"; readonly milliseconds: number };

/** One end of a period as it was asked for: a limit, or so long before the log's last time. */
export type Bound = { readonly text: string; readonly end: Limit | Duration };

export type Period = { readonly from?: Limit; readonly to?: Limit };

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const DURATION = /^(\d{1,6})([smhd])$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const WITHOUT_ZONE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?$/;
const ISO_TIME = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d.{0,20})?$/;

/**
 * Reads `2h`, `30m`, `7d`, or an ISO time; `last` says from when durations count back. A time without a zone is one
 * that a report shows, by the same choice. Throws UsageError for anything else.
 */
export function boundFrom(
  text: string,
  option: string,
  choice: TimeChoice,
  last = "the log's last entry",
): Bound {
  const duration = durationIn(text);
  if (duration !== undefined) return { text, end: duration };
  const isShown = DATE.test(text) || WITHOUT_ZONE.test(text);
  // Of a date alone it is understood.
  const time = Date.parse(WITHOUT_ZONE.test(text) ? `${text}Z` : text);
  if (!ISO_TIME.test(text) || Number.isNaN(time)) {
    throw new UsageError(
      `${option} ${text}: no time; give 30m, 2h or 7d (back from ${last}) or 2026-01-31T10:00:00Z`,
    );
  }
  const isAt = choice.utc || !isShown;
  const limit = { time: toEpochMs(time) };
  return { text, end: isAt ? { kind: "at", ...limit } : { kind: "shown", ...limit, choice } };
}

function durationIn(text: string): Duration | undefined {
  const [, count, unit = ""] = DURATION.exec(text) ?? [];
  if (count === undefined) return undefined;
  return { kind: "before_last", milliseconds: Number(count) * (UNIT_MS[unit] ?? 0) };
}

/**
 * The period between two bounds, once the log's last time is known. Throws UsageError when it ends before it begins,
 * as far as that can be told without a log.
 */
export function periodBetween(
  since: Bound | undefined,
  until: Bound | undefined,
  last: EpochMs | undefined,
): Period {
  const from = limitAt(since, last);
  const to = limitAt(until, last);
  if (from !== undefined && from.kind === to?.kind && from.time >= to.time) {
    throw new UsageError(
      `--since ${since?.text} --until ${until?.text}: ends before it begins; turn them round`,
    );
  }
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function limitAt(bound: Bound | undefined, last: EpochMs | undefined): Limit | undefined {
  if (bound?.end.kind !== "before_last") return bound?.end;
  if (last === undefined) return undefined;
  return { kind: "at", time: toEpochMs(last - bound.end.milliseconds) };
}

/** Whether something is in a period that happened at `time`, in a log whose entries carry `zone`; NaN is in none. */
export function isWithin({ from, to }: Period, time: EpochMs, zone?: string): boolean {
  return (
    (from === undefined || time >= timeOf(from, time, zone)) &&
    (to === undefined || time <= timeOf(to, time, zone))
  );
}

/** When it is by a limit's clock, as it goes at `near`. */
function timeOf(limit: Limit, near: EpochMs, zone?: string): number {
  return limit.kind === "at"
    ? limit.time
    : limit.time - clockFor(zone, limit.choice)(near) * MINUTE_MS;
}

/** When it is by the reader's clock. */
export function readersTime(limit: Limit): EpochMs {
  return toEpochMs(timeOf(limit, limit.time));
}
