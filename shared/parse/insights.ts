import type { Place } from "../domain/record.ts";
import { fieldNamed } from "./access-names.ts";
import { accessRecord, isAccessRow, readingOf } from "./access-record.ts";
import { type Context, unreadable, within } from "./context.ts";
import { isObject, type JsonObject, printed, valueIn } from "./json-value.ts";
import { isOpening } from "./openings.ts";
import { originOfLogReference } from "./origin.ts";
import type { Reading } from "./reading.ts";
import { isRequestId } from "./request-id.ts";
import { type Moment, momentOf } from "./time.ts";

type Columns = ReadonlyMap<string, string>;

const ERRORS = /error|err$|reason|description/i;

/** GetQueryResults: `results[]` of rows. */
export function readQueryResults(document: JsonObject, reading: Reading): boolean {
  const { results } = document;
  if (!Array.isArray(results)) return false;
  reading.sink.form("insights_json");
  for (const row of results) readRow(row, reading, printed(row));
  return true;
}

/** A row as a list of `{"field":…,"value":…}`; false when the list is no such row. */
export function readFieldRow(row: readonly unknown[], reading: Reading): boolean {
  if (row.length === 0 || !row.every(isPair)) return false;
  reading.sink.form("insights_json");
  readRow(row, reading, printed(row));
  return true;
}

/** A row as an object, `{"@timestamp":…,"@message":…}`, or a single pair of a row. */
export function readInsightsObject(document: JsonObject, reading: Reading): boolean {
  if (!isPair(document) && !isRow(document, reading)) return false;
  reading.sink.form("insights_json");
  readRow(isPair(document) ? [document] : document, reading, reading.text);
  return true;
}

/** The row of a table of query results, whatever it was printed as. */
export function readColumns(columns: Columns, reading: Reading, text: string): void {
  const place = reading.nextEvent();
  const context = contextOf(columns, reading, place);
  const message = columns.get("@message") ?? entryIn(columns);
  if (message !== undefined) {
    reading.readText(withId(message, columns), context);
    return;
  }
  const row = readingOf(columns);
  if (!isAccessRow(row)) reading.sink.unreadable(unreadable("wrong_shape", place, text));
  else
    reading.sink.record(
      accessRecord(row, { text, place, origin: context.origin, moment: context.moment }),
    );
}

function isRow(document: JsonObject, { isInsideEntry }: Reading): boolean {
  if (Object.hasOwn(document, "@message")) return true;
  const hasEntry = Object.values(document).some(isEntry); // few have, and it is cheap to find out
  return hasEntry && !isInsideEntry && entryIn(columnsOf(document)) !== undefined;
}

function isEntry(value: unknown): boolean {
  return typeof value === "string" && isOpening(value, 0);
}

/** What `parse @message "(*) *"` made of an entry beside its id, whatever it is named. */
function entryIn(columns: Columns): string | undefined {
  if (idIn(columns) === undefined || readingOf(columns).isApplication) return undefined;
  const entries = [...columns].filter(([name, value]) => isEntry(value) && !isOfAccess(name));
  return entries.length === 1 ? entries[0]?.[1] : undefined;
}

/** Names of an access log, which may repeat the words of the execution log. */
function isOfAccess(name: string): boolean {
  return fieldNamed(name, false) !== undefined || ERRORS.test(name);
}

/** The id that `parse` took off the entry stands before it again. */
function withId(message: string, columns: Columns): string {
  const id = isEntry(message) ? idIn(columns) : undefined;
  return id === undefined ? message : `(${id}) ${message}`;
}

/** The only value that is a request id; of several that of the column which is named so. */
function idIn(columns: Columns): string | undefined {
  const ids = [...columns].filter(([, value]) => isRequestId(value));
  const named =
    ids.length === 1 ? ids : ids.filter(([name]) => fieldNamed(name, false) === "requestId");
  return named.length === 1 ? named[0]?.[1] : undefined;
}

function readRow(row: unknown, reading: Reading, text: string): void {
  const columns = columnsOf(row);
  const parsed = isObject(row) ? valueIn(row, "@message") : undefined;
  if (isObject(parsed)) reading.readValue(parsed, contextOf(columns, reading, reading.nextEvent()));
  else readColumns(columns, reading, text);
}

function contextOf(columns: Columns, reading: Reading, place: Place): Context {
  const logStream = columns.get("@logStream");
  const origin = {
    ...originOfLogReference(columns.get("@log") ?? ""),
    ...(logStream !== undefined && { logStream }),
  };
  const moment = insightsMoment(columns.get("@timestamp"));
  return within(reading.context, { place, origin, moment });
}

/** Insights shows UTC and does not say so; a number has no zone. */
function insightsMoment(written: string | undefined): Moment | undefined {
  const moment = momentOf(written);
  return moment !== undefined && written?.includes(":") ? { zone: "UTC", ...moment } : moment;
}

function columnsOf(row: unknown): Columns {
  if (Array.isArray(row)) {
    return new Map(row.filter(isPair).map(({ field, value }) => [field, String(value ?? "")]));
  }
  if (!isObject(row)) return new Map();
  const told = Object.entries(row).filter(([, value]) => typeof value !== "object");
  return new Map(told.map(([name, value]) => [name, String(value)]));
}

function isPair(value: unknown): value is { readonly field: string; readonly value?: unknown } {
  return (
    isObject(value) && typeof valueIn(value, "field") === "string" && Object.hasOwn(value, "value")
  );
}
