import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Incident } from "../../shared/domain/incident.ts";
import type { IncidentNoticeKind } from "../../shared/domain/notice.ts";
import type { EpochMs } from "../../shared/domain/time.ts";
import { isFlapper } from "../../shared/incident/flapping.ts";
import { openingOf } from "../../shared/incident/opening.ts";
import { FAULT, minute, POLICY, SCOPE, swept } from "./building.ts";

const DAY_AND_A_HALF = 2000;
const LONGEST_QUIET = 240;

/** Sweeps each minute over failures at these half minutes; classify-logs opens as they come. */
function lived(failures: readonly number[], until: number) {
  const times = failures.map((half) => minute(half / 2)).toSorted((a, b) => a - b);
  const within = (from: number, to: number) => times.filter((at) => from <= at && at < to);
  let episodes: readonly Incident[] = [];
  const told: IncidentNoticeKind[] = [];
  for (let at = 1; at <= until; at++) {
    episodes = within(minute(at - 1), minute(at)).reduce(metBy, episodes);
    const latest = episodes.at(-1);
    if (latest === undefined) continue;
    const strikes = strikesOf(within(latest.since, minute(at)));
    const next = swept(latest, { minutes: [], strikes }, minute(at));
    episodes = [...episodes.slice(0, -1), next.incident];
    told.push(...next.notices);
  }
  return { episodes, told };
}

function metBy(episodes: readonly Incident[], time: EpochMs): readonly Incident[] {
  const found = { fault: FAULT, scope: SCOPE, strikes: strikesOf([time]), at: time };
  const opening = openingOf(found, episodes.at(-1), POLICY);
  return opening.kind === "open" ? [...episodes, opening.incident] : episodes;
}

function strikesOf(times: readonly EpochMs[]) {
  const [firstSeen, lastSeen] = [times.at(0), times.at(-1)];
  if (firstSeen === undefined || lastSeen === undefined) throw new Error("an episode is not empty");
  return { count: times.length, firstSeen, lastSeen };
}

/** What people should have heard of an episode, unless it was held back. */
function duesOf({ predecessor }: Incident) {
  return predecessor === undefined ? { opened: 1, resolved: 1 } : { reopened: 1, resolved: 1 };
}

describe("over a day and a half of sweeps", () => {
  const anyLife = fc
    .array(fc.nat(2 * DAY_AND_A_HALF), { minLength: 1, maxLength: 40 })
    .map((failures) => ({
      failures,
      episodes: lived(failures, DAY_AND_A_HALF + LONGEST_QUIET + 1).episodes,
    }));

  test("each failure is counted in exactly one episode, and the last is resolved", () => {
    fc.assert(
      fc.property(anyLife, ({ failures, episodes }) => {
        expect(episodes.reduce((sum, { count }) => sum + count, 0)).toBe(failures.length);
        expect(episodes.map(({ state }) => state)).not.toContain("open");
        expect(episodes.map(({ episode }) => episode)).toEqual(episodes.map((_, at) => at + 1));
      }),
      { numRuns: 40 },
    );
  });

  test("every episode is told of once, but for those of a fault that flaps", () => {
    const isHeld = (one: Incident) => isFlapper(one) && Object.keys(one.told).length === 0;
    fc.assert(
      fc.property(anyLife, ({ episodes }) => {
        const heard = episodes.filter((episode) => !isHeld(episode));
        expect(heard.map(({ told }) => told)).toMatchObject(heard.map(duesOf));
      }),
      { numRuns: 40 },
    );
  });
});

test("a fault that strikes every 20 minutes has one long episode after the first", () => {
  const strikes = Array.from({ length: 72 }, (_, at) => at * 40);
  const { episodes, told } = lived(strikes, 1440 + 60);
  expect(episodes.map(({ count }) => count)).toEqual([1, 71]);
  expect(told).toEqual(["resolved", ...Array.from({ length: 5 }, () => "reminder"), "resolved"]);
});

test("a fault that strikes every five hours is told of three times, then once a day", () => {
  const strikes = Array.from({ length: 10 }, (_, at) => at * 600);
  const { episodes } = lived(strikes, 10 * 300);
  expect(episodes.map(({ told }) => Object.keys(told).join())).toEqual([
    "opened,resolved",
    "reopened,resolved",
    "reopened,resolved",
    "",
    "",
    "",
    "",
    "reopened,resolved",
    "",
    "",
  ]);
});
