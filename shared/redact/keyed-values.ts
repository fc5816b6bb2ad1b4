import { createKeyWalk } from "./keys.ts";
import { QUOTES } from "./quotes.ts";
import { isSensitiveName, maybeSensitiveName } from "./sensitive-name.ts";
import type { Finder, Span } from "./span.ts";
import { valueExtent } from "./value-extent.ts";

/** Keys of a pair that names its value: `{"Name":"password","Value":"…"}`. */
const PAIR_NAMES = new Set(["name", "key", "parameterkey", "header", "field"]);
const PAIR_VALUES = new Set(["value", "parametervalue"]);
const PAIR_NAME = new RegExp(String.raw`\\*[${QUOTES}]([\w. -]{1,128})`, "y");

const PAIR = /(?:name|key|header|field|value)$/i;

/** What stands under a name that says it is secret: in JSON, headers, forms, Java maps, YAML. */
export const keyedValues: Finder = (text) => {
  const spans: Span[] = [];
  const walk = createKeyWalk(text);
  let pairName = "";
  for (let key = walk.next(isWanted); key !== undefined; key = walk.next(isWanted)) {
    const name = key.name.toLowerCase();
    const named = PAIR_VALUES.has(name) ? pairName : key.name;
    pairName = PAIR_NAMES.has(name) ? pairNameAt(text, key.valueAt) : "";
    if (!isSensitiveName(named)) continue;
    const extent = valueExtent(text, key);
    spans.push(...extent.spans);
    walk.skipTo(extent.end);
  }
  return spans;
};

function isWanted(name: string): boolean {
  return maybeSensitiveName(name) || PAIR.test(name);
}

function pairNameAt(text: string, at: number): string {
  PAIR_NAME.lastIndex = at;
  return PAIR_NAME.exec(text)?.[1] ?? "";
}
