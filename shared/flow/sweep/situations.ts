import { strikesBetween } from "../../aggregate/window.ts";
import type { Strikes } from "../../domain/fault.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Aggregate, ScopeKey } from "../../domain/tally.ts";
import {
  type EpochMs,
  HOUR_MS,
  MINUTE_MS,
  startOfHour,
  startOfMinute,
  toEpochMs,
} from "../../domain/time.ts";
import type { Situation } from "../../incident/decision.ts";
import type { AggregateStore } from "../../ports.ts";
import { logsAll } from "../strikes.ts";

const FAR = toEpochMs(8.64e15);

/** What the table knows of an incident and its stage, as of now. */
export type Situations = {
  /** `until` is when the next episode of the same fault began; the total is read only if it was struck. */
  of(incident: Incident, until: EpochMs | undefined, wasStruck: boolean): Promise<Situation>;
};

/** Reads each stage's last hour once, for all its incidents. */
export function createSituations(store: AggregateStore, now: EpochMs): Situations {
  const lastHours = new Map<ScopeKey, Promise<readonly Aggregate[]>>();

  function lastHour(scope: ScopeKey): Promise<readonly Aggregate[]> {
    const from = toEpochMs(startOfMinute(now) - HOUR_MS);
    const to = toEpochMs(startOfMinute(now) + MINUTE_MS);
    const asked = lastHours.get(scope) ?? store.aggregates("minute", { scope, from, to });
    lastHours.set(scope, asked);
    return asked;
  }

  return {
    async of(incident, until, wasStruck) {
      const strikes = wasStruck ? await totalOf(store, incident, until) : undefined;
      const aggregates = await lastHour(incident.scope);
      const isTold = logsAll(incident.sample) || aggregates.some(showsSuccess);
      const answered = await answeredSince(store, incident, strikes?.lastSeen, now);
      return {
        ...(strikes === undefined ? {} : { strikes }),
        minutes: aggregates.map((one) => minuteOf(one, incident.fault.fingerprint, isTold)),
        ...(answered === undefined ? {} : { answeredSinceLastSeen: answered }),
      };
    },
  };
}

/** All failures of the episode: of its fault, from its start to the start of the next. */
async function totalOf(
  store: AggregateStore,
  { fault, since }: Incident,
  until: EpochMs = FAR,
): Promise<Strikes | undefined> {
  const hours = await store.faultHours(fault.fingerprint, startOfHour(since), until);
  return strikesBetween(hours, since, until);
}

/**
 * Requests answered since the last failure, once it is quiet long enough for that to matter; none when the
 * stage logs failures alone, so that nobody can know.
 */
async function answeredSince(
  store: AggregateStore,
  { scope, quietMs, firstSeen, lastSeen: believed }: Incident,
  seen: EpochMs | undefined,
  now: EpochMs,
): Promise<number | undefined> {
  const lastSeen = toEpochMs(Math.max(believed, seen ?? 0));
  if (now - lastSeen < quietMs) return undefined;
  const before = startOfHour(toEpochMs(firstSeen - HOUR_MS));
  const hours = await store.aggregates("hour", { scope, from: before, to: now });
  if (!hours.some(showsSuccess)) return undefined;
  const from = toEpochMs(startOfMinute(lastSeen) + MINUTE_MS);
  const minutes = await store.aggregates("minute", { scope, from, to: now });
  return minutes.reduce((sum, { requests }) => sum + total(requests), 0);
}

function minuteOf({ start, strikes, requests }: Aggregate, fingerprint: string, isTold: boolean) {
  const failures = strikes[fingerprint]?.count ?? 0;
  return { minute: start, failures, ...(isTold ? { requests: total(requests) } : {}) };
}

/** At level ERROR a log shows failures alone. */
function showsSuccess({ requests }: Aggregate): boolean {
  return (requests["2xx"] ?? 0) + (requests["3xx"] ?? 0) > 0;
}

function total(requests: Aggregate["requests"]): number {
  return Object.values(requests).reduce((sum, count) => sum + count, 0);
}
