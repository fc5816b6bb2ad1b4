import type { PayloadShape } from "../../domain/verdict.ts";
import { clipped, type JsonArray, type JsonNode } from "./json-node.ts";
import type { JsonReading } from "./tolerant-json.ts";

/** `prose`: readable text that was never meant as JSON. `broken`: JSON that fails at once. */
export type RootKind = JsonNode["kind"] | "prose" | "broken";

const LETTER = /\p{L}/u;

/** What a payload is at its outermost, decided by what no cut behind it could change. */
export function rootKind(reading: JsonReading, text: string): RootKind {
  const { root, end } = reading;
  if (root === undefined) return end === "invalid" ? "prose" : "hidden";
  if (root.kind === "object" || root.kind === "string") return root.kind;
  if (root.kind === "array") return arrayKind(root, reading, text);
  if (end === "invalid") return "prose";
  return end === "cut" ? "hidden" : root.kind;
}

/** `[ERROR] it failed` is prose, `['a']` a broken list; a lone bracket may become either. */
function arrayKind(root: JsonArray, reading: JsonReading, text: string): RootKind {
  if (root.whole || root.items.some(({ kind }) => kind !== "hidden")) return "array";
  const [problem] = reading.problems;
  if (reading.end !== "invalid" || problem === undefined) return "hidden";
  return LETTER.test(text.charAt(problem.at)) ? "prose" : "broken";
}

const SHAPE_WORDS: Readonly<Partial<Record<PayloadShape, string>>> = {
  html: "an HTML page",
  jwt: "a JWT",
  stack_trace: "a stack trace",
  xml: "an XML document",
};

/** What a payload that is no object looks like, at most about 100 characters. */
export function textShown(text: string, shape: PayloadShape): string {
  const word = SHAPE_WORDS[shape];
  return word === undefined ? clipped(`text ${text}`) : `${word}: ${clipped(text)}`;
}
