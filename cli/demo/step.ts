import { gzipSync } from "node:zlib";
import type { EpochMs } from "../../shared/domain/time.ts";

/** A log event as CloudWatch Logs keeps it. */
export type LogEvent = {
  readonly id: string;
  readonly timestamp: number;
  readonly message: string;
};

/** What a subscription sends at once, of one log stream. */
export type Delivery = {
  readonly owner: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly events: readonly LogEvent[];
};

/** A piece of simulated time: what is delivered at its end, and then swept. */
export type Step = {
  readonly at: EpochMs;
  readonly deliveries: readonly Delivery[];
  /** What happened in it, for who watches. */
  readonly turns: readonly { readonly at: EpochMs; readonly text: string }[];
};

/** What is played, and what is known of it beforehand. */
export type Play = {
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Of the functions: where alerts say it happened. */
  readonly region: string;
  readonly steps: Iterable<Step>;
  readonly served: ServedRequests;
  /** Failing requests that are logged, where that is known for sure. */
  failures(): number | undefined;
};

/** What the service's own metrics know. */
export type ServedRequests = {
  /** The name of a REST API, as it is filed in the metrics. */
  nameOf(apiId: string): string | undefined;
  /** Requests of a stage that were answered in [from, to), logged or not. */
  count(apiName: string, stage: string, from: number, to: number): number;
};

/** A delivery as `{"awslogs":{"data":…}}` holds it. */
export function packed({ owner, logGroup, logStream, events }: Delivery): string {
  const envelope = {
    messageType: "DATA_MESSAGE",
    owner,
    logGroup,
    logStream,
    subscriptionFilters: ["apigw-triage"],
    logEvents: events,
  };
  return gzipSync(JSON.stringify(envelope), { level: 1 }).toString("base64");
}
