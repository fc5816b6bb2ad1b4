import * as v from "valibot";
import type { Topic } from "../../domain/notice.ts";
import { TOPICS } from "../../domain/notice.ts";
import type { WatchedStage } from "../../domain/stage.ts";
import type { ScopeKey } from "../../domain/tally.ts";
import { type EpochMs, toEpochMs } from "../../domain/time.ts";
import type { Progress } from "../../ports.ts";
import { type Item, read, stamp, TIME, text } from "./item.ts";
import { BUDGET_KEY, PROGRESS_KEY, STAGES, stageKey } from "./keys.ts";
import { expiryOf } from "./lifetimes.ts";
import type { Query } from "./sending.ts";
import { isoOf } from "./times.ts";

const STAGE = v.object({
  scope: text<ScopeKey>(),
  logGroup: v.string(),
  lastLogAt: TIME,
  failuresOnly: v.exactOptional(v.boolean()),
  askedAt: v.exactOptional(TIME),
  blind: v.exactOptional(
    v.object({
      state: v.picklist(["silent", "undelivered", "sees_again"]),
      since: TIME,
      number: v.number(),
      owed: v.array(v.picklist(TOPICS) satisfies v.GenericSchema<Topic>),
      because: v.string(),
    } satisfies Record<keyof NonNullable<WatchedStage["blind"]>, unknown>),
  ),
  revision: v.number(),
} satisfies Record<keyof WatchedStage, unknown>);

const PROGRESS = v.object({
  foldedThrough: TIME,
  sweptAt: TIME,
  digests: v.number(),
  revision: v.number(),
} satisfies Record<keyof Progress, unknown>);

const BUDGET = v.object({ grants: v.array(TIME), revision: v.number() });

/** When notices were granted, oldest grant first. */
export type Budget = v.InferOutput<typeof BUDGET>;

/** Before the first sweep. */
const NO_PROGRESS: Progress = {
  foldedThrough: toEpochMs(0),
  sweptAt: toEpochMs(0),
  digests: 0,
  revision: 0,
};

/** Grants kept beyond the limit: notices are dated by logs, which do not come in order of time. */
const LIMITS_KEPT = 5;

/** As it is to be after the write: with the next revision. */
export function stageItem({ blind, askedAt, ...stage }: WatchedStage, revision: number): Item {
  return {
    ...stageKey(stage.scope),
    ...stamp("stage"),
    ...stage,
    lastLogAt: isoOf(stage.lastLogAt),
    ...(askedAt !== undefined && { askedAt: isoOf(askedAt) }),
    ...(blind && { blind: { ...blind, since: isoOf(blind.since) } }),
    revision: revision + 1,
    expiresAt: expiryOf("stage", stage.lastLogAt),
  };
}

export function stageIn(item: Item): WatchedStage {
  return read(item, "stage", STAGE);
}

export function stagesQuery(): Query {
  return {
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": STAGES },
    ConsistentRead: true,
  };
}

export function progressItem({ revision, foldedThrough, sweptAt, ...progress }: Progress): Item {
  return {
    ...PROGRESS_KEY,
    ...stamp("progress"),
    ...progress,
    foldedThrough: isoOf(foldedThrough),
    sweptAt: isoOf(sweptAt),
    revision: revision + 1,
  };
}

export function progressIn(item: Item | undefined): Progress {
  return item === undefined ? NO_PROGRESS : read(item, "progress", PROGRESS);
}

export function budgetItem({ grants, revision }: Budget): Item {
  return {
    ...BUDGET_KEY,
    ...stamp("budget"),
    grants: grants.map(isoOf),
    revision: revision + 1,
  };
}

export function budgetIn(item: Item | undefined): Budget {
  return item === undefined ? { grants: [], revision: 0 } : read(item, "budget", BUDGET);
}

/** The budget with one notice more at `now`; undefined when those near `now`, before or after, spend it. */
export function budgetAfter(
  { grants, revision }: Budget,
  now: EpochMs,
  limit: number,
  windowMs: number,
): Budget | undefined {
  const near = grants.filter((grant) => Math.abs(grant - now) < windowMs);
  if (near.length >= limit) return undefined;
  return { grants: [...grants, now].slice(-LIMITS_KEPT * limit), revision };
}
