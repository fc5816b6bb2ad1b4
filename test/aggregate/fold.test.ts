import fc from "fast-check";
import { expect, test } from "vitest";
import { faultOf } from "../../shared/aggregate/fault.ts";
import { contributionsOf, faultHoursOf, hourOf, minuteOf } from "../../shared/aggregate/fold.ts";
import { scopeKeyOf } from "../../shared/aggregate/scope.ts";
import { strikesBetween } from "../../shared/aggregate/window.ts";
import { groupedBy } from "../../shared/domain/grouped.ts";
import type { Aggregate, Contribution, Tally } from "../../shared/domain/tally.ts";
import { startOfHour, toEpochMs } from "../../shared/domain/time.ts";
import type { Judgement } from "../../shared/domain/verdict.ts";
import { at, failure, success, unclassified } from "../build/judgements.ts";
import { HOME, minute, ORDERS_KEY, ORDERS_SCOPE, struck, tally } from "../build/tallies.ts";

const ORDERS = { ...ORDERS_SCOPE, route: "/orders", status: 504 };
const fingerprint = (judgement: Judgement) => String(faultOf(judgement, HOME)?.fingerprint);
const TIMED_OUT = fingerprint(failure(ORDERS));
const UNKNOWN = fingerprint(unclassified("boom", ORDERS));

test("a contribution is what arrived in one minute for one minute of one stage", () => {
  const first = tally({
    arrivedAt: at(605),
    judgements: [
      failure({ ...ORDERS, time: at(5) }),
      success({ ...ORDERS, status: 200, time: at(9) }),
    ],
  });
  const second = tally({
    arrivedAt: at(659),
    judgements: [
      failure({ ...ORDERS, time: at(3) }),
      unclassified("boom", { ...ORDERS, time: at(7) }, { count: 2 }),
      failure({ ...ORDERS, time: at(60) }),
      success({ ...ORDERS, stage: "beta", status: 200, time: at(7) }),
    ],
  });
  const later = tally({ arrivedAt: at(660), judgements: [failure({ ...ORDERS, time: at(6) })] });
  const beta = scopeKeyOf({ ...ORDERS_SCOPE, stage: "beta" });

  expect(contributionsOf([later, second, first])).toEqual([
    { arrivalMinute: at(600), aggregate: minute(0, { scope: beta, requests: { "2xx": 1 } }) },
    {
      arrivalMinute: at(600),
      aggregate: minute(0, {
        requests: { "2xx": 1, "5xx": 4 },
        strikes: { [TIMED_OUT]: struck(2, 3, 5), [UNKNOWN]: struck(2, 7) },
        causes: { integration_timeout: 2, unclassified: 2 },
      }),
    },
    {
      arrivalMinute: at(660),
      aggregate: minute(0, {
        requests: { "5xx": 1 },
        strikes: { [TIMED_OUT]: struck(1, 6) },
        causes: { integration_timeout: 1 },
      }),
    },
    {
      arrivalMinute: at(600),
      aggregate: minute(60, {
        requests: { "5xx": 1 },
        strikes: { [TIMED_OUT]: struck(1, 60) },
        causes: { integration_timeout: 1 },
      }),
    },
  ]);
});

test("faults of one cause add up to it", () => {
  const judgements = ["/a", "/b", "/b"].map((route) => failure({ ...ORDERS, route, time: at(1) }));
  const [contribution] = contributionsOf([tally({ judgements })]);

  expect(contribution?.aggregate.causes).toEqual({ integration_timeout: 3 });
});

test("an hour is the sum of its minutes", () => {
  const minutes = [
    minute(3660, { requests: { "5xx": 1 }, strikes: { a: struck(1, 3661) }, causes: { x: 1 } }),
    minute(7140, {
      requests: { "2xx": 5, "5xx": 2 },
      strikes: { a: struck(1, 7141), b: struck(1, 7142) },
      causes: { x: 1, y: 1 },
    }),
  ];

  expect(hourOf(minutes)).toEqual({
    span: "hour",
    scope: ORDERS_KEY,
    start: at(3600),
    requests: { "2xx": 5, "5xx": 3 },
    strikes: { a: struck(2, 3661, 7141), b: struck(1, 7142) },
    causes: { x: 2, y: 1 },
  });
});

test("a fault hour has each minute in which the fault struck", () => {
  const beta = scopeKeyOf({ ...ORDERS_SCOPE, stage: "beta" });
  const minutes = [
    minute(3600, { strikes: { b: struck(1, 3600), a: struck(2, 3601) } }),
    minute(60, { strikes: { b: struck(3, 61, 62), other: struck(9, 61) } }),
    minute(60, { scope: beta, strikes: { b: struck(1, 63) } }),
    minute(0, { strikes: { b: struck(4, 1, 2) } }),
  ];

  expect(faultHoursOf(minutes)).toEqual([
    { fingerprint: "a", hour: at(3600), minutes: { [at(3600)]: struck(2, 3601) } },
    {
      fingerprint: "b",
      hour: at(0),
      minutes: { [at(0)]: struck(4, 1, 2), [at(60)]: struck(4, 61, 63) },
    },
    { fingerprint: "b", hour: at(3600), minutes: { [at(3600)]: struck(1, 3600) } },
  ]);
});

