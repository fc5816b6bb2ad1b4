import pMap from "p-map";
import { contributionsOf, faultHoursOf } from "../aggregate/fold.ts";
import { overlayHour, strikesBetween } from "../aggregate/window.ts";
import type { Strikes } from "../domain/fault.ts";
import { groupedBy } from "../domain/grouped.ts";
import type { Incident } from "../domain/incident.ts";
import type { FaultHour } from "../domain/tally.ts";
import { type EpochMs, startOfHour, toEpochMs } from "../domain/time.ts";
import type { Judgement } from "../domain/verdict.ts";
import type { AggregateStore, IncidentStore, TallyStore, WatchStore } from "../ports.ts";
import { recomputedMinutes } from "./sweep/folding.ts";
import { windowAfter } from "./sweep/window.ts";

/** Which incidents are asked for: all of them where nothing is set. */
export type HistoryQuery = {
  readonly apiId?: string;
  readonly cause?: string;
  readonly state?: Incident["state"];
  /** Those that opened from this time on, and before `to`. */
  readonly from?: EpochMs;
  readonly to?: EpochMs;
};

/** Everything that is kept about one incident. */
export type IncidentHistory = {
  readonly incident: Incident;
  /** The minutes it struck in, ascending. */
  readonly minutes: readonly { readonly minute: EpochMs; readonly strikes: Strikes }[];
  /** The one it opened with first. */
  readonly samples: readonly Judgement[];
  /** The episode after it, if the fault came back. */
  readonly successor?: string;
};

export type HistoryStore = TallyStore &
  AggregateStore &
  IncidentStore &
  Pick<WatchStore, "progress">;

/** By fingerprint: what fault hours will say once the tallies are folded that are not folded yet. */
type Unfolded = ReadonlyMap<string, readonly FaultHour[]>;

const AT_ONCE = 8;
const BEGINNING = toEpochMs(0);
/** Later than any time, and still a date. */
/** However far the sweeps are behind. */
const EVERYTHING = Number.POSITIVE_INFINITY;
const FAR = toEpochMs(8.64e15);

/** The incidents asked for, newest first. What has arrived since the last sweep is counted; nothing is written. */
export async function listIncidents(
  store: HistoryStore,
  query: HistoryQuery,
  wallClock: EpochMs,
): Promise<readonly Incident[]> {
  // Before the incidents: a sweep in between then makes them newer than the window, never older.
  const unfolded = await unfoldedIn(store, wallClock);
  const found = (await candidatesFor(store, query)).filter((one) => isMeant(one, query));
  return await pMap(found, async (one) => (await courseOf(store, one, unfolded)).incident, {
    concurrency: AT_ONCE,
  });
}

/** All about one incident, as up to date as `listIncidents`; `undefined` when nobody has opened it. */
export async function incidentHistory(
  store: HistoryStore,
  id: string,
  wallClock: EpochMs,
): Promise<IncidentHistory | undefined> {
  const unfolded = await unfoldedIn(store, wallClock);
  const found = await store.incident(id);
  if (found === undefined) return undefined;
  const { incident, hours, successor } = await courseOf(store, found, unfolded, "with_hours");
  return {
    incident,
    minutes: minutesIn(hours, incident.since, successor?.since ?? FAR),
    samples: await samplesOf(store, incident),
    ...(successor === undefined ? {} : { successor: successor.id }),
  };
}

/** What the next sweep would write into fault hours, from the same tallies and by the same sums. */
async function unfoldedIn(store: HistoryStore, wallClock: EpochMs): Promise<Unfolded> {
  const { fresh } = await windowAfter(store, await store.progress(), wallClock, EVERYTHING);
  const struck = new Set(fresh.flatMap(({ faults }) => faults.map((fault) => fault.fingerprint)));
  const minutes = await recomputedMinutes(store, contributionsOf(fresh));
  const hours = faultHoursOf(minutes).filter(({ fingerprint }) => struck.has(fingerprint));
  return groupedBy(hours, ({ fingerprint }) => fingerprint);
}

async function candidatesFor(
  store: IncidentStore,
  { apiId, cause, from = BEGINNING, to = FAR }: HistoryQuery,
): Promise<readonly Incident[]> {
  if (apiId !== undefined) return await store.incidents({ by: "api", apiId, from, to });
  if (cause !== undefined) return await store.incidents({ by: "cause", cause, from, to });
  return await store.allIncidents(from, to);
}

function isMeant({ fault, state }: Incident, query: HistoryQuery): boolean {
  if (query.cause !== undefined && fault.cause !== query.cause) return false;
  return query.state === undefined || state === query.state;
}

type Course = {
  readonly incident: Incident;
  readonly hours: readonly FaultHour[];
  readonly successor?: Incident;
};

/**
 * The incident with its count as of now: the strikes of its fault from its start to the start of the next
 * episode. What did not strike since the last sweep is as that has left it.
 */
async function courseOf(
  store: HistoryStore,
  incident: Incident,
  unfolded: Unfolded,
  wanted: "count" | "with_hours" = "count",
): Promise<Course> {
  const { fault, episode, since } = incident;
  const fresh = unfolded.get(fault.fingerprint);
  if (fresh === undefined && wanted === "count") return { incident, hours: [] };
  const successor = await store.incident(`${fault.fingerprint}-${episode + 1}`);
  const until = successor?.since ?? FAR;
  const stored = await store.faultHours(fault.fingerprint, startOfHour(since), until);
  const hours = overlaid(stored, fresh ?? []);
  const strikes = fresh && strikesBetween(hours, since, until);
  return {
    incident: strikes === undefined ? incident : { ...incident, ...strikes },
    hours,
    ...(successor === undefined ? {} : { successor }),
  };
}

function overlaid(stored: readonly FaultHour[], fresh: readonly FaultHour[]): readonly FaultHour[] {
  const hours = new Map(stored.map((one) => [one.hour, one]));
  for (const one of fresh) {
    const before = hours.get(one.hour);
    hours.set(one.hour, before === undefined ? one : overlayHour(before, one));
  }
  return [...hours.values()];
}

function minutesIn(
  hours: readonly FaultHour[],
  from: EpochMs,
  to: EpochMs,
): IncidentHistory["minutes"] {
  return hours
    .flatMap(({ minutes }) => Object.entries(minutes))
    .map(([minute, strikes]) => ({ minute: toEpochMs(Number(minute)), strikes }))
    .filter(({ minute }) => minute >= from && minute < to)
    .sort((a, b) => a.minute - b.minute);
}

/** A request may be kept twice: as the one the incident opened with, and in a slot. */
async function samplesOf(store: IncidentStore, { id, sample }: Incident) {
  const samples = [...(sample === undefined ? [] : [sample]), ...(await store.samples(id))];
  const ids = samples.map(({ facts }) => facts.requestId);
  return samples.filter((_, at) => ids.indexOf(ids[at]) === at);
}
