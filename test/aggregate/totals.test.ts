import { expect, test } from "vitest";
import { createAggregator } from "../../shared/aggregate/aggregator.ts";
import type { Unreadable } from "../../shared/domain/record.ts";
import { at, failure, remedyNaming, success, unclassified } from "../build/judgements.ts";
import { executions } from "../build/records.ts";
import { summarized } from "./summarized.ts";

test("nothing sums up to nothing", () => {
  expect(summarized([])).toEqual({
    inputs: ["orders.log"],
    totals: {
      requests: 0,
      failed: 0,
      unclassified: 0,
      withoutOutcome: 0,
      succeeded: 0,
      byStatusClass: {},
      incomplete: 0,
      records: 0,
    },
    faults: [],
    unknown: [],
    unreadable: { count: 0, examples: [] },
    forms: [],
    bucketMs: 1000,
  });
});

test("requests are counted by outcome, status class and completeness, weighted by their count", () => {
  const records = executions(["a", "b"]);
  const { totals } = summarized([
    failure({ status: 504 }, { count: 3, completeness: "no_start", records }),
    failure({ status: 429 }),
    unclassified("x", { status: 500 }, { count: 2, completeness: "fragment", records }),
    success({ status: 200 }, { count: 10 }),
    success({ status: 599 }),
    success({ status: 100 }),
    success({ status: 600 }),
    success({ status: 99 }),
    success(),
  ]);

  expect(totals).toEqual({
    requests: 21,
    failed: 4,
    unclassified: 2,
    withoutOutcome: 0,
    succeeded: 15,
    byStatusClass: { "1xx": 1, "2xx": 10, "4xx": 1, "5xx": 6, unknown: 3 },
    incomplete: 5,
    records: 4,
  });
  expect(Object.keys(totals.byStatusClass)).toEqual(["1xx", "2xx", "4xx", "5xx", "unknown"]);
});

test("unclassified requests whose log shows no outcome are counted among them", () => {
  const verdict = { kind: "unclassified", template: "x", withoutOutcome: true } as const;
  const { totals } = summarized([
    unclassified("x", { status: 500 }),
    unclassified("x", {}, { verdict, count: 3 }),
    unclassified("x", {}, { verdict }),
    failure(),
  ]);

  expect(totals).toMatchObject({ failed: 1, unclassified: 5, withoutOutcome: 4 });
});

test("requests that a scan has settled count as successes, at their times", () => {
  const aggregator = createAggregator({ remedyFor: remedyNaming, inputs: [] });
  aggregator.add(success({ status: 200, time: at(5) }));
  aggregator.addSettled({
    statuses: new Map([
      [200, 7],
      [404, 2],
    ]),
    records: 198,
    from: at(1),
    to: at(9),
  });
  aggregator.addSettled({ statuses: new Map(), records: 2 });
  const { totals, from, to } = aggregator.summary();

  expect(totals).toMatchObject({ requests: 10, succeeded: 10, records: 200 });
  expect(totals.byStatusClass).toEqual({ "2xx": 8, "4xx": 2 });
  expect([from, to]).toEqual([at(1), at(9)]);
});

test("the span is that of all requests, failed or not", () => {
  const { from, to } = summarized([
    success({ time: at(3) }),
    failure({ time: at(2) }),
    success({ time: at(1) }),
    success(),
  ]);

  expect([from, to]).toEqual([at(1), at(3)]);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, -8.64e15 - 1, 1e300])(
  "%d is no time, so it spans nothing",
  (time) => {
    const summary = summarized([failure({ time: time as never })]);

    expect(summary).not.toHaveProperty("from");
    expect(summary.faults[0]).not.toHaveProperty("lastSeen");
    expect(summary.faults[0]?.buckets).toEqual([]);
  },
);

test("the zone is that of the earliest request that has one", () => {
  const judgements = [
    success({ time: at(3), zone: "+09:00" }),
    success({ time: at(2), zone: "Z" }),
    success({ time: at(2), zone: "UTC" }),
    success({ time: at(1) }),
    success({ zone: "-04:00" }),
  ];

  expect(summarized(judgements).zone).toBe("UTC");
  expect(summarized(judgements.toReversed()).zone).toBe("UTC");
});

test("unreadable pieces are counted, and those that stand first are shown", () => {
  const aggregator = createAggregator({ remedyFor: remedyNaming, inputs: [] });
  const pieces = ["b.log", "a.log"].flatMap((input) =>
    Array.from({ length: 15 }, (_, index): Unreadable => {
      const place = { input, line: 15 - index };
      return { code: "not_a_log_line", place, excerpt: `${input} ${place.line}` };
    }),
  );
  for (const piece of pieces) aggregator.addUnreadable(piece);
  const { count, examples } = aggregator.summary().unreadable;

  expect(count).toBe(30);
  expect(examples.map(({ excerpt }) => excerpt)).toEqual([
    ...Array.from({ length: 15 }, (_, index) => `a.log ${index + 1}`),
    ...Array.from({ length: 5 }, (_, index) => `b.log ${index + 1}`),
  ]);
});

test("two unreadable pieces of one place are told apart by what they say", () => {
  const aggregator = createAggregator({ remedyFor: remedyNaming, inputs: [] });
  const place = { input: "a.log", line: 1 };
  for (const excerpt of ["b", "a", "c"]) {
    aggregator.addUnreadable({ code: "broken_json", place, excerpt });
  }
  const { examples } = aggregator.summary().unreadable;

  expect(examples.map(({ excerpt }) => excerpt)).toEqual(["a", "b", "c"]);
});

test("forms are listed once, in the order of the domain", () => {
  const aggregator = createAggregator({ remedyFor: remedyNaming, inputs: [] });
  aggregator.addForms(["bare_text", "execution_text"]);
  aggregator.addForms(["execution_text", "access_json"]);

  expect(aggregator.summary().forms).toEqual(["execution_text", "access_json", "bare_text"]);
});
