import { Buffer } from "node:buffer";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const MEBIBYTE = 1024 * 1024;

/** Longer physical lines are cut to their first `KEPT_BYTES`. */
const LINE_BYTES = 8 * MEBIBYTE;
const KEPT_BYTES = MEBIBYTE;
/** A line of JSON has no limit (Firehose writes documents without separators): it comes in pieces. */
const PIECE_BYTES = MEBIBYTE;

type Line = {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** False for a piece of a long line of JSON that goes on. */
  readonly isEnded: boolean;
  /** The line was longer than could be kept. */
  readonly isCut: boolean;
};

export type LineSplitter = {
  /** `lines` holds pairs: at which byte, a line's beginning, lines were left out, and the number there. */
  push(bytes: Buffer, lines: readonly number[]): void;
  end(): void;
};

/**
 * UTF-8 bytes to lines, each decoded by itself, so that chunk boundaries never show. `take` gets each
 * as it is found: lines that are empty are many times larger as objects than as bytes.
 */
export function createLineSplitter(take: (line: Line) => void): LineSplitter {
  return new Splitter(take);
}

class Splitter implements LineSplitter {
  readonly #take: (line: Line) => void;
  #number = 1;
  /** The beginning of a line whose end has not come. */
  #pending: Buffer[] = [];
  #size = 0;
  /** The first byte of the line that is no blank, once seen. */
  #opener: number | undefined;
  #isSkipping = false;
  #isInPieces = false;

  constructor(take: (line: Line) => void) {
    this.#take = take;
  }

  push(bytes: Buffer, lines: readonly number[]): void {
    let from = 0;
    let jump = 0;
    for (let to = bytes.indexOf(LINE_FEED); to !== -1; to = bytes.indexOf(LINE_FEED, from)) {
      jump = this.#jump(lines, jump, from);
      if (this.#size === 0 && to - from <= PIECE_BYTES) this.#whole(bytes, from, to);
      else this.#finish(bytes.subarray(from, to));
      from = to + 1;
    }
    if (from === bytes.length) return;
    this.#jump(lines, jump, from);
    this.#hold(bytes.subarray(from));
  }

  /** Goes on with the number that `lines` gives for `at`; returns where the next pair stands. */
  #jump(lines: readonly number[], next: number, at: number): number {
    if (lines[next] !== at) return next;
    this.#number = lines[next + 1] as number;
    return next + 2;
  }

  end(): void {
    if (this.#size > 0 || this.#isInPieces) this.#finish(Buffer.alloc(0));
  }

  /** The usual line: short, and all in one chunk. */
  #whole(bytes: Buffer, from: number, to: number): void {
    if (this.#isSkipping || this.#isInPieces) {
      this.#finish(bytes.subarray(from, to));
      return;
    }
    const end = to > from && bytes[to - 1] === CARRIAGE_RETURN ? to - 1 : to;
    const text = bytes.toString("utf8", from, end);
    this.#take({ text, number: this.#number, isEnded: true, isCut: false });
    this.#number += 1;
  }

  #finish(tail: Buffer): void {
    if (!this.#isSkipping) {
      const rest = this.#cutToPieces(this.#joinedWith(tail));
      if (rest.length > LINE_BYTES) this.#add(rest.subarray(0, KEPT_BYTES), true, true);
      else this.#add(rest, true, false);
    }
    this.#number += 1;
    this.#opener = undefined;
    this.#isSkipping = false;
    this.#isInPieces = false;
  }

  #hold(bytes: Buffer): void {
    if (this.#isSkipping) return;
    this.#pending.push(Buffer.from(bytes)); // the caller may use its buffer again
    this.#size += bytes.length;
    this.#opener ??= bytes.find(isInk);
    if (this.#size <= PIECE_BYTES) return;
    if (isBracket(this.#opener)) {
      const rest = this.#cutToPieces(this.#joinedWith(Buffer.alloc(0)));
      this.#pending = [rest];
      this.#size = rest.length;
    } else if (this.#size > LINE_BYTES) {
      this.#add(this.#joinedWith(Buffer.alloc(0)).subarray(0, KEPT_BYTES), true, true);
      this.#isSkipping = true;
    }
  }

  #joinedWith(tail: Buffer): Buffer {
    if (this.#pending.length === 0) return tail;
    const joined = Buffer.concat([...this.#pending, tail]);
    this.#pending = [];
    this.#size = 0;
    return joined;
  }

  #cutToPieces(bytes: Buffer): Buffer {
    if (bytes.length <= PIECE_BYTES) return bytes;
    this.#opener ??= bytes.find(isInk);
    if (!isBracket(this.#opener)) return bytes;
    this.#isInPieces = true;
    let rest = bytes;
    while (rest.length > PIECE_BYTES) {
      const at = characterStart(rest, PIECE_BYTES);
      this.#add(rest.subarray(0, at), false, false);
      rest = rest.subarray(at);
    }
    return rest;
  }

  #add(bytes: Buffer, isEnded: boolean, isCut: boolean): void {
    const hasReturn = isEnded && bytes.at(-1) === CARRIAGE_RETURN;
    const text = bytes.toString("utf8", 0, hasReturn ? bytes.length - 1 : bytes.length);
    this.#take({ text, number: this.#number, isEnded, isCut });
  }
}

function isInk(byte: number): boolean {
  return byte > 0x20;
}

function isBracket(byte: number | undefined): boolean {
  return byte === 0x7b || byte === 0x5b;
}

/** The last start of a character at or before `at`; in a run of stray continuation bytes, `at`. */
function characterStart(bytes: Buffer, at: number): number {
  for (let start = at; start > at - 4; start -= 1) {
    if (((bytes[start] as number) & 0xc0) !== 0x80) return start;
  }
  return at;
}
