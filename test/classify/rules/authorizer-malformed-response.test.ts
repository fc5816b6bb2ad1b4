import { expect, test } from "vitest";
import { classify } from "../../../shared/classify/classify.ts";
import { ended, misconfigured, traceOf, verdictOf } from "../trace-of.ts";

const MARKER = "AuthorizerConfigurationException";
const NO_POLICY = misconfigured("Could not parse policy");
const ALLOW =
  '"policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"*"}]}';

function result(payload: string): string {
  return `Authorizer result body before parsing: ${payload}`;
}

test.each([
  ["Could not parse policy", "invalid_policy"],
  [
    'Invalid JSON in response: Unrecognized field "statusCode" , not marked as ignorable',
    "invalid_policy",
  ],
  [
    "Invalid JSON in response: Can not deserialize instance of Policy out of VALUE_STRING token",
    "invalid_policy",
  ],
  [
    "Invalid JSON in response: Can not deserialize instance of java.lang.String out of START_ARRAY token",
    "invalid_context",
  ],
  [
    "Invalid JSON in response: Cannot deserialize instance of java.lang.String out of START_OBJECT token",
    "invalid_context",
  ],
  ["Invalid JSON in response: Unexpected character ('<')", "invalid_json"],
])("'%s' is %s", (message, reason) => {
  expect(verdictOf([misconfigured(message), MARKER])).toBe(
    `authorizer_malformed_response/${reason}`,
  );
});

const HTTP_SENTENCE =
  "The response from the Lambda Authorizer function doesn't match the format that API Gateway expects.";

test.each([
  [" Invalid json in authorizer response", "invalid_json"],
  [" Simple response did not include 'isAuthorized'", "missing_is_authorized"],
  [" principalId is missing", "missing_principal"],
  [" The context holds a list", "invalid_context"],
  [" The policy has no statement", "invalid_policy"],
  ["", "unknown"],
])("an HTTP API's authorizer error '%s' is %s", (rest, reason) => {
  expect(verdictOf({ status: "500", "authorizer.error": `${HTTP_SENTENCE}${rest}` })).toBe(
    `authorizer_malformed_response/${reason}`,
  );
});

test.each<[string, readonly string[], string]>([
  [
    "a policy that cannot be parsed, and no principal",
    [result(`{${ALLOW}}`), NO_POLICY],
    "missing_principal",
  ],
  ["nothing at all", [result("null"), NO_POLICY], "invalid_policy"],
  [
    "a policy without its statements",
    [result('{"principalId":"u","policyDocument":{"Version":"2012-10-17"}}'), NO_POLICY],
    "invalid_policy",
  ],
  [
    "a policy that was cut",
    [result('{"principalId":"u","policyDocument":{"Ver [TRUNCATED]'), NO_POLICY],
    "unknown",
  ],
  ["a policy that was blanked", [result("***"), NO_POLICY], "invalid_policy"],
  [
    "only the marker, and a list in the context",
    [result(`{"principalId":"u",${ALLOW},"context":{"a":[1]}}`), MARKER],
    "invalid_context",
  ],
  [
    "only the gateway response, and no principal",
    [
      result(`{${ALLOW}}`),
      "Gateway response type: AUTHORIZER_CONFIGURATION_ERROR with status code: 500",
    ],
    "missing_principal",
  ],
])("the answer shows the defect: %s", (_, lines, reason) => {
  expect(verdictOf(lines)).toBe(`authorizer_malformed_response/${reason}`);
});

test.each<[string, readonly string[], string]>([
  ["the marker alone", [MARKER], "unclassified"],
  [
    "the gateway response alone",
    ["Gateway response type: AUTHORIZER_CONFIGURATION_ERROR with status code: 500", ended(500)],
    "unclassified",
  ],
  [
    "the marker after a sound answer",
    [result(`{"principalId":"u",${ALLOW}}`), MARKER],
    "unclassified",
  ],
  ["a broken answer that nothing complains of", [result(`{${ALLOW}}`)], "unclassified"],
  [
    "the error of the authorizer's function",
    [result('{"errorMessage":"x","errorType":"Error"}'), NO_POLICY],
    "authorizer_failure/function_error",
  ],
  [
    "an error with keys of its own",
    [result('{"errorType":"Error","errorMessage":"x","extra":1}'), NO_POLICY],
    "authorizer_failure/function_error",
  ],
  [
    "a list that speaks of errors",
    [result('["error"]'), NO_POLICY],
    "authorizer_malformed_response/invalid_policy",
  ],
  [
    "a key that is no error's",
    [result('{"errors":[]}'), NO_POLICY],
    "authorizer_malformed_response/invalid_policy",
  ],
  [
    "the error of the function by its unknown field",
    [misconfigured('Invalid JSON in response: Unrecognized field "errorType"')],
    "authorizer_failure/function_error",
  ],
])("%s", (_, lines, verdict) => {
  expect(verdictOf(lines)).toBe(verdict);
});

test("evidence, findings and payload come from the answer", () => {
  const payload = `{"principalId":"u",${ALLOW},"context":{"a":[1]}}`;
  const message = misconfigured(
    "Invalid JSON in response: Can not deserialize instance of java.lang.String",
  );
  expect(classify(traceOf([result(payload), message, MARKER]))).toMatchObject({
    evidence: [0, 1],
    verdict: { findings: [{ level: "error", path: "$.context.a" }], payload: { text: payload } },
  });
});
