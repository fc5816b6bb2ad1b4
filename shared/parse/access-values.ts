import type { AccessField } from "../domain/record.ts";

/** The gateway response types of the developer guide. */
const RESPONSE_TYPES = new Set([
  "ACCESS_DENIED",
  "API_CONFIGURATION_ERROR",
  "AUTHORIZER_CONFIGURATION_ERROR",
  "AUTHORIZER_FAILURE",
  "BAD_REQUEST_BODY",
  "BAD_REQUEST_PARAMETERS",
  "DEFAULT_4XX",
  "DEFAULT_5XX",
  "EXPIRED_TOKEN",
  "INTEGRATION_FAILURE",
  "INTEGRATION_TIMEOUT",
  "INVALID_API_KEY",
  "INVALID_SIGNATURE",
  "MISSING_AUTHENTICATION_TOKEN",
  "QUOTA_EXCEEDED",
  "REQUEST_TOO_LARGE",
  "RESOURCE_NOT_FOUND",
  "THROTTLED",
  "UNAUTHORIZED",
  "UNSUPPORTED_MEDIA_TYPE",
  "WAF_FILTERED",
]);

/** Sentences that only an access log (or the client's answer) holds, with the variable they fill. */
const SENTENCES: readonly (readonly [opening: string, field: AccessField])[] = [
  ["Lambda Customer Function Error:", "integration.error"],
  ["The Lambda function returned the following error:", "integrationErrorMessage"],
  ["The IAM role configured on the integration", "integrationErrorMessage"],
  ["API Gateway doesn't have permissions to assume the IAM role", "integrationErrorMessage"],
  ["API Gateway doesn’t have permissions to assume the IAM role", "integrationErrorMessage"],
  ["The response from the Lambda function doesn", "integrationErrorMessage"],
  ["The response from the Lambda Authorizer function", "authorizer.error"],
  ["The IAM role configured on the authorizer", "authorizer.error"],
  ["The request for the IAM Authorizer", "authorizer.error"],
  ["invalid_token: OIDC discovery", "authorizer.error"],
  ["invalid_token: JWKS", "authorizer.error"],
  ["Endpoint request timed out", "error.message"],
  ["Network error communicating with endpoint", "error.message"],
  ["Missing Authentication Token", "error.message"],
  ["Invalid key=value pair (missing equal-sign)", "error.message"],
  ["The request signature we calculated does not match", "error.message"],
  ["The security token included in the request", "error.message"],
  ["User is not authorized to access this resource", "error.message"],
  ["Authorization header requires '", "error.message"],
  ["Credential should be scoped to ", "error.message"],
  ["Signature expired: ", "error.message"],
  ["The incoming token has expired", "error.message"],
  ["Invalid API Key identifier specified", "error.message"],
];

/** A caller that IAM refuses stands in the sentence itself. */
const REFUSED_CALLER = /User: [^\s"]{1,300} is not authorized to perform: execute-api:/y;
/** A token where a signature is wanted stood first in the older words for it. */
const UNSIGNED =
  /'[^'\n]{1,4000}' not a valid key=value pair \(missing equal-sign\) in Authorization/y;
/** How the execution log says that a call failed, which an access log repeats. */
const FAILED_CALL = /(?:Execution failed due to |Lambda (?:execution|invocation) failed with )/y;
const WAF_CODE = /^WAF_[A-Z]{3,20}$/;

export function isResponseType(value: string): boolean {
  return RESPONSE_TYPES.has(value);
}

/** The variable whose sentence begins at `at`, where only an access log has it. */
export function sentenceField(text: string, at: number): AccessField | undefined {
  const known = SENTENCES.find(([opening]) => text.startsWith(opening, at))?.[1];
  if (known !== undefined) return known;
  return isAt(REFUSED_CALLER, text, at) || isAt(UNSIGNED, text, at) ? "error.message" : undefined;
}

function isAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** The same, and what the execution log says as well: `isOurs` tells them apart. */
export function sentenceAt(
  text: string,
  at: number,
): { readonly field: AccessField; readonly isOurs: boolean } | undefined {
  const field = sentenceField(text, at);
  if (field !== undefined) return { field, isOurs: true };
  FAILED_CALL.lastIndex = at;
  return FAILED_CALL.test(text) ? { field: "integration.error", isOurs: false } : undefined;
}

/** The variable that holds such a value, whatever the customer named it. */
export function fieldOfValue(value: string): AccessField | undefined {
  if (isResponseType(value)) return "error.responseType";
  if (WAF_CODE.test(value)) return "wafResponseCode";
  return sentenceAt(value, 0)?.field;
}
