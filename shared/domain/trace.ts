import type { LogRecord } from "./record.ts";

/** What of a request the log holds: its end, its beginning, both or neither. */
export type Completeness = "complete" | "no_start" | "no_end" | "fragment";

/**
 * All records of one request, in an order that does not depend on how they arrived. Execution
 * records come first; access records of the same request follow.
 */
export type Trace = {
  readonly requestId?: string;
  readonly records: readonly LogRecord[];
  readonly completeness: Completeness;
};
