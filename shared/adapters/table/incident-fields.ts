import * as v from "valibot";
import type { Fault, FaultCause } from "../../domain/fault.ts";
import type { Incident } from "../../domain/incident.ts";
import type { ScopeKey } from "../../domain/tally.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Judgement } from "../../domain/verdict.ts";
import { boundedSample } from "./bounded-sample.ts";
import { type Item, isObject, packedPart, TIME, text } from "./item.ts";
import { packed } from "./packed.ts";
import { isoOf } from "./times.ts";

/** All but what is owed, a set that is added to, and a person's will, which the sweep never writes. */
export type IncidentFields = Omit<Incident, "owed" | "will">;

type Name = keyof IncidentFields;

const OPTIONAL_TEXT = v.exactOptional(v.string());
const OPTIONAL_TIME = v.exactOptional(TIME);
const OPTIONAL_NUMBER = v.exactOptional(v.number());

const FAULT = {
  fingerprint: v.string(),
  cause: text<FaultCause>(),
  reason: v.string(),
  accountId: OPTIONAL_TEXT,
  region: OPTIONAL_TEXT,
  apiId: OPTIONAL_TEXT,
  apiType: v.exactOptional(text<NonNullable<Fault["apiType"]>>()),
  stage: OPTIONAL_TEXT,
  target: OPTIONAL_TEXT,
  route: OPTIONAL_TEXT,
} satisfies Record<keyof Fault, unknown>;

/** How each field is read back. A new one in the domain does not compile until it is here too. */
export const INCIDENT_FIELDS = v.object({
  id: v.string(),
  fault: v.object(FAULT),
  scope: text<ScopeKey>(),
  episode: v.number(),
  state: v.picklist(["open", "resolved"]),
  since: TIME,
  openedAt: TIME,
  firstSeen: TIME,
  lastSeen: TIME,
  count: v.number(),
  quietMs: v.number(),
  predecessor: OPTIONAL_TEXT,
  resolvedAt: OPTIONAL_TIME,
  resolution: OPTIONAL_TEXT,
  pace: v.object({ toldRate: OPTIONAL_NUMBER, toldShare: v.number(), peak: v.number() }),
  lastNoticeAt: OPTIONAL_TIME,
  told: v.record(v.string(), v.number()),
  because: v.exactOptional(v.record(v.string(), v.string())),
  openings: v.exactOptional(v.array(TIME)),
  sample: v.exactOptional(packedPart(isSample)),
  revision: v.number(),
} satisfies Record<Name, unknown>);

/** How each field is written: times as text, the sample packed. */
const ATTRIBUTES: {
  readonly [Field in Name]-?: (value: Required<IncidentFields>[Field]) => unknown;
} = {
  id: asIs,
  fault: asIs,
  scope: asIs,
  episode: asIs,
  state: asIs,
  since: isoOf,
  openedAt: isoOf,
  firstSeen: isoOf,
  lastSeen: isoOf,
  count: asIs,
  quietMs: asIs,
  predecessor: asIs,
  resolvedAt: isoOf,
  resolution: asIs,
  pace: asIs,
  lastNoticeAt: isoOf,
  told: asIs,
  because: asIs,
  openings: (times: readonly EpochMs[]) => times.map(isoOf),
  sample: (sample: Judgement) => packed(boundedSample(sample)),
  revision: asIs,
};

/** Those fields that there are, as attributes. */
export function attributesOf(fields: Partial<IncidentFields>): Item {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  const written = entries.map(([name, value]) => [name, attributeOf(name as Name, value)]);
  return Object.fromEntries(written);
}

export function isSample(value: unknown): value is Judgement {
  if (!isObject(value)) return false;
  const { facts, verdict } = value;
  return isObject(facts) && isObject(verdict);
}

function attributeOf(name: Name, value: unknown): unknown {
  return (ATTRIBUTES[name] as (value: unknown) => unknown)(value);
}

function asIs(value: unknown): unknown {
  return value;
}
