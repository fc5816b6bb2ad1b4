import pMap from "p-map";
import type { Incident } from "../../domain/incident.ts";
import type { Policy } from "../../domain/policy.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Judgement } from "../../domain/verdict.ts";
import { decide } from "../../incident/decision.ts";
import type { IncidentStore } from "../../ports.ts";
import { type Opened, openIfNeeded } from "../opening.ts";
import type { StrikesOf } from "../strikes.ts";
import type { Situations } from "./situations.ts";

const AT_ONCE = 8;
/** Somebody else's sweep may have written in between; more often than that is not by chance. */
const TRIES = 4;

/** Opens what the workers did not: one that died, or believed an incident open that was resolved. */
export async function openMissing(
  store: IncidentStore,
  policy: Policy,
  struck: readonly StrikesOf[],
  samples: ReadonlyMap<string, Judgement>,
): Promise<readonly Incident[]> {
  const outcomes = await pMap(
    struck,
    async (one): Promise<Opened> => {
      const sample = samples.get(one.fault.fingerprint);
      const at = one.strikes.lastSeen;
      const found = { ...one, at, ...(sample === undefined ? {} : { sample }) };
      return await openIfNeeded(store, policy, found);
    },
    { concurrency: AT_ONCE },
  );
  return outcomes.flatMap((outcome) => (outcome.kind === "opened" ? [outcome.incident] : []));
}

/** Brings the incidents up to date that live, and those that late failures belong to. */
export async function decideAll(
  store: IncidentStore,
  policy: Policy,
  situations: Situations,
  struck: readonly StrikesOf[],
  now: EpochMs,
): Promise<readonly Incident[]> {
  const live = await store.liveIncidents();
  const fingerprints = new Set([
    ...live.map(({ fault }) => fault.fingerprint),
    ...struck.map(({ fault }) => fault.fingerprint),
  ]);
  const strikesBy = new Map(struck.map((one) => [one.fault.fingerprint, one.strikes]));
  const decided = await pMap(
    fingerprints,
    async (fingerprint) => {
      const strikes = strikesBy.get(fingerprint);
      const episodes = await episodesSince(store, fingerprint, strikes?.firstSeen);
      const outcomes: Incident[] = [];
      for (const [at, episode] of episodes.entries()) {
        const until = episodes[at - 1]?.since;
        const look = (incident: Incident) => situations.of(incident, until, strikes !== undefined);
        outcomes.push(await decideOne(store, policy, look, episode, now));
      }
      return outcomes;
    },
    { concurrency: AT_ONCE },
  );
  return decided.flat();
}

/** The newest episode of a fault, and those before it that failures since `from` may belong to. */
async function episodesSince(
  store: IncidentStore,
  fingerprint: string,
  from: EpochMs | undefined,
): Promise<readonly Incident[]> {
  const episodes: Incident[] = [];
  let next = await store.latestIncident(fingerprint);
  while (next !== undefined) {
    episodes.push(next);
    const isFirst = next.episode === 1;
    if (isFirst || from === undefined || from >= next.since) break;
    next = await store.incident(`${fingerprint}-${next.episode - 1}`);
  }
  return episodes;
}

/** Decides and writes, again if somebody wrote in between; gives back the incident as it is then. */
async function decideOne(
  store: IncidentStore,
  policy: Policy,
  look: (incident: Incident) => ReturnType<Situations["of"]>,
  seen: Incident,
  now: EpochMs,
): Promise<Incident> {
  let incident = seen;
  for (let tried = 0; tried < TRIES; tried++) {
    const decision = decide(incident, await look(incident), policy, now);
    if (decision.kind === "unchanged") return incident;
    const outcome = await store.changeIncident(incident.id, incident.revision, decision.change);
    incident = (await store.incident(incident.id)) ?? incident;
    if (outcome === "written") return incident;
  }
  return incident;
}
