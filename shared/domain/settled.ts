import type { EpochMs } from "./time.ts";

/** Requests that a byte scan has seen to be plain successes: only counted, their entries dropped. */
export type Settled = {
  /** How many requests ended with each status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Log entries dropped. */
  readonly records: number;
  /** When the first of them began, and the last. */
  readonly from?: EpochMs;
  readonly to?: EpochMs;
};
