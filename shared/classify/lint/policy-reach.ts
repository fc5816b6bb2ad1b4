import type { AuthorizerRules } from "./authorizer-rules.ts";
import { type JsonNode, type JsonObject, lastValue } from "./json-node.ts";
import { type Cover, coverOf } from "./policy-action.ts";
import { mayMatch } from "./policy-resource.ts";

/** Which calls a statement concerns. */
export type Reach = {
  readonly effect: "Allow" | "Deny";
  /** Patterns of resources, of which some call may match one. */
  readonly resources: readonly string[];
  /** True when it holds for every call that matches: without a condition or an exception. */
  readonly isSure: boolean;
};

/** The statements of a policy: a list of them, or a single one. */
export function statementsOf(policy: JsonObject): readonly JsonNode[] {
  const statements = lastValue(policy, "Statement");
  if (statements?.kind === "array") return statements.items;
  return statements === undefined ? [] : [statements];
}

/** What a statement concerns; undefined when it can concern no call. */
export function reachOf(statement: JsonNode, rules: AuthorizerRules): Reach | undefined {
  if (statement.kind !== "object") return undefined;
  const effect = effectOf(statement);
  const cover = actionCover(statement);
  const resources = patternsOf(lastValue(statement, "Resource"), rules);
  if (effect === undefined || cover === "never" || resources?.length === 0) return undefined;
  const isSure = cover === "surely" && resources !== undefined && !isConditional(statement);
  return { effect, resources: resources ?? ["*"], isSure };
}

function effectOf(statement: JsonObject): Reach["effect"] | undefined {
  const effect = lastValue(statement, "Effect");
  if (effect?.kind !== "string") return undefined;
  return effect.value === "Allow" || effect.value === "Deny" ? effect.value : undefined;
}

const INVERTED: Readonly<Record<Cover, Cover>> = {
  surely: "never",
  maybe: "maybe",
  never: "surely",
};

function actionCover(statement: JsonObject): Cover {
  const excepted = lastValue(statement, "NotAction");
  return excepted === undefined
    ? coverOf(lastValue(statement, "Action"))
    : INVERTED[coverOf(excepted)];
}

/** The patterns that some call may match; undefined where no Resource names them. */
function patternsOf(
  resource: JsonNode | undefined,
  rules: AuthorizerRules,
): readonly string[] | undefined {
  if (resource === undefined) return undefined;
  const items = resource.kind === "array" ? resource.items : [resource];
  return items.flatMap((item) =>
    item.kind === "string" && mayMatch(item, rules) ? [item.value] : [],
  );
}

function isConditional(statement: JsonObject): boolean {
  const condition = lastValue(statement, "Condition");
  if (condition === undefined) return false;
  return condition.kind !== "object" || condition.members.length > 0;
}
