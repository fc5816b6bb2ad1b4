import { type BlockHost, readWholeJson } from "./block.ts";
import { closingQuote, jsonString } from "./string-literal.ts";

/** A dictionary or a list of them, as Python prints it on one line. */
const DICTIONARY = /^\s{0,200}\[?\s{0,8}\{\s{0,8}'/;
const QUOTE = /['"`]/g;
const WORD = /\b(?:True|False|None)\b/g;

/** Reads what Python printed of an answer with events or a test; false when it is none, or part of an entry. */
export function readPrinted(line: string, host: BlockHost): boolean {
  if (host.isInsideEntry || !DICTIONARY.test(line)) return false;
  const json = jsonOf(line);
  return json !== undefined && readWholeJson(json, host);
}

function jsonOf(text: string): string | undefined {
  const parts: string[] = [];
  let at = 0;
  while (at < text.length) {
    QUOTE.lastIndex = at;
    const start = QUOTE.exec(text)?.index ?? text.length;
    const end = start === text.length ? start : closingQuote(text, start);
    if (end === -1) return undefined;
    parts.push(text.slice(at, start).replace(WORD, jsonWord));
    if (start < end) parts.push(jsonString(text.slice(start, end + 1)));
    at = end + 1;
  }
  return parts.join("");
}

function jsonWord(word: string): string {
  return word === "None" ? "null" : word.toLowerCase();
}
