import { ID_BYTES } from "./id-hash.ts";

/** What an entry says of its request, as bits of a mark. */
export const SUCCEEDED = 1;
export const ENDED_WELL = 2;
export const ENDED_BADLY = 4;

const OPEN = 40;
const CLOSE = 41;
const BLANK = 32;
const QUOTE = 34;
const DASH = 45;
const ZERO = 48;
const NINE = 57;
/** `(`, the id, `) `. */
export const FRAME = ID_BYTES + 3;

const SUCCESS_TEXT = wordsOf("Successfully completed execution");
const END_TEXT = wordsOf("Method completed with status");
const SUCCESS_LENGTH = 32;
const END_LENGTH = 33;
const STATUS_AT = 30;

/**
 * Where the id of an entry `(uuid) text` begins that has its opening bracket at `at`, else -1.
 * The text begins `ID_BYTES + 2` further on.
 */
export function idAfter(bytes: Uint8Array, at: number, end: number): number {
  const framed =
    end - at >= FRAME &&
    bytes[at] === OPEN &&
    isIdEnd(bytes, at + 37) &&
    bytes[at + 9] === DASH &&
    bytes[at + 14] === DASH &&
    bytes[at + 19] === DASH &&
    bytes[at + 24] === DASH;
  // Masked ids (`xxxxxxxx-…`) are shared by all requests of a log: they are no identity.
  return framed && isHex(bytes[at + 1] as number) && isHex(bytes[at + 36] as number) ? at + 1 : -1;
}

/** Whether `) ` stands at `at`. */
export function isIdEnd(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === CLOSE && bytes[at + 1] === BLANK;
}

/**
 * What the text at `at` says: SUCCEEDED, ENDED_WELL, ENDED_BADLY, or 0 for anything else. What stands
 * at the end of the bytes says nothing yet: it could go on.
 */
export function markAt(bytes: Uint8Array, view: DataView, at: number, end: number): number {
  if (end - at <= SUCCESS_LENGTH) return 0;
  const first = view.getInt32(at, true);
  if (first === SUCCESS_TEXT[0]) {
    const isSuccess = startsWith(view, at, SUCCESS_TEXT) && isOver(bytes, at + SUCCESS_LENGTH);
    return isSuccess ? SUCCEEDED : 0;
  }
  const isEnd = first === END_TEXT[0] && startsWith(view, at, END_TEXT);
  return isEnd && isOver(bytes, at + END_LENGTH) ? endMark(statusAt(bytes, at)) : 0;
}

function endMark(status: number): number {
  if (status >= 500) return ENDED_BADLY;
  return status >= 200 ? ENDED_WELL : 0;
}

/** The number in `Method completed with status: 200` that begins at `at`. */
export function statusAt(bytes: Uint8Array, at: number): number {
  const digit = (place: number) => (bytes[at + STATUS_AT + place] as number) - ZERO;
  return digit(0) * 100 + digit(1) * 10 + digit(2);
}

export function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function isHex(byte: number): boolean {
  const lower = byte | 0x20;
  return isDigit(byte) || (lower >= 97 && lower <= 102);
}

/** The line ends at `at`, or the JSON string. */
function isOver(bytes: Uint8Array, at: number): boolean {
  const next = bytes[at] as number;
  return next < BLANK || next === QUOTE;
}

function wordsOf(text: string): readonly number[] {
  const view = new DataView(new TextEncoder().encode(text).buffer);
  return Array.from({ length: text.length >> 2 }, (_, word) => view.getInt32(word * 4, true));
}

function startsWith(view: DataView, at: number, words: readonly number[]): boolean {
  for (let word = 1; word < words.length; word++) {
    if (view.getInt32(at + word * 4, true) !== words[word]) return false;
  }
  return true;
}
