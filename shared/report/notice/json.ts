import { escapeJson } from "../escape.ts";

/** JSON without a character that a terminal acts on or a queue refuses. */
export function jsonOf(value: unknown): string {
  return escapeJson(JSON.stringify(value));
}
