import { describe, expect, test } from "vitest";
import { classify } from "../../../shared/classify/classify.ts";
import { answered, COMPLETED, ended, misconfigured, traceOf, verdictOf } from "../trace-of.ts";

const MALFORMED = misconfigured("Malformed Lambda proxy response");

describe("the payload above the message shows the defect", () => {
  test.each([
    ['"done"', "plain_string"],
    ["null", "null_response"],
    ["[1,2]", "not_an_object"],
    ['{"ok":true}', "missing_status_code"],
    ['{"statusCode":"ok"}', "invalid_status_code"],
    ['{"statusCode":200,"body":{"a":1}}', "body_not_string"],
    ['{"statusCode":200,"headers":"x"}', "invalid_headers"],
    ['{"statusCode":200,"isBase64Encoded":"yes"}', "invalid_is_base64_encoded"],
    ['{"statusCode":200,"cookies":[]}', "unexpected_field"],
    ["{'statusCode': 200}", "invalid_json"],
    ['{"statusCode":200,"bo [TRUNCATED]', "unknown"],
    ['{"statusCode":200,"body":{"a [TRUNCATED]', "body_not_string"],
    ["[Binary Data]", "unknown"],
    ["...", "unknown"],
    ['{"statusCode":200,"body":"fine"}', "unknown"],
  ])("%s is %s", (payload, reason) => {
    const judgement = classify(traceOf([answered(payload), MALFORMED, ended(502)]));
    expect(judgement).toMatchObject({
      verdict: { diagnosis: { cause: "malformed_proxy_response", reason } },
      evidence: [0, 1],
    });
  });
});

test("the finding names the field, and the payload is kept without the mark of its cut", () => {
  const payload = '{"statusCode":200,"body":{"a":1}, [TRUNCATED]';
  const { verdict } = classify(traceOf([answered(payload), MALFORMED]));
  expect(verdict).toMatchObject({
    findings: [{ level: "error", path: "$.body" }],
    payload: { text: '{"statusCode":200,"body":{"a":1},', shape: "json_object", cut: true },
  });
});

test.each([
  ["the message alone", [MALFORMED]],
  ["the message without its beginning", ["Malformed Lambda proxy response"]],
  ["the message after dots", [`... ${MALFORMED}`]],
  ["the message on a WebSocket route", [`Execution failed: ${MALFORMED}`]],
])("%s gives no reason", (_, lines) => {
  expect(verdictOf(lines)).toBe("malformed_proxy_response/unknown");
});

const AUTHORIZER_STARTED = "Starting authorizer: abc123 for request: x";
const AUTHORIZER_ANSWERED = 'Authorizer result body before parsing: {"principalId":"me"}';

test.each([
  { name: "its start", lines: [AUTHORIZER_STARTED, answered("[1]"), MALFORMED, ended(502)] },
  { name: "its answer", lines: [AUTHORIZER_ANSWERED, "...", answered("[1]"), MALFORMED] },
])("is not the authorizer's where the log leaves out all between $name and it", ({ lines }) => {
  expect(classify(traceOf(lines))).toMatchObject({
    verdict: {
      diagnosis: { cause: "malformed_proxy_response", reason: "not_an_object" },
      payload: { text: "[1]" },
    },
  });
});

const HTTP_SENTENCE =
  "The response from the Lambda function doesn't match the format that API Gateway expects.";

test.each([
  [' Lambda body contains the wrong type for field "body"', "body_not_string"],
  [' Lambda body contains the wrong type for field "isBase64Encoded"', "invalid_is_base64_encoded"],
  [' Lambda body contains the wrong type for field "headers"', "invalid_headers"],
  [' Lambda body contains the wrong type for field "multiValueHeaders"', "invalid_headers"],
  [' Lambda body contains the wrong type for field "statusCode"', "invalid_status_code"],
  [" Lambda body contains the wrong type for field &quot;body&quot;", "body_not_string"],
  [" Invalid JSON in the response", "invalid_json"],
  ["", "unknown"],
])("an HTTP API names the field: '%s'", (rest, reason) => {
  expect(verdictOf({ integrationErrorMessage: `${HTTP_SENTENCE}${rest}` })).toBe(
    `malformed_proxy_response/${reason}`,
  );
});

test.each<[string, readonly string[], string]>([
  [
    "a string that a non-proxy integration passes on",
    [answered('"done"'), COMPLETED, ended(200)],
    "success",
  ],
  ["a string and nothing else", [answered('"done"')], "unclassified"],
  [
    "a 200 whose body says the message",
    [answered(`"${MALFORMED}"`), COMPLETED, ended(200)],
    "success",
  ],
])("%s is not malformed", (_, lines, verdict) => {
  expect(verdictOf(lines)).toBe(verdict);
});

test("a WebSocket route's answer is held against a WebSocket's rules", () => {
  const lines = ["WebSocket Request Route: [$disconnect]", answered("null"), MALFORMED];
  expect(verdictOf(lines)).toBe("malformed_proxy_response/null_response");
});
