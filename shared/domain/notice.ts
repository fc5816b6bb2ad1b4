import type { Fault } from "./fault.ts";
import type { EpochMs } from "./time.ts";
import type { Judgement } from "./verdict.ts";

/** Whom a notice goes to: prose for e-mail, a card for chat, a document for programs. */
export const TOPICS = ["people", "chat", "machines"] as const;
export type Topic = (typeof TOPICS)[number];

export const INCIDENT_NOTICES = [
  "opened",
  "reminder",
  "escalated",
  "resolved",
  "reopened",
] as const;
export type IncidentNoticeKind = (typeof INCIDENT_NOTICES)[number];

export const SEVERITIES = ["critical", "warning", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A notice of an incident that one topic has still to get. */
export type OwedNotice = {
  readonly kind: IncidentNoticeKind;
  /** 1 for the first of its kind in the incident. */
  readonly number: number;
  readonly topic: Topic;
};

/** Requests and failures of a stage over some span, for "how often, what share". */
export type Traffic = {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly failures: number;
  /** All requests of the stage, when its log shows them (level INFO). */
  readonly requests?: number;
};

/** What people are told, before it is put into words for a topic. */
export type Notice =
  | {
      readonly kind: IncidentNoticeKind;
      /** Incident, kind and number: whoever gets it twice can drop the second. */
      readonly id: string;
      readonly at: EpochMs;
      readonly severity: Severity;
      readonly incidentId: string;
      readonly fault: Fault;
      readonly firstSeen: EpochMs;
      readonly lastSeen: EpochMs;
      readonly count: number;
      readonly traffic?: Traffic;
      readonly sample?: Judgement;
      readonly predecessor?: string;
      /** Why now: `rate grew from 3 to 41 a minute`, `no failure in 15 min, 4,120 requests answered`. */
      readonly because: string;
    }
  | {
      readonly kind: "digest";
      readonly id: string;
      readonly at: EpochMs;
      readonly severity: Severity;
      /** The incidents that would each have had a notice, worst first; at most 50. */
      readonly entries: readonly DigestEntry[];
      /** How many more there are. */
      readonly more: number;
      readonly because: string;
    }
  | {
      readonly kind: "blind";
      readonly id: string;
      readonly at: EpochMs;
      readonly severity: Severity;
      readonly logGroup: string;
      readonly scope: {
        readonly accountId?: string;
        readonly region?: string;
        readonly apiId?: string;
        readonly stage?: string;
      };
      /** `silent`: requests are served and not logged; `undelivered`: log events do not arrive; `sees_again`: over. */
      readonly state: "silent" | "undelivered" | "sees_again";
      readonly since: EpochMs;
      readonly because: string;
    };

export type DigestEntry = {
  readonly incidentId: string;
  readonly kind: IncidentNoticeKind;
  readonly fault: Fault;
  readonly count: number;
};

/** A notice in the words of one topic. */
export type Message = {
  /** At most 99 printable ASCII characters: e-mail subscribers alone see it. */
  readonly subject: string;
  readonly body: string;
  /** What filter policies match: severity, cause, reason, api, stage, notice; an unknown one is left out. */
  readonly attributes: Readonly<Record<string, string>>;
};
