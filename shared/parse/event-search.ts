const QUOTE = 34;
const COMMA = 44;
const BRACE = 123;
const ZERO = 48;
const NINE = 57;

/** `{"id":"` */
const BEFORE_ID = 7;
/** Every event of CloudWatch Logs has an id of so many digits. */
const ID_DIGITS = 56;
/** A step that no run of `ID_DIGITS` digits fits between. */
const STRIDE = 48;

/** Finds where the event behind the one at `event` has its brace, or -1. */
type EventSearch = (bytes: Buffer, event: number) => number;

/**
 * How to find the events that follow the first: by their `,{"id"`, which no JSON string can hold since its
 * quotes would be escaped. Where the first id is one of CloudWatch Logs, a look at every 48th byte meets
 * all the others: twice as fast as going from brace to brace (bench, row `delivery`).
 */
export function eventSearchFor(bytes: Buffer, first: number): EventSearch {
  return hasUsualId(bytes, first) ? nextByDigits : nextByBrace;
}

function hasUsualId(bytes: Buffer, brace: number): boolean {
  const id = brace + BEFORE_ID;
  for (let at = id; at < id + ID_DIGITS; at++) if (!isDigitAt(bytes, at)) return false;
  return bytes[id + ID_DIGITS] === QUOTE;
}

function nextByDigits(bytes: Buffer, event: number): number {
  for (let at = event + BEFORE_ID + ID_DIGITS + STRIDE; at < bytes.length; at += STRIDE) {
    if (!isDigitAt(bytes, at)) continue;
    const brace = firstDigit(bytes, at) - BEFORE_ID;
    if (isEventAt(bytes, brace)) return brace;
  }
  return -1;
}

/** Where the digits of an id begin that has one at `at`: eight at a time, as its `,{"id":"` has none. */
function firstDigit(bytes: Buffer, at: number): number {
  let first = at;
  while (first > at - ID_DIGITS && isDigitAt(bytes, first - 8)) first -= 8;
  for (let left = 7; left > 0 && isDigitAt(bytes, first - 1); left--) first--;
  return first;
}

function isDigitAt(bytes: Buffer, at: number): boolean {
  const byte = bytes[at] as number;
  return byte >= ZERO && byte <= NINE;
}

function nextByBrace(bytes: Buffer, event: number): number {
  let at = bytes.indexOf(BRACE, event + 1);
  while (at !== -1 && !isEventAt(bytes, at)) at = bytes.indexOf(BRACE, at + 1);
  return at;
}

function isEventAt(bytes: Buffer, brace: number): boolean {
  return (
    bytes[brace - 1] === COMMA &&
    bytes[brace] === BRACE &&
    bytes[brace + 1] === QUOTE &&
    bytes[brace + 2] === 105 &&
    bytes[brace + 3] === 100 &&
    bytes[brace + 4] === QUOTE
  );
}
