import { expect, test } from "vitest";
import type { AccessFields } from "../../../shared/domain/record.ts";
import { ended, verdictOf } from "../trace-of.ts";

test.each([
  [
    "There was an error evaluating the AWS WAF rules associated with this API",
    "waf_evaluation_error",
  ],
  ["WAF call got timed out", "waf_evaluation_error"],
  ["Failed to call WAF", "waf_evaluation_error"],
  ["Execution failed due to an internal error", "internal_error"],
])("'%s' is %s", (line, reason) => {
  expect(verdictOf([line, ended(500)])).toBe(`gateway_internal_error/${reason}`);
});

test.each<[string, AccessFields, string]>([
  [
    "any error of the firewall's phase",
    { status: "500", "waf.error": "WAFInternalErrorException" },
    "gateway_internal_error/waf_evaluation_error",
  ],
  [
    "the general message of any 500",
    { status: "500", "error.message": "Internal server error" },
    "unclassified",
  ],
  [
    "a firewall that allowed",
    { status: "200", "waf.status": "200", wafResponseCode: "WAF_ALLOW" },
    "success",
  ],
])("in an access log, %s", (_, fields, verdict) => {
  expect(verdictOf(fields)).toBe(verdict);
});
