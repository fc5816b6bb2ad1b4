import { createJsonScan } from "./json-scan.ts";
import { closingQuote } from "./string-literal.ts";

const LABEL_END = /:[ \t]{0,8}/g;
/** The value is a Java map, in which nothing is quoted. */
const MAP_LABEL = /(?:headers|path|query string):[ \t]{0,8}$/;
const LONGEST_LABEL = 80;
const BRACE = /[{}]/g;
const FAILED_FUNCTION = "Lambda execution failed";
const FUNCTION_REQUEST = /\. Lambda request id: [0-9a-f-]{36}/g;
/** What is whole without a bracket. */
const WORD =
  /\(null\)|null|true|false|-?\d{1,20}|\*{3,400}[\w-]{0,6}(?= )|https?:\/\/\S{1,4000}(?= )/y;
/** The root of a document, behind which no text stands: behind a `<b>` of a page it does. */
const ROOT = /<(?:html|[A-Z]\w{0,60}[a-z]\w{0,60})(?=[\s/>])/y;
const DOCTYPE = /<!doctype html[^<>]{0,200}>\s{0,20}(?=<html)/iy;

/** Where the value of the entry at `at` ends, which somebody else wrote; -1 when that cannot be told. */
export function valueEnd(text: string, at: number): number {
  if (text.startsWith(FAILED_FUNCTION, at)) return endOf(FUNCTION_REQUEST, text, at);
  const start = endOf(LABEL_END, text, at);
  if (start === -1) return -1;
  switch (text.charAt(start)) {
    case "{":
      return isMap(text, start) ? mapEnd(text, start) : createJsonScan().feed(text, start);
    case "[":
      return createJsonScan().feed(text, start);
    case '"':
      return stringEnd(text, start);
    case "<":
      return rootEnd(text, start);
    default:
      return endOf(WORD, text, start);
  }
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function isMap(text: string, start: number): boolean {
  return MAP_LABEL.test(text.slice(Math.max(0, start - LONGEST_LABEL), start));
}

function mapEnd(text: string, start: number): number {
  let depth = 0;
  BRACE.lastIndex = start;
  for (let found = BRACE.exec(text); found !== null; found = BRACE.exec(text)) {
    depth += found[0] === "{" ? 1 : -1;
    if (depth === 0) return BRACE.lastIndex;
  }
  return -1;
}

function stringEnd(text: string, start: number): number {
  const end = closingQuote(text, start);
  return end === -1 ? -1 : end + 1;
}

/** Behind the closing tag of a whole document of HTML or XML. */
function rootEnd(text: string, start: number): number {
  const doctype = endOf(DOCTYPE, text, start);
  const root = doctype === -1 ? start : doctype;
  const nameEnd = endOf(ROOT, text, root);
  if (nameEnd === -1) return -1;
  const closing = `</${text.slice(root + 1, nameEnd)}>`;
  const end = text.indexOf(closing, nameEnd);
  return end === -1 ? -1 : end + closing.length;
}
