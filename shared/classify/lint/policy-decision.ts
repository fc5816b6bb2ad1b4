import type { AuthorizerLint } from "../../domain/lint.ts";
import type { AuthorizerRules } from "./authorizer-rules.ts";
import { type JsonNode, type JsonObject, lastValue } from "./json-node.ts";
import { type Reach, reachOf, statementsOf } from "./policy-reach.ts";

type Decision = NonNullable<AuthorizerLint["decision"]>;

/** What an answer says if it is accepted, without a request to hold it against. */
export function decisionOf(answer: JsonObject, rules: AuthorizerRules): Decision {
  if (rules.answer === "simple") return simpleDecision(lastValue(answer, "isAuthorized"));
  const policy = lastValue(answer, "policyDocument");
  return policy?.kind === "object" ? policyDecision(policy, rules) : "no_match";
}

function simpleDecision(isAuthorized: JsonNode | undefined): Decision {
  return isAuthorized?.kind === "boolean" && isAuthorized.value ? "allow" : "deny";
}

function policyDecision(policy: JsonObject, rules: AuthorizerRules): Decision {
  const { allows, denies } = reachesIn(policy, rules);
  if (allows.length === 0) return denies.length > 0 ? "deny" : "no_match";
  if (areOverridden(allows, denies)) return "deny";
  if (denies.length > 0) return "depends";
  return allows.some(({ isSure }) => isSure) ? "allow" : "depends";
}

/** True when a policy allows something, and denies all of it: an explicit Deny wins over every Allow. */
export function allowsInVain(policy: JsonObject, rules: AuthorizerRules): boolean {
  const { allows, denies } = reachesIn(policy, rules);
  return allows.length > 0 && areOverridden(allows, denies);
}

function reachesIn(policy: JsonObject, rules: AuthorizerRules) {
  const reaches = statementsOf(policy).flatMap((statement) => reachOf(statement, rules) ?? []);
  return {
    allows: reaches.filter(({ effect }) => effect === "Allow"),
    denies: reaches.filter(({ effect }) => effect === "Deny"),
  };
}

/** Above it nothing is compared: a policy of that size is hostile. */
const MOST_COMPARISONS = 1_000_000;

function areOverridden(allows: readonly Reach[], denies: readonly Reach[]): boolean {
  const allowed = allows.flatMap(({ resources }) => resources);
  const denied = denies.filter(({ isSure }) => isSure).flatMap(({ resources }) => resources);
  if (allowed.length * denied.length > MOST_COMPARISONS) return false;
  return allowed.every((narrow) => denied.some((wide) => includes(wide, narrow)));
}

/** True when all that matches `narrow` surely matches `wide`. */
function includes(wide: string, narrow: string): boolean {
  return wide === narrow || (wide.endsWith("*") && narrow.startsWith(wide.slice(0, -1)));
}
