import { expect, test } from "vitest";
import { classify } from "../../../shared/classify/classify.ts";
import type { AccessFields } from "../../../shared/domain/record.ts";
import { SEND_TO_FUNCTION, traceOf, verdictOf } from "../trace-of.ts";

const START = "Starting authorizer: a1b2c3 for request: 7d0f3f1a-0000";
const POLICY = "Using valid authorizer policy for principal: **|1";
const DONE = "Successfully completed authorizer execution";
const REFUSED = "The client is not authorized to perform this operation.";

function policy(effect: string, resource = "*"): string {
  return `Authorizer result body before parsing: {"principalId":"u","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"${effect}","Resource":"${resource}"}]}}`;
}

/** Allows all, and denies what `resource` names. */
function policyAgainst(resource: string): string {
  const denial = `{"Action":"execute-api:Invoke","Effect":"Deny","Resource":"${resource}"}`;
  return policy("Allow").replace('"Resource":"*"}', `"Resource":"*"},${denial}`);
}

const UNVERSIONED = policy("Deny").replace('"Version":"2012-10-17",', "");
const CUT =
  'Authorizer result body before parsing: {"principalId":"u","policyDocument":{"Ver [TRUNCATED]';

test.each<[string, readonly string[], string]>([
  [
    "a policy that denies",
    [START, policy("Deny"), POLICY, DONE, REFUSED],
    "authorizer_denied/policy_deny",
  ],
  [
    "a policy that allows something else",
    [START, policy("Allow"), POLICY, DONE, REFUSED],
    "authorizer_denied/policy_no_match",
  ],
  [
    "a policy that denies all that it allows",
    [START, policyAgainst("*"), POLICY, DONE, REFUSED],
    "authorizer_denied/policy_deny",
  ],
  [
    "a policy that denies a part: the resource policy may have refused the rest",
    [START, policyAgainst("arn:aws:execute-api:*:*:*/prod/DELETE/*"), POLICY, DONE, REFUSED],
    "authorizer_denied/unknown",
  ],
  [
    "a policy without a version, which passed",
    [START, UNVERSIONED, POLICY, DONE, REFUSED],
    "authorizer_denied/policy_deny",
  ],
  ["a policy that was cut", [START, CUT, POLICY, DONE, REFUSED], "authorizer_denied/unknown"],
  ["a policy that is not logged", [POLICY, DONE, REFUSED], "authorizer_denied/policy_no_match"],
  ["the message alone", [REFUSED], "authorizer_denied/unknown"],
  [
    "the client's message for a denial",
    ['{"Message":"User is not authorized to access this resource with an explicit deny"}'],
    "authorizer_denied/policy_deny",
  ],
  [
    "the client's message for no match",
    ['{"Message":"User is not authorized to access this resource"}'],
    "authorizer_denied/policy_no_match",
  ],
  [
    "a test of the authorizer that denies",
    [START, policy("Deny"), POLICY, DONE],
    "authorizer_denied/policy_deny",
  ],
  [
    "a test without its last line",
    [START, policy("Deny"), POLICY],
    "authorizer_denied/policy_deny",
  ],
  ["a test of the authorizer that allows", [START, policy("Allow"), POLICY, DONE], "success"],
  ["a denial before the policy was taken", [START, policy("Deny")], "unclassified"],
  [
    "a request that went on",
    [START, policy("Deny"), DONE, "Starting execution for request: 1"],
    "unclassified",
  ],
  ["a call that went on", [START, policy("Deny"), DONE, SEND_TO_FUNCTION], "success"],
  ["the policy line without the policy", [START, POLICY, DONE], "success"],
  [
    "the exception's name",
    ["x-amzn-ErrorType: AccessDeniedException"],
    "authorizer_denied/unknown",
  ],
  [
    "a request seen from its start that met no authorizer",
    ["Extended Request Id: AbCdEfGhIjKlMno=", REFUSED],
    "request_blocked/resource_policy",
  ],
])("%s", (_, lines, verdict) => {
  expect(verdictOf(lines)).toBe(verdict);
});

test.each<[string, AccessFields, string]>([
  [
    "an HTTP API's denial",
    {
      status: "403",
      "error.responseType": "ACCESS_DENIED",
      "error.message": "Forbidden",
      "authorizer.error": "Forbidden",
    },
    "authorizer_denied/policy_deny",
  ],
  [
    "a refusal by whom the row does not say",
    { status: "403", "error.responseType": "ACCESS_DENIED", "error.message": "Forbidden" },
    "authorizer_denied/unknown",
  ],
  [
    "an authorizer that says forbidden",
    { "authorizer.error": "Forbidden" },
    "authorizer_denied/policy_deny",
  ],
  ["the type alone", { "error.responseType": "ACCESS_DENIED" }, "authorizer_denied/unknown"],
  [
    "the message of several guards",
    { status: "403", "error.message": "Forbidden" },
    "unclassified",
  ],
  [
    "the type over another message",
    { "error.responseType": "ACCESS_DENIED", "error.message": "No" },
    "authorizer_denied/unknown",
  ],
  [
    "a phase that refused",
    { status: "403", "authorize.status": "403" },
    "authorizer_denied/unknown",
  ],
  [
    "an authorizer's 403",
    { status: "403", "authorizer.status": "403" },
    "authorizer_denied/unknown",
  ],
  ["a phase that refused without harm", { status: "200", "authorize.status": "403" }, "success"],
  [
    "a token without the scope",
    { status: "403", "authorizer.error": "insufficient_scope" },
    "authorizer_denied/cognito_scope",
  ],
  [
    "the same in words",
    { status: "403", "authorizer.error": "insufficient scope in token" },
    "authorizer_denied/cognito_scope",
  ],
  [
    "a scope claim",
    { "authorizer.error": "the scope claim does not match" },
    "authorizer_denied/cognito_scope",
  ],
  [
    "a required scope",
    { "authorizer.error": "required scope: orders" },
    "authorizer_denied/cognito_scope",
  ],
  [
    "the function's own 403",
    { status: "403", "integration.status": "403", "integration.integrationStatus": "200" },
    "success",
  ],
])("in an access log, %s", (_, fields, verdict) => {
  expect(verdictOf(fields)).toBe(verdict);
});

test.each<[readonly string[], readonly number[]]>([
  [
    [START, policy("Deny"), DONE, REFUSED],
    [1, 3],
  ],
  [[START, DONE, REFUSED], [2]],
  [
    [START, policy("Deny"), POLICY, DONE],
    [1, 3],
  ],
])("the evidence of %j is %j", (lines, evidence) => {
  expect(classify(traceOf(lines)).evidence).toEqual(evidence);
});

test("the policy is kept as payload", () => {
  expect(classify(traceOf([START, policy("Deny"), DONE, REFUSED])).verdict).toMatchObject({
    payload: { shape: "json_object", cut: false },
  });
});
