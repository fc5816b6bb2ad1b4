import { ID_BYTES } from "./id-hash.ts";
import { type SameLines, sameLinesIn } from "./same-lines.ts";
import { idAfter, isIdEnd } from "./sift-entry.ts";
import { createJsonLineReader, type JsonLineReader, NO_LINE } from "./sift-json.ts";
import type { PrefixReader } from "./sift-prefix.ts";
import type { SiftState } from "./sift-state.ts";
import { NOBODY, type Stretch } from "./sift-stretch.ts";

const TAB = 9;
const LINE_FEED = 10;
const RETURN = 13;
const BLANK = 32;
const BRACE = 123;
/** Whose a line is that is whole by itself, and of no request in the common form. */
const ALONE = -2;
/** Whose a line is that says nothing: it goes with the line before, and is no reason to look at that closely. */
const EMPTY = -3;
const NOTHING = new Uint8Array(0);

/** Reads the lines of a log, of text or of JSON, into stretches, and marks what they say in `state`. */
export type LineReader = {
  /** A line that is no entry goes to the entry before it, whose request is not sifted then unless the line is blank. */
  read(bytes: Uint8Array, stretch: Stretch): void;
  /** Takes the last entry off: what comes next may go on with it. Empty when it is too long. */
  takeLast(stretch: Stretch, longest: number): Uint8Array;
  /** Where the first line begins that is an entry; the length of `bytes` when none does. */
  firstEntry(bytes: Uint8Array, isFreshLine: boolean): number;
  /** True when what was read last ends amid a line that has been given away. */
  isMidLine(): boolean;
  /** Another input follows: its lines count from 1. */
  restart(): void;
};

export function createLineReader(state: SiftState, prefix: PrefixReader): LineReader {
  return new Lines(state, prefix, createJsonLineReader());
}

class Lines implements LineReader {
  readonly #state: SiftState;
  readonly #prefix: PrefixReader;
  readonly #json: JsonLineReader;
  readonly #owners: Owners;
  #isMidLine = false;
  #line = 1;

  constructor(state: SiftState, prefix: PrefixReader, json: JsonLineReader) {
    this.#state = state;
    this.#prefix = prefix;
    this.#json = json;
    this.#owners = new Owners(state, prefix, json);
  }

  read(bytes: Uint8Array, stretch: Stretch): void {
    stretch.reset(bytes);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const same = sameLinesIn(bytes);
    for (let start = 0, end = 0; start < bytes.length; start = end) {
      end = afterLineFeed(bytes, start);
      const owner = this.#isMidLine ? NOBODY : this.#owners.ownerOf(bytes, view, start, end);
      this.#take(stretch, start, end, owner);
      const mayRepeat = owner >= 0 && !this.#isMidLine && bytes[start] !== BRACE;
      if (same !== undefined && mayRepeat) end = this.#passOver(same, stretch, start, end, owner);
    }
  }

