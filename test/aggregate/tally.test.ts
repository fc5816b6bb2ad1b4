import fc from "fast-check";
import { expect, test } from "vitest";
import { faultOf } from "../../shared/aggregate/fault.ts";
import { deliveryName, requestName } from "../../shared/aggregate/tally.ts";
import { toEpochMs } from "../../shared/domain/time.ts";
import type { Judgement } from "../../shared/domain/verdict.ts";
import { at, failure, success, unclassified } from "../build/judgements.ts";
import { HOME, ORDERS_KEY, ORDERS_SCOPE, struck, tally } from "../build/tallies.ts";

const DELIVERY = { logGroup: "g", logStream: "s", firstId: "1", lastId: "9", count: 3 };
const ORDERS = { ...ORDERS_SCOPE, route: "/orders", status: 504 };
const fingerprint = (judgement: Judgement) => String(faultOf(judgement, HOME)?.fingerprint);
const FINGERPRINT = fingerprint(failure(ORDERS));

test("names are digests of what they name", () => {
  expect(deliveryName(DELIVERY)).toBe("delivery:401dc8eda2f608196b8512c2");
  expect(requestName("g", "id-1")).toBe("request:606d92ba438647d9575f94e9");
});

test.each([
  { name: "log group", other: { logGroup: "h" } },
  { name: "log stream", other: { logStream: "t" } },
  { name: "first event", other: { firstId: "2" } },
  { name: "last event", other: { lastId: "8" } },
  { name: "count", other: { count: 4 } },
  { name: "border between names", other: { logGroup: 'g","s', logStream: "" } },
])("a delivery with another $name has another name", ({ other }) => {
  expect(deliveryName({ ...DELIVERY, ...other })).not.toBe(deliveryName(DELIVERY));
});

test("a request of another group or id has another name", () => {
  const names = [requestName("ab", "c"), requestName("a", "bc"), requestName("ab", "d")];

  expect(new Set(names).size).toBe(3);
});

test("what a tally is told, it keeps", () => {
  const half = { requestId: "id-1", records: [], hasEnd: true };

  expect(tally({ halves: [half], ended: ["id-2"] })).toEqual({
    name: "delivery:0123456789abcdef01234567",
    logGroup: "API-Gateway-Execution-Logs_a1b2c3d4e5/prod",
    logStream: "stream-1",
    arrivedAt: at(605),
    cells: [],
    faults: [],
    halves: [half],
    ended: ["id-2"],
  });
});

test("requests are counted by stage, minute and status, failures as strikes of their faults too", () => {
  const carts = failure({ apiId: "carts", time: at(61), status: 500 });
  const { cells, faults } = tally({
    judgements: [
      failure({ ...ORDERS, time: at(119) }),
      failure({ ...ORDERS, time: at(60) }, { count: 2 }),
      failure({ ...ORDERS, time: at(120) }),
      success({ ...ORDERS, time: at(61), status: 404 }),
      carts,
    ],
  });

  expect(cells).toEqual([
    {
      scope: ORDERS_KEY,
      minute: at(60),
      requests: { "4xx": 1, "5xx": 3 },
      strikes: { [FINGERPRINT]: struck(3, 60, 119) },
    },
    {
      scope: ORDERS_KEY,
      minute: at(120),
      requests: { "5xx": 1 },
      strikes: { [FINGERPRINT]: struck(1, 120) },
    },
    {
      scope: "123456789012/eu-west-1/carts/",
      minute: at(60),
      requests: { "5xx": 1 },
      strikes: { [fingerprint(carts)]: struck(1, 61) },
    },
  ]);
  expect(faults).toHaveLength(2);
  expect(faults).toContainEqual(faultOf(failure(ORDERS), HOME));
  expect(faults).toContainEqual(faultOf(carts, HOME));
});

