import { requestName, tallyOf } from "../aggregate/tally.ts";
import type { Tally } from "../domain/tally.ts";
import { type EpochMs, toEpochMs } from "../domain/time.ts";
import type { Judgement } from "../domain/verdict.ts";
import type { TallyStore } from "../ports.ts";

/** Where, and by whom, something was counted. */
export type Place = {
  readonly logGroup: string;
  readonly logStream: string;
  readonly arrivedAt: EpochMs;
  readonly home: { readonly accountId: string; readonly region: string };
};

/** Whoever judges a request first counts it: the tally is named after the request. */
export async function putOwnTallies(
  store: TallyStore,
  place: Place,
  judgements: readonly Judgement[],
): Promise<readonly Tally[]> {
  const tallies = judgements.map((judgement) => ownTally(place, judgement));
  const outcomes = await Promise.all(tallies.map((tally) => store.putTally(tally)));
  return tallies.filter((_, at) => outcomes[at] === "written");
}

function ownTally(place: Place, judgement: Judgement): Tally {
  const { facts, records } = judgement;
  const newest = records.reduce((max, { time }) => Math.max(max, time ?? 0), 0);
  return tallyOf({
    ...place,
    time: newest === 0 ? place.arrivedAt : toEpochMs(newest),
    name: requestName(place.logGroup, String(facts.requestId)),
    scope: {},
    settled: { statuses: new Map(), records: 0 },
    judgements: [judgement],
    halves: [],
    ended: [],
  });
}
