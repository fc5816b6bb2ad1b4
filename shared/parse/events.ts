import type { Origin } from "../domain/record.ts";
import { type Context, unreadable, within } from "./context.ts";
import { isEventText } from "./event-text.ts";
import { isObject, type JsonObject, printed, textIn, valueIn } from "./json-value.ts";
import { originOfLogReference } from "./origin.ts";
import { isLogText, type Reading } from "./reading.ts";
import { earlier, momentOf } from "./time.ts";

/** Names that only an event of CloudWatch Logs has beside its message. */
const EVENT_NAMES = [
  "eventId",
  "ingestionTime",
  "logStreamName",
  "logGroupIdentifier",
  "logGroupName",
];
const CLI_ROW = /^EVENTS\t/;

/** What filter-log-events, get-log-events and Live Tail answer: `events[]` of time and message. */
export function readEventList(document: JsonObject, reading: Reading): boolean {
  const update = valueIn(document, "sessionUpdate");
  const events =
    valueIn(document, "events") ?? valueIn(isObject(update) ? update : document, "sessionResults");
  if (!Array.isArray(events)) return false;
  reading.sink.form("filter_log_events_json");
  readEvents(events, reading);
  return true;
}

/** One event by itself, as in JSON lines; also a container's `{"log": …}` around a line. */
export function readLoneEvent(document: JsonObject, reading: Reading): boolean {
  const message = messageOf(document);
  if (message === undefined) return false;
  const isEvent =
    EVENT_NAMES.some((name) => Object.hasOwn(document, name)) || hasEventTime(document);
  if (!isEvent && (reading.isInsideEntry || !isEventText(message))) return false;
  reading.sink.form("filter_log_events_json");
  readEvent(document, reading);
  return true;
}

/** What `--query 'events[].[timestamp,message]'` leaves of an event: its values, one of them a time. */
export function readEventCells(cells: readonly unknown[], reading: Reading): boolean {
  const texts = cells.filter((cell) => typeof cell === "string").filter(isEventText);
  const moment = cells.map(momentOf).reduce(earlier, undefined);
  const [text] = texts;
  if (text === undefined || texts.length > 1 || moment === undefined) return false;
  reading.sink.form("filter_log_events_json");
  reading.readText(text, within(reading.context, { place: reading.nextEvent(), moment }));
  return true;
}

/** Events as a delivery or an API answer lists them; `--query 'events[].message'` leaves texts. */
export function readEvents(events: readonly unknown[], reading: Reading): void {
  for (const event of events) readEvent(event, reading);
}

/** The row of an event that `aws logs … --output text` prints, its parts in alphabetical order. */
export function cliTextEvent(
  line: string,
  context: Context,
): { readonly message: string; readonly context: Context } | undefined {
  if (!CLI_ROW.test(line)) return undefined;
  const cells = line.split("\t");
  const message = cells.findIndex(
    (cell, index) => index > 0 && (cell.startsWith("{") || isLogText(cell)),
  );
  if (message === -1) return undefined;
  const moment = momentOf(cells.at(-1));
  const end = moment === undefined ? cells.length : -1;
  return { message: cells.slice(message, end).join("\t"), context: within(context, { moment }) };
}

function readEvent(event: unknown, reading: Reading): void {
  const place = reading.nextEvent();
  if (typeof event === "string") {
    reading.readText(event, within(reading.context, { place }));
    return;
  }
  const object = isObject(event) ? event : {};
  const context = within(reading.context, {
    place,
    origin: originOf(object),
    moment: momentOf(valueIn(object, "timestamp") ?? valueIn(object, "time")),
  });
  const message = messageOf(object);
  const parsed = valueIn(object, "message");
  if (message !== undefined) reading.readText(message, context);
  else if (isObject(parsed)) reading.readValue(parsed, context);
  else reading.sink.unreadable(unreadable("wrong_shape", place, printed(event)));
}

function messageOf(event: JsonObject): string | undefined {
  const named = textIn(event, "message") ?? textIn(event, "Message") ?? textIn(event, "log");
  return named ?? ownMessageOf(event);
}

/** `--query 'events[].{time:timestamp,msg:message}'`; an application's own log has a level beside it. */
function ownMessageOf(event: JsonObject): string | undefined {
  const message = textIn(event, "msg");
  const isEvent = message !== undefined && !Object.hasOwn(event, "level") && isEventText(message);
  return isEvent ? message : undefined;
}

function hasEventTime(event: JsonObject): boolean {
  return typeof valueIn(event, "timestamp") === "number" && !Object.hasOwn(event, "level");
}

/** Nothing for an event of a delivery, as all its events have one origin. */
function originOf(event: JsonObject): Origin | undefined {
  const group = textIn(event, "logGroupIdentifier") ?? textIn(event, "logGroupName");
  const logStream = textIn(event, "logStreamName");
  if (group === undefined && logStream === undefined) return undefined;
  return {
    ...(group !== undefined && originOfLogReference(group)),
    ...(logStream !== undefined && { logStream }),
  };
}
