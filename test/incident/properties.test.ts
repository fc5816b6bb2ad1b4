import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Incident, PersonsWill } from "../../shared/domain/incident.ts";
import { decide, type Situation } from "../../shared/incident/decision.ts";
import { silenceOf } from "../../shared/incident/silence.ts";
import { anIncident, aResolved, minute, owedToAll, POLICY, swept } from "./building.ts";

/** Half minutes, so that ties and edges of minutes happen. */
const anyTime = fc.integer({ min: 0, max: 1000 }).map((halves) => minute(halves / 2));
const by = anyTime.map((at) => ({ by: "ada", at }));

const anySilence = fc.oneof(
  fc.record({ kind: fc.constant("until" as const), until: anyTime }),
  fc.record({ kind: fc.constant("count" as const), more: fc.nat(50), from: fc.nat(50) }),
  fc.record({ kind: fc.constant("escalating" as const), from: fc.nat(1) }),
);

const anyWill: fc.Arbitrary<PersonsWill> = fc.record(
  {
    acknowledged: by,
    silence: fc.tuple(anySilence, by).map(([silence, who]) => ({ ...silence, ...who })),
    resolve: by,
  },
  { requiredKeys: [] },
);

const anyIncident: fc.Arbitrary<Incident> = fc
  .record({
    isOpen: fc.boolean(),
    changes: fc.record({
      firstSeen: anyTime,
      lastSeen: anyTime,
      openedAt: anyTime,
      lastNoticeAt: anyTime,
      count: fc.nat(100),
      quietMs: fc.constantFrom(15, 30, 240).map((minutes) => minutes * 60_000),
      pace: fc.constantFrom(
        { toldShare: 0, peak: 0 },
        { toldRate: 0, toldShare: 0, peak: 5 },
        { toldRate: 3, toldShare: 0.1, peak: 100 },
      ),
      told: fc.constantFrom({}, { opened: 1 }, { reopened: 1, escalated: 1 }),
      openings: fc.constantFrom([minute(0)], [0, 1, 2, 3].map(minute)),
      will: anyWill,
    }),
  })
  .map(({ isOpen, changes }) => (isOpen ? anIncident(changes) : aResolved(changes)));

const anySituation: fc.Arbitrary<Situation> = fc
  .record({
    strikes: fc.option(fc.record({ count: fc.nat(100), firstSeen: anyTime, lastSeen: anyTime })),
    from: fc.nat(500),
    counts: fc.array(fc.record({ failures: fc.nat(60), requests: fc.nat(100) }), { maxLength: 20 }),
    showsRequests: fc.boolean(),
  })
  .map(({ strikes, from, counts, showsRequests }) => ({
    ...(strikes === null ? {} : { strikes }),
    minutes: counts.map(({ failures, requests }, at) => ({
      minute: minute(from + at),
      failures,
      ...(showsRequests ? { requests: failures + requests } : {}),
    })),
  }));

const anyDecision = fc.tuple(anyIncident, anySituation, anyTime);

describe("whatever is decided", () => {
  test("is decided once: the same question again changes nothing", () => {
    fc.assert(
      fc.property(anyDecision, ([incident, situation, now]) => {
        const first = swept(incident, situation, now);
        expect(decide(first.incident, situation, POLICY, now).kind).toBe("unchanged");
      }),
      { numRuns: 2000 },
    );
  });

  test("gives its reason, and owes each topic what it says it tells", () => {
    fc.assert(
      fc.property(anyDecision, ([incident, situation, now]) => {
        expect(decide(incident, situation, POLICY, now).because).not.toBe("");
        const { incident: next, notices } = swept(incident, situation, now);
        const owed = notices.flatMap((kind) => owedToAll(kind, next.told[kind] ?? 0));
        expect(next.owed).toEqual(owed);
        expect(notices.length).toBeLessThanOrEqual(1);
        for (const kind of notices) {
          expect(next.told[kind]).toBe((incident.told[kind] ?? 0) + 1);
          expect(next.because?.[kind]).toBeTruthy();
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("no time goes backwards, and nothing that is resolved opens again", () => {
    const times = (one: Incident) => [
      one.lastSeen,
      one.lastNoticeAt ?? 0,
      one.resolvedAt ?? 0,
      -one.firstSeen,
      one.state === "open" ? 0 : 1,
    ];
    fc.assert(
      fc.property(anyIncident, fc.array(fc.tuple(anySituation, anyTime)), (incident, sweeps) => {
        let current = incident;
        for (const [situation, now] of sweeps) {
          const next = swept(current, situation, now).incident;
          times(current).forEach((was, at) => {
            expect(times(next)[at]).toBeGreaterThanOrEqual(was);
          });
          current = next;
        }
      }),
    );
  });

  test("people are left alone while silence holds, unless it is until it escalates", () => {
    fc.assert(
      fc.property(anyDecision, ([incident, situation, now]) => {
        const { incident: next, notices } = swept(incident, situation, now);
        const silence = silenceOf({ ...incident, count: next.count }, now);
        if (silence === undefined) return;
        expect(notices).toEqual(
          silence.kind === "escalating" ? notices.filter((kind) => kind === "escalated") : [],
        );
      }),
      { numRuns: 1000 },
    );
  });

  test("of a resolved incident nobody hears again", () => {
    fc.assert(
      fc.property(anyDecision, ([incident, situation, now]) => {
        fc.pre(incident.state === "resolved");
        expect(swept(incident, situation, now).notices).toEqual([]);
      }),
    );
  });
});
