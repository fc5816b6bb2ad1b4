import fc from "fast-check";
import { expect, test } from "vitest";
import { classify } from "../../shared/classify/classify.ts";
import type { Verdict } from "../../shared/domain/verdict.ts";
import {
  answered,
  COMPLETED,
  ended,
  misconfigured,
  SEND_TO_FUNCTION,
  SEND_TO_QUEUE,
  traceOf,
} from "./trace-of.ts";

const MALFORMED = misconfigured("Malformed Lambda proxy response");
const PAYLOADS = [
  '{"statusCode":200,"headers":{"a":"b"},"body":{"a":1}}',
  '{"statusCode":200,"cookies":["a=b"],"body":"x"}',
  '{"body":"x","statusCode":"ok"}',
  '{"ok":true,"list":[1,2,{"a":null}]}',
  '"a plain string"',
  "[1,2,3]",
  "null",
];

/** Requests whose message names the cause: the payload only adds to it. */
const NAMED: readonly ((payload: string) => readonly string[])[] = [
  (payload) => [SEND_TO_FUNCTION, answered(payload), MALFORMED, ended(502)],
  (payload) => [
    answered(payload),
    "Lambda execution failed with status 200 due to customer function error: x. Lambda request id: 1",
    ended(502),
  ],
  (payload) => [
    answered(payload),
    "Lambda invocation failed with status: 503. Lambda request id: 1",
  ],
  (payload) => [SEND_TO_QUEUE, answered(payload), misconfigured("Unable to transform response")],
  (payload) => [
    `Authorizer result body before parsing: ${payload}`,
    misconfigured("Could not parse policy"),
  ],
  (payload) => [answered(payload), COMPLETED, ended(200)],
  (payload) => [answered(payload), COMPLETED, ended(500)],
];

function diagnosisOf(verdict: Verdict): { readonly cause: string; readonly reason: string } {
  return verdict.kind === "failed" ? verdict.diagnosis : { cause: verdict.kind, reason: "none" };
}

function judge(lines: readonly string[]): { readonly cause: string; readonly reason: string } {
  return diagnosisOf(classify(traceOf(lines)).verdict);
}

test("a payload that is cut gives the same cause, and the same reason or an unknown one", () => {
  const cuts = fc.record({
    payload: fc.constantFrom(...PAYLOADS),
    lines: fc.constantFrom(...NAMED),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(cuts, ({ payload, lines, at }) => {
      const whole = judge(lines(payload));
      const cut = judge(lines(`${payload.slice(0, 1 + at * (payload.length - 1))} [TRUNCATED]`));
      expect(cut.cause).toBe(whole.cause);
      expect(["unknown", whole.reason]).toContain(cut.reason);
    }),
    { numRuns: 500 },
  );
});

test("text that the client or the backend wrote never changes the verdict", () => {
  const words = fc.constantFrom(
    MALFORMED,
    "Execution failed due to a timeout error",
    "Rate Exceeded.",
    "Unauthorized request: 1",
    "AuthorizerConfigurationException",
    "Missing Authentication Token",
    "PKIX path building failed",
  );
  const places = fc.constantFrom(
    "Method request body before transformations",
    "Method request headers",
    "Endpoint request body after transformations",
    "Endpoint response headers",
    "Method response body after transformations",
    "Method request query string",
  );
  fc.assert(
    fc.property(words, places, (word, place) => {
      const lines = [`${place}: ${word}`, COMPLETED, ended(200)];
      expect(judge(lines).cause).toBe("success");
      expect(judge([`${place}: ${word}`, ended(500)]).cause).toBe("unclassified");
    }),
  );
});

test("any lines at all are judged, with evidence that exists", () => {
  const pieces = fc.constantFrom(
    MALFORMED,
    "Authorizer error",
    COMPLETED,
    SEND_TO_FUNCTION,
    "Starting authorizer: a for request: 1",
    "Received response. Status: 503",
    "Endpoint response body before transformations:",
    "{",
    "\u0000",
    "\ud800",
    "'",
    '"',
  );
  const line = fc.array(fc.oneof(pieces, fc.string({ unit: "binary" })), { maxLength: 4 });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      const { evidence, records } = classify(traceOf(lines.map((words) => words.join(" "))));
      expect(evidence.every((at) => records[at] !== undefined)).toBe(true);
      expect(evidence).toEqual([...new Set(evidence)].toSorted((a, b) => a - b));
    }),
  );
});

const HOSTILE = [
  ["blanks", " ".repeat(200_000)],
  ["quotes", '"'.repeat(200_000)],
  ["digits and dashes", "1-".repeat(100_000)],
  ["dots", "a.".repeat(100_000)],
  ["a long word", "a".repeat(200_000)],
  ["brackets", '{"a":['.repeat(50_000)],
  ["entities", "&quot;".repeat(40_000)],
  ["an opening without an end", `Endpoint request headers: {${"Host=".repeat(40_000)}`],
  [
    "an event without an end",
    `Endpoint request body after transformations: {"requestContext":{${'"stage":'.repeat(40_000)}`,
  ],
  ["a URL without an end", `Sending request to https://${"a".repeat(200_000)}`],
] as const;

test.each(HOSTILE)("%s hide no defect, and hang nothing", (_, text) => {
  const lines = [text, `Authorizer result body before parsing: ${text}`, answered(text), MALFORMED];
  expect(judge(lines).cause).toBe("malformed_proxy_response");
});

test("a quotation without an end hides no defect, and hangs nothing", () => {
  const quoted = "lambda request id:".repeat(10_000);
  const failure = `Lambda execution failed with status 200 due to customer function error:${quoted}`;
  expect(judge([answered(quoted), failure]).cause).toBe("lambda_function_error");
});
