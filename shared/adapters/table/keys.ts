import { createHash } from "node:crypto";
import type { Aggregate, ScopeKey } from "../../domain/tally.ts";
import type { EpochMs } from "../../domain/time.ts";
import { isoOf } from "./times.ts";

export type Key = { readonly pk: string; readonly sk: string };

/** Arrivals go up with time, and such a partition takes 1,000 writes a second for good: so there are 16. */
export const ARRIVAL_SHARDS = 16;
export const LIVE = "live";
export const STAGES = "stages";
export const EPISODES = "episode#";
export const HOURS = "hour#";

const TALLY = "tally#";
const EPISODE_DIGITS = 8;
const SLOT_DIGITS = 4;
const INCIDENT_ID = /^(.+)-(\d{1,8})$/;

export function tallyKey(name: string): Key {
  return { pk: `${TALLY}${name}`, sk: "tally" };
}

export function tallyNameIn(pk: string): string {
  return pk.slice(TALLY.length);
}

export function arrivalShardOf(name: string): string {
  const [byte = 0] = createHash("sha256").update(name).digest();
  return arrivalShard(byte % ARRIVAL_SHARDS);
}

/** `arrivals#00` to `arrivals#15`. */
export function arrivalShard(number: number): string {
  return `arrivals#${padded(number, 2)}`;
}

export function contributionsPk(scope: ScopeKey, minute: EpochMs): string {
  return `contribution#${isoOf(minute)}#${scope}`;
}

export function aggregatesPk(span: Aggregate["span"], scope: ScopeKey): string {
  return `${span}#${scope}`;
}

export function faultPk(fingerprint: string): string {
  return `fault#${fingerprint}`;
}

export function episodeSk(episode: number): string {
  return `${EPISODES}${padded(episode, EPISODE_DIGITS)}`;
}

/** Of the incident with this id; undefined when nothing could have it. */
export function incidentKey(id: string): Key | undefined {
  const place = episodeIn(id);
  return place && { pk: place.pk, sk: `${EPISODES}${place.episode}` };
}

/** What the sort keys of an incident's samples begin with. */
export function samplesKey(incidentId: string): Key | undefined {
  const place = episodeIn(incidentId);
  return place && { pk: place.pk, sk: `sample#${place.episode}#` };
}

export function sampleKey(incidentId: string, slot: number): Key | undefined {
  const samples = samplesKey(incidentId);
  return samples && { pk: samples.pk, sk: `${samples.sk}${padded(slot, SLOT_DIGITS)}` };
}

export function stageKey(scope: ScopeKey): Key {
  return { pk: STAGES, sk: `stage#${scope}` };
}

export const PROGRESS_KEY: Key = { pk: "progress", sk: "progress" };
export const BUDGET_KEY: Key = { pk: "budget", sk: "budget" };

function episodeIn(id: string): { readonly pk: string; readonly episode: string } | undefined {
  const [, fingerprint, episode] = INCIDENT_ID.exec(id) ?? [];
  if (fingerprint === undefined || episode === undefined) return undefined;
  return { pk: faultPk(fingerprint), episode: padded(Number(episode), EPISODE_DIGITS) };
}

function padded(number: number, digits: number): string {
  return String(number).padStart(digits, "0");
}
