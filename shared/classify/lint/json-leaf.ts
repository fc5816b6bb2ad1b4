import type { JsonNode, JsonString } from "./json-node.ts";

/** A string, number or literal, or what keeps the text from holding one at this offset. */
export type Leaf =
  | { readonly kind: "leaf"; readonly node: JsonNode; readonly rawControl?: number }
  | {
      readonly kind: "broken";
      readonly at: number;
      readonly node?: JsonNode;
      readonly rawControl?: number;
    };

/** A string that begins with the quote at an offset; `broken` where an escape is none. */
export type StringLeaf =
  | { readonly kind: "leaf"; readonly node: JsonString; readonly rawControl?: number }
  | {
      readonly kind: "broken";
      readonly at: number;
      readonly node: JsonString;
      readonly rawControl?: number;
    };

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const HALF_NUMBER = /(?:\.|[eE][+-]?)$/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const HALF_ESCAPE = /\\(?:u[0-9a-fA-F]{0,3})?$/y;
const LITERALS = new Map<string, { kind: "boolean"; value: boolean } | { kind: "null" }>([
  ["true", { kind: "boolean", value: true }],
  ["false", { kind: "boolean", value: false }],
  ["null", { kind: "null" }],
]);
const PLAIN = /[^"\\]*/y;
const RAW_CONTROL = /[^ -\uFFFF]/;

/** Reads the leaf that begins at `start`; one that the text's end may cut is not `whole`. */
export function readLeaf(text: string, start: number): Leaf {
  if (text[start] === '"') return readString(text, start);
  return readNumber(text, start) ?? readLiteral(text, start);
}

/** Reads the string whose opening quote stands at `start`. */
export function readString(text: string, start: number): StringLeaf {
  const found = endOfString(text, start + 1);
  const whole = found.kind === "closed";
  const raw = text.slice(start + 1, whole ? found.at - 1 : found.at);
  const control = raw.search(RAW_CONTROL);
  const value = decoded(raw, control >= 0);
  const end = found.kind === "open" ? text.length : found.at;
  const node = { kind: "string", start, end, whole, value } as const;
  const noted = control >= 0 ? { rawControl: start + 1 + control } : {};
  if (found.kind === "bad_escape") return { kind: "broken", at: found.at, node, ...noted };
  return { kind: "leaf", node, ...noted };
}

type StringEnd = {
  readonly kind: "closed" | "open" | "bad_escape";
  /** Behind the closing quote, or where the last whole character ends. */
  readonly at: number;
};

function endOfString(text: string, from: number): StringEnd {
  let at = from + matchLength(PLAIN, text, from);
  while (text[at] === "\\") {
    const length = matchLength(ESCAPE, text, at);
    if (length === 0) return { kind: openOrBad(text, at), at };
    at += length;
    at += matchLength(PLAIN, text, at);
  }
  return at < text.length ? { kind: "closed", at: at + 1 } : { kind: "open", at };
}

function openOrBad(text: string, at: number): "open" | "bad_escape" {
  return matchLength(HALF_ESCAPE, text, at) > 0 ? "open" : "bad_escape";
}

/** Raw control characters are not JSON, yet copies of logs have them: they are read as meant. */
function decoded(raw: string, hasControl: boolean): string {
  if (!raw.includes("\\") && !hasControl) return raw;
  const escaped = hasControl ? Array.from(raw, escapedControl).join("") : raw;
  return JSON.parse(`"${escaped}"`);
}

function escapedControl(character: string): string {
  return character < " " ? JSON.stringify(character).slice(1, -1) : character;
}

function readNumber(text: string, start: number): Leaf | undefined {
  const behind = start + matchLength(NUMBER, text, start);
  if (behind === start) {
    const isLoneMinus = text[start] === "-" && start === text.length - 1;
    return isLoneMinus ? hiddenLeaf(text, start) : undefined;
  }
  const end = behind + matchLength(HALF_NUMBER, text, behind);
  const value = Number(text.slice(start, behind));
  return { kind: "leaf", node: { kind: "number", start, end, whole: end < text.length, value } };
}

function readLiteral(text: string, start: number): Leaf {
  for (const [word, literal] of LITERALS) {
    if (text.startsWith(word, start)) {
      const end = start + word.length;
      return { kind: "leaf", node: { ...literal, start, end, whole: true } };
    }
    if (word.startsWith(text.slice(start, start + word.length))) return hiddenLeaf(text, start);
  }
  return { kind: "broken", at: start };
}

function hiddenLeaf(text: string, start: number): Leaf {
  return { kind: "leaf", node: { kind: "hidden", start, end: text.length, whole: false } };
}

function matchLength(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0].length ?? 0;
}
