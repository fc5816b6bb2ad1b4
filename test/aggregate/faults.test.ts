import { expect, test } from "vitest";
import type { RequestFacts, Target } from "../../shared/domain/verdict.ts";
import { A_FINDING, at, failure, success } from "../build/judgements.ts";
import { summarized } from "./summarized.ts";

const ORDERS: RequestFacts = {
  accountId: "123456789012",
  region: "eu-west-1",
  apiId: "a1b2c3d4e5",
  apiType: "REST",
  stage: "prod",
  method: "GET",
  route: "/orders",
  target: { kind: "function", name: "orders", qualifier: "live" },
};

test("failures with one defect in one place are one fault", () => {
  const first = failure({ ...ORDERS, requestId: "a1", time: at(2), status: 504 });
  const second = failure({ ...ORDERS, requestId: "b2", time: at(1), status: 504 }, { count: 2 });

  expect(summarized([first, success(ORDERS), second]).faults).toEqual([
    {
      fingerprint: "v1:f0b3245f1d66c262",
      diagnosis: { cause: "integration_timeout", reason: "deadline_exceeded" },
      accountId: "123456789012",
      region: "eu-west-1",
      apiId: "a1b2c3d4e5",
      apiType: "REST",
      stage: "prod",
      target: { kind: "function", name: "orders", qualifier: "live" },
      count: 3,
      routes: [{ method: "GET", route: "/orders", count: 3 }],
      otherRoutes: 0,
      statuses: [{ status: 504, count: 3 }],
      firstSeen: at(1),
      lastSeen: at(2),
      grade: "B",
      sample: first,
      remedy: expect.objectContaining({ meaning: "about a1" }),
      buckets: [
        { start: at(1), count: 2 },
        { start: at(2), count: 1 },
      ],
    },
  ]);
});

test("a fault of which nothing is known is still one", () => {
  const [fault] = summarized([failure()]).faults;

  expect(fault).toEqual({
    fingerprint: "v1:504a3b18eb900e0c",
    diagnosis: { cause: "integration_timeout", reason: "deadline_exceeded" },
    count: 1,
    routes: [],
    otherRoutes: 0,
    statuses: [],
    grade: "B",
    sample: failure(),
    remedy: expect.anything(),
    buckets: [],
  });
});

const host: Target = {
  kind: "host",
  host: "stock.example.com",
  url: "https://stock.example.com/v1",
};

test.each([
  { name: "account", other: { accountId: "210987654321" } },
  { name: "region", other: { region: "eu-central-1" } },
  { name: "API", other: { apiId: "z9y8x7w6v5" } },
  { name: "stage", other: { stage: "test" } },
  { name: "target", other: { target: host } },
  { name: "qualifier", other: { target: { kind: "function", name: "orders" } as const } },
])("another $name makes another fault", ({ other }) => {
  expect(summarized([failure(ORDERS), failure({ ...ORDERS, ...other })]).faults).toHaveLength(2);
});

test("another reason makes another fault", () => {
  const timedOut = failure(
    ORDERS,
    {},
    { cause: "lambda_function_error", reason: "function_timeout" },
  );
  const crashed = failure(ORDERS, {}, { cause: "lambda_function_error", reason: "runtime_exit" });

  expect(summarized([timedOut, crashed]).faults).toHaveLength(2);
});

test.each([
  { name: "route", other: { route: "/carts" } },
  { name: "method", other: { method: "POST" } },
])("another $name makes another fault only where the target is unknown", ({ other }) => {
  const { target: _, ...untargeted } = ORDERS;

  expect(summarized([failure(ORDERS), failure({ ...ORDERS, ...other })]).faults).toHaveLength(1);
  expect(
    summarized([failure(untargeted), failure({ ...untargeted, ...other })]).faults,
  ).toHaveLength(2);
});

test("a route without a method is a place too", () => {
  const faults = summarized([failure({ route: "$connect" }), failure()]).faults;

  expect(faults.map(({ routes }) => routes)).toContainEqual([{ route: "$connect", count: 1 }]);
  expect(faults).toHaveLength(2);
});

test.each([
  { target: { kind: "function", name: "orders" }, label: "orders" },
  { target: { kind: "function", name: "orders", qualifier: "live" }, label: "orders:live" },
  { target: host, label: "stock.example.com" },
  { target: { kind: "vpc_link", host: "nlb.example.com" }, label: "nlb.example.com" },
  {
    target: { kind: "vpc_link", host: "nlb.example.com", id: "v1" },
    label: "nlb.example.com (VPC link v1)",
  },
  { target: { kind: "aws_service", service: "sqs", url: "https://sqs.example.com" }, label: "sqs" },
  { target: { kind: "authorizer", id: "auth01" }, label: "authorizer auth01" },
  { target: { kind: "authorizer", id: "auth01", function: "check" }, label: "authorizer check" },
  { target: { kind: "authorizer" }, label: "authorizer" },
] as const)(
  "a $target.kind is called $label, and so is told from a route of another name",
  ({ target, label }) => {
    const alike = summarized([failure({ target }), failure({ route: label })]).faults;
    const other = summarized([failure({ target }), failure({ route: `${label}?` })]).faults;

    expect(alike).toHaveLength(1);
    expect(other).toHaveLength(2);
  },
);

