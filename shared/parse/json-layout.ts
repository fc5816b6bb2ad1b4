import { Buffer } from "node:buffer";
import type { SameLines } from "./same-lines.ts";
import { isDigit } from "./sift-entry.ts";

const BLANK = 32;
const QUOTE = 34;
const COMMA = 44;
const ZERO = 48;
const COLON = 58;
const BACKSLASH = 92;
const END_BRACE = 125;
const LOWER_U = 117;
const ESCAPES = new Set(Buffer.from('"\\/bfnrtu'));
const MAY_BREAK = new Set(Buffer.from("nru"));
const HEX_DIGITS = /^[0-9a-f]{4}$/i;
const LONGEST_NAME = 40;
const MOST_FIELDS = 12;
/** Milliseconds since 1970, from 2001 to 2286. */
export const TIME_DIGITS = 13;

/** How the lines of a log in JSON lines are written: events, or delivered records. */
export class Layout {
  /** What stands before each value, and behind the last. */
  readonly #between: readonly Uint8Array[];
  /** Which values are texts, in quotes; the others are times. */
  readonly #isText: readonly boolean[];
  readonly #entry: number;
  readonly #time: number;

  /** @param time which value is the line's time; -1 when none is */
  constructor(
    between: readonly Uint8Array[],
    isText: readonly boolean[],
    entry: number,
    time: number,
  ) {
    this.#between = between;
    this.#isText = isText;
    this.#entry = entry;
    this.#time = time;
  }

  /** Where the text of the entry begins, in the line at `start`; 0 when the line is written otherwise. */
  entryAt(bytes: Uint8Array, start: number, end: number): number {
    return this.#follow(bytes, start, end, 0, this.#entry);
  }

  /** Where the line is over whose entry is over at `at`; 0 when it is written otherwise. */
  endAt(bytes: Uint8Array, at: number, end: number): number {
    return this.#follow(bytes, at, end, this.#entry + 1, this.#isText.length);
  }

  /** Where the time of the line at `start` begins; 0 when it has none. */
  timeAt(bytes: Uint8Array, start: number, end: number): number {
    return this.#time === -1 ? 0 : this.#follow(bytes, start, end, 0, this.#time);
  }

  /** Whether the time stands before the entry. */
  get isTimeFirst(): boolean {
    return this.#time !== -1 && this.#time < this.#entry;
  }

  /** From what stands before value `from` to where value `to` begins; 0 when something else stands between. */
  #follow(bytes: Uint8Array, start: number, end: number, from: number, to: number): number {
    let at = start;
    for (let value = from; ; value++) {
      const piece = this.#between[value] as Uint8Array;
      if (!startsWith(bytes, at, piece)) return 0;
      at += piece.length;
      if (value === to) return at;
      at = valueEnd(bytes, at, end, this.#isText[value] === true);
      if (at === 0) return 0;
    }
  }
}

function startsWith(bytes: Uint8Array, at: number, piece: Uint8Array): boolean {
  for (let place = 0; place < piece.length; place++) {
    if (bytes[at + place] !== piece[place]) return false;
  }
  return true;
}

function valueEnd(bytes: Uint8Array, at: number, end: number, isText: boolean): number {
  return isText ? Math.abs(textEnd(bytes, at, end)) : timeEnd(bytes, at);
}

/** What a delivered record and an event consist of: what has other fields may be something else. */
const KINDS = [
  {
    entry: "payload",
    time: "event_timestamp",
    texts: ["payload", "resource_arn", "api_id", "stage", "resource_path", "http_method"],
    times: ["event_timestamp"],
  },
  {
    entry: "message",
    time: "timestamp",
    texts: ["message", "logGroupIdentifier", "logGroupName", "logStreamName", "eventId"],
    times: ["timestamp", "ingestionTime"],
  },
] as const;

/** How the document at `start` is written, if it is a delivered record or an event, and nothing else. */
export function layoutOf(bytes: Uint8Array, start: number, end: number): Layout | undefined {
  const between: Uint8Array[] = [];
  const names: string[] = [];
  const isText: boolean[] = [];
  let from = start;
  let at = start;
  do {
    const field = fieldAt(bytes, at, end);
    if (field === undefined || names.length === MOST_FIELDS) return undefined;
    names.push(field.name);
    isText.push(field.isText);
    between.push(new Uint8Array(bytes.subarray(from, field.from)));
    from = field.to;
    at = afterBlanks(bytes, field.to + Number(field.isText));
  } while (bytes[at] === COMMA);
  if (bytes[at] !== END_BRACE) return undefined;
  between.push(new Uint8Array(bytes.subarray(from, at + 1)));
  return ofKnownKind(names, isText, between);
}

