import type { Incident, IncidentChange, PersonsWill } from "./domain/incident.ts";
import type { Message, OwedNotice, Topic } from "./domain/notice.ts";
import type { SlackMessage } from "./domain/slack.ts";
import type { WatchedStage } from "./domain/stage.ts";
import type { Aggregate, Contribution, FaultHour, Scope, ScopeKey, Tally } from "./domain/tally.ts";
import type { EpochMs } from "./domain/time.ts";
import type { Judgement } from "./domain/verdict.ts";

/** What the core needs from outside. Every call throws what the service throws; no call loses a failure. */
export type Ports = {
  readonly store: Store;
  readonly publisher: Publisher;
  readonly logs: LogReader;
  readonly metrics: ServiceMetrics;
  /** The wall clock: stamps arrivals, nothing else. */
  readonly clock: () => EpochMs;
};

/** What taking in a delivery needs. */
export type IntakePorts = Omit<Ports, "metrics">;

/** Who asks first wins: the write happened, or was there already. */
export type Outcome = "written" | "already_there";
/** `stale`: somebody has written since it was read; read again and decide again. */
export type UpdateOutcome = "written" | "stale";

export type Store = TallyStore & AggregateStore & IncidentStore & WatchStore;

export type TallyStore = {
  /** Once for each name: a second write of it changes nothing. */
  putTally(tally: Tally): Promise<Outcome>;
  /** The names of tallies that arrived at or after `from`, any order. */
  arrivalsSince(from: EpochMs): Promise<readonly Arrival[]>;
  /** The tallies of these names that still exist, any order. */
  tallies(names: readonly string[]): Promise<readonly Tally[]>;
};

export type Arrival = { readonly name: string; readonly arrivedAt: EpochMs };

/** A stretch of time of one stage; `to` is not part of it. */
export type Stretch = { readonly scope: ScopeKey; readonly from: EpochMs; readonly to: EpochMs };

/** All writes put whole items: doing one again changes nothing. */
export type AggregateStore = {
  putContribution(contribution: Contribution): Promise<void>;
  contributions(scope: ScopeKey, minute: EpochMs): Promise<readonly Contribution[]>;
  putAggregate(aggregate: Aggregate): Promise<void>;
  /** In ascending order of `start`. */
  aggregates(span: Aggregate["span"], stretch: Stretch): Promise<readonly Aggregate[]>;
  putFaultHour(hour: FaultHour): Promise<void>;
  /** In ascending order of `hour`; `from` and `to` are hours, `to` is not part of it. */
  faultHours(fingerprint: string, from: EpochMs, to: EpochMs): Promise<readonly FaultHour[]>;
};

/** A page of history, newest first. */
export type IncidentQuery =
  | { readonly by: "api"; readonly apiId: string; readonly from: EpochMs; readonly to: EpochMs }
  | { readonly by: "cause"; readonly cause: string; readonly from: EpochMs; readonly to: EpochMs };

export type IncidentStore = {
  /** Opens an episode unless one with its id exists. Everything it owes is part of this write. */
  openIncident(incident: Incident): Promise<Outcome>;
  /** The newest episode of the fault, read consistently. */
  latestIncident(fingerprint: string): Promise<Incident | undefined>;
  incident(id: string): Promise<Incident | undefined>;
  /** Open ones, and resolved ones that still owe a notice. */
  liveIncidents(): Promise<readonly Incident[]>;
  /** Newest first, by `openedAt`. */
  incidents(query: IncidentQuery): Promise<readonly Incident[]>;
  /** Every incident the table has that opened at or after `from` and before `to`, newest first. */
  allIncidents(from?: EpochMs, to?: EpochMs): Promise<readonly Incident[]>;
  /** Writes the sweep's fields, if nobody has since `revision`. What is owed is added, never replaced. */
  changeIncident(id: string, revision: number, change: IncidentChange): Promise<UpdateOutcome>;
  /**
   * Takes the sending of what an incident owes, and says what that is; nobody else gets it until
   * `clearOwed`, or for `forMs` should the taker die. `undefined` when somebody has it, or nothing is owed.
   */
  claimOwed(id: string, now: EpochMs, forMs: number): Promise<readonly OwedNotice[] | undefined>;
  /** Records that these were published, and gives up the claim. Clearing what is clear changes nothing. */
  clearOwed(id: string, published: readonly OwedNotice[]): Promise<void>;
  /** Writes a person's decision; `undefined` takes one back. Refused (`stale`) for an unknown incident. */
  setWill(
    id: string,
    will: Partial<{ [K in keyof PersonsWill]: PersonsWill[K] | null }>,
  ): Promise<UpdateOutcome>;
  /** A slot that is taken stays as it is, so whoever numbers slots bounds how many are kept. */
  putSample(incidentId: string, slot: number, sample: Judgement): Promise<Outcome>;
  samples(incidentId: string): Promise<readonly Judgement[]>;
};

