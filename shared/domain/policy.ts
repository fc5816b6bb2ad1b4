import type { Cause } from "./cause.ts";

/** How incidents live: what an installation may set, in milliseconds. */
export type Policy = {
  /** Without a failure for so long, an incident is resolved. */
  readonly quietMs: number;
  /** The quiet asked of a fault that flaps doubles up to this. */
  readonly longestQuietMs: number;
  readonly reminderMs: number;
  /** A fault that comes back within this is reopened, and linked to its predecessor. */
  readonly reopenMs: number;
  readonly budget: { readonly notices: number; readonly windowMs: number };
  /** A stage that has not logged for so long is asked about. */
  readonly silentMs: number;
  /** Counted, but no incident. */
  readonly quietCauses: readonly Cause[];
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const DEFAULT_POLICY: Policy = {
  quietMs: 15 * MINUTE,
  longestQuietMs: 4 * HOUR,
  reminderMs: 4 * HOUR,
  reopenMs: 24 * HOUR,
  budget: { notices: 20, windowMs: 5 * MINUTE },
  silentMs: 15 * MINUTE,
  quietCauses: ["unauthorized", "gateway_throttled"],
};
