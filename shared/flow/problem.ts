/** Something outside that failed and is tried again by a later sweep: counted and logged, never fatal. */
export type Problem = {
  readonly code: "publish_failed" | "lookup_refused" | "metrics_refused";
  /** The topic, log group or stage. */
  readonly detail: string;
  readonly cause: unknown;
};
