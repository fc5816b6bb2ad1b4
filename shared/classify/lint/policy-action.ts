import { type Demand, defectOf } from "./authorizer-fields.ts";
import type { AuthorizerDefect } from "./authorizer-rules.ts";
import type { JsonNode } from "./json-node.ts";

const INVOKE = "execute-api:invoke";
const WILDCARD = /[*?]/;
const NOT_TEXT: Demand = {
  reason: "invalid_policy",
  wanted: "an action, or a list of actions",
  fix: 'set `Action: "execute-api:Invoke"`',
};
const OTHER: Demand = {
  reason: "invalid_policy",
  wanted: '"execute-api:Invoke" (another action matches no call, and the client gets 403)',
  fix: 'set `Action: "execute-api:Invoke"`',
};

/** What is wrong with a statement's Action. */
export function actionDefects(
  value: JsonNode,
  path: string,
  text: string,
): readonly AuthorizerDefect[] {
  switch (value.kind) {
    case "hidden":
      return [];
    case "string":
      return !value.whole || allowsInvoke(value.value)
        ? []
        : [defectOf(value, path, text, "advice", OTHER)];
    case "array":
      return listDefects(value.items, value, path, text);
    default:
      return [defectOf(value, path, text, "sure", NOT_TEXT)];
  }
}

function listDefects(
  items: readonly JsonNode[],
  list: JsonNode,
  path: string,
  text: string,
): readonly AuthorizerDefect[] {
  const wrong = items.flatMap((item, index) =>
    item.kind === "string" || item.kind === "hidden"
      ? []
      : [defectOf(item, `${path}[${index}]`, text, "sure", NOT_TEXT)],
  );
  if (wrong.length > 0 || mayInvoke(list)) return wrong;
  return [defectOf(list, path, text, "advice", OTHER)];
}

/** True unless the action, or every action of a whole list, certainly covers no call of an API. */
export function mayInvoke(action: JsonNode | undefined): boolean {
  if (action?.kind === "string") return !action.whole || allowsInvoke(action.value);
  if (action?.kind !== "array" || !action.whole) return true;
  return action.items.some((item) => mayInvoke(item));
}

/** IAM's wildcards: what stands before the first must begin the action's name. */
function allowsInvoke(action: string): boolean {
  const name = action.toLowerCase();
  const wildcard = name.search(WILDCARD);
  return wildcard < 0 ? name === INVOKE : INVOKE.startsWith(name.slice(0, wildcard));
}
