import { expect, test } from "vitest";
import { CATALOGUE } from "../../shared/classify/catalogue.ts";
import { classify, explain } from "../../shared/classify/classify.ts";
import { REMEDIES } from "../../shared/classify/remedies/all.ts";
import { remedyFor } from "../../shared/classify/remedy.ts";
import { CAUSES, REASONS } from "../../shared/domain/cause.ts";
import { accessTrace, answered, COMPLETED, ended, misconfigured, traceOf } from "./trace-of.ts";

const SENTENCE = /^[A-Z].{20,140}\.$/;
const AWS_PAGE = /^https:\/\/docs\.aws\.amazon\.com\//;

const MALFORMED = misconfigured("Malformed Lambda proxy response");
const FAILING = traceOf([answered("null"), MALFORMED, ended(502)]);

test("the catalogue has one rule for each cause", () => {
  expect(CATALOGUE.map(({ cause }) => cause).toSorted()).toEqual([...CAUSES].toSorted());
});

test.each(CATALOGUE)("the rule for $cause says what it is", (rule) => {
  expect(rule.summary).toMatch(SENTENCE);
  expect(rule.looksFor.length).toBeGreaterThan(15);
  expect(rule.spec).toMatch(AWS_PAGE);
  expect(rule.statuses.length).toBeGreaterThan(0);
  expect(Object.keys(REMEDIES[rule.cause]).toSorted()).toEqual([...REASONS[rule.cause]].toSorted());
});

test("an explanation judges as classify does", () => {
  for (const trace of [FAILING, traceOf([COMPLETED, ended(200)]), traceOf(["An oddity"])]) {
    expect(explain(trace).judgement).toEqual(classify(trace));
  }
});

test("the rules are listed up to the one that matched, with what it read", () => {
  const { trials } = explain(FAILING);
  const order = CATALOGUE.map(({ cause }) => cause);
  const last = order.indexOf("malformed_proxy_response");
  expect(trials.map(({ cause }) => cause)).toEqual(order.slice(0, last + 1));
  expect(trials.at(-1)).toEqual({
    cause: "malformed_proxy_response",
    matched: true,
    read: `${answered("null")} … ${MALFORMED}`,
  });
  expect(trials.at(0)).toEqual({
    cause: "authorizer_malformed_response",
    matched: false,
    read: CATALOGUE[0]?.looksFor,
  });
});

test("what a rule read is cut to 200 characters", () => {
  const { trials } = explain(traceOf([answered(`"${"x".repeat(500)}"`), MALFORMED]));
  expect(trials.at(-1)?.read).toHaveLength(200);
});

test("every rule is listed when none matches, and none when the end settles it", () => {
  expect(explain(traceOf(["An oddity"])).trials).toHaveLength(CATALOGUE.length);
  expect(explain(traceOf([COMPLETED, ended(200)])).trials).toEqual([]);
});

test("evidence is in order and without repeats", () => {
  const row = { status: "500", "error.message": "x", "integration.error": MALFORMED };
  expect(classify(accessTrace(row)).evidence).toEqual([0]);
  expect(classify(traceOf([MALFORMED, answered("null")])).evidence).toEqual([0, 1]);
});

test("a failed request has the remedy of its cause and reason", () => {
  const remedy = remedyFor(classify(FAILING));
  expect(remedy.meaning).not.toBe("");
  expect(remedy.page).toMatch(AWS_PAGE);
});

test("a request that did not fail has none", () => {
  expect(() => remedyFor(classify(traceOf([COMPLETED, ended(200)])))).toThrow(
    "no remedy for a request that is success",
  );
});
