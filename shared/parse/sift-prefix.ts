import { isDigit } from "./sift-entry.ts";

const MINUTE_MS = 60_000;
const SHORTEST = "2026-11-20T10:11:12Z ".length;
const LONGEST = "2026-11-20T10:11:12.123456789+00:00 ".length;
/** `2026-11-20T10:11`, which changes seldom from line to line. */
const TO_THE_MINUTE = 16;
const TO_THE_SECOND = 19;
const ZONE = "+00:00 ".length;
/** `Z` */
const UTC = 90;
const SHAPE = "dddd-dd-ddTdd:dd:dd";
const BRACKET = 40;
const NOT_ISO = -1;

/** Reads the ISO time that stands before `(id) text`; remembers the last, so as to compare and not parse. */
export type PrefixReader = {
  /** Bytes up to the bracket: 0 when the line begins with it, below 0 when it has none of these forms. */
  lengthAt(bytes: Uint8Array, start: number, end: number): number;
  /** Milliseconds since 1970 of the time that `lengthAt` has just found at `start`. */
  timeAt(bytes: Uint8Array, start: number): number;
};

export function createPrefixReader(): PrefixReader {
  const last = new Uint8Array(LONGEST);
  let length = SHORTEST;
  let minute = 0;

  return {
    lengthAt(bytes, start, end) {
      if (bytes[start] === BRACKET) return 0;
      if (end - start < LONGEST) return NOT_ISO;
      if (bytes[start + length] === BRACKET && looksLikeTime(bytes, start)) return length;
      const found = isoLength(bytes, start);
      if (found !== NOT_ISO) length = found;
      return found;
    },
    timeAt(bytes, start) {
      if (!isSame(bytes, start, last, length)) {
        last.set(bytes.subarray(start, start + length));
        minute = minuteAt(bytes, start, length);
      }
      const seconds = twoDigits(bytes, start + TO_THE_MINUTE + 1);
      return minute + seconds * 1000 + fraction(bytes, start + TO_THE_SECOND);
    },
  };
}

/** Enough to tell a line like the last one from another that has a bracket in the same place. */
function looksLikeTime(bytes: Uint8Array, start: number): boolean {
  return (
    bytes[start + 4] === 45 &&
    bytes[start + 7] === 45 &&
    bytes[start + 10] === 84 &&
    bytes[start + 13] === 58 &&
    bytes[start + 16] === 58
  );
}

/** True when the minute and the zone are those of `last`. */
function isSame(bytes: Uint8Array, start: number, last: Uint8Array, length: number): boolean {
  return (
    isEqual(bytes, start, last, 0, TO_THE_MINUTE) &&
    isEqual(bytes, start, last, length - (last[length - 2] === UTC ? 2 : ZONE), length)
  );
}

function isEqual(bytes: Uint8Array, start: number, last: Uint8Array, from: number, to: number) {
  for (let at = from; at < to; at++) if (bytes[start + at] !== last[at]) return false;
  return true;
}

/** The length of `2026-11-20T10:11:12.123Z ` before a bracket, else -1. */
function isoLength(bytes: Uint8Array, start: number): number {
  if (!isDateAndTime(bytes, start)) return NOT_ISO;
  let length = SHORTEST;
  while (length < LONGEST && bytes[start + length] !== BRACKET) length++;
  const isPrefix = isZoneThenGap(bytes, start + TO_THE_SECOND, start + length);
  return isPrefix && bytes[start + length] === BRACKET ? length : NOT_ISO;
}

function isDateAndTime(bytes: Uint8Array, start: number): boolean {
  for (let at = 0; at < TO_THE_SECOND; at++) {
    const byte = bytes[start + at] as number;
    const wanted = SHAPE.charCodeAt(at);
    if (wanted === 100 ? !isDigit(byte) : byte !== wanted) return false;
  }
  return true;
}

/** `.123`, then `Z` or `+00:00`, then one blank or tab, from `at` to `end`. */
function isZoneThenGap(bytes: Uint8Array, at: number, end: number): boolean {
  const gap = bytes[end - 1];
  let zone = at;
  if (bytes[zone] === 46) for (zone++; isDigit(bytes[zone] as number); ) zone++;
  const isUtc = bytes[zone] === UTC && zone + 2 === end;
  const isSigned = bytes[zone] === 43 || bytes[zone] === 45;
  const isOffset = isSigned && bytes[zone + 3] === 58 && zone + 7 === end;
  return (gap === 32 || gap === 9) && (isUtc || isOffset);
}

/** Milliseconds since 1970 of the minute at `start`, its zone reckoned with. */
function minuteAt(bytes: Uint8Array, start: number, length: number): number {
  const two = (at: number) => twoDigits(bytes, start + at);
  const day = Date.UTC(two(0) * 100 + two(2), two(5) - 1, two(8));
  const gap = start + length - 1;
  const east =
    bytes[gap - 1] === UTC ? 0 : twoDigits(bytes, gap - 5) * 60 + twoDigits(bytes, gap - 2);
  const sign = bytes[gap - 6] === 45 ? -1 : 1;
  return day + (two(11) * 60 + two(14) - sign * east) * MINUTE_MS;
}

/** Whole milliseconds of `.123456` at `at`; 0 when there is no fraction. */
function fraction(bytes: Uint8Array, at: number): number {
  let milliseconds = 0;
  for (let place = 1, weight = 100; bytes[at] === 46 && place <= 3; place++, weight /= 10) {
    const byte = bytes[at + place] as number;
    if (!isDigit(byte)) break;
    milliseconds += (byte - 48) * weight;
  }
  return milliseconds;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) * 10 + (bytes[at + 1] as number) - 528;
}
