import { isOfRequest, requestName } from "../../aggregate/tally.ts";
import type { Tally } from "../../domain/tally.ts";
import { type EpochMs, toEpochMs } from "../../domain/time.ts";
import type { Arrival, Progress, TallyStore } from "../../ports.ts";

/** The tallies a sweep looks at. */
export type Window = {
  /** Those that are fresh, and those with halves that nobody has judged: the others need not be read. */
  readonly tallies: readonly Tally[];
  /** Those that arrived so lately that aggregates have to be recomputed. */
  readonly fresh: readonly Tally[];
  /** When the newest of them arrived. */
  readonly arrivedThrough: EpochMs;
};

const MINUTE = 60_000;
/**
 * A tally is found by its arrival this long after it: longer than a function lives (60 s), an index lags,
 * and the clocks of two workers differ.
 */
const SETTLING_MS = 2 * MINUTE;
/** A half waits 5 minutes for the other one, and is then judged by the next sweep. */
const WAITING_MS = 7 * MINUTE;

/** What one sweep can read and fold in its time; after an outage the next ones take the rest. */
const MOST_TALLIES = 50_000;
/** So that what is read and not needed does not pile up. */
const READ_AT_ONCE = 2_000;

/**
 * Everything that arrived since a while before the last sweep. Whole arrival minutes, since what they
 * give is recomputed as one. What a worker's clock dates into the future never moves the window past others.
 */
export async function windowAfter(
  store: TallyStore,
  { foldedThrough }: Progress,
  wallClock: EpochMs,
  most = MOST_TALLIES,
): Promise<Window> {
  const freshFrom = minuteOf(foldedThrough - SETTLING_MS);
  const all = await store.arrivalsSince(minuteOf(foldedThrough - WAITING_MS));
  const names = new Set(all.map(({ name }) => name));
  const arrivals = firstOf(all, most, foldedThrough);
  const wanted = arrivals.filter(
    ({ name, arrivedAt }) => arrivedAt >= freshFrom || !isOfRequest(name),
  );
  const tallies: Tally[] = [];
  for (let at = 0; at < wanted.length; at += READ_AT_ONCE) {
    const part = wanted.slice(at, at + READ_AT_ONCE).map(({ name }) => name);
    for (const tally of await store.tallies(part)) tallies.push(withoutJudged(tally, names));
  }
  const newest = arrivals.reduce<number>(
    (max, { arrivedAt }) => Math.max(max, arrivedAt),
    foldedThrough,
  );
  return {
    tallies,
    fresh: tallies.filter(({ arrivedAt }) => arrivedAt >= freshFrom),
    arrivedThrough: toEpochMs(Math.max(foldedThrough, Math.min(newest, wallClock))),
  };
}

/** The earliest `most` and the rest of their last minute; a minute beyond what is folded at least. */
function firstOf(
  arrivals: readonly Arrival[],
  most: number,
  foldedThrough: EpochMs,
): readonly Arrival[] {
  const last = arrivals.map(({ arrivedAt }) => arrivedAt).sort((a, b) => a - b)[most];
  if (last === undefined) return arrivals;
  const end = minuteOf(Math.max(last, foldedThrough + MINUTE)) + MINUTE;
  return arrivals.filter(({ arrivedAt }) => arrivedAt < end);
}

/** Halves whose request has a tally of its own are done with. */
function withoutJudged(tally: Tally, names: ReadonlySet<string>): Tally {
  const { logGroup, halves } = tally;
  return {
    ...tally,
    halves: halves.filter(({ requestId }) => !names.has(requestName(logGroup, requestId))),
  };
}

function minuteOf(time: number): EpochMs {
  return toEpochMs(Math.max(0, time - (time % MINUTE)));
}
