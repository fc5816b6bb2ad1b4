const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** The list that documents so large are made of: an array on the first or second level. */
export type List = {
  readonly depth: number;
  /** Just behind its bracket, counted over all that was fed. */
  readonly start: number;
  /** Just behind its last whole element, or -1. */
  readonly end: number;
};

export type JsonScan = {
  /** Reads on; where the document ended in `text` (just behind), or -1. */
  feed(text: string, from: number): number;
  readonly isInString: boolean;
  readonly list: List | undefined;
};

/** Finds where a document of JSON ends, piece by piece, without a stack: depth costs nothing. */
export function createJsonScan(): JsonScan {
  return new Scan();
}

class Scan implements JsonScan {
  isInString = false;
  list: List | undefined;
  #isEscaped = false;
  #depth = 0;
  #fed = 0;

  feed(text: string, from: number): number {
    let at = from;
    while (at < text.length) {
      if (this.isInString) at = this.#behindString(text, at);
      else {
        const code = text.charCodeAt(at);
        if (code === QUOTE) this.isInString = true;
        else if (this.#bracket(code, at - from)) return at + 1;
        at += 1;
      }
    }
    this.#fed += text.length - from;
    return -1;
  }

  /** Where the string ends that `at` stands in, or the end of the text: found by native search. */
  #behindString(text: string, at: number): number {
    let from = this.#isEscaped ? at + 1 : at;
    this.#isEscaped = false;
    for (;;) {
      const quote = text.indexOf('"', from);
      const end = quote === -1 ? text.length : quote;
      const isEscaped = hasOddBackslashes(text, from, end);
      if (quote === -1 || !isEscaped) {
        this.isInString = quote === -1;
        this.#isEscaped = isEscaped;
        return quote === -1 ? text.length : quote + 1;
      }
      from = quote + 1;
    }
  }

  /** Whether this character ends the document. */
  #bracket(code: number, offset: number): boolean {
    if (code === OPEN_BRACE || code === OPEN_BRACKET) this.#open(code, offset);
    if (code !== CLOSE_BRACE && code !== CLOSE_BRACKET) return false;
    this.#close(offset);
    return this.#depth === 0;
  }

  #open(code: number, offset: number): void {
    this.#depth += 1;
    if (code === OPEN_BRACKET && this.#depth <= 2 && this.list === undefined) {
      this.list = { depth: this.#depth, start: this.#fed + offset + 1, end: -1 };
    }
  }

  #close(offset: number): void {
    this.#depth -= 1;
    if (this.list === undefined) return;
    if (this.#depth === this.list.depth) this.list = { ...this.list, end: this.#fed + offset + 1 };
    else if (this.#depth < this.list.depth) this.list = undefined;
  }
}

/** Whether the character at `end` is escaped by the backslashes before it. */
function hasOddBackslashes(text: string, from: number, end: number): boolean {
  let start = end;
  while (start > from && text.charCodeAt(start - 1) === BACKSLASH) start -= 1;
  return (end - start) % 2 === 1;
}
