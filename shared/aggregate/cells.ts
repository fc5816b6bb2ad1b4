import { groupedBy } from "../domain/grouped.ts";
import type { Cell, ScopeKey } from "../domain/tally.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS, startOfMinute, toEpochMs } from "../domain/time.ts";
import type { Counted } from "./counted.ts";
import { scopeKeyOf } from "./scope.ts";
import { Sums } from "./sums.ts";

const MOST_BYTES = 40 * 1024;

const WIDTHS = [1, 5, 15, 60, 6 * 60].map((minutes) => minutes * MINUTE_MS);
/** Longer than all that one delivery can span. */
const WIDEST = 32 * 24 * HOUR_MS;

/**
 * The requests by scope and minute, at most 40 KB as JSON when they are few enough of scopes and
 * faults. A delivery that spans too many minutes for that is counted in every fifth of them, in every
 * fifteenth and so on, back from its newest; when its faults struck first and last stays exact.
 */
export function cellsOf(items: readonly Counted[], newest: EpochMs): readonly Cell[] {
  for (const width of WIDTHS) {
    const cells = cellsBy(width, items, newest);
    if (Buffer.byteLength(JSON.stringify(cells)) <= MOST_BYTES) return cells;
  }
  return cellsBy(WIDEST, items, newest);
}

function cellsBy(width: number, items: readonly Counted[], newest: EpochMs): readonly Cell[] {
  const last = startOfMinute(newest);
  const minuteOf = ({ time }: Counted) =>
    last - Math.floor((last - startOfMinute(time)) / width) * width;
  return [...groupedBy(items, ({ scope }) => scopeKeyOf(scope))]
    .flatMap(([scope, ofScope]) =>
      [...groupedBy(ofScope, minuteOf)].map(([minute, ofMinute]) =>
        cellOf(scope, toEpochMs(minute), ofMinute),
      ),
    )
    .sort(byScopeAndMinute);
}

function cellOf(scope: ScopeKey, minute: EpochMs, items: readonly Counted[]): Cell {
  const sums = new Sums();
  for (const { status, count, fault, time } of items) {
    sums.addRequests(status, count);
    if (fault !== undefined) {
      sums.addStrikes(fault.fingerprint, { count, firstSeen: time, lastSeen: time });
    }
  }
  return { scope, minute, requests: sums.requests(), strikes: sums.strikes() };
}

function byScopeAndMinute(a: Cell, b: Cell): number {
  if (a.scope !== b.scope) return a.scope < b.scope ? -1 : 1;
  return a.minute - b.minute;
}
