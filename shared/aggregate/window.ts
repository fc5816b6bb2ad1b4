import type { Strikes } from "../domain/fault.ts";
import type { Contribution, FaultHour } from "../domain/tally.ts";
import type { EpochMs } from "../domain/time.ts";
import { byPlaceAndTime, contributionKey } from "./fold.ts";
import { joined } from "./sums.ts";

/**
 * The contributions that hold now: a fresh one replaces the stored one of the same scope, minute and
 * arrival minute. So fresh ones must be made of all tallies of their arrival minute.
 */
export function overlay(
  stored: readonly Contribution[],
  fresh: readonly Contribution[],
): readonly Contribution[] {
  const newest = new Map([...stored, ...fresh].map((each) => [contributionKey(each), each]));
  return [...newest.values()].sort(byPlaceAndTime);
}

/** The hour with its fresh minutes in place of the stored ones; what else is stored stays. */
export function overlayHour(stored: FaultHour, fresh: FaultHour): FaultHour {
  return { ...stored, minutes: { ...stored.minutes, ...fresh.minutes } };
}

/** How often a fault struck in the minutes that begin in [from, to); `undefined` for never. */
export function strikesBetween(
  hours: readonly FaultHour[],
  from: EpochMs,
  to: EpochMs,
): Strikes | undefined {
  return hours
    .flatMap(({ minutes }) => Object.entries(minutes))
    .filter(([minute]) => Number(minute) >= from && Number(minute) < to)
    .reduce<Strikes | undefined>((sum, [, struck]) => joined(sum, struck), undefined);
}