test.each([
  { status: 200, is: "2xx" },
  { status: 304, is: "3xx" },
  { status: 499, is: "4xx" },
  { status: 599, is: "5xx" },
  { status: 101, is: "unknown" },
  { status: 600, is: "unknown" },
])("a status of $status is $is", ({ status, is }) => {
  expect(tally({ judgements: [success({ status })] }).cells[0]?.requests).toEqual({ [is]: 1 });
});

test("a request without a status is unknown, and without a time as new as the newest", () => {
  const [cell] = tally({ judgements: [unclassified("boom")], time: at(659) }).cells;

  expect(cell).toMatchObject({ minute: at(600), requests: { unknown: 1 } });
  expect(Object.values(cell?.strikes ?? {})).toEqual([struck(1, 659)]);
});

const DAYS = 86_400;

test.each([
  { name: "the newest event", time: at(600), minute: at(600) },
  { name: "15 days before", time: at(600 - 15 * DAYS), minute: at(600 - 15 * DAYS) },
  { name: "longer ago", time: at(599 - 15 * DAYS), minute: at(600) },
  { name: "the future", time: toEpochMs(at(600) + 60_000), minute: at(600) },
  { name: "no time", time: toEpochMs(Number.NaN), minute: at(600) },
  { name: "no date", time: toEpochMs(Number.POSITIVE_INFINITY), minute: at(600) },
])(
  "a request that claims to be of $name is counted in a minute that can be",
  ({ time, minute }) => {
    expect(tally({ judgements: [success({ time })] }).cells[0]?.minute).toBe(minute);
  },
);

test("plain successes count for the envelope's stage, in the minute of the last of them", () => {
  const settled = {
    statuses: new Map([
      [200, 7],
      [201, 2],
      [404, 1],
    ]),
    records: 90,
    from: at(10),
    to: at(185),
  };
  const cell = { minute: at(180), requests: { "2xx": 9, "4xx": 1 }, strikes: {} };

  expect(tally({ settled }).cells).toEqual([{ ...cell, scope: ORDERS_KEY }]);
  expect(tally({ settled, scope: {} }).cells).toEqual([
    { ...cell, scope: "123456789012/eu-west-1//" },
  ]);
});

test("plain successes without a time are as new as the newest", () => {
  const settled = { statuses: new Map([[200, 1]]), records: 9 };

  expect(tally({ settled }).cells[0]?.minute).toBe(at(600));
});

test("a fault is described by its earliest failure", () => {
  const target = { kind: "function", name: "orders" } as const;
  const routes = ["/late", "/b", "/a", "/none"];
  const judgements = [9, 3, 3, undefined].map((time, index) =>
    failure({
      target,
      route: `${routes[index]}`,
      ...(time === undefined ? {} : { time: at(time) }),
    }),
  );

  for (const order of [judgements, judgements.toReversed()]) {
    expect(tally({ judgements: order }).faults).toMatchObject([{ target: "orders", route: "/a" }]);
  }
});

const anyFailure = fc
  .record({
    facts: fc.record(
      {
        time: fc.nat(240).map(at),
        stage: fc.constantFrom("prod", "beta"),
        route: fc.constantFrom("/orders", "/carts"),
        status: fc.constantFrom(200, 504),
      },
      { requiredKeys: [] },
    ),
    count: fc.integer({ min: 1, max: 3 }),
    hasFailed: fc.boolean(),
  })
  .map(({ facts, count, hasFailed }) =>
    hasFailed ? failure(facts, { count }) : success(facts, { count }),
  );

test("the order of judgements makes no difference, to the byte", () => {
  const orders = fc
    .array(anyFailure)
    .chain((judgements) =>
      fc.tuple(
        fc.constant(judgements),
        fc.shuffledSubarray(judgements, { minLength: judgements.length }),
      ),
    );
  fc.assert(
    fc.property(orders, ([judgements, shuffled]) => {
      expect(JSON.stringify(tally({ judgements: shuffled }))).toBe(
        JSON.stringify(tally({ judgements })),
      );
    }),
  );
});
