import type { Cause } from "./cause.ts";
import type { EpochMs } from "./time.ts";
import type { ApiType } from "./verdict.ts";

/** What a failure is stored and alerted under: one of the causes, or the honest answer. */
export type FaultCause = Cause | "unclassified";

/** One defect in one place. Two failures with the same fingerprint are the same fault. */
export type Fault = {
  /** `v1:` and 16 hexadecimal digits: account, region, API, stage, cause, reason, target (else route). */
  readonly fingerprint: string;
  readonly cause: FaultCause;
  readonly reason: string;
  readonly accountId?: string;
  readonly region?: string;
  readonly apiId?: string;
  readonly apiType?: ApiType;
  readonly stage?: string;
  /** Label of the target: `orders:live`, `api.example.com`. */
  readonly target?: string;
  /** Method and route of the failure seen first: `POST /orders`. */
  readonly route?: string;
};

/** How often a fault struck in some span of time, and when. */
export type Strikes = {
  readonly count: number;
  readonly firstSeen: EpochMs;
  readonly lastSeen: EpochMs;
};
