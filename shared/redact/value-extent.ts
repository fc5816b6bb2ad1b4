import { containerSpans } from "./container-values.ts";
import type { Key } from "./keys.ts";
import { CLOSES, QUOTES, quoteLevel, stringEnd } from "./quotes.ts";
import { literalEnd, numberEnd } from "./scalars.ts";
import { isHeaderName, isPasswordName } from "./sensitive-name.ts";
import type { Span } from "./span.ts";

/** What to mask of a value, and where to go on reading. */
export type Extent = { readonly spans: readonly Span[]; readonly end: number };

const OPENING = new RegExp(String.raw`[bru]?(\\*)([${QUOTES}])`, "y");
const CLOSING = new RegExp(CLOSES, "y");
const BRACKETS = ["{", "["];
/** What follows a string; a form's value may begin with a quote and go on behind the next. */
const STRING_END = new RegExp(String.raw`\\*[${QUOTES}](?:[\s,;&()\]}<>\\${QUOTES}]|$)|$`, "y");
/** What a sentence does not hold by chance. */
const CONTAINER = new RegExp(
  String.raw`[{[]\s{0,32}(?:\\*[${QUOTES}](?!\s{0,32}(?:[,:}\]]|$))|[\w$-]{1,64}\s?[:=]|-?\d|[{}[\]])`,
  "y",
);
const SCHEME = /(?:Bearer|Basic|Digest|Negotiate|AWS4-HMAC-SHA256)\s{1,4}/iy;
const BLOCK_SCALAR = /[|>][+-]?[ \t]{0,32}\r?\n/y;

const WORD_STOP = new RegExp(
  String.raw`[\s&;<>"\uE022]|'(?=[,;:.)\]}]{0,4}(?:[\s&]|$))|(?<![,)\]}])[,)\]}]+(?=[\s;{[\\"\uE022]|$)|(?<!\\)\\+[nrt${QUOTES}]`,
  "g",
);
const LINE_STOP = new RegExp(String.raw`[\r\n]|"${CLOSES}|'(?=[\s,:}\]]|$)|(?<!\\)\\+[nr]`, "g");
const MAP_STOP = new RegExp(
  String.raw`[\r\n]|,(?= ?[\w$.-]{1,64}=)|\}(?=[\s,}\])]|$)|"${CLOSES}|(?<!\\)\\+[nr]`,
  "g",
);
const BLOCK_STOP = /[\r\n]+(?![ \t\r\n])/g;

/** What tells a secret from the next word of a sentence: `token: expired`. */
const NOT_A_WORD = /\d|[a-z][A-Z]|\w[^\w.,!?'-]|.{12}/;

/** The value of a key whose name is sensitive. */
export function valueExtent(text: string, key: Key): Extent {
  return (
    stringExtent(text, key) ??
    containerExtent(text, key) ??
    scalarExtent(text, key) ??
    unquotedExtent(text, key)
  );
}

function stringExtent(text: string, key: Key): Extent | undefined {
  const opening = matchAt(OPENING, text, key.valueAt);
  if (opening === null) return undefined;
  const [whole, backslashes = "", quote = ""] = opening;
  const start = key.valueAt + whole.length;
  const level = quoteLevel(backslashes.length);
  if (endsOuter(text, start, key, { mark: quote, level })) return { spans: [], end: key.valueAt };
  const close = stringEnd(text, start, quote, level);
  if (key.sign === "=" && matchAt(STRING_END, text, close) === null) return undefined;
  const cut = close === text.length ? text.indexOf(" [TRUNCATED]", start) : -1;
  return masked(text, start, cut === -1 ? close : cut);
}

/** Whether the quote left of `after` ends the string that the key stands in. */
function endsOuter(
  text: string,
  after: number,
  key: Key,
  quote: NonNullable<Key["quote"]>,
): boolean {
  if (key.quote?.mark === quote.mark) return quote.level < key.quote.level;
  return matchAt(CLOSING, text, after) !== null;
}

function containerExtent(text: string, key: Key): Extent | undefined {
  const isSure = key.quote !== undefined && BRACKETS.includes(text.charAt(key.valueAt));
  if (!isSure && matchAt(CONTAINER, text, key.valueAt) === null) return undefined;
  return containerSpans(text, key.valueAt, key.quote);
}

function scalarExtent(text: string, { valueAt, sign }: Key): Extent | undefined {
  const literal = literalEnd(text, valueAt);
  if (literal !== undefined) return { spans: [], end: literal };
  const end = sign === ":" ? numberEnd(text, valueAt) : undefined;
  return end === undefined ? end : { spans: [{ start: valueAt, end, fill: "digits" }], end };
}

function unquotedExtent(text: string, key: Key): Extent {
  const { valueAt } = key;
  if (key.apart) return { spans: [], end: valueAt };
  if (matchAt(BLOCK_SCALAR, text, valueAt) !== null) {
    return masked(text, valueAt, firstAt(BLOCK_STOP, text, valueAt));
  }
  if (key.place === "map") return masked(text, valueAt, firstAt(MAP_STOP, text, valueAt));
  const isLine = key.sign === ":" && (key.place === "line" || isHeaderName(key.name));
  if (isLine) return masked(text, valueAt, firstAt(LINE_STOP, text, valueAt));
  const end = firstAt(WORD_STOP, text, valueAt);
  return isSecretWord(text, key, end) ? masked(text, valueAt, end) : { spans: [], end };
}

/** In a sentence the word after `token:` need not be one. */
function isSecretWord(text: string, key: Key, end: number): boolean {
  const isSentence = key.sign === ":" && key.quote === undefined && text[key.valueAt - 1] !== ":";
  return !isSentence || isPasswordName(key.name) || NOT_A_WORD.test(text.slice(key.valueAt, end));
}

/** The scheme of an `Authorization` header stays: it is often what is wrong. */
function masked(text: string, start: number, end: number): Extent {
  const scheme = matchAt(SCHEME, text, start)?.[0] ?? "";
  return { spans: [{ start: Math.min(end, start + scheme.length), end, fill: "all" }], end };
}

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(text);
}

function firstAt(stop: RegExp, text: string, from: number): number {
  stop.lastIndex = from;
  return stop.exec(text)?.index ?? text.length;
}
