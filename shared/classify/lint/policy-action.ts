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
      return coverOf(value) === "never" ? [defectOf(value, path, text, "advice", OTHER)] : [];
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
  if (wrong.length > 0 || coverOf(list) !== "never") return wrong;
  return [defectOf(list, path, text, "advice", OTHER)];
}

/** Whether an action means calls of an API. */
export type Cover = "surely" | "maybe" | "never";

/** Whether an action, or any of a list, covers calls of an API. */
export function coverOf(action: JsonNode | undefined): Cover {
  if (action?.kind === "string") return action.whole ? coverOfName(action.value) : "maybe";
  if (action?.kind !== "array" || !action.whole) return "maybe";
  const covers = action.items.map(coverOf);
  if (covers.includes("surely")) return "surely";
  return covers.includes("maybe") ? "maybe" : "never";
}

/** IAM's wildcards: what stands before the first must begin the action's name. */
function coverOfName(action: string): Cover {
  const name = action.toLowerCase();
  const wildcard = name.search(WILDCARD);
  if (wildcard < 0) return name === INVOKE ? "surely" : "never";
  if (!INVOKE.startsWith(name.slice(0, wildcard))) return "never";
  return name.slice(wildcard) === "*" ? "surely" : "maybe";
}
