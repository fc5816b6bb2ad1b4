import type { Place } from "../domain/record.ts";
import { sentenceField } from "./access-values.ts";
import type { Context, Sink } from "./context.ts";
import type { JsonObject } from "./json-value.ts";
import { isOpening } from "./openings.ts";
import { prefixOf } from "./text-line.ts";

/** One JSON document on its way to records, and what its readers need from around it. */
export type Reading = {
  readonly sink: Sink;
  readonly context: Context;
  /** The document as it was written. */
  readonly text: string;
  readonly place: Place;
  /** It stands in an entry of an execution log, so that it may be the entry's payload. */
  readonly isInsideEntry: boolean;
  /** Where the next of the document's events stands. */
  nextEvent(): Place;
  /** Reads a text found in the document: a message, a payload, an inflated delivery. */
  readText(text: string, context: Context): void;
  /** Reads a value found in the document: an element of a list, a parsed message. */
  readValue(value: unknown, context: Context): void;
};

/** Reads one shape of document; false when the document has another. */
export type ShapeReader = (document: JsonObject, reading: Reading) => boolean;

/** Whether the text begins as a log of API Gateway does, so that it is worth reading as one. */
export function isLogText(text: string): boolean {
  const start = text.trimStart().slice(0, 600);
  const prefix = prefixOf(start);
  if (prefix.isConsole || prefix.requestId !== undefined) return true;
  return isOpening(start, prefix.end) || sentenceField(start, prefix.end) !== undefined;
}
