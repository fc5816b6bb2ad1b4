import { describe, expect, test } from "vitest";
import type { Incident, Silence } from "../../shared/domain/incident.ts";
import { decide, withChange } from "../../shared/incident/decision.ts";
import type { MinuteCount } from "../../shared/incident/pace.ts";
import { anIncident, minute, owedToAll, POLICY, steady } from "./building.ts";

const BY = { by: "ada", at: minute(3) };

/** What is decided at minute `at` of an incident whose last failure was a moment ago. */
function looked(at: number, minutes: readonly MinuteCount[], changes: Partial<Incident> = {}) {
  const incident = anIncident({ lastSeen: minute(at), ...changes });
  return decide(incident, { minutes }, POLICY, minute(at));
}

const known = (toldRate: number, toldShare = 0, peak = 1000) => ({
  pace: { toldRate, toldShare, peak },
});

describe("the pace is learnt without telling anybody", () => {
  const unknown = { pace: { toldShare: 0, peak: 0 } };

  test("from the first full minute after the first failure", () => {
    const minutes = [...steady(0, 1, 2, 1000), ...steady(1, 2, 500, 1000), ...steady(2, 3, 700)];
    expect(looked(2, minutes, unknown)).toEqual({
      kind: "changed",
      change: { pace: { toldRate: 500, toldShare: 0.5, peak: 700 } },
      notices: [],
      because: "pace is now known: 700 in the worst minute",
    });
  });

  test("not from the minute it began in", () => {
    expect(looked(1.9, steady(0, 1, 500, 1000), unknown)).toMatchObject({
      change: { pace: { toldShare: 0, peak: 500 } },
    });
  });

  test("from the minute it began in, when it began with the minute", () => {
    const begun = { ...unknown, firstSeen: minute(1) };
    expect(looked(2, steady(1, 2, 30, 3000), begun)).toMatchObject({
      change: { pace: { toldRate: 30, toldShare: 0.01, peak: 30 } },
    });
  });

  test("at the first look, however late that is", () => {
    expect(looked(60, steady(0, 60, 500, 500), unknown)).toMatchObject({
      change: { pace: { toldRate: 500, toldShare: 0.5, peak: 500 } },
      notices: [],
    });
  });

  test("for two minutes, while logs of the first may still arrive", () => {
    const early = { ...known(3), openedAt: minute(1.1) };
    expect(looked(3, steady(1, 3, 400, 500), early)).toMatchObject({
      change: { pace: { toldRate: 400, toldShare: 0.5, peak: 1000 } },
      notices: [],
    });
    expect(looked(3, steady(1, 3, 1, 500), early)).toMatchObject({ kind: "unchanged" });
    expect(looked(3.1, steady(1, 3, 400, 500), early)).toMatchObject({ notices: ["escalated"] });
  });

  test.each([
    { name: "the rate alone", minutes: steady(1, 3, 40, 50_000), toldRate: 40, toldShare: 0 },
    { name: "the share alone", minutes: steady(1, 3, 3, 30), toldRate: 3, toldShare: 0.1 },
  ])("even when $name is news", ({ minutes, toldRate, toldShare }) => {
    expect(looked(3, minutes, { ...known(3), openedAt: minute(1.1) })).toMatchObject({
      change: { pace: { toldRate, toldShare, peak: 1000 } },
      notices: [],
    });
  });
});

