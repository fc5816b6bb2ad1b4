import { type Notice, TOPICS } from "../domain/notice.ts";
import type { Policy } from "../domain/policy.ts";
import type { WatchedStage } from "../domain/stage.ts";
import type { Scope } from "../domain/tally.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS, toEpochMs } from "../domain/time.ts";
import { counted, duration, moment } from "./words.ts";

/** What the metrics say of a stage, from `unseenSince` on. */
export type Seen = {
  /** Requests that were served; absent when there is no such metric. */
  readonly served?: number;
  /** Deliveries of its log group that failed or were throttled; absent when that is not known. */
  readonly failedDeliveries?: number;
};

type Blind = NonNullable<WatchedStage["blind"]>;
type Change = Pick<Blind, "state" | "since" | "because">;

const ASKED_EACH_MS = 5 * MINUTE_MS;
const ASKED_AT_LEAST_EACH_MS = 6 * HOUR_MS;
/** A stage that has been silent for a day is asked every two hours: most are just not used. */
const PART_OF_SILENCE = 12;

/** Whether what the metrics say of the stage is worth a call, which costs money. */
export function isDue(stage: WatchedStage, now: EpochMs, policy: Policy): boolean {
  const { askedAt, blind, lastLogAt } = stage;
  const silence = now - lastLogAt;
  if (blind?.state !== "undelivered" && silence < policy.silentMs) return false;
  const each = Math.min(Math.max(ASKED_EACH_MS, silence / PART_OF_SILENCE), ASKED_AT_LEAST_EACH_MS);
  return askedAt === undefined || now - askedAt >= each;
}

/** From when on nothing was logged: a request at the turn of a minute may be counted in the next. */
export function unseenSince({ lastLogAt }: WatchedStage): EpochMs {
  return toEpochMs(lastLogAt + 2 * MINUTE_MS);
}

/**
 * The stage as it is to be written, `undefined` when nothing changed. `seen` is what the metrics say,
 * `undefined` when they were not asked. It owes all topics one notice at each change.
 */
export function watch(
  stage: WatchedStage,
  now: EpochMs,
  seen: Seen | undefined,
  policy: Policy,
): WatchedStage | undefined {
  const change = changeOf(stage, now, seen, policy);
  const isNews = seen !== undefined && stage.askedAt !== now;
  if (change === undefined && !isNews) return undefined;
  const asked = seen === undefined ? stage : { ...stage, askedAt: now };
  if (change === undefined) return asked;
  const number = (stage.blind?.number ?? 0) + 1;
  return { ...asked, blind: { ...change, number, owed: TOPICS } };
}

/** What people are told of a stage that is, or was, not seen; `undefined` for one that always was. */
export function blindNoticeOf(
  { scope: key, logGroup, blind }: WatchedStage,
  scope: Scope,
  at: EpochMs,
): Notice | undefined {
  if (blind === undefined) return undefined;
  const { state, since, number, because } = blind;
  const id = `${key}:blind-${number}`;
  return {
    kind: "blind",
    id,
    at,
    severity: SEVERITY[state],
    logGroup,
    scope,
    state,
    since,
    because,
  };
}

/** Requests that fail unseen are lost to people; unlogged ones may be a decision of somebody. */
const SEVERITY = { undelivered: "critical", silent: "warning", sees_again: "info" } as const;

function changeOf(
  stage: WatchedStage,
  now: EpochMs,
  seen: Seen | undefined,
  policy: Policy,
): Change | undefined {
  const { blind } = stage;
  if (blind === undefined) return undeliveredIn(seen, now) ?? silentIn(stage, now, seen, policy);
  // Deliveries that fail now and then are told as one spell: a state must have lasted to be left.
  const hasLasted = now - blind.since >= policy.silentMs;
  switch (blind.state) {
    case "sees_again":
      return (
        (hasLasted ? undeliveredIn(seen, now) : undefined) ?? silentIn(stage, now, seen, policy)
      );
    case "silent":
      return undeliveredIn(seen, now) ?? seesAgain(stage, blind, now, policy);
    case "undelivered":
      return hasLasted && seen?.failedDeliveries === 0
        ? seesAgain(stage, blind, now, policy)
        : undefined;
  }
}

function undeliveredIn(seen: Seen | undefined, now: EpochMs): Change | undefined {
  const failed = seen?.failedDeliveries ?? 0;
  if (failed === 0) return undefined;
  const because = `${counted(failed, "failed delivery", "failed deliveries")} of log events`;
  return { state: "undelivered", since: now, because };
}

function silentIn(
  { lastLogAt, failuresOnly }: WatchedStage,
  now: EpochMs,
  seen: Seen | undefined,
  policy: Policy,
): Change | undefined {
  const served = seen?.served ?? 0;
  if (served === 0 || failuresOnly === true || now - lastLogAt < policy.silentMs) return undefined;
  const because = `${counted(served, "request")} served since ${moment(lastLogAt)}, none of them logged`;
  return { state: "silent", since: lastLogAt, because };
}

function seesAgain(
  { lastLogAt }: WatchedStage,
  { since }: Blind,
  now: EpochMs,
  policy: Policy,
): Change | undefined {
  if (lastLogAt <= since || now - lastLogAt >= policy.silentMs) return undefined;
  return {
    state: "sees_again",
    since: now,
    because: `logs are back after ${duration(now - since)}`,
  };
}