  takeLast(stretch: Stretch, longest: number): Uint8Array {
    const { bytes, count } = stretch;
    if (count === 0) return NOTHING;
    const { start, line } = stretch.lastEntry();
    if (bytes.length - start > longest) {
      giveAway(stretch, this.#state);
      return NOTHING;
    }
    this.#isMidLine = false;
    stretch.removeLast();
    this.#line = line;
    return Buffer.from(bytes.subarray(start)); // a copy, which a Buffer's own slice is not
  }

  firstEntry(bytes: Uint8Array, isFreshLine: boolean): number {
    let start = isFreshLine ? 0 : afterLineFeed(bytes, 0);
    while (start < bytes.length) {
      const reader = bytes[start] === BRACE ? this.#json : this.#prefix;
      const bracket = reader.lengthAt(bytes, start, bytes.length);
      if (bracket >= 0 && idAfter(bytes, start + bracket, bytes.length) !== -1) return start;
      start = afterLineFeed(bytes, start);
    }
    return bytes.length;
  }

  isMidLine(): boolean {
    return this.#isMidLine;
  }

  restart(): void {
    this.#isMidLine = false;
    this.#line = 1;
    this.#json.restart();
  }

  #take(stretch: Stretch, start: number, end: number, owner: number): void {
    const isWhole = stretch.bytes[end - 1] === LINE_FEED;
    if (owner === EMPTY && stretch.count > 0) stretch.extendLast(end);
    else if (owner !== NOBODY || startsAnew(stretch, !isWhole)) {
      stretch.add(start, end, Math.max(owner, NOBODY), this.#line);
    } else extend(stretch, end, !isWhole, this.#state);
    this.#isMidLine = !isWhole;
    if (isWhole) this.#line++;
  }

  /** Goes on over lines of the same request; returns where the first other one begins. */
  #passOver(same: SameLines, stretch: Stretch, start: number, end: number, owner: number): number {
    const { bytes } = stretch;
    const base = bytes.byteOffset;
    const bracket = this.#prefix.lengthAt(bytes, start, end);
    const to = same.pass(base + start, base + end, base + bytes.length, bracket) - base;
    if (to === end) return end;
    const { lines, last, mark, status } = same.passed();
    this.#state.noteEnd(owner, mark, status);
    this.#line += lines;
    stretch.extendRun(to, lines, last - base, this.#line - 1);
    return to;
  }
}

/** Finds the number of each line's request, and marks what the line says of it. */
class Owners {
  readonly #state: SiftState;
  readonly #prefix: PrefixReader;
  readonly #json: JsonLineReader;
  /** No document has ended the last entry of text: what is none may go on with it. */
  #isTextOpen = false;

  constructor(state: SiftState, prefix: PrefixReader, json: JsonLineReader) {
    this.#state = state;
    this.#prefix = prefix;
    this.#json = json;
  }

  ownerOf(bytes: Uint8Array, view: DataView, start: number, end: number): number {
    const isJson = bytes[start] === BRACE;
    const reader = isJson ? this.#json : this.#prefix;
    const skip = reader.lengthAt(bytes, start, end);
    if (skip === NO_LINE) return this.#ownerOfOther(bytes, start, end);
    const owner = skip < 0 ? NOBODY : this.#note(reader, bytes, view, start, end, skip);
    if (owner !== NOBODY || !isJson) this.#isTextOpen = !isJson;
    return owner === NOBODY && isJson && !this.#isTextOpen ? ALONE : owner;
  }

  #ownerOfOther(bytes: Uint8Array, start: number, end: number): number {
    if (isBlank(bytes, start)) return EMPTY;
    this.#json.seeOther(bytes, end);
    return NOBODY;
  }

  #note(
    reader: PrefixReader,
    bytes: Uint8Array,
    view: DataView,
    start: number,
    end: number,
    skip: number,
  ): number {
    const id = start + skip + 1;
    const owner = ownerAt(id, bytes, view, end, this.#state);
    if (owner === NOBODY) return NOBODY;
    const isFirst = this.#state.note(owner, bytes, view, id + ID_BYTES + 2, end);
    if (isFirst && skip > 0) this.#state.sawTime(reader.timeAt(bytes, start));
    return owner;
  }
}

/** The number of the request whose id stands at `id`; that of the line before is asked for first. */
function ownerAt(id: number, bytes: Uint8Array, view: DataView, end: number, state: SiftState) {
  const last = isIdEnd(bytes, id + ID_BYTES) ? state.lastAt(view, id) : -1;
  if (last !== -1) return last;
  return idAfter(bytes, id - 1, end) === -1 ? NOBODY : state.numberAt(view, id);
}

/** Whether the line has nothing on it, up to its line feed. */
function isBlank(bytes: Uint8Array, start: number): boolean {
  let at = start;
  while (bytes[at] === BLANK || bytes[at] === TAB || bytes[at] === RETURN) at++;
  return bytes[at] === LINE_FEED;
}

/** A line without prefix is an entry of nobody's when there is none that it could belong to. */
function startsAnew(stretch: Stretch, isUnfinished: boolean): boolean {
  const { count } = stretch;
  return count === 0 || (isUnfinished && stretch.ownerOf(count - 1) === NOBODY);
}

function extend(stretch: Stretch, end: number, isUnfinished: boolean, state: SiftState): void {
  const owner = stretch.ownerOf(stretch.count - 1);
  stretch.extendLast(end);
  // The beginning of an entry looks loose as well; it is read again when the rest has come.
  if (owner !== NOBODY && !isUnfinished) state.taint(owner);
}

/** The last entry goes on unread: none of its request's entries may stay behind. */
function giveAway(stretch: Stretch, state: SiftState): void {
  const owner = stretch.ownerOf(stretch.count - 1);
  if (owner !== NOBODY) state.taint(owner);
}

function afterLineFeed(bytes: Uint8Array, from: number): number {
  const feed = bytes.indexOf(LINE_FEED, from);
  return feed === -1 ? bytes.length : feed + 1;
}
