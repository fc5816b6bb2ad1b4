import { expect, test } from "vitest";
import { classify } from "../../../shared/classify/classify.ts";
import type { AccessFields } from "../../../shared/domain/record.ts";
import { ended, invocationOf, misconfigured, traceOf, verdictOf } from "../trace-of.ts";

const START = "Starting authorizer: a1b2c3 for request: 7d0f3f1a-0000";
const SEND = `Sending request to ${invocationOf("gate")}`;
const ERROR = misconfigured("Authorizer error");
const MARKER = "AuthorizerConfigurationException";

function result(payload: string): string {
  return `Authorizer result body before parsing: ${payload}`;
}

test.each([
  [misconfigured("Invalid permissions on Lambda function"), "permission"],
  [
    misconfigured("API Gateway does not have permission to assume the provided role x"),
    "permission",
  ],
  ["Lambda invocation failed with status: 403. Lambda request id: 1", "permission"],
  [misconfigured("Rate Exceeded."), "throttled"],
  ["Lambda invocation failed with status: 429. Lambda request id: 1", "throttled"],
  [misconfigured("Too Many Requests"), "throttled"],
  ["Execution failed due to a timeout error", "timeout"],
  ["Authorizer request timed out", "timeout"],
  [
    "Lambda execution failed with status 200 due to customer function error: Rate exceeded",
    "function_error",
  ],
  ["The authorizer returned the following error: Rate exceeded", "function_error"],
  ["Lambda invocation failed with status: 503. Lambda request id: 1", "unreachable"],
  [misconfigured("Function not found: gate"), "unreachable"],
  ["Execution failed due to a network error communicating with endpoint", "unreachable"],
  ["Execution failed due to a communication error", "unreachable"],
])("'%s' is the authorizer's before its error line, and in its call", (line, reason) => {
  const verdict = `authorizer_failure/${reason}`;
  expect(verdictOf([line, ERROR, MARKER])).toBe(verdict);
  expect(verdictOf([START, SEND, line])).toBe(verdict);
  expect(verdictOf([line, ended(500)])).not.toContain("authorizer_failure");
});

test("the error line alone stands for a permission", () => {
  expect(verdictOf([ERROR, MARKER])).toBe("authorizer_failure/permission");
});

test.each([
  ['{"errorType":"Error","errorMessage":"jwt malformed"}', "function_error"],
  ['{"errorMessage":"x","stackTrace":[]}', "function_error"],
  ['{"errorMessage":"Task timed out after 3.00 seconds"}', "timeout"],
])("the function's own error %s is %s", (payload, reason) => {
  expect(verdictOf([START, result(payload)])).toBe(`authorizer_failure/${reason}`);
});

test.each(["errorType", "errorMessage", "trace", "stackTrace"])(
  "an unknown field '%s' is an error of the function",
  (field) => {
    const line = misconfigured(
      `Invalid JSON in response: Unrecognized field "${field}" , not marked`,
    );
    expect(verdictOf([line])).toBe("authorizer_failure/function_error");
  },
);

test.each<[string, AccessFields, string]>([
  [
    "a role on the authorizer",
    {
      status: "500",
      "authorizer.error":
        "The IAM role configured on the authorizer or API Gateway doesn't have permissions to call the authorizer.",
    },
    "authorizer_failure/permission",
  ],
  [
    "a role that cannot be assumed",
    {
      "authorizer.error":
        "API Gateway doesn't have permissions to assume the IAM role configured on the authorizer.",
    },
    "authorizer_failure/permission",
  ],
  [
    "an issuer that does not answer",
    {
      status: "401",
      "authorizer.error": "invalid_token: OIDC discovery endpoint communication error",
    },
    "authorizer_failure/unreachable",
  ],
  [
    "a key set that does not answer",
    { status: "401", "authorizer.error": "invalid_token: JWKS communication error" },
    "authorizer_failure/unreachable",
  ],
  [
    "a response type",
    { status: "500", "error.responseType": "AUTHORIZER_FAILURE" },
    "authorizer_failure/function_error",
  ],
  [
    "a phase that failed",
    { status: "500", "authorizer.status": "500" },
    "authorizer_failure/function_error",
  ],
  [
    "a phase that failed with Lambda's 200",
    { status: "500", "authorizer.status": "500", "authorizer.integrationStatus": "200" },
    "authorizer_failure/function_error",
  ],
  [
    "a phase that Lambda throttled",
    { status: "500", "authorizer.status": "500", "authorizer.integrationStatus": "429" },
    "authorizer_failure/throttled",
  ],
  [
    "a phase that ended in Lambda's 429",
    { status: "500", "authorizer.status": "429" },
    "authorizer_failure/throttled",
  ],
  [
    "the response type of one that did",
    { status: "429", "error.responseType": "AUTHORIZER_FAILURE", "authorizer.status": "429" },
    "authorizer_failure/throttled",
  ],
  [
    "the response type of a call that Lambda denied",
    {
      status: "500",
      "error.responseType": "AUTHORIZER_FAILURE",
      "authorizer.integrationStatus": "403",
    },
    "authorizer_failure/permission",
  ],
  ["a 429 of the phase alone", { status: "429", "authorizer.status": "429" }, "unclassified"],
  [
    "a phase that Lambda denied",
    { status: "500", "authorizer.status": "500", "authorizer.integrationStatus": "403" },
    "authorizer_failure/permission",
  ],
  ["a phase that went well", { status: "500", "authorizer.status": "200" }, "unclassified"],
  ["a phase that failed without harm", { status: "200", "authorizer.status": "500" }, "success"],
  ["a phase that failed, the end unknown", { "authorizer.status": "500" }, "unclassified"],
])("in an access log, %s", (_, fields, verdict) => {
  expect(verdictOf(fields)).toBe(verdict);
});

test("the target is the authorizer, with its function", () => {
  const { facts, evidence } = classify(
    traceOf([START, SEND, misconfigured("Rate Exceeded."), ERROR, MARKER]),
  );
  expect(facts).toMatchObject({
    authorizerId: "a1b2c3",
    target: { kind: "authorizer", id: "a1b2c3", function: "gate" },
  });
  expect(evidence).toEqual([2, 3]);
});

test("the evidence of a function's error is its payload and the message", () => {
  const payload = '{"errorType":"Error","errorMessage":"x"}';
  const message = misconfigured('Invalid JSON in response: Unrecognized field "errorType"');
  expect(classify(traceOf([START, result(payload), message, MARKER]))).toMatchObject({
    evidence: [1, 2],
    verdict: { payload: { text: payload } },
  });
});

test("the integration's own failure after a good authorizer is the integration's", () => {
  const lines = [
    START,
    "Successfully completed authorizer execution",
    misconfigured("Invalid permissions on Lambda function"),
  ];
  expect(verdictOf(lines)).toBe("lambda_permission_denied/invalid_permissions");
});
