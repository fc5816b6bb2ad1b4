import { expect, test } from "vitest";
import type { AccessFields } from "../../../shared/domain/record.ts";
import { ended, misconfigured, verdictOf } from "../trace-of.ts";

test.each([
  [
    "Key throttle limit exceeded for RestApi a1b2c3d4e5, Stage prod, Resource 9a8b7c, HttpMethod GET. Limit: 1.00 Burst: 1",
    "throttle",
  ],
  [
    "API Key ******a1b2c3 exceeded quota limit for API Stage a1b2c3d4e5/prod: Key quota exhausted for Usage Plan ID x1y2z3. Quota Limit: 500 Period: DAY",
    "quota",
  ],
  ["Key quota exhausted for Usage Plan ID x1y2z3. Quota Limit: 500 Period: DAY", "quota"],
  ["API Key quota limit exceeded for usage plan a1b2c3", "quota"],
  ["Usage plan quota exceeded", "quota"],
  ["Limit exceeded for API key", "quota"],
  ['{"message":"Limit Exceeded"}', "quota"],
  ["Limit Exceeded", "quota"],
  ['{"message":"Too Many Requests"}', "throttle"],
  ["x-amzn-ErrorType: TooManyRequestsException", "throttle"],
  ["x-amzn-ErrorType: LimitExceededException", "quota"],
])("'%s' is a %s", (line, reason) => {
  expect(verdictOf([line, ended(429)])).toBe(`gateway_throttled/${reason}`);
});

test.each<[string, AccessFields, string]>([
  ["a throttle's type", { "error.responseType": "THROTTLED" }, "gateway_throttled/throttle"],
  ["a quota's type", { "error.responseType": "QUOTA_EXCEEDED" }, "gateway_throttled/quota"],
  [
    "a message",
    { status: "429", "error.message": "Too Many Requests" },
    "gateway_throttled/throttle",
  ],
  [
    "a spent quota's message",
    { status: "429", "error.message": "Limit Exceeded" },
    "gateway_throttled/quota",
  ],
  ["a 429 of the function", { status: "429", "integration.status": "429" }, "success"],
  [
    "what the integration says of requests",
    { status: "500", "integration.error": "Too Many Requests" },
    "unclassified",
  ],
])("in an access log, %s", (_, fields, verdict) => {
  expect(verdictOf(fields)).toBe(verdict);
});

test("a throttle of the function is Lambda's", () => {
  expect(verdictOf([misconfigured("Rate Exceeded."), ended(500)])).toBe(
    "lambda_throttled/concurrency_limit",
  );
});
