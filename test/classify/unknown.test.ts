import fc from "fast-check";
import { expect, test } from "vitest";
import { classify } from "../../shared/classify/classify.ts";
import { templateOf } from "../../shared/classify/unknown.ts";
import type { AccessFields } from "../../shared/domain/record.ts";
import { accessTrace, ended, misconfigured, traceOf } from "./trace-of.ts";

function templateIn(told: readonly string[]): unknown {
  const { verdict } = classify(traceOf(told));
  return verdict.kind === "unclassified" ? verdict.template : verdict;
}

test.each([
  ["request 7d0f3f1a-9c1b-4f7e-8a55-0123456789ab took 31 ms", "request <n> took <n> ms"],
  ["at 10:00:01.250 on 2026-11-22", "at <n> on <n>"],
  ["no answer from api-7.example.com in eu-west-1", "no answer from <host> in <n>"],
  ["see https://example.com/a?b=c, twice", "see <url> twice"],
  ["role arn:aws:iam::123456789012:role/x is odd", "role <arn> is odd"],
  ["field \"name\" is 'x y', isn't it", "field \"…\" is '…', isn't it"],
  ["java.lang.IllegalStateException: closed", "java.lang.IllegalStateException: closed"],
  ["id AbCdEf12= and  two\n blanks", "id <n> and two blanks"],
  ["nobody knows jane.doe+7@mail.example.com here", "nobody knows <address> here"],
  ["token IQoJb3JpZ2luX2VjE+jN/TUwFTWSabcdefgh== is odd", "token <n> is odd"],
  ["InternalServerErrorException of a/b-c", "InternalServerErrorException of a/b-c"],
  ["an unclosed \"quote and 'another", "an unclosed \"quote and 'another"],
])("'%s' becomes '%s'", (text, template) => {
  expect(templateOf(text)).toBe(template);
});

test("a template holds 300 characters at most", () => {
  expect(templateOf("word ".repeat(1000))).toHaveLength(300);
});

test("the same message of two requests has one template", () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), fc.nat(), fc.nat(), (a, b, m, n) => {
      const said = (id: string, count: number) => `flux ${id} is off by ${count} parts`;
      expect(templateOf(said(a, m))).toBe(templateOf(said(b, n)));
    }),
  );
});

test.each<[string, readonly string[], string]>([
  [
    "the last statement",
    ["First oddity", "Second oddity 7", ended(500)],
    "Second oddity <n> (status 500)",
  ],
  [
    "a statement that says something",
    ["An oddity", misconfigured(""), ended(500)],
    "An oddity (status 500)",
  ],
  [
    "an empty failure, when there is no other",
    [misconfigured(" "), ended(502)],
    "Execution failed due to configuration error: (status 502)",
  ],
  [
    "the step after which the log stops, without what it carried",
    ['Endpoint response body before transformations: {"secret":1}'],
    "stops after: Endpoint response body before transformations",
  ],
  [
    "the step before the trailers",
    ["Starting execution for request: 1", "X-ray Tracing ID : 1"],
    "stops after: Starting execution for request",
  ],
  [
    "the end without a word",
    [ended(500)],
    "stops after: Method completed with status (status 500)",
  ],
  ["nothing but trailers", ["X-ray Tracing ID : 1"], "no message"],
])("a request is clustered by %s", (_, lines, template) => {
  expect(templateIn(lines)).toBe(template);
});

test.each<[AccessFields, string]>([
  [{ status: "500" }, "status: 500"],
  [
    { status: "500", "error.message": "Oddity 7", "error.responseType": "DEFAULT_5XX" },
    "status: 500, error.responseType: DEFAULT_5XX, error.message: Oddity <n>",
  ],
  [
    {
      "integration.error": "a",
      integrationErrorMessage: "b",
      "authorizer.error": "c",
      eventType: "MESSAGE",
    },
    "eventType: MESSAGE, integration.error: a, integrationErrorMessage: b, authorizer.error: c",
  ],
  [{}, "no status"],
])("an access record %j is clustered by its telling fields", (fields, template) => {
  expect(classify(accessTrace(fields))).toMatchObject({
    verdict: { kind: "unclassified", template },
    evidence: [0],
  });
});

test("the evidence is the message of the template", () => {
  expect(classify(traceOf(["First oddity", "Second oddity", ended(500)])).evidence).toEqual([1]);
  expect(classify(traceOf([ended(500), "X-ray Tracing ID : 1"])).evidence).toEqual([0]);
  expect(classify(traceOf([])).evidence).toEqual([]);
});

test("an execution log's message goes before an access record of the same request", () => {
  const { records } = traceOf(["An oddity"]);
  const both = { ...accessTrace({ status: "500" }) };
  const trace = { ...both, records: [...records, ...both.records] };
  expect(classify(trace).verdict).toMatchObject({ template: "An oddity (status 500)" });
});

test.each([
  ["no step but the first", ["Starting execution for request: x"], true],
  ["words that nobody knows", ["Starting execution for request: x", "Zebra"], false],
  ["an end in 500", ["Starting execution for request: x", ended(500)], false],
])("whether the outcome is told, of %s", (_, lines, withoutOutcome) => {
  const { verdict } = classify(traceOf(lines));
  expect(verdict).toMatchObject({ kind: "unclassified" });
  expect("withoutOutcome" in verdict && verdict.withoutOutcome).toBe(withoutOutcome);
});
