type Span = {
  /** Offset of the first character in the text that was read. */
  readonly start: number;
  /** Offset behind the last character seen. */
  readonly end: number;
  /** False when a part may be missing: the text stops inside, or a part was left out (`...`). */
  readonly whole: boolean;
};

export type JsonMember = { readonly key: string; readonly value: JsonNode };
export type JsonObject = Span & {
  readonly kind: "object";
  /** In the order written, repeated keys included. */
  readonly members: readonly JsonMember[];
};
export type JsonArray = Span & { readonly kind: "array"; readonly items: readonly JsonNode[] };
export type JsonString = Span & { readonly kind: "string"; readonly value: string };
type JsonNumber = Span & { readonly kind: "number"; readonly value: number };

/** A value as far as a text shows it. `hidden`: something stands there, and not even its type shows. */
export type JsonNode =
  | JsonObject
  | JsonArray
  | JsonString
  | JsonNumber
  | (Span & { readonly kind: "boolean"; readonly value: boolean })
  | (Span & { readonly kind: "null" })
  | (Span & { readonly kind: "hidden" });

const MAX_SHOWN = 80;
const MAX_KEY = 40;
const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;
const BLANKS = /\s+/g;
const HALF_PAIR = /[\uD800-\uDBFF]$/;

/** The value of `key`: the last one written, as every JSON parser takes it. */
export function lastValue(object: JsonObject, key: string): JsonNode | undefined {
  return object.members.findLast((member) => member.key === key)?.value;
}

/** True when `object` certainly lacks `key`, false when it has it or may have it where nothing shows. */
export function isSurelyAbsent(object: JsonObject, key: string): boolean {
  return object.whole && lastValue(object, key) === undefined;
}

/** Type and a short value, as in `object {"abc":…`, at most 80 characters. */
export function shown(node: JsonNode, text: string): string {
  if (node.kind === "null") return "null";
  if (node.kind === "hidden") return "a value that is not shown";
  const word = node.kind === "array" ? "list" : node.kind;
  return clipped(`${word} ${text.slice(node.start, Math.min(node.end, node.start + MAX_SHOWN))}`);
}

/** `text` on one line, at most 80 characters. */
export function clipped(text: string): string {
  const line = text
    .slice(0, 2 * MAX_SHOWN)
    .replace(BLANKS, " ")
    .trim();
  if (line.length <= MAX_SHOWN) return line;
  return `${line.slice(0, MAX_SHOWN - 1).replace(HALF_PAIR, "")}…`;
}

/** The JSON path of a member: `$.body`, `$.headers["x-a"]`. */
export function memberPath(parent: string, key: string): string {
  if (PLAIN_KEY.test(key) && key.length <= MAX_KEY) return `${parent}.${key}`;
  const short = key.length > MAX_KEY ? `${key.slice(0, MAX_KEY).replace(HALF_PAIR, "")}…` : key;
  return `${parent}[${JSON.stringify(short)}]`;
}
