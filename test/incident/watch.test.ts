import { describe, expect, test } from "vitest";
import { TOPICS } from "../../shared/domain/notice.ts";
import type { WatchedStage } from "../../shared/domain/stage.ts";
import {
  blindNoticeOf,
  isDue,
  type Seen,
  unseenSince,
  watch,
} from "../../shared/incident/watch.ts";
import { aStage, minute, POLICY } from "./building.ts";

type Blind = NonNullable<WatchedStage["blind"]>;

const FINE: Seen = { served: 0, failedDeliveries: 0 };
const SERVED: Seen = { served: 1204, failedDeliveries: 0 };
const FAILED: Seen = { served: 1204, failedDeliveries: 3 };

const blind = (state: Blind["state"], since: number, number = 2): Blind => ({
  state,
  since: minute(since),
  number,
  owed: [],
  because: "of something",
});

function watched(stage: WatchedStage, at: number, seen?: Seen) {
  return watch(stage, minute(at), seen, POLICY);
}

describe("the metrics of a stage", () => {
  test.each([
    { name: "logged lately", stage: {}, at: 14.9, due: false },
    { name: "has been silent for 15 min", stage: {}, at: 15, due: true },
    { name: "was asked 4 min ago", stage: { askedAt: minute(16) }, at: 20.9, due: false },
    { name: "was asked 5 min ago", stage: { askedAt: minute(16) }, at: 21, due: true },
    {
      name: "has been silent for a day, asked within two hours",
      stage: { askedAt: minute(1320) },
      at: 1439,
      due: false,
    },
    {
      name: "has been silent for a day, asked two hours ago",
      stage: { askedAt: minute(1320) },
      at: 1440,
      due: true,
    },
    {
      name: "has been silent for a year, asked within six hours",
      stage: { askedAt: minute(600_000) },
      at: 600_359,
      due: false,
    },
    {
      name: "has been silent for a year, asked six hours ago",
      stage: { askedAt: minute(600_000) },
      at: 600_360,
      due: true,
    },
    {
      name: "logs, but lost deliveries",
      stage: { blind: blind("undelivered", -5) },
      at: 1,
      due: true,
    },
    {
      name: "logs, and is seen again",
      stage: { blind: blind("sees_again", -5) },
      at: 1,
      due: false,
    },
  ])("that $name: due is $due", ({ stage, at, due }) => {
    expect(isDue(aStage(stage), minute(at), POLICY)).toBe(due);
  });

  test("are asked about the time after the last request that was logged", () => {
    expect(unseenSince(aStage())).toBe(minute(2));
  });

  test("that say nothing new are remembered as asked", () => {
    const asked = { ...aStage(), askedAt: minute(20) };
    expect(watched(aStage(), 20, FINE)).toEqual(asked);
    expect(watched(asked, 20, FINE)).toBeUndefined();
  });

  test("that were not asked change nothing", () => {
    expect(watched(aStage(), 20)).toBeUndefined();
  });
});

