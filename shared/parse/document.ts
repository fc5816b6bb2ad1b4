import type { Place } from "../domain/record.ts";
import { readAccessPairs } from "./access-row.ts";
import { readClientAnswer } from "./client-answer.ts";
import { unreadable } from "./context.ts";
import { readDelivered } from "./delivered.ts";
import {
  readDelivery,
  readFailedInvocation,
  readStreamEvent,
  readSubscription,
} from "./envelope.ts";
import { isEventText } from "./event-text.ts";
import { readEventCells, readEventList, readEvents, readLoneEvent } from "./events.ts";
import { readFieldRow, readInsightsObject, readQueryResults } from "./insights.ts";
import { isObject, type JsonObject, pairsOf, printed, textIn } from "./json-value.ts";
import { isLogText, type Reading, type ShapeReader } from "./reading.ts";

/** The shapes a document can have, most telling first. */
const SHAPES: readonly ShapeReader[] = [
  readSubscription,
  readDelivery,
  readStreamEvent,
  readFailedInvocation,
  readEventList,
  readQueryResults,
  readTestInvoke,
  readDelivered,
  readInsightsObject,
  readAccessObject,
  readClientAnswer,
  readLoneEvent,
];

/** Reads a JSON document of any shape into the sink; false when it is no log of ours. */
export function readDocument(value: unknown, reading: Reading): boolean {
  if (Array.isArray(value)) return readRow(value, reading) || readList(value, reading);
  return isObject(value) && SHAPES.some((readShape) => readShape(value, reading));
}

function readList(list: readonly unknown[], reading: Reading): boolean {
  if (list.some((item) => typeof item === "string")) return readTexts(list, reading);
  const strangers = list.filter((item) => !readElement(item, reading));
  if (strangers.length === list.length) return false;
  for (const stranger of strangers) {
    reading.sink.unreadable(unreadable("wrong_shape", reading.place, printed(stranger)));
  }
  return true;
}

function readRow(list: readonly unknown[], reading: Reading): boolean {
  return readFieldRow(list, reading) || readEventCells(list, reading);
}

function readElement(item: unknown, reading: Reading): boolean {
  if (Array.isArray(item)) return readRow(item, reading) || readTexts(item, reading);
  if (!isObject(item)) return false;
  const place = reading.nextEvent();
  return readDocument(item, {
    ...reading,
    text: printed(item),
    place,
    nextEvent: firstly(place, reading),
  });
}

/** The element is an event itself; what it holds beyond that is counted on. */
function firstly(place: Place, { nextEvent }: Reading): () => Place {
  let isTaken = false;
  return () => {
    if (isTaken) return nextEvent();
    isTaken = true;
    return place;
  };
}

/** What `--query 'events[].message'` leaves of the answer. */
function readTexts(texts: readonly unknown[], reading: Reading): boolean {
  if (!texts.some((text) => typeof text === "string" && isEventText(text))) return false;
  reading.sink.form("filter_log_events_json");
  readEvents(texts, reading);
  return true;
}

/** What test-invoke-method answers: the console's text under `log`. */
function readTestInvoke(document: JsonObject, reading: Reading): boolean {
  const log = textIn(document, "log");
  if (log === undefined || !Object.hasOwn(document, "latency") || !isLogText(log)) return false;
  reading.sink.form("console_test");
  reading.readText(log, { ...reading.context, place: reading.place });
  return true;
}

function readAccessObject(document: JsonObject, reading: Reading): boolean {
  return readAccessPairs(pairsOf(document), reading.text, "access_json", reading);
}
