import { expect, test } from "vitest";
import type { AccessFields } from "../../../shared/domain/record.ts";
import { answered, COMPLETED, ended, verdictOf } from "../trace-of.ts";

const START = "Starting authorizer: a1b2c3 for request: 7d0f3f1a-0000";
const THROWN =
  'Authorizer result body before parsing: {"errorType":"Error","errorMessage":"Unauthorized","trace":[]}';

test.each<[string, readonly string[], string]>([
  [
    "a missing token",
    [START, "Unauthorized request: 7d0f3f1a-0000", "X-ray Tracing ID : 1"],
    "unauthorized/none",
  ],
  [
    "an authorizer that threw it, in a test",
    [START, "Unauthorized request: 1", "Unauthorized"],
    "unauthorized/none",
  ],
  ["the answer that threw it", [START, THROWN], "unauthorized/none"],
  ["the client's body", ['{"message":"Unauthorized"}'], "unauthorized/none"],
  ["a token that expired", ['{"message":"The incoming token has expired"}'], "unauthorized/none"],
  ["the exception's name", ["x-amzn-ErrorType: UnauthorizedException"], "unauthorized/none"],
  ["a challenge", ['www-authenticate: Bearer error="invalid_token"'], "unauthorized/none"],
  [
    "another error of the authorizer",
    [START, 'Authorizer result body before parsing: {"errorType":"Error","errorMessage":"No"}'],
    "authorizer_failure/function_error",
  ],
  [
    "an answer that is no error",
    [START, "Authorizer result body before parsing: {}"],
    "unclassified",
  ],
  [
    "a 401 of the backend",
    [answered('{"message":"Unauthorized"}'), COMPLETED, ended(401)],
    "success",
  ],
])("%s", (_, lines, verdict) => {
  expect(verdictOf(lines)).toBe(verdict);
});

test.each<[string, AccessFields, string]>([
  ["a message", { status: "401", "error.message": "Unauthorized" }, "unauthorized/none"],
  [
    "an authorizer's error",
    { status: "401", "authorizer.error": "Unauthorized" },
    "unauthorized/none",
  ],
  ["the type", { status: "401", "error.responseType": "UNAUTHORIZED" }, "unauthorized/none"],
  [
    "any word of a JWT authorizer",
    { status: "401", "authorizer.error": "the token is too old" },
    "unauthorized/none",
  ],
  [
    "the same word without the status",
    { status: "500", "authorizer.error": "the token is too old" },
    "unclassified",
  ],
  [
    "what the integration says",
    { status: "500", "integration.error": "Unauthorized" },
    "unclassified",
  ],
  ["a 401 of the function", { status: "401", integrationStatus: "200" }, "success"],
])("in an access log, %s", (_, fields, verdict) => {
  expect(verdictOf(fields)).toBe(verdict);
});
