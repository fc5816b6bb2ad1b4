import type { Diagnosis } from "./cause.ts";
import type { Form, Unreadable } from "./record.ts";
import type { Remedy } from "./remedy.ts";
import type { EpochMs } from "./time.ts";
import type { ApiType, Grade, Judgement, Target } from "./verdict.ts";

/** One defect in one place, as far as an input shows it. */
export type FaultSummary = {
  /** Versioned fingerprint: account, region, API, stage, cause, reason, target (else route). */
  readonly fingerprint: string;
  readonly diagnosis: Diagnosis;
  readonly accountId?: string;
  readonly region?: string;
  readonly apiId?: string;
  readonly apiType?: ApiType;
  readonly stage?: string;
  readonly target?: Target;
  /** Failing requests. */
  readonly count: number;
  /** Most failing first: at most 20, the failing requests of all others under `otherRoutes`. */
  readonly routes: readonly {
    readonly method?: string;
    readonly route: string;
    readonly count: number;
  }[];
  readonly otherRoutes: number;
  readonly statuses: readonly { readonly status: number; readonly count: number }[];
  readonly firstSeen?: EpochMs;
  readonly lastSeen?: EpochMs;
  readonly grade: Grade;
  /** The request that shows the defect best: best grade, then a finding, then the longest latency. */
  readonly sample: Judgement;
  readonly remedy: Remedy;
  /** Failing requests by time, ascending; empty buckets left out. */
  readonly buckets: readonly { readonly start: EpochMs; readonly count: number }[];
};

/** Unclassified requests that say the same thing once their ids, numbers and values are masked. */
export type UnknownCluster = {
  readonly template: string;
  readonly count: number;
  readonly sample: Judgement;
};

export type Totals = {
  readonly requests: number;
  readonly failed: number;
  readonly unclassified: number;
  /** Of the unclassified: those whose log shows neither a failure nor a status of 5xx. */
  readonly withoutOutcome: number;
  readonly succeeded: number;
  /** Requests by class of the client's status: `2xx`, `3xx`, `4xx`, `5xx`, `unknown`. */
  readonly byStatusClass: Readonly<Record<string, number>>;
  /** Traces without their beginning or end. */
  readonly incomplete: number;
  /** Log entries read. */
  readonly records: number;
};

/** What `analyze` found: everything a report shows, and nothing it does not. */
export type Summary = {
  readonly inputs: readonly string[];
  readonly totals: Totals;
  /** Most failing requests first. */
  readonly faults: readonly FaultSummary[];
  readonly unknown: readonly UnknownCluster[];
  /**
   * Requests of faults and clusters beyond those listed, counted in `totals`: there only when an
   * input held more kinds than are kept (5,000 faults, 1,000 clusters).
   */
  readonly unlisted?: { readonly failed: number; readonly unclassified: number };
  readonly unreadable: {
    readonly count: number;
    /** At most 20. */
    readonly examples: readonly Unreadable[];
  };
  /** Inputs that hold no log entry, where there are any. */
  readonly unread?: readonly string[];
  readonly forms: readonly Form[];
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  /** Width of a fault's buckets. */
  readonly bucketMs: number;
  /** Offset of the first record that has one: times are shown with it unless asked otherwise. */
  readonly zone?: string;
};
