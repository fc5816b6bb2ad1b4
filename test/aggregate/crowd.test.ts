import { expect, test } from "vitest";
import { coarseFault, faultOf } from "../../shared/aggregate/fault.ts";
import { scopeKeyOf } from "../../shared/aggregate/scope.ts";
import { type Diagnosis, REASONS } from "../../shared/domain/cause.ts";
import type { Fault } from "../../shared/domain/fault.ts";
import type { Tally } from "../../shared/domain/tally.ts";
import type { Judgement } from "../../shared/domain/verdict.ts";
import { at, failure, success, unclassified } from "../build/judgements.ts";
import { HOME, ORDERS_KEY, ORDERS_SCOPE, struck, tally } from "../build/tallies.ts";

const ORDERS = { ...ORDERS_SCOPE, status: 504, time: at(60) };
const DIAGNOSES = Object.entries(REASONS).flatMap(([cause, reasons]) =>
  reasons.map((reason) => ({ cause, reason }) as Diagnosis),
);

function many(count: number, of: (index: number) => Judgement): readonly Judgement[] {
  return Array.from({ length: count }, (_, index) => of(index));
}

/** Failures each on a route of its own, `times(index)` of them. */
function onRoutes(count: number, times: (index: number) => number = () => 1): readonly Judgement[] {
  return many(count, (index) =>
    failure({ ...ORDERS, route: `/${index}` }, { count: times(index) }),
  );
}

function strikesIn({ cells }: Tally): number {
  return cells
    .flatMap(({ strikes }) => Object.values(strikes))
    .reduce((sum, { count }) => sum + count, 0);
}

