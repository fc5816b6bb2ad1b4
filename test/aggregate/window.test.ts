import { expect, test } from "vitest";
import { scopeKeyOf } from "../../shared/aggregate/scope.ts";
import { overlay, overlayHour, strikesBetween } from "../../shared/aggregate/window.ts";
import type { Contribution, FaultHour } from "../../shared/domain/tally.ts";
import { at } from "../build/judgements.ts";
import { HOME, minute, struck } from "../build/tallies.ts";

const contribution = (arrival: number, start: number, served: number): Contribution => ({
  arrivalMinute: at(arrival),
  aggregate: minute(start, { requests: { "2xx": served } }),
});

test("a fresh contribution replaces the stored one of its minutes and stage only", () => {
  const elsewhere: Contribution = {
    arrivalMinute: at(60),
    aggregate: minute(0, { scope: scopeKeyOf(HOME) }),
  };
  const stored = [contribution(60, 0, 1), contribution(120, 0, 2), contribution(60, 60, 3)];
  const fresh = [contribution(120, 0, 20), contribution(120, 60, 40), elsewhere];

  expect(overlay(stored, fresh)).toEqual([
    elsewhere,
    contribution(60, 0, 1),
    contribution(120, 0, 20),
    contribution(60, 60, 3),
    contribution(120, 60, 40),
  ]);
});

test("laying the same over twice changes nothing", () => {
  const stored = [contribution(60, 0, 1)];
  const fresh = [contribution(60, 0, 2), contribution(0, 0, 3)];
  const once = overlay(stored, fresh);

  expect(overlay(once, fresh)).toEqual(once);
  expect(overlay(fresh, [])).toEqual([fresh[1], fresh[0]]);
});

const HOUR: FaultHour = {
  fingerprint: "v1:a",
  hour: at(0),
  minutes: { [at(0)]: struck(1, 5), [at(60)]: struck(2, 61, 119) },
};
const NEXT: FaultHour = {
  fingerprint: "v1:a",
  hour: at(3600),
  minutes: { [at(3600)]: struck(4, 3601, 3602) },
};

test("fresh minutes of an hour replace the stored ones, the others stay", () => {
  const fresh = { ...HOUR, minutes: { [at(60)]: struck(3, 60, 119), [at(120)]: struck(1, 120) } };

  expect(overlayHour(HOUR, fresh)).toEqual({
    ...HOUR,
    minutes: { [at(0)]: struck(1, 5), [at(60)]: struck(3, 60, 119), [at(120)]: struck(1, 120) },
  });
});

test.each([
  { name: "all of it", from: at(0), to: at(7200), strikes: struck(7, 5, 3602) },
  { name: "from a minute", from: at(60), to: at(7200), strikes: struck(6, 61, 3602) },
  { name: "up to a minute, without it", from: at(0), to: at(3600), strikes: struck(3, 5, 119) },
  { name: "one minute", from: at(60), to: at(61), strikes: struck(2, 61, 119) },
  { name: "from within a minute", from: at(61), to: at(3600), strikes: undefined },
  { name: "nothing", from: at(60), to: at(60), strikes: undefined },
])("strikes between two times: $name", ({ from, to, strikes }) => {
  expect(strikesBetween([HOUR, NEXT], from, to)).toEqual(strikes);
  expect(strikesBetween([NEXT, HOUR], from, to)).toEqual(strikes);
});

test("no hours, no strikes", () => {
  expect(strikesBetween([], at(0), at(60))).toBeUndefined();
});
