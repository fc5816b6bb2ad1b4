import type { LogRecord } from "../domain/record.ts";
import type { Judgement } from "../domain/verdict.ts";

/** The records a verdict rests on, in order. */
export function evidenceOf(judgement: Judgement): readonly LogRecord[] {
  return judgement.evidence.flatMap((at) => judgement.records[at] ?? []);
}

/** Where a record stands: `orders.log:12`, `standard input:12`, `export.json:1 event 3`. */
export function placeOf({ place }: Pick<LogRecord, "place">): string {
  const input = place.input === "-" ? "standard input" : place.input;
  return `${input}:${place.line}${place.event === undefined ? "" : ` event ${place.event}`}`;
}
