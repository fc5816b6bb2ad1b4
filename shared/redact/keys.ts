import { QUOTES, quoteLevel } from "./quotes.ts";

/** A name, and where what it names begins. */
export type Key = {
  readonly name: string;
  readonly quote?: { readonly mark: string; readonly level: number };
  readonly sign: ":" | "=";
  /** `map`: an entry of a Java map print, `{a=b, c=d}`. `line`: first on its line, as in YAML. */
  readonly place: "map" | "line" | "inline";
  /** Whether the value begins on a later line than the name. */
  readonly apart: boolean;
  readonly valueAt: number;
};

/**
 * `"a":`, `\"a\" :`, `a=`, `a[b]=`, `'a' =>`. The groups: the name, the backslashes of its closing quote,
 * the quote, the sign with the blanks around it.
 */
const KEY = new RegExp(
  String.raw`(?<![\w$.-])([\w$.-]{1,128})(?:\]|\[\d{0,4}\])?(?:(\\*)([${QUOTES}]))?((?:\s|\\+[nrt]){0,64}(?:=>|={1,3}|:=|:(?!:))(?:\s|\\+[nrt]){0,64})`,
  "g",
);
/** Words left of the last one in a quoted name: `"Card `. */
const WORDS_BEFORE = new RegExp(`[${QUOTES}]([\\w -]{0,40} )$`);
const LINE_START = /(?:^|[\r\n]|\\[rn])[ \t-]{0,32}$/;
const LINE_FEED = /[\r\n]|\\[rn]/;
const LINE_END = /[\r\n]/g;
/** What is left of an escape that the pattern takes for the beginning of the name. */
const ESCAPE_REST = /^(?:[nrtbf]|u[0-9a-fA-F]{4})/;

export type KeyWalk = {
  /** The next key whose name, but for words before it, passes `isWanted`. */
  next(isWanted: (name: string) => boolean): Key | undefined;
  /** Goes on behind a value that was read whole. */
  skipTo(end: number): void;
};

export function createKeyWalk(text: string): KeyWalk {
  const pattern = new RegExp(KEY);
  let mapEnd = -1;
  return {
    next(isWanted) {
      for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
        const { index } = match;
        if (index > mapEnd && opensMap(text, match)) mapEnd = endOfLine(text, index);
        if (isWanted(String(match[1]))) return keyIn(text, match, index < mapEnd);
      }
      return undefined;
    },
    skipTo(end) {
      pattern.lastIndex = end;
    },
  };
}

function opensMap(text: string, { index, 4: sign = "" }: RegExpExecArray): boolean {
  return text[index - 1] === "{" && sign.startsWith("=");
}

function endOfLine(text: string, from: number): number {
  LINE_END.lastIndex = from;
  return LINE_END.exec(text)?.index ?? text.length;
}

function keyIn(text: string, match: RegExpExecArray, inMap: boolean): Key {
  const [whole, written = "", backslashes = "", mark, around = ""] = match;
  const before = text.slice(Math.max(0, match.index - 48), match.index);
  const key = {
    name: fullName(before, written, mark !== undefined),
    sign: around.includes("=") ? ("=" as const) : (":" as const),
    apart: LINE_FEED.test(around),
    valueAt: match.index + whole.length,
  };
  if (mark !== undefined) {
    return { ...key, place: "inline", quote: { mark, level: quoteLevel(backslashes.length) } };
  }
  if (key.sign === "=") return { ...key, place: inMap ? "map" : "inline" };
  return { ...key, place: LINE_START.test(before) ? "line" : "inline" };
}

function fullName(before: string, written: string, quoted: boolean): string {
  if (before.endsWith("\\")) return written.replace(ESCAPE_REST, "");
  const words = quoted ? WORDS_BEFORE.exec(before) : null;
  return `${words?.[1] ?? ""}${written}`;
}