test("faults are ranked by failing requests, then by fingerprint", () => {
  const counts = { "/a": 1, "/b": 5, "/c": 1, "/d": 1 };
  const judgements = Object.entries(counts).map(([route, count]) => failure({ route }, { count }));
  const { faults } = summarized(judgements);
  const tied = faults.slice(1).map(({ fingerprint }) => fingerprint);

  expect(faults.map(({ count }) => count)).toEqual([5, 1, 1, 1]);
  expect(tied).toEqual(tied.toSorted());
  expect(summarized(judgements.toReversed()).faults).toEqual(faults);
});

test("at most 20 routes are listed, most failing first; the others are summed up", () => {
  const routes = Array.from({ length: 25 }, (_, index) => `/${String(index).padStart(2, "0")}`);
  const judgements = routes.map((route, index) =>
    failure({ ...ORDERS, route }, { count: index < 2 ? 3 + index : 2 }),
  );
  const [fault] = summarized(judgements.toReversed()).faults;

  expect(fault?.routes.slice(0, 4)).toEqual([
    { method: "GET", route: "/01", count: 4 },
    { method: "GET", route: "/00", count: 3 },
    { method: "GET", route: "/02", count: 2 },
    { method: "GET", route: "/03", count: 2 },
  ]);
  expect(fault?.routes).toHaveLength(20);
  expect(fault?.otherRoutes).toBe(10);
});

test("routes past the first 1,000 are summed up", () => {
  const judgements = Array.from({ length: 1005 }, (_, index) =>
    failure({ ...ORDERS, route: `/${index}` }, { count: 2 }),
  );
  const [fault] = summarized([...judgements, failure({ ...ORDERS, route: "/0" })]).faults;

  expect(fault?.routes[0]).toEqual({ method: "GET", route: "/0", count: 3 });
  expect(fault?.otherRoutes).toBe(985 * 2);
  expect(fault?.count).toBe(2011);
});

test("statuses are ranked by count, then by number", () => {
  const [fault] = summarized(
    [504, 500, 502, 502].map((status) => failure({ ...ORDERS, status })),
  ).faults;

  expect(fault?.statuses).toEqual([
    { status: 502, count: 2 },
    { status: 500, count: 1 },
    { status: 504, count: 1 },
  ]);
});

test("faults past the first 5,000 are counted, not listed", () => {
  const judgements = Array.from({ length: 5003 }, (_, index) =>
    failure({ route: `/${index}` }, { count: 2 }),
  );
  const { faults, totals, unlisted } = summarized([...judgements, failure({ route: "/7" })]);

  expect(faults).toHaveLength(5000);
  expect(faults[0]).toMatchObject({ count: 3, routes: [{ route: "/7", count: 3 }] });
  expect(unlisted).toEqual({ failed: 6, unclassified: 0 });
  expect(totals.failed).toBe(10_007);
});

const SAMPLE = { requestId: "m", integrationLatencyMs: 50 };

test.each([
  { name: "a better grade", better: failure({ requestId: "z" }, { grade: "A" }) },
  { name: "a finding", better: failure({ requestId: "z" }, { findings: [A_FINDING] }) },
  { name: "a longer latency", better: failure({ requestId: "z", integrationLatencyMs: 51 }) },
  { name: "a longer response latency", better: failure({ requestId: "z", responseLatencyMs: 51 }) },
  { name: "a lower request id", better: failure({ ...SAMPLE, requestId: "a" }) },
  { name: "lower content", better: failure(SAMPLE, { count: 0 }) },
])("the sample is the request with $name", ({ better }) => {
  const judgements = [failure(SAMPLE), better];

  expect(summarized(judgements).faults[0]?.sample).toEqual(better);
  expect(summarized(judgements.toReversed()).faults[0]?.sample).toEqual(better);
});

test.each([
  {
    name: "grade before finding",
    better: failure({}, { grade: "A" }),
    worse: failure({}, { findings: [A_FINDING] }),
  },
  {
    name: "finding before latency",
    better: failure({}, { findings: [A_FINDING] }),
    worse: failure({ integrationLatencyMs: 9 }),
  },
  {
    name: "any latency before none",
    better: failure({ integrationLatencyMs: 0 }),
    worse: failure({ requestId: "" }),
  },
])("$name decides the sample", ({ better, worse }) => {
  expect(summarized([worse, better]).faults[0]?.sample).toEqual(better);
});

test("the fault's grade is its sample's", () => {
  const judgements = [
    failure({}, { grade: "C" }),
    failure({}, { grade: "A" }),
    failure({}, { grade: "D" }),
  ];

  expect(summarized(judgements).faults[0]?.grade).toBe("A");
});
