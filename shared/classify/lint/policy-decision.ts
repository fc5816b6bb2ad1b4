import type { AuthorizerLint } from "../../domain/lint.ts";
import type { AuthorizerRules } from "./authorizer-rules.ts";
import { type JsonNode, type JsonObject, lastValue } from "./json-node.ts";
import { mayInvoke } from "./policy-action.ts";
import { mayMatch } from "./policy-resource.ts";

type Decision = NonNullable<AuthorizerLint["decision"]>;

/**
 * What an answer says if it is accepted, without a request to hold it against: allow when anything is
 * allowed, deny when something is denied and nothing allowed, else no_match.
 */
export function decisionOf(answer: JsonObject, rules: AuthorizerRules): Decision {
  if (rules.answer === "simple") return simpleDecision(lastValue(answer, "isAuthorized"));
  const policy = lastValue(answer, "policyDocument");
  const statements = policy?.kind === "object" ? lastValue(policy, "Statement") : undefined;
  const effects = listOf(statements).map((statement) => effectOf(statement, rules));
  if (effects.includes("Allow")) return "allow";
  return effects.includes("Deny") ? "deny" : "no_match";
}

function simpleDecision(isAuthorized: JsonNode | undefined): Decision {
  return isAuthorized?.kind === "boolean" && isAuthorized.value ? "allow" : "deny";
}

function listOf(statements: JsonNode | undefined): readonly JsonNode[] {
  if (statements?.kind === "array") return statements.items;
  return statements === undefined ? [] : [statements];
}

/** The effect of a statement that can concern a call at all. */
function effectOf(statement: JsonNode, rules: AuthorizerRules): string | undefined {
  if (statement.kind !== "object") return undefined;
  const concernsCalls =
    mayInvoke(lastValue(statement, "Action")) && mayMatch(lastValue(statement, "Resource"), rules);
  const effect = lastValue(statement, "Effect");
  return concernsCalls && effect?.kind === "string" ? effect.value : undefined;
}