describe("the rate has grown tenfold", () => {
  test("which is told with its figures, and is what people know from then on", () => {
    const decision = looked(30, steady(20, 30, 41), known(3));
    expect(decision).toEqual({
      kind: "changed",
      change: {
        told: { opened: 1, escalated: 1 },
        because: {
          opened: "3 failing requests, the first of this fault",
          escalated: "rate grew from 3 to 41 a minute",
        },
        owe: owedToAll("escalated", 1),
        lastNoticeAt: minute(30),
        pace: { toldRate: 41, toldShare: 0, peak: 1000 },
      },
      notices: ["escalated"],
      because: "rate grew from 3 to 41 a minute",
    });
  });

  test.each([
    { name: "tenfold to the failure", from: 3, minutes: steady(25, 30, 30), tells: true },
    {
      name: "one failure short of it",
      from: 3,
      minutes: [...steady(25, 29, 30), ...steady(29, 30, 29)],
      tells: false,
    },
    { name: "to ten a minute", from: 0.2, minutes: steady(25, 30, 10), tells: true },
    { name: "to less than ten a minute", from: 0.2, minutes: steady(25, 29, 12), tells: false },
    { name: "from nothing", from: 0, minutes: steady(25, 30, 10), tells: true },
    { name: "from nothing to nothing", from: 0, minutes: [], tells: false },
    { name: "more than five minutes ago", from: 3, minutes: steady(20, 25, 900), tells: false },
    { name: "in a minute that is not full", from: 3, minutes: steady(30, 31, 900), tells: false },
    { name: "in one of five minutes", from: 3, minutes: steady(29, 30, 150), tells: true },
  ])("$name: told is $tells", ({ from, minutes, tells }) => {
    expect(looked(30.9, minutes, known(from))).toMatchObject(
      tells ? { notices: ["escalated"] } : { kind: "unchanged" },
    );
  });

  test("of which the worst minute may be one", () => {
    expect(looked(30, steady(20, 30, 41), known(3, 0, 4))).toMatchObject({
      change: { pace: { toldRate: 41, toldShare: 0, peak: 41 } },
      notices: ["escalated"],
    });
  });

  test("is counted each time", () => {
    const changes = { ...known(3), told: { opened: 1, escalated: 2 } };
    expect(looked(30, steady(20, 30, 41), changes)).toMatchObject({
      change: { told: { escalated: 3 }, owe: owedToAll("escalated", 3) },
    });
  });

  test("in less than five minutes, over the full ones there are", () => {
    expect(looked(4, steady(0, 4, 31), known(3))).toMatchObject({
      because: "rate grew from 3 to 31 a minute",
    });
  });
});

describe("the share of requests has passed a step", () => {
  test.each([
    { failures: 10, figure: "50", step: "1 %", share: 0.01 },
    { failures: 99, figure: "495", step: "1 %", share: 0.01 },
    { failures: 100, figure: "500", step: "10 %", share: 0.1 },
    { failures: 500, figure: "2,500", step: "50 %", share: 0.5 },
  ])("of $step with $failures of 1,000 a minute", ({ failures, figure, step, share }) => {
    expect(looked(30, steady(0, 30, failures, 1000), known(100))).toMatchObject({
      notices: ["escalated"],
      because: `passed ${step} of requests: ${figure} failures of 5,000 requests in the last 5 min`,
      change: { pace: { toldRate: failures, toldShare: share, peak: 1000 } },
    });
  });

  test.each([
    { name: "below the first", minutes: steady(0, 30, 9, 1000), told: 0 },
    { name: "of one that people know of", minutes: steady(0, 30, 99, 1000), told: 0.01 },
    {
      name: "with 19 failures",
      minutes: [...steady(25, 29, 4, 5), ...steady(29, 30, 3, 5)],
      told: 0,
    },
    { name: "with fewer than 20 failures", minutes: steady(26, 30, 4, 4), told: 0 },
    { name: "of requests that the log does not show", minutes: steady(0, 30, 90), told: 0 },
    {
      name: "of requests that the log shows for some minutes only",
      minutes: [...steady(25, 28, 90, 100), ...steady(28, 29, 90), ...steady(29, 30, 90, 90)],
      told: 0,
    },
    { name: "of no requests at all", minutes: steady(25, 30, 90, 0), told: 0 },
  ])("but not $name", ({ minutes, told }) => {
    expect(looked(30, minutes, known(100, told))).toMatchObject({ kind: "unchanged" });
  });

  test("of a stage that has few requests, with 20 failures", () => {
    expect(looked(30, steady(25, 30, 4, 5), known(100))).toMatchObject({
      because: "passed 50 % of requests: 20 failures of 25 requests in the last 5 min",
    });
  });

  test("never lowers what people know", () => {
    const minutes = steady(25, 30, 1000, 9000);
    expect(looked(30, minutes, known(100, 0.5))).toMatchObject({
      because: "rate grew from 100 to 1,000 a minute",
      change: { pace: { toldRate: 1000, toldShare: 0.5, peak: 1000 } },
    });
  });
});

