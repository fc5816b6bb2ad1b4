import type { Place } from "../domain/record.ts";
import { type Context, createSink, type Sink, unreadable } from "./context.ts";
import { readDocument } from "./document.ts";
import { entryRecord } from "./entry.ts";
import { gluedStarts } from "./glued.ts";
import { printed } from "./json-value.ts";
import type { Reading } from "./reading.ts";
import { createIdReader, isUuidAt } from "./request-id.ts";

/** Makes a reader of lines: handed in, since it reads its own documents by this very module. */
type ReaderOf = (
  context: Context,
  sink: Sink,
) => { line(text: string, number: number, isEnded: boolean): void; end(): void };

const MOST_DEPTH = 8;
const UUID_MESSAGE = 39;
const LINE_BREAK = /\r?\n/;

/** Reads what stands inside a document, with the place and context of the document. */
export function nestedReading(
  context: Context,
  place: Place,
  sink: Sink,
  readerOf: ReaderOf,
): Omit<Reading, "isInsideEntry"> {
  const readEntry = createEntryReader(sink);
  const reading: Omit<Reading, "isInsideEntry"> = {
    sink,
    context,
    text: "",
    place,
    nextEvent: () => context.numbered(place),
    readText(text, inner) {
      if (readEntry(text, inner, inner.place ?? place)) return;
      readText(text, deeper(inner, place), sink, readerOf);
    },
    readValue(value, inner) {
      const nested = deeper(inner, place);
      const at = nested.place;
      const text = printed(value);
      const isRead =
        nested.depth <= MOST_DEPTH &&
        readDocument(value, {
          ...nestedReading(nested, at, sink, readerOf),
          text,
          isInsideEntry: false,
        });
      if (!isRead) sink.unreadable(unreadable("wrong_shape", at, text));
    },
  };
  return reading;
}

type Placed = Context & { readonly place: Place };

function deeper(context: Context, place: Place): Placed {
  return { ...context, place: context.place ?? place, depth: context.depth + 1 };
}

function readText(text: string, context: Placed, sink: Sink, readerOf: ReaderOf): void {
  const inner = createSink();
  if (context.depth <= MOST_DEPTH) readLines(text, readerOf(context, inner));
  else inner.unreadable(unreadable("wrong_shape", context.place, text));
  const { records, unreadable: lost } = inner.take();
  for (const record of records) sink.record(record);
  if (records.length > 0) for (const found of lost) sink.unreadable(found);
  else if (lost[0] !== undefined) sink.unreadable(unreadable(lost[0].code, context.place, text));
}

function readLines(text: string, reader: ReturnType<ReaderOf>): void {
  for (const line of text.split(LINE_BREAK)) reader.line(line, 1, true);
  reader.end();
}

/** Reads the usual message of one entry, without a reader of its own; false for any other. */
function createEntryReader(sink: Sink): (text: string, context: Context, place: Place) => boolean {
  const idIn = createIdReader();
  return (text, { moment, executionOrigin: origin }, place) => {
    if (!isUuidAt(text, 0) || text.includes("\n")) return false;
    const requestId = idIn(text, 1);
    if (gluedStarts(text, UUID_MESSAGE, requestId).length > 0) return false;
    sink.record(entryRecord({ requestId, moment, text: text.slice(UUID_MESSAGE), place, origin }));
    return true;
  };
}
