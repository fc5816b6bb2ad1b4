import type { Fault, Strikes } from "./fault.ts";
import type { LogRecord, Unreadable } from "./record.ts";
import type { EpochMs } from "./time.ts";

/** The stage that requests are counted for: account, region, API and stage, as far as known. */
export type Scope = {
  readonly accountId?: string;
  readonly region?: string;
  readonly apiId?: string;
  readonly stage?: string;
};

/** A scope as a key: its four parts joined by `/`, an unknown one empty. */
export type ScopeKey = string & { readonly __brand: "ScopeKey" };

/** Requests by class of the status their client got. */
export type StatusClass = "2xx" | "3xx" | "4xx" | "5xx" | "unknown";
export type ByStatusClass = Readonly<Partial<Record<StatusClass, number>>>;

/** What happened in one stage in one minute. */
export type Cell = {
  readonly scope: ScopeKey;
  /** Start of the minute, of the time in the log. */
  readonly minute: EpochMs;
  readonly requests: ByStatusClass;
  /** By fingerprint. */
  readonly strikes: Readonly<Record<string, Strikes>>;
};

/**
 * Part of a request that straddles deliveries: its records, redacted. Whoever has all parts, or has
 * waited long enough, judges the request.
 */
export type Half = {
  readonly requestId: string;
  readonly records: readonly LogRecord[];
  /** True when the end of the request is among the records. */
  readonly hasEnd: boolean;
};

/**
 * What one delivery contributed: ONE item under the delivery's own name, so that writing it again
 * changes nothing. A request that straddles deliveries gets a tally of its own, named after it.
 */
export type Tally = {
  /** `delivery:` or `request:`, and a digest. */
  readonly name: string;
  readonly logGroup: string;
  readonly logStream: string;
  /** Clock of who wrote it, unlike all other times: the order in which tallies are folded. */
  readonly arrivedAt: EpochMs;
  readonly cells: readonly Cell[];
  /** The faults that the cells name, described once. */
  readonly faults: readonly Fault[];
  readonly halves: readonly Half[];
  /** Ids of requests that ended well here and began elsewhere: their other half need not wait. */
  readonly ended: readonly string[];
  /** The first pieces of the delivery that no record could be read from, redacted: at most 3. */
  readonly unreadable?: readonly Unreadable[];
};

/** One minute or hour of one stage, recomputed from tallies: never added to. */
export type Aggregate = Omit<Cell, "minute"> & {
  readonly span: "minute" | "hour";
  readonly start: EpochMs;
  /** Failures by cause: the sum of `strikes` in the words of the taxonomy. */
  readonly causes: Readonly<Record<string, number>>;
};

/** Part of an aggregate: what the tallies of one arrival minute give to one minute of one stage. */
export type Contribution = { readonly arrivalMinute: EpochMs; readonly aggregate: Aggregate };

/** Failures of one fault in one hour, by the minute they happened in. */
export type FaultHour = {
  readonly fingerprint: string;
  readonly hour: EpochMs;
  /** By start of the minute. */
  readonly minutes: Readonly<Record<number, Strikes>>;
};
