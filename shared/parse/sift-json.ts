import { LineHead } from "./json-head.ts";
import { type Layout, layoutOf, textEnd, timeIn } from "./json-layout.ts";
import { type SameLines, sameLinesIn } from "./same-lines.ts";
import type { PrefixReader } from "./sift-prefix.ts";

/** The line is none of a log in JSON lines, or not to its end. */
export const NO_LINE = -1;
/** It is, but its entry cannot be told by its first bytes. */
const NO_ENTRY = -2;

const LINE_FEED = 10;
const RETURN = 13;
const OPEN = 40;

/** Reads what stands before `(id) text` in JSON lines: `{"timestamp":1795341600000,"message":"`. */
export type JsonLineReader = PrefixReader & {
  /**
   * A line up to `end` that is none of a log in JSON lines may begin a document of several lines, of which none must
   * be taken out: once it is whole, no other line is read.
   */
  seeOther(bytes: Uint8Array, end: number): void;
  /** Another input follows. */
  restart(): void;
};

export function createJsonLineReader(): JsonLineReader {
  return new JsonLines();
}

class JsonLines implements JsonLineReader {
  readonly #head = new LineHead();
  #layout: Layout | undefined;
  #mayRead = true;
  #view: DataView = new DataView(new ArrayBuffer(0));
  #scan: SameLines | undefined;

  lengthAt(bytes: Uint8Array, start: number, end: number): number {
    if (!this.#mayRead) return NO_LINE;
    if (bytes.buffer !== this.#view.buffer) this.#look(bytes);
    const known = this.#entryAt(bytes, start, end);
    if (known !== NO_LINE) return known;
    this.#layout = layoutOf(bytes, start, end);
    return this.#entryAt(bytes, start, end);
  }

  /** Not a number where the line has no time. */
  timeAt(bytes: Uint8Array, start: number): number {
    const at = this.#layout?.timeAt(bytes, start, bytes.length) ?? 0;
    return at === 0 ? Number.NaN : timeIn(bytes, at);
  }

  seeOther(bytes: Uint8Array, end: number): void {
    if (bytes[end - 1] === LINE_FEED) this.#mayRead = false;
  }

  restart(): void {
    this.#mayRead = true;
  }

  #look(bytes: Uint8Array): void {
    this.#view = new DataView(bytes.buffer);
    this.#scan = sameLinesIn(bytes);
  }

  /** How far behind `start` the entry stands, in a line that is written like the one before. */
  #entryAt(bytes: Uint8Array, start: number, end: number): number {
    const layout = this.#layout;
    if (layout === undefined) return NO_LINE;
    const from = this.#textAt(layout, bytes, start, end);
    const to = from === 0 ? 0 : textEnd(bytes, from, end, this.#scan);
    if (to === 0) return NO_LINE;
    const over = layout.endAt(bytes, Math.abs(to), end);
    if (over === 0 || !isLineEnd(bytes, over)) return NO_LINE;
    return to > 0 && bytes[from] === OPEN ? from - start : NO_ENTRY;
  }

  #textAt(layout: Layout, bytes: Uint8Array, start: number, end: number): number {
    if (this.#head.isAt(bytes, this.#view, start, end)) return start + this.#head.length;
    const from = layout.entryAt(bytes, start, end);
    if (from === 0) return 0;
    const timeAt = layout.isTimeFirst ? layout.timeAt(bytes, start, end) : from;
    this.#head.keep(bytes, start, from, timeAt);
    return from;
  }
}

/** A line that is not ended could go on with another document. */
function isLineEnd(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === LINE_FEED || (bytes[at] === RETURN && bytes[at + 1] === LINE_FEED);
}
