import { isForeign, isOpening } from "./openings.ts";
import { idEndAt } from "./request-id.ts";
import { sentenceStarts, startsBehindDocument } from "./sentences.ts";
import type { Prefix } from "./text-line.ts";
import { consoleTimeAt, isoAt } from "./time.ts";

const BLANK = 0x20;
const TIME_BEFORE = /\d{4}-\d\d-\d\d[T ][0-9:.,]{8,18}(?:Z|[+-][0-9:]{4,6})?[\s|]{1,8}$/;
const LONGEST_TIME = 48;
/** Where a date of the console's test can begin, counted back from its " UTC ". */
const CONSOLE_DATE =
  /(?:^|[^A-Za-z]|\\n)([A-Za-z]{2,3} {1,3}[A-Za-z]{3} {1,3}\d{1,2} {1,3}\d\d ?: ?\d\d ?: ?\d\d {0,2})$/;
const LONGEST_DATE = 36;
const NONE: readonly number[] = [];

/** Where more entries begin on a line with this prefix, or with none; `isOfDocument` if an entry without one holds a document so far. */
export function startsIn(
  text: string,
  { requestId, isConsole, end }: Prefix,
  isOfDocument: boolean,
): readonly number[] {
  if (requestId !== undefined || isConsole) return gluedStarts(text, end, requestId);
  if (isOpening(text, end)) return gluedBareStarts(text, end);
  const starts = gluedStarts(text, end, undefined);
  return starts.length === 0 && isOfDocument ? startsBehindDocument(text) : starts;
}

/** Where entries begin that were pasted behind one another on this line: empty for most lines. */
export function gluedStarts(
  text: string,
  messageAt: number,
  requestId: string | undefined,
): readonly number[] {
  const console = consoleStarts(text, messageAt);
  const hasBracket = text.includes("(", messageAt); // few do, and it is the cheapest to find out
  if (!hasBracket && console === NONE) return NONE;
  const sameId = sameIdStarts(text, messageAt, requestId);
  const otherId = otherIdStarts(text, messageAt);
  if (sameId === NONE && console === NONE && otherId === NONE) return NONE;
  return ascending([...sameId, ...console, ...otherId]);
}

/** As `gluedStarts`, for lines whose entries have no id before them. */
function gluedBareStarts(text: string, messageAt: number): readonly number[] {
  const starts = [...gluedStarts(text, messageAt, undefined), ...isoStarts(text, messageAt)];
  return ascending(starts.length > 0 ? starts : sentenceStarts(text, messageAt));
}

function ascending(starts: readonly number[]): readonly number[] {
  return [...new Set(starts)].sort((left, right) => left - right);
}

function sameIdStarts(
  text: string,
  from: number,
  requestId: string | undefined,
): readonly number[] {
  if (requestId === undefined) return NONE;
  const prefix = `(${requestId}) `;
  if (!text.includes(prefix, from)) return NONE; // nearly always, and cheap to find out
  return positionsOf(prefix, text, from)
    .filter((at) => isOpening(text, at + prefix.length))
    .map((at) => withTimeBefore(text, at, from));
}

/** A foreign text may quote another request's lines: only the service's own words are split there. */
function otherIdStarts(text: string, from: number): readonly number[] {
  const bracket = isForeign(text, from) ? "\t(" : "(";
  if (!text.includes(bracket, from)) return NONE;
  return positionsOf(bracket, text, from)
    .map((at) => at + bracket.length - 1)
    .filter((at) => {
      const end = idEndAt(text, at);
      return end !== -1 && isOpening(text, end + 1);
    })
    .map((at) => withTimeBefore(text, at, from));
}

function consoleStarts(text: string, from: number): readonly number[] {
  if (!text.includes("UTC ", from)) return NONE;
  return positionsOf("UTC ", text, from).flatMap((at) => {
    const before = text.slice(Math.max(from, at - LONGEST_DATE), at);
    const date = CONSOLE_DATE.exec(before)?.[1];
    if (date === undefined) return [];
    const start = at - date.length;
    return consoleTimeAt(text, start) === undefined ? [] : [start];
  });
}

function isoStarts(text: string, from: number): readonly number[] {
  return positionsOf("T", text, from).flatMap((at) => {
    const time = isoAt(text, at - 10);
    if (time === undefined || at - 10 <= from) return [];
    return isOpening(text, afterBlanks(text, time.end)) ? [at - 10] : [];
  });
}

function withTimeBefore(text: string, at: number, from: number): number {
  const before = text.slice(Math.max(from, at - LONGEST_TIME), at);
  const time = TIME_BEFORE.exec(before);
  return time === null ? at : at - before.length + time.index;
}

function positionsOf(wanted: string, text: string, from: number): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(wanted, from); at !== -1; at = text.indexOf(wanted, at + 1)) {
    found.push(at);
  }
  return found;
}

function afterBlanks(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === BLANK) end += 1;
  return end;
}
