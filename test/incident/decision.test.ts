import { describe, expect, test } from "vitest";
import type { Incident } from "../../shared/domain/incident.ts";
import { decide, type Situation, withChange } from "../../shared/incident/decision.ts";
import { anIncident, aResolved, minute, owedToAll, POLICY, steady } from "./building.ts";

const BY = { by: "ada", at: minute(3) };
const NOTHING: Situation = { minutes: [] };

function decided(incident: Incident, situation: Situation, at: number) {
  return decide(incident, situation, POLICY, minute(at));
}

/** Strikes that end at `last`. */
function strikes(count: number, last: number, first = 0.5) {
  return { count, firstSeen: minute(first), lastSeen: minute(last) };
}

describe("counts", () => {
  test("are taken from the recount", () => {
    expect(decided(anIncident(), { minutes: [], strikes: strikes(1204, 2, 0.25) }, 3)).toEqual({
      kind: "changed",
      change: { count: 1204, firstSeen: minute(0.25), lastSeen: minute(2) },
      notices: [],
      because: "1,204 failing requests in all",
    });
  });

  test("may shrink, while the first failure stays first and the last stays last", () => {
    const incident = anIncident({ lastSeen: minute(2) });
    expect(decided(incident, { minutes: [], strikes: strikes(1, 1, 1) }, 3)).toEqual({
      kind: "changed",
      change: { count: 1 },
      notices: [],
      because: "1 failing request in all",
    });
  });

  test.each([
    { name: "nothing was read", situation: NOTHING },
    { name: "nothing is new", situation: { minutes: [], strikes: strikes(3, 0.5) } },
  ])("stay when $name", ({ situation }) => {
    expect(decided(anIncident(), situation, 3)).toEqual({
      kind: "unchanged",
      because: "nothing new",
    });
  });

  test("are all that late failures change of a resolved incident", () => {
    const late = { minutes: steady(10, 15, 900, 900), strikes: strikes(4500, 14.9) };
    const resolving = aResolved({ will: { resolve: BY } });
    expect(decided(resolving, late, 17)).toEqual({
      kind: "changed",
      change: { count: 4500, lastSeen: minute(14.9) },
      notices: [],
      because: "4,500 failing requests in all, some of them late",
    });
    expect(decided(aResolved(), NOTHING, 10_000).kind).toBe("unchanged");
  });
});

describe("an incident is resolved", () => {
  test.each([
    { answered: 4120, because: "no failure in 15 min, 4,120 requests answered" },
    { answered: 1, because: "no failure in 15 min, 1 request answered" },
    { answered: 0, because: "no failure in 15 min, no traffic" },
    { because: "no failure in 15 min, the log does not show the traffic" },
  ])("once it has been quiet, saying what that rests on: $because", ({ answered, because }) => {
    const situation = answered === undefined ? {} : { answeredSinceLastSeen: answered };
    expect(decided(anIncident(), { minutes: [], ...situation }, 15.5)).toEqual({
      kind: "changed",
      change: {
        state: "resolved",
        resolvedAt: minute(15.5),
        resolution: because,
        told: { opened: 1, resolved: 1 },
        because: { opened: "3 failing requests, the first of this fault", resolved: because },
        owe: owedToAll("resolved", 1),
        lastNoticeAt: minute(15.5),
      },
      notices: ["resolved"],
      because,
    });
  });

  test("not a moment earlier", () => {
    expect(decided(anIncident(), NOTHING, 15.49).kind).toBe("unchanged");
  });

  test("not while failures that are counted only now are recent", () => {
    const situation = { minutes: [], strikes: strikes(4, 3) };
    expect(decided(anIncident(), situation, 17)).toMatchObject({ notices: [] });
  });

  test("after as much quiet as is asked of it", () => {
    const flapping = anIncident({ quietMs: 30 * 60_000 });
    expect(decided(flapping, NOTHING, 30).kind).toBe("unchanged");
    expect(decided(flapping, NOTHING, 31)).toMatchObject({
      change: { resolution: "no failure in 30 min, the log does not show the traffic" },
    });
  });

  test("once, when the clock has jumped by days", () => {
    const days = 3 * 24 * 60 + 150;
    const decision = decided(anIncident(), { minutes: [], answeredSinceLastSeen: 0 }, days);
    expect(decision).toMatchObject({
      notices: ["resolved"],
      because: "no failure in 3 days 2 h, no traffic",
    });
    if (decision.kind !== "changed") throw new Error(decision.because);
    expect(decided(withChange(anIncident(), decision.change), NOTHING, days + 9999).kind).toBe(
      "unchanged",
    );
  });
});

describe("a person resolves it by hand", () => {
  const asked = anIncident({ will: { resolve: BY } });

  test("at once, and all are told by whom", () => {
    expect(decided(asked, NOTHING, 4)).toMatchObject({
      change: {
        state: "resolved",
        resolvedAt: minute(4),
        resolution: "resolved by hand by ada",
        owe: owedToAll("resolved", 1),
      },
      because: "resolved by hand by ada",
    });
  });

  test.each([
    { name: "in this minute", last: 4.2, now: 4.5, end: 5 },
    { name: "by a clock ahead of ours", last: 8.9, now: 4, end: 9 },
    { name: "in the future", last: 9, now: 4, end: 4 }, // no reason to be deaf until then
  ])("as of the minute after a failure $name", ({ last, now, end }) => {
    expect(decided(asked, { minutes: [], strikes: strikes(4, last) }, now)).toMatchObject({
      change: { resolvedAt: minute(end), count: 4, lastSeen: minute(last) },
      because: "resolved by hand by ada; 4 failing requests in all",
    });
  });
});

describe("an incident ends silently", () => {
  test("when it is silenced", () => {
    const silence = { kind: "until", until: minute(100), ...BY } as const;
    expect(decided(anIncident({ will: { silence } }), NOTHING, 16)).toEqual({
      kind: "changed",
      change: {
        state: "resolved",
        resolvedAt: minute(16),
        resolution: "no failure in 15 min, the log does not show the traffic",
      },
      notices: [],
      because:
        "no failure in 15 min, the log does not show the traffic; " +
        "not told: silenced by ada until 2026-11-22 11:40 UTC",
    });
  });

  test("when nobody was told that it opened", () => {
    const decision = decided(anIncident({ told: {} }), NOTHING, 16);
    expect(decision).toMatchObject({
      kind: "changed",
      notices: [],
      because:
        "no failure in 15 min, the log does not show the traffic; " +
        "not told: nobody was told that it opened",
    });
  });

  test("but not when it is acknowledged", () => {
    expect(decided(anIncident({ will: { acknowledged: BY } }), NOTHING, 16)).toMatchObject({
      notices: ["resolved"],
    });
  });
});
