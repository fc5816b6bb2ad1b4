import { decisionFix } from "./authorizer-changes.ts";
import { decisionMeaning, meaningOf } from "./authorizer-meaning.ts";
import type { AuthorizerDefect, AuthorizerReason, AuthorizerRules } from "./authorizer-rules.ts";
import { UNSETTLED } from "./defect.ts";
import {
  isSurelyAbsent,
  type JsonNode,
  type JsonObject,
  lastValue,
  memberPath,
  shown,
} from "./json-node.ts";

/** What a member should have been. */
export type Demand = {
  readonly reason: AuthorizerReason;
  readonly wanted: string;
  readonly fix: string;
};

/** A defect of `value`. */
export function defectOf(
  value: JsonNode,
  path: string,
  text: string,
  certainty: AuthorizerDefect["certainty"],
  { reason, wanted, fix }: Demand,
): AuthorizerDefect {
  return {
    at: value.start,
    certainty,
    reason,
    path,
    found: shown(value, text),
    wanted: certainty === "unsettled" ? `${wanted}${UNSETTLED}` : wanted,
    fix,
  };
}

/** The defect of an object that certainly lacks `key`; none when it may stand behind a cut. */
export function absence(
  object: JsonObject,
  key: string,
  parent: string,
  certainty: AuthorizerDefect["certainty"],
  demand: Demand,
): readonly AuthorizerDefect[] {
  if (!isSurelyAbsent(object, key)) return [];
  const lookalike = object.members.find((member) => isNearly(member.key, key))?.key.slice(0, 40);
  const { reason, wanted } = demand;
  return [
    {
      at: object.end,
      certainty,
      reason,
      path: memberPath(parent, key),
      found: "absent",
      wanted: certainty === "unsettled" ? `${wanted}${UNSETTLED}` : wanted,
      fix: lookalike === undefined ? demand.fix : `rename \`${lookalike}\` to \`${key}\``,
    },
  ];
}

const NOT_LETTERS = /[^a-z]/g;

/** True when somebody meant `key` who wrote `PolicyDocument`, `policy_document` or `isAuthorised`. */
export function isNearly(written: string, key: string): boolean {
  if (written.length > 2 * key.length) return false;
  const letters = written.toLowerCase().replace(NOT_LETTERS, "");
  return letters.replace("authoris", "authoriz") === key.toLowerCase();
}

const PRINCIPAL: Demand = {
  reason: "missing_principal",
  wanted: "a string that names the caller",
  fix: 'set `principalId` to the caller\'s id, as in `principalId: "user"`',
};

/** What is wrong with principalId. */
export function principalDefects(value: JsonNode, text: string): readonly AuthorizerDefect[] {
  switch (value.kind) {
    case "string":
    case "hidden":
      return [];
    case "number":
    case "boolean":
      return [defectOf(value, "$.principalId", text, "unsettled", PRINCIPAL)];
    default:
      return [defectOf(value, "$.principalId", text, "sure", PRINCIPAL)];
  }
}

export function principalAbsence(answer: JsonObject): readonly AuthorizerDefect[] {
  return absence(answer, "principalId", "$", "sure", PRINCIPAL);
}

const CONTEXT: Demand = {
  reason: "invalid_context",
  wanted: "an object of names and values",
  fix: "set `context` to an object, or leave it out",
};
const CONTEXT_VALUE: Demand = {
  reason: "invalid_context",
  wanted: "a string, number or boolean",
  fix: "write the value as text: `JSON.stringify(value)` (Python: `json.dumps(value)`)",
};
const NO_VALUE: Demand = { ...CONTEXT_VALUE, fix: "leave the name out when it has no value" };

/** What is wrong with context. */
export function contextDefects(
  value: JsonNode,
  text: string,
  rules: AuthorizerRules,
): readonly AuthorizerDefect[] {
  if (value.kind === "hidden") return [];
  if (value.kind !== "object") {
    const certainty = value.kind === "null" ? "unsettled" : "sure";
    return [defectOf(value, "$.context", text, certainty, CONTEXT)];
  }
  return value.members.flatMap((member) => {
    const path = memberPath("$.context", member.key);
    if (rules.reserved.includes(member.key)) return [reservedDefect(member.value, path, text)];
    return contextValueDefects(member.value, path, text, rules);
  });
}

function contextValueDefects(
  value: JsonNode,
  path: string,
  text: string,
  rules: AuthorizerRules,
): readonly AuthorizerDefect[] {
  if (rules.contextLists === "allowed") return [];
  if (value.kind === "null") return [defectOf(value, path, text, "unsettled", NO_VALUE)];
  if (value.kind !== "object" && value.kind !== "array") return [];
  const certainty = rules.contextLists === "refused" ? "sure" : "unsettled";
  return [defectOf(value, path, text, certainty, CONTEXT_VALUE)];
}

function reservedDefect(value: JsonNode, path: string, text: string): AuthorizerDefect {
  return defectOf(value, path, text, "sure", {
    reason: "invalid_context",
    wanted: "another name: API Gateway keeps this one for itself",
    fix: "rename `claims`, for example to `userClaims`",
  });
}

const USAGE_KEY: Demand = {
  reason: "invalid_policy",
  wanted: "an API key of the usage plan, as a string",
  fix: "set `usageIdentifierKey` to the key's value, or leave it out",
};

/** What is wrong with usageIdentifierKey. */
export function usageKeyDefects(value: JsonNode, text: string): readonly AuthorizerDefect[] {
  if (value.kind === "string" || value.kind === "null" || value.kind === "hidden") return [];
  const isNested = value.kind === "object" || value.kind === "array";
  return [
    defectOf(value, "$.usageIdentifierKey", text, isNested ? "sure" : "unsettled", USAGE_KEY),
  ];
}

const DECISION = { reason: "missing_is_authorized", wanted: "true or false" } as const;
const OR_POLICY =
  "or turn simple responses off: `aws apigatewayv2 update-authorizer --no-enable-simple-responses …`";

/** What is wrong with isAuthorized. */
export function decisionDefects(value: JsonNode, text: string): readonly AuthorizerDefect[] {
  if (value.kind === "boolean" || value.kind === "hidden") return [];
  const demand = { ...DECISION, fix: decisionFix(decisionMeaning(value)) };
  return [defectOf(value, "$.isAuthorized", text, "sure", demand)];
}

export function decisionAbsence(answer: JsonObject): readonly AuthorizerDefect[] {
  const change = decisionFix(meaningOf(answer));
  const isPolicy = lastValue(answer, "policyDocument") !== undefined;
  const fix = isPolicy ? `${change}; ${OR_POLICY}` : change;
  return absence(answer, "isAuthorized", "$", "sure", { ...DECISION, fix });
}
