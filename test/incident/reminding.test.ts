import { describe, expect, test } from "vitest";
import type { Incident, PersonsWill } from "../../shared/domain/incident.ts";
import { decide } from "../../shared/incident/decision.ts";
import { anIncident, minute, owedToAll, POLICY, steady } from "./building.ts";

const FOUR_HOURS = 240;
const by = (at: number) => ({ by: "ada", at: minute(at) });

/** Decided at minute `at`, of an incident that failed a minute ago, 41 times a minute. */
function reminded(at: number, changes: Partial<Incident> = {}) {
  const pace = { toldRate: 20, toldShare: 0, peak: 41 };
  const incident = anIncident({ lastSeen: minute(at - 1), count: 1204, pace, ...changes });
  return decide(incident, { minutes: steady(at - 10, at, 41) }, POLICY, minute(at));
}

describe("people are reminded", () => {
  const told = { lastNoticeAt: minute(0) };

  test("every four hours while failures go on", () => {
    const because =
      "still failing after 4 h: 1,204 failing requests since 2026-11-22 10:00 UTC, 41 a minute now";
    expect(reminded(FOUR_HOURS, told)).toEqual({
      kind: "changed",
      change: {
        told: { opened: 1, reminder: 1 },
        because: { opened: "3 failing requests, the first of this fault", reminder: because },
        owe: owedToAll("reminder", 1),
        lastNoticeAt: minute(FOUR_HOURS),
        pace: { toldRate: 41, toldShare: 0, peak: 41 },
      },
      notices: ["reminder"],
      because,
    });
    expect(reminded(FOUR_HOURS - 1, told).kind).toBe("unchanged");
  });

  test("of the opening, when no notice is recorded", () => {
    const { lastNoticeAt: _, ...incident } = anIncident({ openedAt: minute(0) });
    const failing = { ...incident, lastSeen: minute(FOUR_HOURS) };
    expect(decide(failing, { minutes: [] }, POLICY, minute(FOUR_HOURS))).toMatchObject({
      notices: ["reminder"],
    });
    expect(decide(failing, { minutes: [] }, POLICY, minute(FOUR_HOURS - 1))).toMatchObject({
      kind: "unchanged",
    });
  });

  test("without a rate before the first full minute", () => {
    const changes = { lastNoticeAt: minute(-300), firstSeen: minute(239.5) };
    expect(reminded(FOUR_HOURS, changes).because).toBe(
      "still failing after 9 h: 1,204 failing requests since 2026-11-22 13:59 UTC",
    );
  });

  test("not while it is quiet, however long quiet is asked of it", () => {
    const asked = { ...told, quietMs: 4 * FOUR_HOURS * 60_000 };
    expect(reminded(300, { ...asked, lastSeen: minute(285) }).kind).toBe("unchanged");
    expect(reminded(300, { ...asked, lastSeen: minute(285.1) })).toMatchObject({
      notices: ["reminder"],
    });
  });

  test.each<{ name: string; will: PersonsWill }>([
    { name: "acknowledged", will: { acknowledged: by(1) } },
    { name: "silenced", will: { silence: { kind: "count", from: 0, more: 2000, ...by(1) } } },
  ])("not when it is $name", ({ will }) => {
    expect(reminded(FOUR_HOURS, { ...told, will }).kind).toBe("unchanged");
  });
});

describe("when silence is over and failures go on, people are told", () => {
  const ended: PersonsWill = { silence: { kind: "until", until: minute(60), ...by(20) } };

  test("at once", () => {
    expect(reminded(60, { will: ended })).toMatchObject({
      notices: ["reminder"],
      because:
        "silence is over, still failing: " +
        "1,204 failing requests since 2026-11-22 10:00 UTC, 41 a minute now",
    });
    expect(reminded(59.9, { will: ended }).kind).toBe("unchanged");
  });

  test("after so many more as well", () => {
    const counted = { silence: { kind: "count", from: 1000, more: 204, ...by(20) } as const };
    expect(reminded(60, { will: counted })).toMatchObject({ notices: ["reminder"] });
    expect(reminded(60, { will: counted, count: 1203 }).kind).toBe("unchanged");
  });

  test.each([
    { name: "they were told since", changes: { will: ended, lastNoticeAt: minute(20) } },
    {
      name: "it was asked for by a clock ahead of ours",
      changes: { will: { silence: { kind: "count", from: 0, more: 1, ...by(60.1) } as const } },
    },
    { name: "somebody sees to it", changes: { will: { ...ended, acknowledged: by(20) } } },
  ])("but not when $name", ({ changes }) => {
    expect(reminded(60, changes).kind).toBe("unchanged");
  });
});

describe("what opened untold", () => {
  const untold = { told: {}, because: {}, predecessor: "v1:00112233aabbccdd-1" };
  const flapper = { ...untold, openings: [-50, -30, -10, 0.5].map(minute) };

  test("is told once it has lasted five minutes", () => {
    const because = "not told until now: 1,204 failing requests since 2026-11-22 10:00 UTC";
    expect(reminded(6.5, flapper)).toEqual({
      kind: "changed",
      change: {
        told: { reopened: 1 },
        because: { reopened: because },
        owe: owedToAll("reopened", 1),
        lastNoticeAt: minute(6.5),
        pace: { toldRate: 41, toldShare: 0, peak: 41 },
      },
      notices: ["reopened"],
      because,
    });
  });

  test.each([
    { name: "before that", changes: { lastSeen: minute(5.4) } },
    { name: "when it is acknowledged", changes: { will: { acknowledged: by(1) } } },
    {
      name: "when it is silenced",
      changes: { will: { silence: { kind: "until", until: minute(7), ...by(1) } as const } },
    },
  ])("is not told $name", ({ changes }) => {
    expect(reminded(6.5, { ...flapper, ...changes }).kind).toBe("unchanged");
  });

  test("is not told when nothing fails any more", () => {
    const quietMs = 240 * 60_000;
    expect(reminded(21, { ...flapper, quietMs, lastSeen: minute(6) }).kind).toBe("unchanged");
  });

  test("for a silence that is over now is told at once", () => {
    const { openings: _, ...incident } = anIncident({ ...untold, lastSeen: minute(1) });
    expect(decide(incident, { minutes: [] }, POLICY, minute(1.5))).toMatchObject({
      notices: ["reopened"],
    });
    const { predecessor: __, ...first } = incident;
    expect(decide(first, { minutes: [] }, POLICY, minute(1.5))).toMatchObject({
      notices: ["opened"],
      because: "not told until now: 3 failing requests since 2026-11-22 10:00 UTC",
    });
  });

  test("is not reminded of", () => {
    const long = { ...flapper, firstSeen: minute(598), lastNoticeAt: minute(0) };
    expect(reminded(600, long)).toMatchObject({ kind: "unchanged" });
  });
});
