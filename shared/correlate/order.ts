import type { AccessRecord, ExecutionRecord, LogRecord } from "../domain/record.ts";
import { authorizerCallIn } from "./authorizer-call.ts";
import { type Message, rankOf, type Said } from "./message.ts";

type Placed<Kind extends LogRecord> = {
  readonly record: Kind;
  readonly rank: number;
  /** `-Infinity` when neither the record nor one written before it has a time. */
  readonly time: number;
};

/**
 * The records of one request in the order the service wrote them, each once: by time, then by the
 * message's place in the order of writing, then by text. How they arrived makes no difference.
 */
export function inWritingOrder(
  said: readonly Said[],
  accesses: readonly AccessRecord[],
): readonly LogRecord[] {
  const entries = ranked(said);
  const records = isInOrder(entries) ? entries.map(recordOf) : orderedOnce(placed(entries));
  return accesses.length === 0 ? records : [...records, ...orderedOnce(accesses.map(placedByTime))];
}

/** Nearly every request comes dated, in order and without repeats: sorting would change nothing. */
function isInOrder(entries: readonly Placed<ExecutionRecord>[]): boolean {
  return entries.every((entry, index) => {
    const before = entries[index - 1];
    return !isUndated(entry.record) && (before === undefined || compare(before, entry) < 0);
  });
}

/**
 * The records of one excerpt, each once. An excerpt was written in its own order, which also tells
 * an authorizer's call from the integration's when both stand in one second; kept unless times fall.
 */
export function inExcerptOrder(
  said: readonly Said[],
  accesses: readonly AccessRecord[],
): readonly LogRecord[] {
  const records = said.map(({ record }) => record);
  if (!areTimesRising(records)) return inWritingOrder(said, accesses);
  return [...withoutRepeats(records), ...orderedOnce(accesses.map(placedByTime))];
}

function areTimesRising(records: readonly LogRecord[]): boolean {
  const times = records.flatMap(({ time }) => time ?? []);
  return times.every((time, index) => index === 0 || time >= Number(times[index - 1]));
}

function withoutRepeats(records: readonly LogRecord[]): readonly LogRecord[] {
  const seen = new Set<string>();
  return records.filter(({ time, text }) => {
    const key = `${time} ${text}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Sorted, repeats stand next to each other. */
function orderedOnce<Kind extends LogRecord>(entries: readonly Placed<Kind>[]): readonly Kind[] {
  return entries
    .toSorted((a, b) => compare(a, b) || comparePlace(a.record, b.record))
    .filter((entry, index, sorted) => {
      const before = sorted[index - 1];
      return before === undefined || compare(before, entry) !== 0;
    })
    .map(recordOf);
}

function recordOf<Kind extends LogRecord>({ record }: Placed<Kind>): Kind {
  return record;
}

function compare(a: Placed<LogRecord>, b: Placed<LogRecord>): number {
  // Two undated entries: -Infinity less itself is no number, so equality is asked first.
  if (a.time !== b.time) return a.time - b.time;
  return a.rank - b.rank || compareText(a.record.text, b.record.text);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Of two copies the one with a time comes first, so that one is kept. */
function comparePlace(a: LogRecord, b: LogRecord): number {
  return (
    Number(isUndated(a)) - Number(isUndated(b)) ||
    compareText(a.place.input, b.place.input) ||
    a.place.line - b.place.line
  );
}

function isUndated(record: LogRecord): boolean {
  return record.time === undefined;
}

function placedByTime(record: AccessRecord): Placed<AccessRecord> {
  return { record, rank: 0, time: record.time ?? Number.NEGATIVE_INFINITY };
}

function ranked(said: readonly Said[]): readonly Placed<ExecutionRecord>[] {
  const isAuthorizerCall = authorizerCallIn(said);
  return said.map((entry) => ({
    record: entry.record,
    rank: placeOf(entry.message, isAuthorizerCall(entry)),
    time: entry.record.time ?? Number.NEGATIVE_INFINITY,
  }));
}

/** An entry without a time stands right after the last dated one that is written before it. */
function placed(entries: readonly Placed<ExecutionRecord>[]): readonly Placed<ExecutionRecord>[] {
  const written = entries.toSorted(
    (a, b) => a.rank - b.rank || Number(isUndated(a.record)) - Number(isUndated(b.record)),
  );
  let latest = Number.NEGATIVE_INFINITY;
  return written.map(({ record, rank, time }) => {
    latest = Math.max(latest, time);
    return { record, rank, time: record.time ?? latest };
  });
}

const AUTHORIZER_CALLED_AFTER = rankOf("Incoming identity:");

/** The call of an authorizer is logged in the integration's words, but stands much earlier. */
function placeOf({ rank }: Message, isAuthorizerCall: boolean): number {
  return isAuthorizerCall ? AUTHORIZER_CALLED_AFTER + rank / 1000 : rank;
}
