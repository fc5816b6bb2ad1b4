import { readAccessPairs } from "./access-row.ts";
import { isObject, pairsOf, parsedJson } from "./json-value.ts";
import type { Reading } from "./reading.ts";

/** Marks of lists, of Markdown and of `grep`: what follows them was copied, and no program wrote it. */
const MARKS = /^(?:(?=[\w-]{0,160}[./])[\w./-]{1,160}[:-](?=\d|$))?[\s\d.…>*•:`'"|#\\-]*$/;
const OPENING = /\{\s{0,8}"/;
const CLOSING = /^[\s*`'",;|)]*$/;
const LONGEST_STRANGE = 200;

/** Reads a row of JSON behind what a tool or a person put before it on its line; false when none is there. */
export function readRowBehind(line: string, reading: Reading): boolean {
  const start = line.slice(0, LONGEST_STRANGE).search(OPENING);
  const end = line.lastIndexOf("}") + 1;
  if (start < 1 || !CLOSING.test(line.slice(end))) return false;
  const document = parsedJson(line.slice(start, end));
  if (!isObject(document)) return false;
  const isCopied = MARKS.test(line.slice(0, start));
  const isInsideEntry = reading.isInsideEntry || !isCopied; // behind words it may be an application's own
  return readAccessPairs(pairsOf(document), line, "access_json", { ...reading, isInsideEntry });
}
