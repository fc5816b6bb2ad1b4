import type { Key } from "./keys.ts";
import { QUOTES, quoteLevel, stringEnd } from "./quotes.ts";
import { literalEnd, numberEnd } from "./scalars.ts";
import type { Span } from "./span.ts";

const TOKEN = new RegExp(
  String.raw`(?<cut>\s?\[TRUNCATED\])|\\*(?<quote>[${QUOTES}])|(?<open>[{[])|(?<close>[}\]])|[,:=\s]+|(?<bare>[^\\{}[\],:=\s${QUOTES}]+)|\\+(?:u[0-9a-fA-F]{4}|[a-z/])?`,
  "y",
);
const CLOSING = /\s{0,32}(?:[,:}\]]|$)/y;
const KEY_SIGN = new RegExp(String.raw`(?:\\*[${QUOTES}])?\s{0,32}(?::|=(?![=\s,\]}]|$))`, "y");
type Walk = { readonly spans: Span[]; at: number; depth: number };

/**
 * Everything but keys, brackets and keywords of the object or array that begins at `from`. Ends with
 * it, or where the string around it does.
 */
export function containerSpans(
  text: string,
  from: number,
  outer: Key["quote"],
): { readonly spans: readonly Span[]; readonly end: number } {
  const walk: Walk = { spans: [], at: from, depth: 0 };
  for (;;) {
    TOKEN.lastIndex = walk.at;
    const token: Token | undefined = TOKEN.exec(text)?.groups;
    if (token === undefined || !takes(walk, text, token, outer)) break;
  }
  return { spans: walk.spans, end: walk.at };
}

type Token = {
  readonly [group in "cut" | "quote" | "open" | "close" | "bare"]?: string;
};

/** Reads one token; false where the container ends. */
function takes(walk: Walk, text: string, token: Token, outer: Key["quote"]): boolean {
  const start = walk.at;
  if (token.cut !== undefined) return false;
  if (token.quote !== undefined) return takesString(walk, text, token.quote, outer);
  walk.at = TOKEN.lastIndex;
  if (token.open !== undefined) walk.depth += 1;
  if (token.close !== undefined) walk.depth -= 1;
  if (token.bare !== undefined) walk.spans.push(...bareSpans(text, start, token.bare));
  return walk.depth > 0;
}

function takesString(walk: Walk, text: string, quote: string, outer: Key["quote"]): boolean {
  const start = TOKEN.lastIndex;
  const level = quoteLevel(start - walk.at - quote.length);
  if (isOutside(text, start, { mark: quote, level }, outer)) return false;
  const end = stringEnd(text, start, quote, level);
  if (!isKey(text, end)) walk.spans.push({ start, end, fill: "all" });
  walk.at = Math.min(text.length, end + 2 ** level);
  return true;
}

/** Whether a quote belongs to the string that the whole container stands in. */
function isOutside(
  text: string,
  after: number,
  quote: NonNullable<Key["quote"]>,
  outer: Key["quote"],
): boolean {
  if (outer !== undefined && outer.mark === quote.mark) return quote.level < outer.level;
  CLOSING.lastIndex = after;
  return quote.mark === '"' && CLOSING.test(text);
}

function isKey(text: string, end: number): boolean {
  KEY_SIGN.lastIndex = end;
  return KEY_SIGN.test(text);
}

function bareSpans(text: string, start: number, bare: string): readonly Span[] {
  const end = start + bare.length;
  if (literalEnd(text, start) === end || isKey(text, end)) return [];
  return [{ start, end, fill: numberEnd(text, start) === end ? "digits" : "all" }];
}
