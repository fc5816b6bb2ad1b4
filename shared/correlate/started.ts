import type { LogRecord } from "../domain/record.ts";
import { messageOf } from "./message.ts";

/** True when the beginning of the request is among its records. A row of an access log tells it whole. */
export function hasStart(records: readonly LogRecord[]): boolean {
  return records.some(
    (record) => record.kind === "access" || messageOf(record.text).role === "start",
  );
}

/** True when the records are only what can follow the end of a request. */
export function areTrailers(records: readonly LogRecord[]): boolean {
  return records.every(
    (record) => record.kind === "execution" && messageOf(record.text).role === "trailer",
  );
}

/** True when a step is told, which is done only where the beginning is told too: at level INFO. */
export function hasStep(records: readonly LogRecord[]): boolean {
  return records.some(
    (record) => record.kind === "execution" && messageOf(record.text).role === "step",
  );
}
