/** A JSON object as it came: nothing is known of its members. */
export type JsonObject = { readonly [name: string]: unknown };

const MOST_LEVELS = 6;
const MOST_PAIRS = 2_000;
const LONGEST_TEXT = 1024 * 1024;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What the object itself has under `name`. */
export function valueIn(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The string under `name`, if there is one and it is no more than a string. */
export function textIn(object: JsonObject, name: string): string | undefined {
  const value = valueIn(object, name);
  return typeof value === "string" ? value : undefined;
}

/** The names and values of an object, nested names joined with a full stop; lists are left out. */
export function pairsOf(object: JsonObject): readonly (readonly [name: string, value: string])[] {
  const pairs: [string, string][] = [];
  collect(object, "", MOST_LEVELS, pairs);
  return pairs;
}

/** The value that the text is of; undefined, which JSON has no word for, when it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // it is read as what else it may be
  }
}

/** The value as JSON, or a note in its place when it is too deep or too long to print. */
export function printed(value: unknown): string {
  try {
    return JSON.stringify(value).slice(0, LONGEST_TEXT);
  } catch {
    return "[nested too deeply]"; // it came from JSON.parse, so nothing else can be wrong with it
  }
}

function collect(
  object: JsonObject,
  path: string,
  levels: number,
  pairs: [string, string][],
): void {
  for (const [name, value] of Object.entries(object)) {
    if (pairs.length >= MOST_PAIRS) return;
    if (isObject(value) && levels > 1) collect(value, `${path}${name}.`, levels - 1, pairs);
    else if (typeof value !== "object") pairs.push([path + name, String(value)]);
    else if (value === null) pairs.push([path + name, ""]);
  }
}
