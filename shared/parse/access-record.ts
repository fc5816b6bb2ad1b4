import type { AccessField, AccessFields, AccessRecord, Origin, Place } from "../domain/record.ts";
import { fieldNamed, isClients, isSnakeStyle, isSummary, isVague } from "./access-names.ts";
import { fieldOfValue, isResponseType } from "./access-values.ts";
import { clfTimeIn, type Moment, momentOf } from "./time.ts";

type Pair = readonly [name: string, value: string];

/** What a row of an access log says: the variables set, and those it has a place for. */
export type AccessReading = {
  readonly fields: AccessFields;
  readonly known: ReadonlySet<AccessField>;
  readonly unset: readonly AccessField[];
  readonly count: number;
  /** It says of itself that an application wrote it. */
  readonly isApplication: boolean;
};

/** Variables that nothing but an API Gateway access log has. */
const TELLING: ReadonlySet<AccessField> = new Set<AccessField>([
  "apiId",
  "authenticate.error",
  "authenticate.status",
  "authorize.error",
  "authorize.status",
  "authorizer.error",
  "authorizer.status",
  "awsEndpointRequestId",
  "error.responseType",
  "extendedRequestId",
  "integration.error",
  "integration.integrationStatus",
  "integration.latency",
  "integration.requestId",
  "integration.status",
  "integrationErrorMessage",
  "integrationStatus",
  "requestTimeEpoch",
  "routeKey",
  "waf.error",
  "waf.status",
  "wafResponseCode",
]);

/** Variables that, alone, already say what became of a request. */
const VERDICTS: readonly AccessField[] = [
  "authorizer.error",
  "error.responseType",
  "integration.error",
  "integrationErrorMessage",
  "wafResponseCode",
];

/** What the gateway writes for a variable that is not set. */
const DASH = "-";
const UNSET = new Set(["", DASH, "(none)", "null", "undefined"]);
/** A whole name: customers let it hold the integration's status. */
const INTEGRATION = "integration";
const STATUS = /^\d{3}$/;
const COUNT = /^count(?:\(.{0,80}\)|_distinct.{0,80})?$/i;
const LINK = /^\[([^\]]{1,2000})\]\(https?:\/\/[^)\s]{1,2000}\)$/;
const LEVEL = /^(?:level|severity|log_?level|logger)$/i;

/** Reads the customer's own names and values into AWS's variables. */
export function readingOf(pairs: Iterable<Pair>): AccessReading {
  const all = [...pairs];
  const isSnake = isSnakeStyle(all.map(([name]) => name));
  const rows = withoutSummary(all, isSnake);
  const fields: Partial<Record<AccessField, string>> = {};
  const known = new Set<AccessField>();
  const dashed = new Set<AccessField>();
  let count = 1;
  for (const [name, written] of rows) {
    const value = cleaned(written);
    if (COUNT.test(name.trim())) count = Math.max(1, Number.parseInt(value, 10) || 1);
    const field = fieldFor(name, value, isSnake);
    if (field === undefined) continue;
    known.add(field);
    if (!UNSET.has(value)) fields[field] ??= value;
    else if (value === DASH) dashed.add(field);
  }
  const isApplication = rows.some(([name]) => LEVEL.test(name));
  const unset = [...dashed].filter((field) => fields[field] === undefined);
  return { fields, known, unset, count, isApplication };
}

/** A row that has the gateway's message by name says the whole of it again in words of the customer's own. */
function withoutSummary(rows: readonly Pair[], isSnake: boolean): readonly Pair[] {
  const isSaid = rows.some(([name]) => fieldNamed(name, isSnake) === "error.message");
  return isSaid
    ? rows.filter(([name, value]) => !isSummary(name) || fieldOfValue(cleaned(value)) !== undefined)
    : rows;
}

/** Whether the row can only be of an access log: also a row of a few columns chosen by a query. */
export function isAccessLog(reading: AccessReading): boolean {
  const { fields, known, isApplication } = reading;
  const telling = [...known].filter((field) => TELLING.has(field)).length;
  if (isApplication && telling === 0) return false;
  if (fields.status === undefined) {
    return VERDICTS.some((field) => fields[field] !== undefined) || telling >= 2;
  }
  return STATUS.test(fields.status) && (telling > 0 || hasRequest(known));
}

/** What the shortest usual formats have, and the answer of some web framework has not. */
function hasRequest(known: ReadonlySet<AccessField>): boolean {
  if (known.has("requestId")) return known.size >= 3;
  return known.has("httpMethod") && known.has("protocol") && known.size >= 5;
}

/** Whether a row under a heading of a table is one: some of its columns are enough. */
export function isAccessRow(reading: AccessReading): boolean {
  const { fields, known } = reading;
  return known.size >= 2 || VERDICTS.some((field) => fields[field] !== undefined);
}

/** Whether it is one even where a payload could stand: inside an entry of an execution log. */
export function isSurelyAccessLog(reading: AccessReading): boolean {
  const { fields, known } = reading;
  if (fields.status === undefined || !STATUS.test(fields.status)) return false;
  return known.size >= 4 && [...known].some((field) => TELLING.has(field));
}

export function accessRecord(
  reading: AccessReading,
  around: {
    readonly text: string;
    readonly place: Place;
    readonly origin: Origin;
    readonly moment?: Moment | undefined;
  },
): AccessRecord {
  const { fields, unset, count } = reading;
  const moment = momentIn(fields) ?? around.moment;
  const requestId = fields.requestId ?? fields.extendedRequestId;
  return {
    kind: "access",
    ...(requestId !== undefined && { requestId }),
    ...moment,
    fields,
    ...(unset.length > 0 && { unset }),
    count,
    text: around.text,
    place: around.place,
    origin: around.origin,
  };
}

function fieldFor(name: string, value: string, isSnake: boolean): AccessField | undefined {
  const field = fieldNamed(name, isSnake);
  if (field === undefined) return fieldByValue(name, value);
  if (field === "error.message" && isResponseType(value)) return "error.responseType";
  if (field !== "error.responseType" || UNSET.has(value) || isResponseType(value)) return field;
  return fieldOfValue(value) ?? "error.message";
}

/** What a name that is none of AWS's holds, by what only the gateway says. */
function fieldByValue(name: string, value: string): AccessField | undefined {
  if (isClients(name)) return undefined;
  if (name === INTEGRATION && (STATUS.test(value) || value === DASH)) return "integrationStatus";
  return fieldOfValue(value) ?? (isVague(name) ? "error.message" : undefined);
}

/** A link's text, and a message without the quotes that `messageString` brings along. */
function cleaned(written: string): string {
  const value = unquoted(written.trim());
  return LINK.exec(value)?.[1] ?? value;
}

function unquoted(value: string): string {
  let from = 0;
  let to = value.length;
  while (from < to && isQuoteOrBlank(value, from)) from += 1;
  if (from === 0) return value;
  while (to > from && isQuoteOrBlank(value, to - 1)) to -= 1;
  return value.slice(from, to);
}

function isQuoteOrBlank(text: string, at: number): boolean {
  return text[at] === '"' || text[at] === " ";
}

function momentIn(fields: AccessFields): Moment | undefined {
  const written = fields.requestTime ?? "";
  const requested = clfTimeIn(written) ?? momentOf(written);
  const epoch = momentOf(fields.requestTimeEpoch);
  return epoch === undefined ? requested : { ...requested, ...epoch };
}
