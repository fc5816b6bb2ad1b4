import { expect, test } from "vitest";
import { classify } from "../../shared/classify/classify.ts";
import { raiseGrade } from "../../shared/classify/grade.ts";
import type { Trace } from "../../shared/domain/trace.ts";
import { accessTrace, answered, COMPLETED, ended, misconfigured, traceOf } from "./trace-of.ts";

const ERROR = misconfigured("Malformed Lambda proxy response");

test.each([
  ["A", answered("{}")],
  ["A", "Endpoint response headers: {}"],
  ["A", "Authorizer result body before parsing: {}"],
  ["A", "Method response body after transformations: {}"],
  ["A", "Method request body before transformations: {}"],
  ["A", "Method request headers: {}"],
  ["A", "Endpoint request body after transformations: {}"],
  ["A", "Endpoint request headers: {}"],
  ["B", "Starting execution for request: 1"],
  ["B", COMPLETED],
  ["C", "Extended Request Id: AbCdEfGhIjKlMno="],
  ["C", "Gateway response type: DEFAULT_5XX with status code: 500"],
  ["C", "AWS Integration Endpoint RequestId : 1"],
  ["C", "X-ray Tracing ID : 1"],
  ["C", ended(502)],
])("grade %s is a log with '%s'", (grade, line) => {
  expect(classify(traceOf([line, ERROR])).grade).toBe(grade);
});

test("an access log alone is grade D", () => {
  expect(classify(accessTrace({ status: "500" })).grade).toBe("D");
});

test.each<[string, Trace, RegExp | undefined]>([
  [
    "an HTTP API: its access log must say more",
    accessTrace({ routeKey: "GET /" }),
    /integrationErrorMessage.*no execution log/,
  ],
  [
    "grade D",
    accessTrace({ resourcePath: "/" }),
    /^Turn on the execution log\. Set .*INFO with data tracing/,
  ],
  ["grade C", traceOf([ERROR]), /^Set .*INFO with data tracing\.$/],
  ["grade B", traceOf([COMPLETED, ERROR]), /^Turn on data tracing/],
  ["grade A with a payload that was cut", traceOf([answered("{ [TRUNCATED]"), ERROR]), /1 MB/],
  ["grade A with a whole payload", traceOf([answered("{}"), ERROR]), undefined],
  ["grade A of a success", traceOf([answered("{ [TRUNCATED]"), COMPLETED, ended(200)]), undefined],
])("what would raise %s", (_, trace, setting) => {
  const raised = raiseGrade(classify(trace));
  if (setting === undefined) expect(raised).toBeUndefined();
  else expect(raised).toMatch(setting);
});