describe("whoever does not want to hear of it", () => {
  const storm = steady(20, 30, 50);
  const silenced = (silence: Silence) => ({
    ...known(3, 0, 50),
    will: { silence: { ...silence, ...BY } },
  });

  test("is told all the same when he has acknowledged it", () => {
    const changes = { ...known(3), will: { acknowledged: BY } };
    expect(looked(30, storm, changes)).toMatchObject({ notices: ["escalated"] });
  });

  test.each([
    {
      silence: { kind: "until", until: minute(31) } as const,
      because: "silenced by ada until 2026-11-22 10:31 UTC",
    },
    {
      silence: { kind: "count", more: 20, from: 2 } as const,
      because: "silenced by ada for 19 more failures",
    },
    {
      silence: { kind: "count", more: 2, from: 2 } as const,
      because: "silenced by ada for 1 more failure",
    },
  ])("is not told while $because", ({ silence, because }) => {
    expect(looked(30, storm, silenced(silence))).toEqual({
      kind: "unchanged",
      because: `rate grew from 3 to 50 a minute; not told: ${because}`,
    });
  });

  test("is not told either when the worst minute is news", () => {
    const changes = { ...silenced({ kind: "until", until: minute(31) }), ...known(3, 0, 4) };
    expect(looked(30, storm, changes)).toEqual({
      kind: "changed",
      change: { pace: { toldRate: 3, toldShare: 0, peak: 50 } },
      notices: [],
      because:
        "rate grew from 3 to 50 a minute; not told: silenced by ada until 2026-11-22 10:31 UTC",
    });
  });

  test.each([
    { when: "its time has come", silence: { kind: "until", until: minute(30) } as const },
    { when: "so many more have failed", silence: { kind: "count", more: 1, from: 2 } as const },
    { when: "it escalates", silence: { kind: "escalating", from: 0 } as const },
    { when: "it escalates for the first time", silence: { kind: "escalating" } as const },
  ])("is told once $when", ({ silence }) => {
    expect(looked(30, storm, silenced(silence))).toMatchObject({ notices: ["escalated"] });
  });

  test("until it escalated hears of all that follows", () => {
    const incident = anIncident({
      lastSeen: minute(30),
      ...silenced({ kind: "escalating", from: 0 }),
    });
    const decision = decide(incident, { minutes: storm }, POLICY, minute(30));
    if (decision.kind !== "changed") throw new Error(decision.because);
    const after = withChange(incident, decision.change);
    expect(after.owed).toEqual(owedToAll("escalated", 1));
    expect(after.revision).toBe(2);
    expect(decide(after, { minutes: [] }, POLICY, minute(60))).toMatchObject({
      notices: ["resolved"],
    });
  });
});

test("a flapper that opened untold is told of when it escalates", () => {
  const { told: _, because: __, ...untold } = anIncident({ lastSeen: minute(4), ...known(3) });
  const flapper = { ...untold, told: {}, openings: [0, 1, 2, 3].map(minute), predecessor: "x-3" };
  expect(decide(flapper, { minutes: steady(1, 4, 50) }, POLICY, minute(4))).toMatchObject({
    notices: ["escalated"],
    change: {
      told: { escalated: 1 },
      because: { escalated: "rate grew from 3 to 50 a minute" },
    },
  });
});
