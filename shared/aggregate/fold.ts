import type { Fault, Strikes } from "../domain/fault.ts";
import { groupedBy } from "../domain/grouped.ts";
import type {
  Aggregate,
  Cell,
  Contribution,
  FaultHour,
  StatusClass,
  Tally,
} from "../domain/tally.ts";
import { type EpochMs, startOfHour, startOfMinute } from "../domain/time.ts";
import { OTHER_FAULTS } from "./bounded-aggregate.ts";
import { joined, Sums } from "./sums.ts";

/**
 * What the tallies give, by arrival minute, scope and minute. A contribution stands for ALL that
 * arrived in its minute, so give it whole arrival minutes.
 */
export function contributionsOf(tallies: readonly Tally[]): readonly Contribution[] {
  const pieces = tallies.flatMap(({ arrivedAt, cells, faults }) => {
    const arrivalMinute = startOfMinute(arrivedAt);
    return cells.map((cell) => ({ arrivalMinute, aggregate: minuteFrom(cell, faults) }));
  });
  return [...groupedBy(pieces, ({ arrivalMinute }) => arrivalMinute)]
    .flatMap(([arrivalMinute, arrived]) =>
      [...groupedBy(arrived, contributionKey).values()].map((group) => ({
        arrivalMinute,
        aggregate: minuteOf(group),
      })),
    )
    .sort(byPlaceAndTime);
}

/** Where and when a contribution belongs: a fresh one replaces a stored one with the same key. */
export function contributionKey({ arrivalMinute, aggregate }: Contribution): string {
  return `${aggregate.scope} ${aggregate.start} ${arrivalMinute}`;
}

/** Scope by scope, in ascending order of minute, then of arrival. */
export function byPlaceAndTime(a: Contribution, b: Contribution): number {
  if (a.aggregate.scope !== b.aggregate.scope) {
    return a.aggregate.scope < b.aggregate.scope ? -1 : 1;
  }
  return a.aggregate.start - b.aggregate.start || a.arrivalMinute - b.arrivalMinute;
}

/** The minute that these are all contributions to, at least one. Not bounded: see `bounded`. */
export function minuteOf(contributions: readonly Contribution[]): Aggregate {
  const minutes = contributions.map(({ aggregate }) => aggregate);
  return summed("minute", minutes, ({ start }) => start);
}

/** The hour that these are all minutes of, at least one. Not bounded: see `bounded`. */
export function hourOf(minutes: readonly Aggregate[]): Aggregate {
  return summed("hour", minutes, ({ start }) => startOfHour(start));
}

/**
 * What each fault did in each hour that the minutes are of. Exact for minutes as `minuteOf` makes them;
 * those that were bounded name no more than their most frequent faults.
 */
export function faultHoursOf(minutes: readonly Aggregate[]): readonly FaultHour[] {
  const struck = minutes.flatMap(({ start, strikes }) =>
    Object.entries(strikes)
      .filter(([fingerprint]) => fingerprint !== OTHER_FAULTS)
      .map(([fingerprint, each]) => ({ fingerprint, start, strikes: each })),
  );
  return [...groupedBy(struck, ({ fingerprint }) => fingerprint)]
    .flatMap(([fingerprint, ofFault]) =>
      [...groupedBy(ofFault, ({ start }) => startOfHour(start))].map(([hour, ofHour]) => ({
        fingerprint,
        hour,
        minutes: byMinute(ofHour),
      })),
    )
    .sort(byFaultAndHour);
}

type Struck = { readonly start: EpochMs; readonly strikes: Strikes };

function byMinute(struck: readonly Struck[]): FaultHour["minutes"] {
  const minutes: Record<number, Strikes> = {};
  for (const { start, strikes } of struck) minutes[start] = joined(minutes[start], strikes);
  return minutes;
}

function byFaultAndHour(a: FaultHour, b: FaultHour): number {
  if (a.fingerprint !== b.fingerprint) return a.fingerprint < b.fingerprint ? -1 : 1;
  return a.hour - b.hour;
}

function minuteFrom({ minute, ...cell }: Cell, faults: readonly Fault[]): Aggregate {
  return { span: "minute", start: minute, ...cell, causes: causesOf(cell.strikes, faults) };
}

function causesOf(strikes: Cell["strikes"], faults: readonly Fault[]): Aggregate["causes"] {
  const sums = new Sums();
  for (const { fingerprint, cause } of faults) {
    const struck = strikes[fingerprint];
    if (struck !== undefined) sums.addCause(cause, struck.count);
  }
  return sums.causes();
}

function summed(
  span: Aggregate["span"],
  parts: readonly Aggregate[],
  startOf: (part: Aggregate) => EpochMs,
): Aggregate {
  const [first] = parts;
  if (first === undefined) throw new Error(`nothing to sum up: an empty ${span}`);
  const sums = new Sums();
  for (const part of parts) addAll(sums, part);
  return {
    span,
    scope: first.scope,
    start: startOf(first),
    requests: sums.requests(),
    strikes: sums.strikes(),
    causes: sums.causes(),
  };
}

function addAll(sums: Sums, { requests, strikes, causes }: Aggregate): void {
  for (const [status, count] of Object.entries(requests)) {
    sums.addRequests(status as StatusClass, count);
  }
  for (const [fingerprint, struck] of Object.entries(strikes)) {
    sums.addStrikes(fingerprint, struck);
  }
  for (const [cause, count] of Object.entries(causes)) sums.addCause(cause, count);
}
