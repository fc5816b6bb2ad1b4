import { contextOf, createSink, unreadable } from "./context.ts";
import { readDocument } from "./document.ts";
import { parsedJson } from "./json-value.ts";
import { nestedReading } from "./nested.ts";
import type { Parsed } from "./parser.ts";
import { createReader } from "./reader.ts";

const PLACE = { input: "delivery", line: 1 };

/** The records of a delivery that is JSON in one piece: what `createParser` would read, sooner. */
export function parseDelivery(json: string): Parsed {
  const sink = createSink();
  const document = parsedJson(json);
  if (document === undefined) sink.unreadable(unreadable("broken_json", PLACE, json));
  else {
    const reading = nestedReading(contextOf(PLACE.input), PLACE, sink, createReader);
    const isRead = readDocument(document, { ...reading, text: json, isInsideEntry: false });
    if (!isRead) sink.unreadable(unreadable("wrong_shape", PLACE, json));
  }
  return sink.take();
}
