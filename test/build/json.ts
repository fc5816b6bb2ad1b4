import type { JsonNode } from "../../shared/classify/lint/json-node.ts";

/** What JSON.parse would make of the same text. */
export function plain(node: JsonNode | undefined): unknown {
  switch (node?.kind) {
    case "object": {
      const entries = node.members.map(({ key, value }) => [key, plain(value)] as const);
      return Object.fromEntries(entries);
    }
    case "array":
      return node.items.map(plain);
    case "string":
    case "number":
    case "boolean":
      return node.value;
    case "null":
      return null;
    default:
      return "<hidden>";
  }
}
