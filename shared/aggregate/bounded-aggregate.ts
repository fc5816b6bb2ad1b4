import type { Strikes } from "../domain/fault.ts";
import type { Aggregate } from "../domain/tally.ts";
import { Sums } from "./sums.ts";

/** Stands for the faults of an aggregate that are not listed. No incident and no fault hour has it. */
export const OTHER_FAULTS = "other";

/** Some 65 bytes each as stored, 90 as JSON: below 100 KB either way. */
const FAULTS_KEPT = { minute: 1000, hour: 200 } as const;

/**
 * An aggregate as it is stored: at most 1,000 faults in a minute and 200 in an hour, the most frequent;
 * all others are merged into `other`, their count and times kept. Bounding twice is bounding once.
 *
 * Bound last: sum hours and fault hours from minutes as `minuteOf` makes them where they are at hand.
 */
export function bounded(aggregate: Aggregate): Aggregate {
  const most = FAULTS_KEPT[aggregate.span];
  const strikes = Object.entries(aggregate.strikes);
  if (strikes.length <= most) return aggregate;
  const sums = new Sums();
  for (const [at, [fingerprint, struck]] of strikes.sort(byRank).entries()) {
    sums.addStrikes(at < most - 1 ? fingerprint : OTHER_FAULTS, struck);
  }
  return { ...aggregate, strikes: sums.strikes() };
}

type Entry = readonly [fingerprint: string, struck: Strikes];

/** The most frequent first, what is merged already last. */
function byRank([a, { count: few }]: Entry, [b, { count: many }]: Entry): number {
  const isMerged = Number(a === OTHER_FAULTS) - Number(b === OTHER_FAULTS);
  return isMerged || many - few || (a < b ? -1 : 1);
}
