import type { AuthorizerLint } from "../../domain/lint.ts";
import type { AuthorizerRules } from "./authorizer-rules.ts";
import { type JsonNode, type JsonObject, lastValue } from "./json-node.ts";
import { mayInvoke } from "./policy-action.ts";
import { mayMatch } from "./policy-resource.ts";

type Decision = NonNullable<AuthorizerLint["decision"]>;

/**
 * What an answer says if it is accepted, without a request to hold it against: allow when anything is
 * allowed, deny when nothing is or all of it is denied as well, depends when the request decides, and
 * no_match when no statement can concern a call.
 */
export function decisionOf(answer: JsonObject, rules: AuthorizerRules): Decision {
  if (rules.answer === "simple") return simpleDecision(lastValue(answer, "isAuthorized"));
  const policy = lastValue(answer, "policyDocument");
  const listed = policy?.kind === "object" ? lastValue(policy, "Statement") : undefined;
  const statements = listOf(listed).flatMap((statement) => statementIn(statement, rules));
  const allowed = statements.filter(({ effect }) => effect === "Allow");
  const denied = statements.filter(({ effect }) => effect === "Deny");
  if (allowed.length === 0) return denied.length === 0 ? "no_match" : "deny";
  if (allowed.every((one) => denied.some((other) => covers(other, one)))) return "deny";
  return denied.length === 0 && allowed.some(({ isConditional }) => !isConditional)
    ? "allow"
    : "depends";
}

function simpleDecision(isAuthorized: JsonNode | undefined): Decision {
  return isAuthorized?.kind === "boolean" && isAuthorized.value ? "allow" : "deny";
}

function listOf(node: JsonNode | undefined): readonly JsonNode[] {
  if (node?.kind === "array") return node.items;
  return node === undefined ? [] : [node];
}

type Statement = {
  readonly effect: string;
  readonly resources: readonly JsonNode[];
  readonly isConditional: boolean;
};

/** A statement that can concern a call at all. */
function statementIn(statement: JsonNode, rules: AuthorizerRules): readonly Statement[] {
  if (statement.kind !== "object") return [];
  const resource = lastValue(statement, "Resource");
  const effect = lastValue(statement, "Effect");
  const concernsCalls = mayInvoke(lastValue(statement, "Action")) && mayMatch(resource, rules);
  if (!concernsCalls || effect?.kind !== "string") return [];
  const isConditional = lastValue(statement, "Condition") !== undefined;
  return [{ effect: effect.value, resources: listOf(resource), isConditional }];
}

/** Whether a denial surely takes back all that `allowed` allows: IAM puts it above everything. */
function covers(denial: Statement, allowed: Statement): boolean {
  if (denial.isConditional || allowed.resources.length === 0) return false;
  return allowed.resources.every((resource) =>
    denial.resources.some((pattern) => includes(pattern, resource)),
  );
}

/** `arn:…/stage/*` includes what begins like it; what has wildcards in its middle is not looked into. */
function includes(pattern: JsonNode, resource: JsonNode): boolean {
  if (pattern.kind !== "string" || resource.kind !== "string") return false;
  const beginning = pattern.value.replace(OPEN_END, "");
  const isSame = pattern.value === resource.value;
  const isOpen = beginning !== pattern.value && !WILDCARD.test(beginning);
  return isSame || (isOpen && resource.value.startsWith(beginning));
}

const OPEN_END = /\*(?:\/\*){0,8}$/;
const WILDCARD = /[*?]/;
