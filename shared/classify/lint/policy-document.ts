import { policyFix, REFUSING_STATEMENTS, STATEMENTS } from "./authorizer-changes.ts";
import { absence, type Demand, defectOf } from "./authorizer-fields.ts";
import type { AuthorizerDefect, AuthorizerRules } from "./authorizer-rules.ts";
import { type JsonNode, type JsonObject, lastValue } from "./json-node.ts";
import { actionDefects } from "./policy-action.ts";
import { allowsInVain } from "./policy-decision.ts";
import { reachOf, statementsOf } from "./policy-reach.ts";
import { RESOURCE, resourceDefects } from "./policy-resource.ts";
import { reuseDefects } from "./policy-reuse.ts";

/** Without the change that mends it, which depends on what the answer means. */
export const POLICY = {
  reason: "invalid_policy",
  wanted: "an IAM policy as an object",
} as const;
const JSON_TEXT = /^\s*\{/;
const PARSED: Demand = {
  ...POLICY,
  fix: "give the policy as an object, without `JSON.stringify` (Python: `json.dumps`)",
};

/** What is wrong with policyDocument. */
export function policyDefects(
  value: JsonNode,
  text: string,
  rules: AuthorizerRules,
): readonly AuthorizerDefect[] {
  const path = "$.policyDocument";
  if (value.kind === "hidden") return [];
  if (value.kind !== "object") {
    const isJson = value.kind === "string" && JSON_TEXT.test(value.value);
    const demand = isJson ? PARSED : { ...POLICY, fix: policyFix("not_said", rules) };
    return [defectOf(value, path, text, "sure", demand)];
  }
  return [
    ...value.members.flatMap((member) => {
      if (member.key === "Version") return versionDefects(member.value, text);
      return member.key === "Statement" ? statementsDefects(member.value, text, rules) : [];
    }),
    ...absence(value, "Version", path, "unsettled", VERSION),
    ...absence(value, "Statement", path, "sure", STATEMENT),
    ...(rules.isReused ? reuseDefects(value, text, rules) : []),
    ...vainDefects(value, path, text, rules),
  ];
}

/** An Allow of which a Deny leaves nothing. */
function vainDefects(
  policy: JsonObject,
  path: string,
  text: string,
  rules: AuthorizerRules,
): readonly AuthorizerDefect[] {
  const vain = allowsInVain(policy, rules) ? statementsOf(policy) : [];
  const index = vain.findIndex((statement) => reachOf(statement, rules)?.effect === "Deny");
  const deny = vain[index];
  if (deny === undefined) return [];
  return [defectOf(deny, `${path}.Statement[${index}]`, text, "advice", VAIN)];
}

const VAIN: Demand = {
  reason: "invalid_policy",
  wanted:
    "a Deny that leaves some of what is allowed (a Deny wins over every Allow: the client gets 403)",
  fix: "if a refusal is meant, remove the Allow; else narrow the Deny to what the caller must not use",
};

const VERSIONS = ["2012-10-17", "2008-10-17"];
const VERSION: Demand = {
  reason: "invalid_policy",
  wanted: 'the version of the policy language, "2012-10-17"',
  fix: 'set `Version: "2012-10-17"`, in quotes',
};

function versionDefects(value: JsonNode, text: string): readonly AuthorizerDefect[] {
  if (value.kind === "hidden") return [];
  if (value.kind === "string" && VERSIONS.some((version) => fits(value, version))) return [];
  return [defectOf(value, "$.policyDocument.Version", text, "sure", VERSION)];
}

/** True when `value` is `word`, or is cut and may become it. */
function fits(value: JsonNode & { readonly kind: "string" }, word: string): boolean {
  return value.whole ? value.value === word : word.startsWith(value.value);
}

const STATEMENT: Demand = {
  reason: "invalid_policy",
  wanted: "a list of statements",
  fix: `set \`Statement\` to ${STATEMENTS}`,
};
const UNLISTED: Demand = { ...STATEMENT, fix: "put the statement into a list: `[…]`" };
const EMPTY: Demand = {
  ...STATEMENT,
  wanted: "at least one statement (without any, every call is a 403)",
  fix: `if a refusal is meant, set ${REFUSING_STATEMENTS}; else add what the caller may use`,
};

function statementsDefects(
  value: JsonNode,
  text: string,
  rules: AuthorizerRules,
): readonly AuthorizerDefect[] {
  const path = "$.policyDocument.Statement";
  switch (value.kind) {
    case "hidden":
      return [];
    case "object":
      return [
        defectOf(value, path, text, "unsettled", UNLISTED),
        ...statementDefects(value, path, text, rules),
      ];
    case "array":
      if (value.whole && value.items.length === 0) {
        return [defectOf(value, path, text, "advice", EMPTY)];
      }
      return value.items.flatMap((item, index) =>
        statementDefects(item, `${path}[${index}]`, text, rules),
      );
    default:
      return [defectOf(value, path, text, "sure", STATEMENT)];
  }
}

function statementDefects(
  value: JsonNode,
  path: string,
  text: string,
  rules: AuthorizerRules,
): readonly AuthorizerDefect[] {
  if (value.kind === "hidden") return [];
  if (value.kind !== "object") return [defectOf(value, path, text, "sure", STATEMENT)];
  return [
    ...value.members.flatMap(({ key, value: member }) => {
      const at = `${path}.${key}`;
      if (key === "Effect") return effectDefects(member, at, text);
      if (key === "Action") return actionDefects(member, at, text);
      return key === "Resource" ? resourceDefects(member, at, text, rules) : [];
    }),
    ...absence(value, "Effect", path, "sure", EFFECT),
    ...unlessNegated(value, "Action", path, ACTION),
    ...unlessNegated(value, "Resource", path, RESOURCE),
  ];
}

const EFFECT: Demand = {
  reason: "invalid_policy",
  wanted: '"Allow" or "Deny", written so',
  fix: 'set `Effect: "Allow"` or `Effect: "Deny"`',
};
const ACTION: Demand = {
  reason: "invalid_policy",
  wanted: "an action, or a list of actions",
  fix: 'set `Action: "execute-api:Invoke"`',
};

function effectDefects(value: JsonNode, path: string, text: string): readonly AuthorizerDefect[] {
  if (value.kind === "hidden") return [];
  if (value.kind === "string" && (fits(value, "Allow") || fits(value, "Deny"))) return [];
  return [defectOf(value, path, text, "sure", { ...EFFECT, fix: effectFix(value) })];
}

/** Other letters keep their meaning: `allow` is no Deny. */
function effectFix(value: JsonNode): string {
  const written = value.kind === "string" ? value.value.trim().toLowerCase() : "";
  const meant = ["Allow", "Deny"].find((effect) => effect.toLowerCase() === written);
  return meant === undefined ? EFFECT.fix : `set \`Effect: "${meant}"\``;
}

/** IAM takes NotAction and NotResource in their places. */
function unlessNegated(
  statement: JsonObject,
  key: string,
  path: string,
  demand: Demand,
): readonly AuthorizerDefect[] {
  const isNegated = lastValue(statement, `Not${key}`) !== undefined;
  return isNegated ? [] : absence(statement, key, path, "sure", demand);
}
