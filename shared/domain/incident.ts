import type { Fault } from "./fault.ts";
import type { IncidentNoticeKind, Notice, OwedNotice } from "./notice.ts";
import type { ScopeKey } from "./tally.ts";
import type { EpochMs } from "./time.ts";
import type { Judgement } from "./verdict.ts";

/** What a person decided about an incident. Written by people, read by the sweep. */
export type PersonsWill = {
  readonly acknowledged?: { readonly by: string; readonly at: EpochMs };
  readonly silence?: Silence & { readonly by: string; readonly at: EpochMs };
  /** Asks the sweep to resolve it. */
  readonly resolve?: { readonly by: string; readonly at: EpochMs };
};

export type Silence =
  | { readonly kind: "until"; readonly until: EpochMs }
  /** Silent for so many failures more than `from`. */
  | { readonly kind: "count"; readonly more: number; readonly from: number }
  /** Silent until it escalates once more than the `from` times (none when absent) it had. */
  | { readonly kind: "escalating"; readonly from?: number };

/** One episode of a fault, from its first failure until it has been quiet. */
export type Incident = {
  /** Fingerprint, a hyphen, and the number of the episode. */
  readonly id: string;
  readonly fault: Fault;
  readonly scope: ScopeKey;
  /** 1 for the first of its fault. */
  readonly episode: number;
  readonly state: "open" | "resolved";
  /** Failures before this time belong to the episode before. */
  readonly since: EpochMs;
  /** Time of the newest log event in what opened it: all times here are of the log's clock or the sweep's. */
  readonly openedAt: EpochMs;
  readonly firstSeen: EpochMs;
  readonly lastSeen: EpochMs;
  /** Failing requests, as of the last sweep. */
  readonly count: number;
  /** Status class counts of the whole stage since it opened are read from aggregates, not kept here. */
  readonly quietMs: number;
  /** The resolved episode of the last 24 h that this one continues. */
  readonly predecessor?: string;
  readonly resolvedAt?: EpochMs;
  /** What "resolved" rests on: `no failure in 15 min, 4,120 requests answered`. */
  readonly resolution?: string;
  readonly pace: Pace;
  /** Sent, or owed: the last one people were told, by the sweep's clock. */
  readonly lastNoticeAt?: EpochMs;
  /** How many notices of each kind were decided on. */
  readonly told: Readonly<Partial<Record<Notice["kind"], number>>>;
  /** Why the last notice of each kind was decided on: it may be sent by a later sweep. */
  readonly because?: Readonly<Partial<Record<IncidentNoticeKind, string>>>;
  /** When this and the episodes before it opened, of the last 24 h, oldest first: what flapping is told by. */
  readonly openings?: readonly EpochMs[];
  /** What is still to be published, one entry a topic. */
  readonly owed: readonly OwedNotice[];
  readonly will: PersonsWill;
  /** The failing request it opened with, redacted, of its records only the evidence. */
  readonly sample?: Judgement;
  /** Goes up with each write of the sweep: two sweeps never overwrite each other. */
  readonly revision: number;
};

/** What escalation is measured by. */
export type Pace = {
  /** Failures a minute when people were last told; absent until the first full minutes are folded. */
  readonly toldRate?: number;
  /** The greatest share of requests people were told: 0, 0.01, 0.1 or 0.5. */
  readonly toldShare: number;
  /** Most failures seen in one minute. */
  readonly peak: number;
};

/** What of an incident the sweep writes. */
export type IncidentChange = Partial<
  Pick<
    Incident,
    | "state"
    | "firstSeen"
    | "lastSeen"
    | "count"
    | "quietMs"
    | "resolvedAt"
    | "resolution"
    | "pace"
    | "lastNoticeAt"
    | "told"
    | "because"
  >
> & { readonly owe?: readonly OwedNotice[] };
