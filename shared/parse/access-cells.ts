import type { AccessField } from "../domain/record.ts";
import { fieldOfValue, sentenceAt } from "./access-values.ts";
import { REFUSAL_PHRASES, refusalAt } from "./short-answers.ts";
import { clfTimeIn } from "./time.ts";

type Pair = readonly [field: AccessField, value: string];

const METHODS = new Set(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY"]);
const EVENT_TYPES = new Set<string | undefined>(["CONNECT", "MESSAGE", "DISCONNECT"]);
const PROTOCOL = /^HTTP\/\d/;
const STATUS = /^[1-5]\d\d$/;
const DIGITS = /^\d{1,19}$/;
const EPOCH = /^\d{13}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const EXTENDED_ID = /^[\w+/-]{10,20}=$/;
const ROUTE_NAME = /^[\w.:/-]{2,128}$/;
const ROUTE_KEY = /^(?:[A-Z]{3,7} \/\S{0,2000}|\$[a-z]{3,20})$/;
const NAMED_BY_VALUE: ReadonlySet<AccessField> = new Set<AccessField>([
  "authorizer.error",
  "error.message",
  "error.responseType",
  "integration.error",
  "integrationErrorMessage",
  "wafResponseCode",
]);
/** A word, a quote, a bracket; the short refusals of more than one word are one. */
const CLF_TOKEN = new RegExp(
  String.raw`${REFUSAL_PHRASES.join("|")}|\[[^\]]{0,80}\]|"[^"]{0,8000}"|[^\s"[]{1,8000}`,
  "g",
);
const LONGEST_LINE = 64 * 1024;

/**
 * What the values of a line without names say, told by their own form and order: AWS's sample
 * layouts of CLF and CSV, and what customers make of them.
 */
export function pairsOfCells(cells: readonly string[]): readonly Pair[] {
  const row = new Map<AccessField, string>();
  for (const [index, cell] of cells.entries()) {
    const field = fieldOf(cell, row, cells[index - 1] ?? "") ?? routeAlone(index, cells, row);
    if (field !== undefined && !row.has(field)) row.set(field, cell);
  }
  return [...row].filter(([field]) => !isClients(field, row));
}

/** Cells have no names: words of the gateway in a request that went well are its client's. */
function isClients(field: AccessField, row: ReadonlyMap<AccessField, string>): boolean {
  return NAMED_BY_VALUE.has(field) && (row.get("status") ?? "") < "400";
}

/** The cells of a line in the Common Log Format: `ip caller user [time] "GET /p HTTP/1.1" 200 49 id`. */
export function cellsOfClf(line: string): readonly string[] {
  if (line.length > LONGEST_LINE) return [];
  const sentence = sentenceStart(line);
  const tokens = line.slice(0, sentence).matchAll(CLF_TOKEN);
  const cells = [...tokens].flatMap(([token]) => {
    if (token.startsWith("[")) return [token.slice(1, -1)];
    return token.startsWith('"') ? cellsOfQuote(token.slice(1, -1)) : [token];
  });
  return sentence === line.length ? cells : [...cells, line.slice(sentence)];
}

export function isMethod(text: string): boolean {
  return METHODS.has(text);
}

export function isEventType(text: string | undefined): boolean {
  return EVENT_TYPES.has(text);
}

export function isProtocol(text: string): boolean {
  return PROTOCOL.test(text);
}

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Whether the values are those of one request: its end, and who or what was asked for. */
export function isRequestRow(pairs: readonly Pair[]): boolean {
  const fields = new Set(pairs.map(([field]) => field));
  const isTimed = fields.has("requestTime") || fields.has("requestTimeEpoch");
  const isAsked = fields.has("httpMethod") || fields.has("routeKey") || fields.has("eventType");
  return fields.has("status") && isTimed && isAsked;
}

function fieldOf(
  cell: string,
  row: ReadonlyMap<AccessField, string>,
  before: string,
): AccessField | undefined {
  if (clfTimeIn(cell) !== undefined) return "requestTime";
  if (DIGITS.test(cell)) return numberField(cell, row);
  if (METHODS.has(cell)) return "httpMethod";
  if (EVENT_TYPES.has(cell)) return "eventType";
  if (PROTOCOL.test(cell)) return "protocol";
  if (ROUTE_KEY.test(cell)) return "routeKey";
  if (UUID.test(cell)) return "requestId";
  if (EXTENDED_ID.test(cell)) return extendedIdField(row, before);
  return pathField(cell, before) ?? refusalField(cell, row) ?? fieldOfValue(cell);
}

/** Behind the id: what stands before it in the usual formats is the client's. */
function refusalField(
  cell: string,
  row: ReadonlyMap<AccessField, string>,
): AccessField | undefined {
  const isRefusal = row.has("requestId") && refusalAt(cell, 0, row.get("status")) === cell;
  return isRefusal ? "error.message" : undefined;
}

/** A WebSocket route has neither method nor protocol: it stands alone between the two. */
function routeAlone(
  index: number,
  cells: readonly string[],
  row: ReadonlyMap<AccessField, string>,
): AccessField | undefined {
  const isBetween = cells[index - 1] === "-" && cells[index + 1] === "-";
  const isDue = row.has("requestTime") && !row.has("status");
  if (!isBetween || !isDue || !ROUTE_NAME.test(String(cells[index]))) return undefined;
  return cells.some(isMethod) ? undefined : "routeKey";
}

function numberField(cell: string, row: ReadonlyMap<AccessField, string>): AccessField | undefined {
  if (EPOCH.test(cell)) return "requestTimeEpoch";
  if (STATUS.test(cell) && !row.has("status")) return "status";
  return row.has("status") ? "responseLength" : undefined;
}

/** HTTP and WebSocket APIs have no UUID: their request id has the extended id's form. */
function extendedIdField(row: ReadonlyMap<AccessField, string>, before: string): AccessField {
  if (row.has("eventType") && !row.has("status") && before === row.get("routeKey"))
    return "connectionId";
  return row.has("requestId") ? "extendedRequestId" : "requestId";
}

function pathField(cell: string, before: string): AccessField | undefined {
  if (EVENT_TYPES.has(before)) return "routeKey";
  return METHODS.has(before) && cell.startsWith("/") ? "resourcePath" : undefined;
}

/** `"GET /pets HTTP/1.1"` is three cells, `"Endpoint request timed out"` is one. */
function cellsOfQuote(quoted: string): readonly string[] {
  return sentenceAt(quoted, 0) === undefined && !REFUSAL_PHRASES.includes(quoted)
    ? quoted.split(" ")
    : [quoted];
}

/** Where a sentence begins that nobody quoted: it goes on to the end of the line. */
function sentenceStart(line: string): number {
  let at = line.indexOf(" ");
  while (at !== -1 && sentenceAt(line, at + 1) === undefined) at = line.indexOf(" ", at + 1);
  return at === -1 ? line.length : at + 1;
}
