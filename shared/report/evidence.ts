import type { LogRecord } from "../domain/record.ts";
import type { Judgement } from "../domain/verdict.ts";
import { shortened } from "./escape.ts";
import { inputName } from "./input-name.ts";
import { type Clock, timeOfDay } from "./moment.ts";

/** A log line as a report shows it; `time` is empty where the log has none. */
export type EvidenceLine = { readonly time: string; readonly text: string };

const LINES_SHOWN = 6;
const LINE_LIMIT = 400;
/** An access log entry says why in one of its last fields. */
const ENTRY_LIMIT = 1200;
/** A payload at least this long is not printed a second time within its log line. */
const REPEATED_FROM = 24;

/** The records a verdict rests on, in order. */
export function evidenceOf(judgement: Judgement): readonly LogRecord[] {
  return judgement.evidence.flatMap((at) => judgement.records[at] ?? []);
}

/** Where a record stands: `orders.log:12`, `standard input:12`, `export.json:1 event 3`. */
export function placeOf({ place }: Pick<LogRecord, "place">): string {
  return `${inputName(place.input)}:${place.line}${place.event === undefined ? "" : ` event ${place.event}`}`;
}

/** The lines to show, and where the first of them stands; nothing without evidence. */
export function evidenceLines(
  judgement: Judgement,
  clock: Clock,
): { readonly place: string; readonly lines: readonly EvidenceLine[] } | undefined {
  const [first, ...others] = evidenceOf(judgement).slice(0, LINES_SHOWN);
  if (first === undefined) return undefined;
  const lines = [first, ...others].map((record) => ({
    time: record.time === undefined ? "" : timeOfDay(record.time, clock, true),
    text: shortened(
      withoutPayload(record.text, judgement),
      record.kind === "access" ? ENTRY_LIMIT : LINE_LIMIT,
    ),
  }));
  return { place: placeOf(first), lines };
}

function withoutPayload(text: string, { verdict }: Judgement): string {
  const payload = verdict.kind === "failed" ? verdict.payload?.text : undefined;
  const isShownAbove = payload !== undefined && payload.length >= REPEATED_FROM;
  return isShownAbove ? text.replace(payload, () => "(the payload above)") : text;
}
