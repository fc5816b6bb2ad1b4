import { type Demand, defectOf } from "./authorizer-fields.ts";
import type { AuthorizerDefect, AuthorizerRules } from "./authorizer-rules.ts";
import { functionErrorIn } from "./function-error.ts";
import { type JsonObject, memberPath } from "./json-node.ts";

/** Lambda's own error payload in the place of an answer. */
export function functionErrorDefect(answer: JsonObject): AuthorizerDefect | undefined {
  const failure = functionErrorIn(answer);
  if (failure === undefined) return undefined;
  const isUnauthorized = failure.message.trim() === "Unauthorized";
  return {
    at: failure.at,
    certainty: "sure",
    reason: "function_error",
    path: failure.path,
    found: failure.shown,
    wanted: "an authorizer's answer",
    fix: isUnauthorized
      ? "nothing, if a 401 is meant: API Gateway answers 401 to exactly this message"
      : "mend the error in the authorizer function; its own log has the stack trace",
  };
}

/** Keys that the gateway does not read; those behind an error's first field belong to the error. */
export function foreignDefects(
  answer: JsonObject,
  text: string,
  rules: AuthorizerRules,
  failure: AuthorizerDefect | undefined,
): readonly AuthorizerDefect[] {
  const certainty = rules.foreignKeys === "refused" ? "sure" : "advice";
  const limit = failure?.at ?? Number.POSITIVE_INFINITY;
  return answer.members
    .filter(({ key, value }) => !rules.keys.includes(key) && value.start < limit)
    .map(({ key, value }) => {
      const demand = {
        reason: "invalid_policy",
        wanted: `only ${rules.keys.join(", ")}`,
        fix: foreignFix(key),
      } satisfies Demand;
      return defectOf(value, memberPath("$", key), text, certainty, demand);
    });
}

const PROXY_KEYS = ["statusCode", "headers", "body", "isBase64Encoded", "multiValueHeaders"];

function foreignFix(key: string): string {
  if (PROXY_KEYS.includes(key)) {
    return "return an authorizer's answer: this is the answer of an integration (statusCode, body)";
  }
  if (key === "isAuthorized") {
    return "return principalId and policyDocument: only HTTP APIs with simple responses read `isAuthorized`";
  }
  if (key === "policyDocument" || key === "principalId") {
    return "return `{ isAuthorized: true }`: with simple responses on, policies are not read";
  }
  return `move \`${key.slice(0, 40)}\` into \`context\`, or remove it`;
}
