import { describe, expect, test } from "vitest";
import type { Incident } from "../../shared/domain/incident.ts";
import { type Found, openingOf } from "../../shared/incident/opening.ts";
import { success } from "../build/judgements.ts";
import { anIncident, aResolved, FAULT, minute, owedToAll, POLICY, SCOPE } from "./building.ts";

const HOUR = 60;

/** Two failures at `at` and half a minute before. */
function found(at: number, changes: Partial<Found> = {}): Found {
  return {
    fault: FAULT,
    scope: SCOPE,
    strikes: { count: 2, firstSeen: minute(at - 0.5), lastSeen: minute(at) },
    at: minute(at),
    ...changes,
  };
}

function opened(at: number, latest: Incident): Incident {
  const opening = openingOf(found(at), latest, POLICY);
  if (opening.kind !== "open") throw new Error(opening.because);
  return opening.incident;
}

test("the first failure of a fault opens its first episode, which is told to all topics", () => {
  const sample = success();
  expect(openingOf(found(1, { sample }), undefined, POLICY)).toEqual({
    kind: "open",
    because: "2 failing requests, the first of this fault",
    incident: {
      id: "v1:00112233aabbccdd-1",
      fault: FAULT,
      scope: SCOPE,
      episode: 1,
      state: "open",
      since: 0,
      openedAt: minute(1),
      firstSeen: minute(0.5),
      lastSeen: minute(1),
      count: 2,
      quietMs: 900_000,
      pace: { toldShare: 0, peak: 0 },
      lastNoticeAt: minute(1),
      told: { opened: 1 },
      because: { opened: "2 failing requests, the first of this fault" },
      openings: [minute(1)],
      owed: owedToAll("opened", 1),
      will: {},
      sample,
      revision: 1,
    },
  });
});

test("an incident without a sample has none", () => {
  const opening = openingOf(found(1), undefined, POLICY);
  expect(opening).toMatchObject({ kind: "open" });
  expect(opening.kind === "open" && "sample" in opening.incident).toBe(false);
});

describe("no incident is opened", () => {
  test.each([
    {
      name: "for a cause that is counted alone",
      fault: { ...FAULT, cause: "unauthorized" as const, reason: "none" },
      latest: undefined,
      because: "unauthorized is counted and opens no incident",
    },
    {
      name: "while one is open",
      fault: FAULT,
      latest: anIncident(),
      because: "v1:00112233aabbccdd-1 is open",
    },
    {
      name: "for failures from before the minute in which it was resolved",
      fault: FAULT,
      latest: aResolved({ resolvedAt: minute(21.5) }),
      because: "came late: v1:00112233aabbccdd-1 was resolved after these failures",
    },
  ])("$name", ({ fault, latest, because }) => {
    const late = { count: 1, firstSeen: minute(20), lastSeen: minute(20.99) };
    expect(openingOf(found(21, { fault, strikes: late }), latest, POLICY)).toEqual({
      kind: "stays",
      because,
    });
  });

  test("unless the installation wants one", () => {
    const fault = { ...FAULT, cause: "unauthorized" as const, reason: "none" };
    const wanting = { ...POLICY, quietCauses: [] };
    expect(openingOf(found(1, { fault }), undefined, wanting).kind).toBe("open");
  });
});

describe("a fault that comes back", () => {
  test("in the minute it was resolved in begins the next episode with that minute", () => {
    const latest = aResolved({ resolvedAt: minute(16.5) });
    const straddling = { count: 5, firstSeen: minute(15), lastSeen: minute(16) };
    expect(openingOf(found(16, { strikes: straddling }), latest, POLICY)).toMatchObject({
      kind: "open",
      incident: {
        id: "v1:00112233aabbccdd-2",
        episode: 2,
        since: minute(16),
        firstSeen: minute(16),
        lastSeen: minute(16),
        count: 5,
      },
      because:
        "failing again less than 1 min after episode 1 was resolved; it flaps, so quiet for 30 min is asked of it",
    });
  });

  test.each([
    { after: "within the hour", at: 16 + 59, quietMin: 30, kind: "reopened", gap: "58 min" },
    { after: "after an hour", at: 16.5 + HOUR, quietMin: 15, kind: "reopened", gap: "1 h" },
    {
      after: "after a day to the minute",
      at: 16.5 + 24 * HOUR,
      quietMin: 15,
      kind: "reopened",
      gap: "24 h",
    },
    {
      after: "after more than a day",
      at: 17.5 + 24 * HOUR,
      quietMin: 15,
      kind: "opened",
      gap: "24 h 1 min",
    },
    { after: "days later", at: 76.5 + 72 * HOUR, quietMin: 15, kind: "opened", gap: "3 days 1 h" },
  ] as const)("$after is $kind, with $quietMin min of quiet", ({ at, quietMin, kind, gap }) => {
    const incident = opened(at, aResolved());
    const flaps = quietMin > 15 ? "; it flaps, so quiet for 30 min is asked of it" : "";
    expect(incident).toMatchObject({
      quietMs: quietMin * 60_000,
      owed: owedToAll(kind, 1),
      told: { [kind]: 1 },
      because: { [kind]: `failing again ${gap} after episode 1 was resolved${flaps}` },
      lastNoticeAt: minute(at),
    });
    expect(incident.predecessor).toBe(kind === "reopened" ? "v1:00112233aabbccdd-1" : undefined);
  });

  test.each([
    { had: 15, asked: 30 },
    { had: 120, asked: 240 },
    { had: 240, asked: 240 },
    { had: 5, asked: 15 }, // the installation asks for more quiet than it did
  ])("soon, doubles the $had min of quiet to $asked, four hours at most", ({ had, asked }) => {
    expect(opened(20, aResolved({ quietMs: had * 60_000 })).quietMs).toBe(asked * 60_000);
  });
});

