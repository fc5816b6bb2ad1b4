import type { Topic } from "./notice.ts";
import type { ScopeKey } from "./tally.ts";
import type { EpochMs } from "./time.ts";

/** A stage that has sent logs: what the sweep needs to notice that it stops. Written by the sweep alone. */
export type WatchedStage = {
  readonly scope: ScopeKey;
  readonly logGroup: string;
  /** Minute of the newest log event. */
  readonly lastLogAt: EpochMs;
  /** Its log shows failures alone (level ERROR): that it is silent says nothing. */
  readonly failuresOnly?: boolean;
  /** When its metrics were last asked: each call costs. */
  readonly askedAt?: EpochMs;
  /** There from the first time on that nothing was seen of it; it stays, so that the numbers go on. */
  readonly blind?: {
    readonly state: "silent" | "undelivered" | "sees_again";
    readonly since: EpochMs;
    /** Numbers the notices, so that each has an id of its own. */
    readonly number: number;
    readonly owed: readonly Topic[];
    readonly because: string;
  };
  readonly revision: number;
};