describe("a stage goes blind", () => {
  test("silent, when requests are served and not logged", () => {
    expect(watched(aStage(), 15, SERVED)).toEqual({
      ...aStage(),
      askedAt: minute(15),
      blind: {
        state: "silent",
        since: minute(0),
        number: 1,
        owed: TOPICS,
        because: "1,204 requests served since 2026-11-22 10:00 UTC, none of them logged",
      },
    });
  });

  test.each([
    { name: "it was not silent for long", at: 14.9, stage: {}, seen: SERVED },
    { name: "nothing was served", at: 20, stage: {}, seen: FINE },
    { name: "there is no metric", at: 20, stage: {}, seen: { failedDeliveries: 0 } },
    { name: "it logs failures alone", at: 20, stage: { failuresOnly: true }, seen: SERVED },
  ])("not when $name", ({ at, stage, seen }) => {
    expect(watched(aStage(stage), at, seen)).toEqual({ ...aStage(stage), askedAt: minute(at) });
  });

  test("silent also when it has been so before", () => {
    expect(watched(aStage({ blind: blind("sees_again", 0, 4) }), 15, SERVED)?.blind).toMatchObject({
      state: "silent",
      number: 5,
      owed: TOPICS,
    });
  });

  test("undelivered, when its log events do not arrive, which is worse than silent", () => {
    expect(watched(aStage(), 20, FAILED)?.blind).toEqual({
      state: "undelivered",
      since: minute(20),
      number: 1,
      owed: TOPICS,
      because: "3 failed deliveries of log events",
    });
    expect(watched(aStage({ blind: blind("silent", 0) }), 20, FAILED)?.blind).toMatchObject({
      state: "undelivered",
      number: 3,
    });
  });

  test("undelivered again only after a while, so that a flapping filter is no storm", () => {
    const seen = { lastLogAt: minute(20), blind: blind("sees_again", 10) };
    const failed = { served: 1, failedDeliveries: 1 };
    expect(watched(aStage(seen), 24.9, failed)?.blind?.state).toBe("sees_again");
    expect(watched(aStage(seen), 25, failed)?.blind).toMatchObject({
      state: "undelivered",
      because: "1 failed delivery of log events",
    });
  });

  test("once: what is told is told", () => {
    const silent = aStage({ blind: blind("silent", 0) });
    expect(watched(silent, 20, SERVED)?.blind).toEqual(silent.blind);
    const undelivered = aStage({ blind: blind("undelivered", 0) });
    expect(watched(undelivered, 20, FAILED)?.blind).toEqual(undelivered.blind);
    const back = aStage({ lastLogAt: minute(20), blind: blind("sees_again", 0) });
    expect(watched(back, 20)).toBeUndefined();
  });
});

describe("a stage is seen again", () => {
  test("when its logs are back", () => {
    const stage = aStage({ lastLogAt: minute(42), blind: blind("silent", 0) });
    expect(watched(stage, 42.5)).toEqual({
      ...stage,
      blind: {
        state: "sees_again",
        since: minute(42.5),
        number: 3,
        owed: TOPICS,
        because: "logs are back after 42 min",
      },
    });
  });

  test.each([
    { name: "nothing was logged since", lastLogAt: 0, at: 10 },
    { name: "what was logged since is long ago", lastLogAt: 30, at: 45 },
  ])("not when $name", ({ lastLogAt, at }) => {
    const stage = aStage({ lastLogAt: minute(lastLogAt), blind: blind("silent", 0) });
    expect(watched(stage, at)).toBeUndefined();
  });

  test("when deliveries have not failed for a while, and logs are back", () => {
    const stage = aStage({ lastLogAt: minute(15), blind: blind("undelivered", 0) });
    expect(watched(stage, 15, FINE)?.blind).toMatchObject({ state: "sees_again", number: 3 });
    expect(watched(stage, 14.9, FINE)?.blind?.state).toBe("undelivered");
    expect(watched(stage, 15, FAILED)?.blind?.state).toBe("undelivered");
    expect(watched(stage, 15)).toBeUndefined();
    expect(watched(stage, 15, { served: 1 })?.blind?.state).toBe("undelivered");
    const logless = { ...stage, lastLogAt: minute(0) };
    expect(watched(logless, 15, FINE)?.blind?.state).toBe("undelivered");
  });
});

describe("the notice of a blind stage", () => {
  const scope = { apiId: "a1b2c3", stage: "prod" };

  test.each([
    { state: "silent", severity: "warning" },
    { state: "undelivered", severity: "critical" },
    { state: "sees_again", severity: "info" },
  ] as const)("$state is $severity", ({ state, severity }) => {
    expect(blindNoticeOf(aStage({ blind: blind(state, 3) }), scope, minute(9))).toEqual({
      kind: "blind",
      id: "123456789012/eu-west-1/a1b2c3/prod:blind-2",
      at: minute(9),
      severity,
      logGroup: "API-Gateway-Execution-Logs_a1b2c3/prod",
      scope,
      state,
      since: minute(3),
      because: "of something",
    });
  });

  test("does not exist for one that was always seen", () => {
    expect(blindNoticeOf(aStage(), scope, minute(9))).toBeUndefined();
  });
});
