import { basename } from "node:path";
import { classify } from "../../shared/classify/classify.ts";
import { createCorrelator } from "../../shared/correlate/correlator.ts";
import { groupedBy } from "../../shared/domain/grouped.ts";
import { type EpochMs, MINUTE_MS, startOfMinute, toEpochMs } from "../../shared/domain/time.ts";
import type { RequestFacts } from "../../shared/domain/verdict.ts";
import { UsageError } from "../failure.ts";
import { type Deliverable, deliverableIn } from "./deliverable.ts";
import type { Delivery, LogEvent, Play, Step } from "./step.ts";

/** A log as if a subscription had delivered it, and in sentences what of it could not be. */
export type LogPlay = { readonly play: Play; readonly reservations: readonly string[] };

type Home = {
  readonly owner: string;
  readonly region: string;
  readonly logGroup: string;
};

/** About as many steps as the longest log is cut into, so that it ends within a minute. */
const STEPS = 150;
/** When nothing follows for long: the sweeps that find incidents quiet. */
const QUIET_SWEEPS = [5, 10, 16].map((minutes) => minutes * MINUTE_MS);
const UNKNOWN_REGION = "us-east-1";

/** Throws UsageError when there is nothing in the files that a subscription could deliver. */
export async function playLog(paths: readonly string[]): Promise<LogPlay> {
  const { records, reservations } = await deliverableIn(paths);
  if (records.length === 0) {
    const why = reservations.length === 0 ? "no log entry in it" : reservations.join("; ");
    throw new UsageError(
      `${paths.join(", ")}: nothing to deliver (${why}); a subscription carries execution logs, and apigw-triage analyze reads all others`,
    );
  }
  const times = records.map(({ time }) => time);
  const first = times.reduce((least, time) => Math.min(least, time), Infinity);
  const last = times.reduce((most, time) => Math.max(most, time), -Infinity);
  const stepMs = Math.ceil(Math.max(1, (last - first) / STEPS / MINUTE_MS)) * MINUTE_MS;
  const factsById = factsOf(records);
  const home = homeIn([...factsById.values()], paths);
  const from = startOfMinute(toEpochMs(first));
  return {
    reservations,
    play: {
      from,
      to: toEpochMs(last),
      region: home.region,
      steps: stepsOf(eventsByGroup(records, factsById, home), home, from, stepMs),
      served: { nameOf: () => undefined, count: () => 0 },
      failures: () => undefined,
    },
  };
}

/** What the log says of each request, by id. */
function factsOf(records: readonly Deliverable[]): ReadonlyMap<string, RequestFacts> {
  const correlator = createCorrelator();
  const traces = [...correlator.push(records), ...correlator.end()];
  return new Map(traces.map((trace) => [trace.requestId ?? "", classify(trace).facts]));
}

/** Where the log is from, as most of its requests say. */
function homeIn(facts: readonly RequestFacts[], paths: readonly string[]): Home {
  const named = facts.find(({ apiId }) => apiId !== undefined);
  return {
    owner: mostCommon(facts.map(({ accountId }) => accountId)) ?? "",
    region: mostCommon(facts.map(({ region }) => region)) ?? UNKNOWN_REGION,
    logGroup: (named && groupOf(named)) ?? basename(paths[0] ?? "log"),
  };
}

function mostCommon(values: readonly (string | undefined)[]): string | undefined {
  const groups = groupedBy(
    values.filter((value) => value !== undefined),
    (value) => value,
  );
  return [...groups].sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

function groupOf({ logGroup, apiId, stage }: RequestFacts): string | undefined {
  if (logGroup !== undefined) return logGroup;
  return apiId === undefined
    ? undefined
    : `API-Gateway-Execution-Logs_${apiId}/${stage ?? "unknown"}`;
}

type Logged = LogEvent & { readonly logGroup: string };

function eventsByGroup(
  records: readonly Deliverable[],
  factsById: ReadonlyMap<string, RequestFacts>,
  home: Home,
): readonly Logged[] {
  return records
    .map(({ requestId, time, text }, at) => {
      const facts = factsById.get(requestId);
      return {
        id: `39${String(time).padStart(14, "0")}${String(at).padStart(40, "0")}`,
        timestamp: time,
        message: `(${requestId}) ${text}`,
        logGroup: (facts && groupOf(facts)) ?? home.logGroup,
      };
    })
    .sort((a, b) => a.timestamp - b.timestamp || (a.id < b.id ? -1 : 1));
}

function* stepsOf(
  events: readonly Logged[],
  home: Home,
  from: EpochMs,
  stepMs: number,
): Generator<Step, void> {
  const pieces = groupedBy(events, ({ timestamp }) => Math.floor((timestamp - from) / stepMs));
  let lastEnd: number = from;
  for (const [piece, own] of pieces) {
    const start = from + piece * stepMs;
    yield* quietSteps(lastEnd, start);
    lastEnd = start + stepMs;
    yield { at: toEpochMs(lastEnd), deliveries: deliveriesOf(own, home), turns: [] };
  }
  yield* quietSteps(lastEnd, Infinity);
}

function* quietSteps(after: number, before: number): Generator<Step, void> {
  for (const wait of QUIET_SWEEPS) {
    if (after + wait < before) yield { at: toEpochMs(after + wait), deliveries: [], turns: [] };
  }
}

function deliveriesOf(events: readonly Logged[], { owner }: Home): readonly Delivery[] {
  return [...groupedBy(events, ({ logGroup }) => logGroup)].map(([logGroup, own]) => ({
    owner,
    logGroup,
    logStream: "demo",
    events: own.map(({ id, timestamp, message }) => ({ id, timestamp, message })),
  }));
}