test("the sum of nothing is a bug", () => {
  expect(() => minuteOf([])).toThrow("nothing to sum up: an empty minute");
  expect(() => hourOf([])).toThrow("nothing to sum up: an empty hour");
});

const anyJudgement = fc
  .record({
    kind: fc.constantFrom("failed", "unclassified", "success"),
    stage: fc.constantFrom("prod", "beta"),
    route: fc.constantFrom("/orders", "/carts"),
    time: fc.constantFrom(0, 1, 61, 3599, 3600).map(at),
    count: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ kind, count, ...facts }) => {
    const known = { ...ORDERS_SCOPE, ...facts };
    if (kind === "failed") return failure(known, { count });
    return kind === "success" ? success(known, { count }) : unclassified("boom", known, { count });
  });

const anyTally = fc
  .record({
    judgements: fc.array(anyJudgement, { maxLength: 6 }),
    arrivedAt: fc.constantFrom(4000, 4001, 4080, 7600).map(at),
    served: fc.nat(3),
  })
  .map(({ judgements, arrivedAt, served }) => ({
    judgements,
    tally: tally({
      judgements,
      arrivedAt,
      time: at(3900),
      settled: { statuses: new Map(served === 0 ? [] : [[200, served]]), records: served },
    }),
  }));

/** The hours of a stage, the long way round: contributions, minutes, hours. */
function folded(tallies: readonly Tally[]) {
  const contributions = contributionsOf(tallies);
  const minutes = minutesOf(contributions);
  return { contributions, minutes, hours: hoursOf(minutes), faultHours: faultHoursOf(minutes) };
}

function minutesOf(contributions: readonly Contribution[]): readonly Aggregate[] {
  const place = ({ aggregate }: Contribution) => `${aggregate.scope} ${aggregate.start}`;
  return [...groupedBy(contributions, place).values()].map(minuteOf);
}

function hoursOf(minutes: readonly Aggregate[]): readonly Aggregate[] {
  const place = ({ scope, start }: Aggregate) => `${scope} ${startOfHour(start)}`;
  return [...groupedBy(minutes, place).values()].map(hourOf);
}

const countIn = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
const sum = <Item>(items: readonly Item[], of: (item: Item) => number) =>
  items.reduce((total, item) => total + of(item), 0);
const strikesIn = ({ strikes }: Aggregate) => sum(Object.values(strikes), ({ count }) => count);

test("tallies in any order fold to the same", () => {
  const orders = fc
    .array(anyTally, { maxLength: 8 })
    .chain((tallies) =>
      fc.tuple(fc.constant(tallies), fc.shuffledSubarray(tallies, { minLength: tallies.length })),
    );
  fc.assert(
    fc.property(orders, ([tallies, shuffled]) => {
      const fold = (some: typeof tallies) => folded(some.map(({ tally }) => tally));

      expect(JSON.stringify(fold(shuffled))).toBe(JSON.stringify(fold(tallies)));
    }),
  );
});

test("folding by parts gives the same as folding all at once", () => {
  fc.assert(
    fc.property(fc.array(anyTally), fc.array(anyTally), (some, others) => {
      const [these, those] = [some, others].map((part) => part.map(({ tally }) => tally));
      const apart = [these, those].flatMap((part) => contributionsOf(part ?? []));
      const atOnce = folded([...(these ?? []), ...(those ?? [])]);

      expect(new Set(minutesOf(apart))).toEqual(new Set(atOnce.minutes));
      expect(new Set(hoursOf(minutesOf(apart)))).toEqual(new Set(atOnce.hours));
    }),
  );
});

test("every failure put in is one strike, of one cause, in one fault hour", () => {
  fc.assert(
    fc.property(fc.array(anyTally), (tallies) => {
      const judgements = tallies.flatMap((each) => each.judgements);
      const failing = judgements.filter(({ verdict }) => verdict.kind !== "success");
      const failures = sum(failing, ({ count }) => count);
      const { hours, faultHours } = folded(tallies.map(({ tally }) => tally));
      const ever = [toEpochMs(0), at(9000)] as const;

      expect(sum(hours, strikesIn)).toBe(failures);
      expect(sum(hours, ({ causes }) => countIn(causes))).toBe(failures);
      expect(strikesBetween(faultHours, ...ever)?.count ?? 0).toBe(failures);
    }),
  );
});

test("every request put in is counted once", () => {
  fc.assert(
    fc.property(fc.array(anyTally), (tallies) => {
      const judgements = tallies.flatMap((each) => each.judgements);
      const made = tallies.map(({ tally }) => tally);
      const served = sum(
        made.flatMap(({ cells }) => cells),
        ({ requests }) => requests["2xx"] ?? 0,
      );
      const { hours } = folded(made);

      expect(sum(hours, ({ requests }) => countIn(requests))).toBe(
        served + sum(judgements, ({ count }) => count),
      );
    }),
  );
});