describe("a flapping fault", () => {
  /** Resolved at minute 16 for the third time in a day. */
  const thrice = { openings: [minute(-120), minute(-60), minute(0.5)], episode: 3 };

  test("is told of when it comes back for the second time", () => {
    const twice = { ...thrice, openings: thrice.openings.slice(1) };
    const incident = opened(20, aResolved(twice));
    expect(incident.owed).toEqual(owedToAll("reopened", 1));
    expect(incident.openings).toEqual([minute(-60), minute(0.5), minute(20)]);
  });

  test("opens untold when it comes back for the third time in 24 h", () => {
    expect(openingOf(found(20), aResolved(thrice), POLICY)).toMatchObject({
      kind: "open",
      because:
        "failing again 3 min after episode 3 was resolved; it flaps, so quiet for 30 min is asked " +
        "of it; not told: opened 4 times in 24 h, held until it lasts 5 min or escalates",
      incident: {
        owed: [],
        told: {},
        predecessor: "v1:00112233aabbccdd-1",
        lastNoticeAt: minute(16),
        openings: [minute(-120), minute(-60), minute(0.5), minute(20)],
      },
    });
  });

  test("remembers no more openings than it is told by", () => {
    const often = [minute(-180), ...thrice.openings];
    expect(opened(20, aResolved({ openings: often })).openings).toEqual([
      minute(-120),
      minute(-60),
      minute(0.5),
      minute(20),
    ]);
  });

  test.each([
    {
      name: "one of the openings is a day old",
      changes: { openings: [minute(20 - 24 * HOUR), minute(-60), minute(0.5)] },
    },
    {
      name: "people have heard nothing for a day",
      changes: { lastNoticeAt: minute(20 - 24 * HOUR) },
    },
    {
      name: "somebody has resolved it by hand, believing it mended",
      changes: { will: { resolve: { by: "ada", at: minute(15) } } },
    },
  ])("is told of when $name", ({ changes }) => {
    expect(opened(20, aResolved({ ...thrice, ...changes })).told).toEqual({ reopened: 1 });
  });

  test("is told of when nobody knows of any notice", () => {
    const { lastNoticeAt: _, ...latest } = aResolved(thrice);
    expect(opened(20, latest).told).toEqual({ reopened: 1 });
  });

  test("is known from the opening of an episode that kept no list", () => {
    const { openings: _, ...latest } = aResolved();
    expect(opened(20, latest).openings).toEqual([minute(0.5), minute(20)]);
  });
});

describe("silence of the episode before", () => {
  const by = { by: "ada", at: minute(5) };

  test("until a time that has not come is inherited, and nobody is told", () => {
    const silence = { kind: "until", until: minute(120), ...by } as const;
    const latest = aResolved({ will: { silence, acknowledged: by } });
    expect(openingOf(found(80), latest, POLICY)).toMatchObject({
      because:
        "failing again 1 h 3 min after episode 1 was resolved; " +
        "not told: silenced by ada until 2026-11-22 12:00 UTC",
      incident: { will: { silence }, owed: [], told: {}, lastNoticeAt: minute(16) },
    });
    expect(opened(80, latest).will).toEqual({ silence });
  });

  test("is inherited by one that nobody was ever told of", () => {
    const silence = { kind: "until", until: minute(120), ...by } as const;
    const { lastNoticeAt: _, ...latest } = aResolved({ will: { silence } });
    expect(opened(80, latest)).not.toHaveProperty("lastNoticeAt");
  });

  test.each([
    {
      name: "until a time that has come",
      silence: { kind: "until", until: minute(80), ...by },
      resolve: {},
    },
    {
      name: "for so many failures",
      silence: { kind: "count", more: 100, from: 1, ...by },
      resolve: {},
    },
    { name: "until it escalates", silence: { kind: "escalating", ...by }, resolve: {} },
    {
      name: "of one that was resolved by hand",
      silence: { kind: "until", until: minute(120), ...by },
      resolve: { resolve: by },
    },
  ] as const)("$name is over", ({ silence, resolve }) => {
    const incident = opened(80, aResolved({ will: { silence, ...resolve } }));
    expect(incident.will).toEqual({});
    expect(incident.told).toEqual({ reopened: 1 });
  });
});