export type WatchStore = {
  stages(): Promise<readonly WatchedStage[]>;
  /** `revision` 0 is a stage not seen before. */
  putStage(stage: WatchedStage, revision: number): Promise<UpdateOutcome>;
  /** What the sweeps have come to. */
  progress(): Promise<Progress>;
  putProgress(progress: Progress): Promise<UpdateOutcome>;
  /** Takes one of `limit` notices in `windowMs`; `false` when all are spent. */
  takeNotice(now: EpochMs, limit: number, windowMs: number): Promise<boolean>;
};

export type Progress = {
  /** Tallies that arrived before this are folded and judged. 0 before the first sweep. */
  readonly foldedThrough: EpochMs;
  readonly sweptAt: EpochMs;
  /** Numbers the digests. */
  readonly digests: number;
  readonly revision: number;
};

export type Publisher = {
  /** Throws when it could not. */
  publish(topic: Topic, message: Message): Promise<void>;
};

/** A log event as CloudWatch Logs gives it. */
export type FoundEvent = {
  readonly requestId: string;
  readonly time: EpochMs;
  readonly message: string;
  readonly logStream: string;
};

type FoundEvents = {
  readonly events: readonly FoundEvent[];
  /** False when the budget, a throttle or a refusal ended the search early: ask again later. */
  readonly complete: boolean;
  /** Why the service refused. */
  readonly refusal?: unknown;
};

export type LogReader = {
  /** All events of these requests in a log group, within the reader's budget of calls. Throws nothing. */
  eventsOf(
    logGroup: string,
    requestIds: readonly string[],
    from: EpochMs,
    to: EpochMs,
  ): Promise<FoundEvents>;
};

export type ServiceMetrics = {
  /** Requests that `AWS/ApiGateway` Count shows for the stage; undefined when there is no such metric. */
  requestsServed(scope: Scope, from: EpochMs, to: EpochMs): Promise<number | undefined>;
  /** `AWS/Logs` DeliveryErrors and DeliveryThrottling of the group's subscription. */
  deliveriesFailed(logGroup: string, from: EpochMs, to: EpochMs): Promise<number>;
};

/** Where a message stands in Slack: `ts` is its name within the channel. */
export type Posted = { readonly channel: string; readonly ts: string };

/** Throws when a message did not get there; the error holds no secret. */
export type Slack =
  /** Can neither answer nor change what it has posted. */
  | { readonly kind: "webhook"; post(message: SlackMessage): Promise<void> }
  | {
      readonly kind: "bot";
      /** `under` is the message to answer; `aloud` shows the answer in the channel too. */
      post(
        message: SlackMessage,
        answer?: { readonly under: Posted; readonly aloud: boolean },
      ): Promise<Posted>;
      /** `gone`: somebody has deleted it. */
      update(posted: Posted, message: SlackMessage): Promise<"updated" | "gone">;
    };

/** Which notices were posted, and where the first one of each incident stands. */
export type SlackThreads = {
  /** `busy`: somebody is posting it right now, or died doing so moments ago. */
  claim(noticeId: string, now: EpochMs): Promise<"claimed" | "posted" | "busy">;
  /** The claimed notice is in Slack. */
  confirm(noticeId: string, now: EpochMs): Promise<void>;
  /** The claimed notice is not: whoever comes next may try. */
  release(noticeId: string, now: EpochMs): Promise<void>;
  thread(incidentId: string): Promise<Posted | undefined>;
  /** The first thread of an incident stays its thread. */
  startThread(incidentId: string, posted: Posted, now: EpochMs): Promise<void>;
};
