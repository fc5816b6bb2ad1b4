import { type Demand, defectOf, isNearly } from "./authorizer-fields.ts";
import type { AuthorizerDefect, AuthorizerRules } from "./authorizer-rules.ts";
import { functionErrorIn } from "./function-error.ts";
import { type JsonObject, lastValue, memberPath } from "./json-node.ts";

/** Lambda's own error payload in the place of an answer. */
export function functionErrorDefect(answer: JsonObject): AuthorizerDefect | undefined {
  const failure = functionErrorIn(answer);
  if (failure === undefined) return undefined;
  return {
    at: failure.at,
    certainty: "sure",
    reason: "function_error",
    path: failure.path,
    found: failure.shown,
    wanted: "an authorizer's answer",
    fix: isUnauthorized(answer)
      ? "nothing, if a 401 is meant: API Gateway answers 401 to exactly this message"
      : "mend the error in the authorizer function; its own log has the stack trace",
  };
}

/** The one error that is an answer: the client gets 401. */
export function isUnauthorized(answer: JsonObject): boolean {
  return functionErrorIn(answer)?.message === "Unauthorized";
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
  const missing = rules.keys.filter((known) => lastValue(answer, known) === undefined);
  const isSaid = (key: string) => answer.whole && isSaidByAbsence(key, missing, rules);
  return answer.members
    .filter(({ key, value }) => !rules.keys.includes(key) && value.start < limit)
    .filter(({ key }) => certainty === "sure" || !isSaid(key))
    .map(({ key, value }) => {
      const demand = {
        reason: "invalid_policy",
        wanted: `only ${rules.keys.join(", ")}`,
        fix: foreignFix(key, missing),
      } satisfies Demand;
      return defectOf(value, memberPath("$", key), text, certainty, demand);
    });
}

/** A misspelt key, or a policy in place of a decision: what is missing is the defect, and its fix. */
function isSaidByAbsence(key: string, missing: readonly string[], rules: AuthorizerRules): boolean {
  const meant = meantBy(key, missing);
  if (meant !== undefined) return rules.required.includes(meant);
  return POLICY_KEYS.includes(key) && missing.includes("isAuthorized");
}

/** The missing key that somebody meant who wrote `key`. */
function meantBy(key: string, missing: readonly string[]): string | undefined {
  return missing.find((known) => isNearly(key, known));
}

const POLICY_KEYS = ["policyDocument", "principalId"];
const PROXY_KEYS = ["statusCode", "headers", "body", "isBase64Encoded", "multiValueHeaders"];

function foreignFix(key: string, missing: readonly string[]): string {
  const meant = meantBy(key, missing);
  const name = key.slice(0, 40);
  if (meant !== undefined) return `rename \`${name}\` to \`${meant}\``;
  if (PROXY_KEYS.includes(key)) {
    return "return an authorizer's answer: this is the answer of an integration (statusCode, body)";
  }
  if (key === "isAuthorized") {
    return "return principalId and policyDocument: only HTTP APIs with simple responses read `isAuthorized`";
  }
  if (POLICY_KEYS.includes(key)) {
    return `remove \`${key}\`: with simple responses on, policies are not read`;
  }
  return `move \`${name}\` into \`context\`, or remove it`;
}
