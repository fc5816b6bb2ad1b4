import { fieldNamed } from "./access-names.ts";
import { functionsWordsIn } from "./function-words.ts";

type Pair = readonly [name: string, value: string];

/** A name before its colon or equals sign, as in `requestId: abc, status: 502` or `status=502`. */
const NAME = /(?:^|[\s,;|{(])([$A-Za-z][\w.$]{1,60})\s{0,2}[:=]/g;
const TRAILING = /[\s,;|]{1,8}$/;
/** The bracket around all pairs, behind the last value. */
const CLOSING = /^([^{(]*)[})]$/;
/** Variables that say nothing of a failure, but stand in most formats. */
const OTHER_NAMES = new Set(["ip", "sourceIp", "caller", "user", "userAgent"]);
const LONGEST_LINE = 64 * 1024;

/** The names and values of a line in a format of plain text that names its fields. */
export function namedPairs(line: string): readonly Pair[] {
  if (line.length > LONGEST_LINE) return [];
  const isFunctions = functionsWordsIn(line);
  const names = [...line.matchAll(NAME)].filter(
    ({ 1: name, index }) => isFieldName(String(name)) && !isFunctions(index),
  );
  return names.map((found, index) => {
    const end = names[index + 1]?.index ?? line.length;
    const value = line.slice(found.index + found[0].length, end);
    return [String(found[1]), value.replace(TRAILING, "").replace(CLOSING, "$1")];
  });
}

function isFieldName(name: string): boolean {
  return OTHER_NAMES.has(name) || fieldNamed(name, false) !== undefined;
}
