import { stringEnd } from "./quotes.ts";

const CUT = " [TRUNCATED]";
/** A quote, a sign, blanks, or a bare word. */
const TOKEN = /(")|([{}[\]:,])|\s+|([^"{}[\]:,\s][^"{}[\]:,]*)/y;
const KEY_SIGN = /"\s{0,64}:/y;
/** A Java map print, the form the service logs headers in, and the beginning of each of its entries. */
const MAP = /^\{[\w$.-]{1,64}=/;
const MAP_ENTRY = /(?:^\{|, ?)[\w$.-]{1,64}=/g;
const JSON_START = /^["{[]/;
const NUMBER = /^-?\d/;
const KEYWORDS: Readonly<Record<string, string>> = {
  true: "boolean",
  false: "boolean",
  null: "null",
};
/** What this file writes, so that the shape of a shape is itself. */
const SHAPE_WORD = /^(?:(?:string|text)\(\d{1,10}\+?\)|number|boolean|null)+$/;

/** Keys and types only: `{"user":string(5),"n":number}`. What is not JSON or a map is `text(120)`. */
export function shapeOf(text: string): string {
  const trimmed = text.trim();
  if (trimmed.endsWith(CUT)) return `${shapeOf(trimmed.slice(0, -CUT.length))}${CUT}`;
  if (MAP.test(trimmed)) return mapShape(trimmed);
  if (JSON_START.test(trimmed)) return jsonShape(trimmed);
  return trimmed === "" ? "" : wordShape(trimmed);
}

function jsonShape(text: string): string {
  const pieces: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [, quote, sign, bare] = match;
    if (sign !== undefined) pieces.push(sign);
    if (bare !== undefined) pieces.push(wordShape(bare.trimEnd()));
    if (quote === undefined) continue;
    const end = stringEnd(text, match.index + 1, quote, 0) + 1;
    pieces.push(stringShape(text, match.index, end));
    TOKEN.lastIndex = end;
  }
  return pieces.join("");
}

/** `end` lies behind the closing quote, or behind the text if it has none. */
function stringShape(text: string, start: number, end: number): string {
  KEY_SIGN.lastIndex = end - 1;
  if (KEY_SIGN.test(text)) return text.slice(start, end);
  return end > text.length ? `string(${text.length - start - 1}+)` : `string(${end - start - 2})`;
}

function wordShape(word: string): string {
  if (SHAPE_WORD.test(word)) return word;
  if (NUMBER.test(word) && Number.isFinite(Number(word))) return "number";
  return KEYWORDS[word] ?? `text(${word.length})`;
}

function mapShape(text: string): string {
  const entries = [...text.matchAll(MAP_ENTRY)];
  const close = text.endsWith("}") ? "}" : "";
  const end = text.length - close.length;
  const shapes = entries.map((entry, index) => {
    const value = text.slice(entry.index + entry[0].length, entries[index + 1]?.index ?? end);
    return `${entry[0]}${SHAPE_WORD.test(value) ? value : `string(${value.length})`}`;
  });
  return shapes.join("") + close;
}