function requestsIn({ cells }: Tally): number {
  return cells
    .flatMap(({ requests }) => Object.values(requests))
    .reduce((sum, count) => sum + count, 0);
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function anyFault(judgement: Judgement | undefined): Fault {
  return faultOf(judgement as Judgement, HOME) as Fault;
}

const COARSE = coarseFault(anyFault(failure(ORDERS)), ORDERS_SCOPE);

test("150 faults fit as they are", () => {
  const { cells, faults } = tally({ judgements: onRoutes(150) });

  expect(faults).toHaveLength(150);
  expect(faults.every(({ route }) => route !== undefined)).toBe(true);
  expect(Object.keys(cells[0]?.strikes ?? {})).toHaveLength(150);
});

test("of 151 the 120 most frequent stay, the others are one without target and route", () => {
  const judgements = onRoutes(151, (index) => (index % 2 === 0 ? 2 : 1));
  const { cells, faults } = tally({ judgements });
  const routes = faults.flatMap(({ route = "" }) => (route === "" ? [] : [Number(route.slice(1))]));

  expect(routes).toHaveLength(120);
  expect(routes.filter((index) => index % 2 === 0)).toHaveLength(76);
  expect(faults).toContainEqual({
    fingerprint: COARSE.fingerprint,
    cause: "integration_timeout",
    reason: "deadline_exceeded",
    ...ORDERS_SCOPE,
  });
  expect(cells[0]?.requests).toEqual({ "5xx": 227 });
  expect(cells[0]?.strikes[COARSE.fingerprint]).toEqual(struck(31, 60));
});

test("of faults met equally often, the lower fingerprints stay", () => {
  const judgements = onRoutes(151);
  const stay = judgements
    .map((judgement) => anyFault(judgement).fingerprint)
    .sort()
    .slice(0, 120);
  const listed = tally({ judgements: judgements.toReversed() }).faults;

  expect(listed.filter(({ route }) => route).map(({ fingerprint }) => fingerprint)).toEqual(stay);
});

test("11,000 failures on routes and targets of their own are all counted, in the same small item", () => {
  const judgements = many(11_000, (index) => {
    const target = {
      kind: "host",
      host: `${"h".repeat(180)}${index}.example.com`,
      url: "",
    } as const;
    const facts = { ...ORDERS, time: at(index % 600), route: `/${"r".repeat(190)}${index}` };
    return failure(index % 2 === 0 ? { ...facts, target } : facts);
  });
  const made = tally({ judgements });

  expect(strikesIn(made)).toBe(11_000);
  expect(made.faults.length).toBeLessThanOrEqual(150);
  expect(sizeOf(made.faults)).toBeLessThanOrEqual(32 * 1024);
  expect(sizeOf(made)).toBeLessThanOrEqual(73 * 1024);
  expect(tally({ judgements: judgements.toReversed() })).toEqual(made);
});

test("faults that are few but long are kept within 24 KB", () => {
  const judgements = many(100, (index) => {
    const host = `${"é".repeat(190)}${index}`;
    return failure({ ...ORDERS, target: { kind: "host", host, url: "" } });
  });
  const { faults } = tally({ judgements });
  const asTheyAre = faults.filter(({ target }) => target !== undefined);

  expect(sizeOf(asTheyAre)).toBeGreaterThan(23 * 1024);
  expect(sizeOf(asTheyAre)).toBeLessThanOrEqual(24 * 1024 + asTheyAre.length + 1);
  expect(faults.filter(({ target }) => target === undefined)).toEqual([COARSE]);
});

/** Every cause and reason there is, in each of 60 stages. */
const EVERYTHING = many(60, (index) => success({ stage: `${index}` })).flatMap(({ facts }) => [
  ...DIAGNOSES.map((diagnosis) => failure({ ...ORDERS, ...facts }, {}, diagnosis)),
  unclassified("boom", { ...ORDERS, ...facts }),
]);

test("where even the coarse faults are too many, they are of the account", () => {
  const made = tally({ judgements: EVERYTHING });
  const ofAccount = made.faults.filter(({ stage }) => stage === undefined);

  expect(ofAccount).toHaveLength(DIAGNOSES.length + 1);
  expect(ofAccount[0]).toEqual(coarseFault(ofAccount[0] as Fault, HOME));
  expect(tally({ judgements: EVERYTHING, home: { ...HOME, accountId: "" } }).faults).toContainEqual(
    coarseFault(ofAccount[0] as Fault, { region: HOME.region }),
  );
  expect(made.faults).toHaveLength(150);
  expect(strikesIn(made)).toBe(60 * (DIAGNOSES.length + 1));
  expect(requestsIn(made)).toBe(60 * (DIAGNOSES.length + 1));
});

test("60 stages fit; of 61 the 59 busiest do, the others count for the account", () => {
  const served = (stages: number) =>
    tally({
      judgements: many(stages, (index) =>
        success({ ...ORDERS_SCOPE, stage: `${index}`, status: 200 }, { count: 100 - index }),
      ),
    }).cells;

  expect(
    served(60).every(({ scope }) => scope.startsWith(scopeKeyOf(ORDERS_SCOPE).slice(0, -4))),
  ).toBe(true);
  expect(served(61)).toHaveLength(60);
  expect(served(61)).toContainEqual({
    scope: scopeKeyOf(HOME),
    minute: at(600),
    requests: { "2xx": 41 + 40 },
    strikes: {},
  });
});

test("a fault is always one of the stage it is counted in", () => {
  const { cells, faults } = tally({ judgements: EVERYTHING });
  const scopes = new Map(faults.map((fault) => [fault.fingerprint, scopeKeyOf(fault)]));

  for (const { scope, strikes } of cells) {
    for (const fingerprint of Object.keys(strikes)) expect(scopes.get(fingerprint)).toBe(scope);
  }
});

test("stages with the longest names fit too, those that are kept", () => {
  const hostile = (index: number) => `${"\0".repeat(120)}${index}`;
  const made = tally({
    judgements: many(500, (index) => {
      const scope = { accountId: hostile(0), region: hostile(0), apiId: hostile(0) };
      return failure({ ...scope, stage: hostile(index), time: at(index) });
    }),
  });

  expect(made.cells.filter(({ scope }) => scope.includes("%"))).toHaveLength(8);
  expect(strikesIn(made)).toBe(500);
  expect(sizeOf(made)).toBeLessThanOrEqual(73 * 1024);
});

/** 100 faults that strike in `minutes` minutes, one in `step`. */
function spread(minutes: number, step: number): Tally {
  return tally({
    time: at(0),
    judgements: many(100 * minutes, (index) => {
      const minutesAgo = step * Math.floor(index / 100);
      return failure({ ...ORDERS, route: `/${index % 100}`, time: at(-60 * minutesAgo) });
    }),
  });
}

test.each([
  { minutes: 4, step: 1, counted: [0, 1, 2, 3] },
  { minutes: 6, step: 1, counted: [0, 5] },
  { minutes: 6, step: 5, counted: [0, 15] },
  { minutes: 6, step: 15, counted: [0, 60] },
  { minutes: 8, step: 60, counted: [0, 360] },
  { minutes: 6, step: 360, counted: [0] },
])("100 faults in $minutes minutes, one in $step, are counted $counted minutes ago", (row) => {
  const made = spread(row.minutes, row.step);

  expect(made.cells.map(({ minute }) => (at(0) - minute) / 60_000)).toEqual(
    row.counted.toReversed(),
  );
  expect(strikesIn(made)).toBe(100 * row.minutes);
});

test("faults of wide minutes keep their first and last time", () => {
  const [cell] = spread(6, 360).cells;

  expect(Object.values(cell?.strikes ?? {})[0]).toEqual(struck(6, -60 * 360 * 5, 0));
  expect(cell?.scope).toBe(ORDERS_KEY);
});
