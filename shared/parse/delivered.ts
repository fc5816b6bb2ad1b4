import type { Origin } from "../domain/record.ts";
import { type Context, within } from "./context.ts";
import { type JsonObject, textIn, valueIn } from "./json-value.ts";
import { originOfArn } from "./origin.ts";
import { isLogText, type Reading } from "./reading.ts";
import { requestIdAt } from "./request-id.ts";
import { momentOf } from "./time.ts";

/** The fields of a delivered execution log, beside `payload`. Each delivery chooses its own. */
const FIELDS = ["resource_arn", "event_timestamp", "api_id", "resource_path", "http_method"];
const ARN = /^arn:[a-z-]{3,20}:apigateway:/;
const DELIMITERS = /[\s,;|]+/;
const METHOD = /^[A-Z]{3,10}$/;
const LONGEST_HEAD = 2_000;

/** One record that vended logs deliver (since September 2026): an old-style entry in `payload`. */
export function readDelivered(document: JsonObject, reading: Reading): boolean {
  const payload = textIn(document, "payload");
  if (payload === undefined) return false;
  const isDelivered = FIELDS.some((name) => Object.hasOwn(document, name));
  if (!isDelivered && (reading.isInsideEntry || !isLogText(payload))) return false;
  reading.sink.form("delivered_json");
  const moment = momentOf(valueIn(document, "event_timestamp"));
  const context = within(reading.context, {
    origin: originOf(document),
    moment,
    place: reading.place,
  });
  reading.readText(payload, { ...context, isExecution: true });
  return true;
}

/** The same as plain text with several fields, parted by whatever the delivery was given. */
export function deliveredText(
  line: string,
  context: Context,
): { readonly message: string; readonly context: Context } | undefined {
  if (!ARN.test(line)) return undefined;
  const start = idStart(line);
  if (start === -1) return undefined;
  const cells = line.slice(0, start).split(DELIMITERS);
  const method = cells.find((cell) => METHOD.test(cell));
  const route = cells.find((cell) => cell.startsWith("/"));
  const moment = cells.map(momentOf).find((found) => found !== undefined);
  const origin = {
    ...originOfArn(line),
    ...(method !== undefined && { method }),
    ...(route !== undefined && { route }),
  };
  return { message: line.slice(start), context: within(context, { origin, moment }) };
}

function idStart(line: string): number {
  const head = line.slice(0, LONGEST_HEAD);
  let at = head.indexOf("(");
  while (at !== -1 && requestIdAt(line, at) === undefined) at = head.indexOf("(", at + 1);
  return at;
}

function originOf(document: JsonObject): Origin {
  const told = (name: string): string | undefined => {
    const value = textIn(document, name);
    return value === "" || value === "-" ? undefined : value;
  };
  const apiId = told("api_id");
  const stage = told("stage");
  const route = told("resource_path");
  const method = told("http_method");
  return {
    ...originOfArn(told("resource_arn") ?? ""),
    ...(apiId !== undefined && { apiId }),
    ...(stage !== undefined && { stage }),
    ...(route !== undefined && { route }),
    ...(method !== undefined && { method }),
  };
}
