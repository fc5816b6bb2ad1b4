import { expect, test } from "vitest";
import { faultOf } from "../../shared/aggregate/fault.ts";
import { failure, success, unclassified } from "../build/judgements.ts";
import { HOME } from "../build/tallies.ts";
import { summarized } from "./summarized.ts";

const PLACE = { apiId: "a1b2c3d4e5", stage: "prod", apiType: "REST", method: "POST" } as const;
const ROUTE = { ...PLACE, route: "/orders" };
const TARGET = { kind: "function", name: "orders", qualifier: "live" } as const;

test("a failure is a fault of its diagnosis, place and target", () => {
  expect(faultOf(failure({ ...HOME, ...ROUTE, target: TARGET, status: 504 }), {})).toEqual({
    fingerprint: "v1:f0b3245f1d66c262",
    cause: "integration_timeout",
    reason: "deadline_exceeded",
    accountId: "123456789012",
    region: "eu-west-1",
    apiId: "a1b2c3d4e5",
    apiType: "REST",
    stage: "prod",
    target: "orders:live",
    route: "POST /orders",
  });
});

test("its fingerprint is that of `analyze`", () => {
  const judgement = failure({ ...HOME, ...ROUTE });

  expect(faultOf(judgement, HOME)?.fingerprint).toBe(
    summarized([judgement]).faults[0]?.fingerprint,
  );
});

test("what the log does not say is as at home, in the fingerprint too", () => {
  const said = faultOf(failure({ ...HOME, ...ROUTE }), {});

  expect(faultOf(failure(ROUTE), HOME)).toEqual(said);
  expect(faultOf(failure({ ...ROUTE, accountId: "" }), HOME)).toEqual(said);
  expect(faultOf(failure(ROUTE), {})?.fingerprint).not.toBe(said?.fingerprint);
});

test("what the log says goes before home", () => {
  const facts = { accountId: "210987654321", region: "us-east-1" };

  expect(faultOf(failure(facts), HOME)).toMatchObject(facts);
});

test("an unclassified request is a fault too", () => {
  expect(faultOf(unclassified("boom", { route: "/orders" }), HOME)).toEqual({
    fingerprint: "v1:08a90625f1eab3f6",
    cause: "unclassified",
    reason: "none",
    ...HOME,
    route: "/orders",
  });
});

test.each([
  { name: "a success", judgement: success(ROUTE) },
  {
    name: "a request without outcome",
    judgement: unclassified("", ROUTE, {
      verdict: { kind: "unclassified", template: "", withoutOutcome: true },
    }),
  },
])("$name is no fault", ({ judgement }) => {
  expect(faultOf(judgement, HOME)).toBeUndefined();
});

test("texts are cut, the fingerprint is of the whole", () => {
  const long = "/x".repeat(150);
  const faultAt = (end: string) =>
    faultOf(
      failure({
        route: long + end,
        stage: "s".repeat(200),
        target: { kind: "host", host: long + end, url: "" },
      }),
      {},
    );

  expect(faultAt("a")).toMatchObject({
    route: long.slice(0, 200),
    target: long.slice(0, 200),
    stage: "s".repeat(128),
  });
  expect(faultAt("a")?.fingerprint).not.toBe(faultAt("b")?.fingerprint);
});
