import { expect, test } from "vitest";
import { classify } from "../../../shared/classify/classify.ts";
import type { AccessFields } from "../../../shared/domain/record.ts";
import { answered, COMPLETED, ended, traceOf, verdictOf } from "../trace-of.ts";

const RESOURCE =
  "execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:a1b2c3d4e5/prod/GET/x";
const KEY =
  "API Key  not authorized because method 'GET /' requires API Key and API Key is not associated with a Usage Plan for API Stage a1b2c3d4e5/prod";

test.each([
  [`User: anonymous is not authorized to perform: ${RESOURCE}`, "resource_policy"],
  [
    `User: anonymous is not authorized to perform: ${RESOURCE} with an explicit deny`,
    "resource_policy",
  ],
  [
    `User: arn:aws:iam::123456789012:user/u is not authorized to perform: ${RESOURCE} because no resource-based policy allows the action`,
    "resource_policy",
  ],
  [
    `User: arn:aws:iam::123456789012:user/u is not authorized to perform: ${RESOURCE} because no VPC endpoint policy allows the action`,
    "resource_policy",
  ],
  [
    `User: arn:aws:iam::123456789012:user/u is not authorized to perform: ${RESOURCE}`,
    "iam_denied",
  ],
  [
    `User: anonymous is not authorized to perform: ${RESOURCE} because no identity-based policy allows the action`,
    "iam_denied",
  ],
  [
    `User: anonymous is not authorized to perform: ${RESOURCE} with an explicit deny in an identity-based policy`,
    "iam_denied",
  ],
  [`${KEY}: API Key was required but not present`, "invalid_api_key"],
  [`${KEY}: No Usage Plan found for key and API Stage`, "invalid_api_key"],
  ["API Key was required but not present", "invalid_api_key"],
  ["No Usage Plan found for key and API Stage", "invalid_api_key"],
  ["Invalid API Key identifier specified", "invalid_api_key"],
  ["The security token included in the request is expired", "expired_token"],
  ["The security token included in the request is invalid.", "invalid_signature"],
  [
    "The request signature we calculated does not match the signature you provided.",
    "invalid_signature",
  ],
  ["Signature expired: 20261122T100000Z is now earlier than 20261122T100500Z", "invalid_signature"],
  ["Signature not yet current: 20261122T100000Z", "invalid_signature"],
  ["Credential should be scoped to a valid region, not 'eu-west-9'.", "invalid_signature"],
  ["Date in Credential scope does not match YYYYMMDD", "invalid_signature"],
  ["Authorization header requires 'Credential' parameter.", "invalid_signature"],
  ["Invalid key=value pair (missing equal-sign) in Authorization header", "invalid_signature"],
  ["Missing Authentication Token", "missing_authentication_token"],
  [
    "The request for the IAM Authorizer doesn't match the format that API Gateway expects.",
    "missing_authentication_token",
  ],
  ["x-amzn-ErrorType: MissingAuthenticationTokenException", "missing_authentication_token"],
  ["x-amzn-ErrorType: IncompleteSignatureException", "invalid_signature"],
  ["x-amzn-ErrorType: InvalidSignatureException", "invalid_signature"],
  ["x-amzn-ErrorType: UnrecognizedClientException", "invalid_signature"],
  ["x-amzn-ErrorType=ExpiredTokenException", "expired_token"],
  ['"x-amzn-ErrorType": "ExpiredTokenException"', "expired_token"],
])("'%s' is %s", (line, reason) => {
  expect(verdictOf([line])).toBe(`request_blocked/${reason}`);
});

test.each<[string, AccessFields, string]>([
  ["a firewall's type", { "error.responseType": "WAF_FILTERED" }, "request_blocked/waf"],
  ["a firewall's code", { status: "403", wafResponseCode: "WAF_BLOCK" }, "request_blocked/waf"],
  ["a firewall's status", { status: "403", "waf.status": "403" }, "request_blocked/waf"],
  [
    "a block under another type",
    { "error.responseType": "UNAUTHORIZED", wafResponseCode: "WAF_BLOCK" },
    "request_blocked/waf",
  ],
  ["a key's type", { "error.responseType": "INVALID_API_KEY" }, "request_blocked/invalid_api_key"],
  [
    "a signature's type",
    { "error.responseType": "INVALID_SIGNATURE" },
    "request_blocked/invalid_signature",
  ],
  ["a token's type", { "error.responseType": "EXPIRED_TOKEN" }, "request_blocked/expired_token"],
  [
    "a missing token's type",
    { "error.responseType": "MISSING_AUTHENTICATION_TOKEN" },
    "request_blocked/missing_authentication_token",
  ],
  [
    "a message",
    {
      status: "403",
      "error.responseType": "DEFAULT_4XX",
      "error.message": "Missing Authentication Token",
    },
    "request_blocked/missing_authentication_token",
  ],
  [
    "the response type of a resource policy",
    {
      "error.responseType": "ACCESS_DENIED",
      "error.message": `User: anonymous is not authorized to perform: ${RESOURCE}`,
    },
    "request_blocked/resource_policy",
  ],
  [
    "what the integration says",
    { status: "500", "integration.error": "Missing Authentication Token" },
    "unclassified",
  ],
  [
    "a firewall that allowed",
    { status: "403", wafResponseCode: "WAF_ALLOW", "integration.status": "403" },
    "success",
  ],
  [
    "a general type without a message",
    { status: "400", "error.responseType": "DEFAULT_4XX" },
    "success",
  ],
])("in an access log, %s", (_, fields, verdict) => {
  expect(verdictOf(fields)).toBe(verdict);
});

test.each<[string, readonly string[], string]>([
  [
    "a key that was accepted",
    [
      "API Key ****a1b2c3 authorized because method 'GET /' does not require API Key",
      COMPLETED,
      ended(200),
    ],
    "success",
  ],
  ["a key that is only named", ["API Key: ****a1b2c3", "API Key ID: a1b2c3d4e5"], "unclassified"],
  [
    "another API behind the gateway",
    [
      "Endpoint response headers: {x-amzn-ErrorType=MissingAuthenticationTokenException}",
      answered("{}"),
      COMPLETED,
      ended(403),
    ],
    "success",
  ],
])("%s is not blocked", (_, lines, verdict) => {
  expect(verdictOf(lines)).toBe(verdict);
});

test("a refusal without an authorizer rests on the request's start", () => {
  const lines = [
    "Extended Request Id: AbCdEfGhIjKlMno=",
    "The client is not authorized to perform this operation.",
  ];
  expect(classify(traceOf(lines))).toMatchObject({
    evidence: [0, 1],
    verdict: { diagnosis: { reason: "resource_policy" } },
  });
});