type Field = {
  readonly name: string;
  readonly isText: boolean;
  /** Where its value begins, without a quote, and ends. */
  readonly from: number;
  readonly to: number;
};

/** The field whose brace or comma stands at `at`. */
function fieldAt(bytes: Uint8Array, at: number, end: number): Field | undefined {
  const open = afterBlanks(bytes, at + 1);
  const close = nameEnd(bytes, open);
  const colon = afterBlanks(bytes, close + 1);
  if (close === -1 || bytes[colon] !== COLON) return undefined;
  const value = afterBlanks(bytes, colon + 1);
  const isText = bytes[value] === QUOTE;
  const from = value + Number(isText);
  const to = valueEnd(bytes, from, end, isText);
  const name = String.fromCharCode(...bytes.subarray(open + 1, close));
  return to === 0 ? undefined : { name, isText, from, to };
}

/** Where the quote stands that ends the name whose first stands at `open`, or -1. */
function nameEnd(bytes: Uint8Array, open: number): number {
  if (bytes[open] !== QUOTE) return -1;
  return bytes.subarray(0, open + LONGEST_NAME).indexOf(QUOTE, open + 1);
}

function afterBlanks(bytes: Uint8Array, at: number): number {
  let place = at;
  while (bytes[place] === BLANK) place++;
  return place;
}

function ofKnownKind(
  names: readonly string[],
  isText: readonly boolean[],
  between: readonly Uint8Array[],
): Layout | undefined {
  const kind = KINDS.find(({ entry }) => names.includes(entry));
  if (kind === undefined || names.length === 1) return undefined;
  const { entry, time, texts, times } = kind;
  const isKnown = names.every((name, at) => {
    const known: readonly string[] = isText[at] === true ? texts : times;
    return known.includes(name) && names.indexOf(name) === at;
  });
  if (!isKnown) return undefined;
  return new Layout(between, isText, names.indexOf(entry), names.indexOf(time));
}

/**
 * Where the quote stands that ends a text which begins at `at`; 0 when none does, or it is no JSON. Below 0 when
 * line breaks stand in it, or what may be one: it may be several entries.
 */
export function textEnd(bytes: Uint8Array, at: number, end: number, scan?: SameLines): number {
  let sign = 1;
  let place = plainEnd(bytes, at, end, scan);
  while (bytes[place] === BACKSLASH && isEscape(bytes, place + 1)) {
    if (MAY_BREAK.has(bytes[place + 1] as number)) sign = -1;
    place = plainEnd(bytes, place + 2, end, scan);
  }
  return bytes[place] === QUOTE && place < end ? sign * place : 0;
}

/** Where, from `at` on, a quote, a backslash or what no text has as it is stands; `end` at most. */
function plainEnd(bytes: Uint8Array, at: number, end: number, scan?: SameLines): number {
  const base = bytes.byteOffset;
  let place = scan === undefined ? at : scan.plain(base + at, base + end) - base;
  while (place < end && isPlain(bytes[place] as number)) place++;
  return place;
}

function isPlain(byte: number): boolean {
  return byte !== QUOTE && byte !== BACKSLASH && byte >= BLANK;
}

function isEscape(bytes: Uint8Array, at: number): boolean {
  if (!ESCAPES.has(bytes[at] as number)) return false;
  if (bytes[at] !== LOWER_U) return true;
  return HEX_DIGITS.test(String.fromCharCode(...bytes.subarray(at + 1, at + 5)));
}

/** Where a time of milliseconds ends that begins at `at`; 0 when none does. */
export function timeEnd(bytes: Uint8Array, at: number): number {
  const to = at + TIME_DIGITS;
  for (let place = at; place < to; place++) if (!isDigit(bytes[place] as number)) return 0;
  return bytes[at] === ZERO || isDigit(bytes[to] as number) ? 0 : to;
}

/** The time that begins at `at`, in milliseconds since 1970. */
export function timeIn(bytes: Uint8Array, at: number): number {
  let time = 0;
  for (let place = at; place < at + TIME_DIGITS; place++) {
    time = time * 10 + (bytes[place] as number) - ZERO;
  }
  return time;
}
