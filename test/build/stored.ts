import type { Incident } from "../../shared/domain/incident.ts";
import { type OwedNotice, TOPICS } from "../../shared/domain/notice.ts";
import type { WatchedStage } from "../../shared/domain/stage.ts";
import type {
  Aggregate,
  Cell,
  Contribution,
  FaultHour,
  ScopeKey,
  Tally,
} from "../../shared/domain/tally.ts";
import { type EpochMs, toEpochMs } from "../../shared/domain/time.ts";
import { at, failure } from "./judgements.ts";

export const PROD = "123456789012/eu-west-1/a1b2c3d4e5/prod" as ScopeKey;
export const FINGERPRINT = "v1:0123456789abcdef";

/** 2026-11-22 10:00 UTC and `minutes`. */
export function minute(minutes: number): EpochMs {
  return at(60 * minutes);
}

/** 2026-11-22 10:00 UTC and `hours`. */
export function hour(hours: number): EpochMs {
  return minute(60 * hours);
}

function aCell(changes: Partial<Cell> = {}): Cell {
  return {
    scope: PROD,
    minute: minute(0),
    requests: { "2xx": 40, "5xx": 2 },
    strikes: { [FINGERPRINT]: { count: 2, firstSeen: at(1), lastSeen: at(59) } },
    ...changes,
  };
}

export function aTally(changes: Partial<Tally> = {}): Tally {
  return {
    name: "delivery:00112233445566778899aabb",
    logGroup: "API-Gateway-Execution-Logs_a1b2c3d4e5/prod",
    logStream: "stream-1",
    arrivedAt: at(65),
    cells: [aCell()],
    faults: [aFault()],
    halves: [
      {
        requestId: "held-1",
        hasEnd: false,
        records: [
          {
            kind: "execution",
            requestId: "held-1",
            time: at(59),
            text: "Starting execution for request: held-1",
            place: { input: "stream-1", line: 1, event: 7 },
            origin: { accountId: "123456789012", logStream: "stream-1" },
          },
        ],
      },
    ],
    ended: ["done-1", "done-2"],
    unreadable: [
      { code: "not_a_log_line", place: { input: "delivery", line: 1, event: 3 }, excerpt: "?" },
    ],
    ...changes,
  };
}

export function aFault(changes: Partial<Incident["fault"]> = {}): Incident["fault"] {
  return {
    fingerprint: FINGERPRINT,
    cause: "malformed_proxy_response",
    reason: "body_not_string",
    accountId: "123456789012",
    region: "eu-west-1",
    apiId: "a1b2c3d4e5",
    apiType: "REST",
    stage: "prod",
    target: "orders:live",
    route: "POST /orders",
    ...changes,
  };
}

export function anAggregate(changes: Partial<Aggregate> = {}): Aggregate {
  return {
    span: "minute",
    scope: PROD,
    start: minute(0),
    requests: { "2xx": 40, "5xx": 2 },
    strikes: { [FINGERPRINT]: { count: 2, firstSeen: at(1), lastSeen: at(59) } },
    causes: { malformed_proxy_response: 2 },
    ...changes,
  };
}

export function aContribution(
  changes: Partial<Aggregate> = {},
  arrivalMinute: EpochMs = minute(1),
): Contribution {
  return { arrivalMinute, aggregate: anAggregate(changes) };
}

export function aFaultHour(changes: Partial<FaultHour> = {}): FaultHour {
  return {
    fingerprint: FINGERPRINT,
    hour: hour(0),
    minutes: {
      [minute(0)]: { count: 2, firstSeen: at(1), lastSeen: at(59) },
      [minute(3)]: { count: 1, firstSeen: at(181), lastSeen: at(181) },
    },
    ...changes,
  };
}

/** An open incident that owes `opened` to every topic. */
export function anIncident(changes: Partial<Incident> = {}): Incident {
  const episode = changes.episode ?? 1;
  const fault = changes.fault ?? aFault();
  return {
    id: `${fault.fingerprint}-${episode}`,
    fault,
    scope: PROD,
    episode,
    state: "open",
    since: toEpochMs(0),
    openedAt: at(59),
    firstSeen: at(1),
    lastSeen: at(59),
    count: 2,
    quietMs: 900_000,
    pace: { toldShare: 0, peak: 2 },
    lastNoticeAt: at(59),
    told: { opened: 1 },
    owed: owedToAll("opened"),
    will: {},
    sample: failure({ requestId: "first-1", time: at(59), status: 502 }),
    revision: 1,
    ...changes,
  };
}

/** As `anIncident`, with every optional field. */
export function aFullIncident(changes: Partial<Incident> = {}): Incident {
  return anIncident({
    episode: 2,
    state: "resolved",
    since: minute(-30),
    predecessor: `${FINGERPRINT}-1`,
    resolvedAt: minute(20),
    resolution: "no failure in 15 min, 4,120 requests answered",
    pace: { toldRate: 2.5, toldShare: 0.01, peak: 41 },
    told: { opened: 1, reminder: 3, resolved: 1 },
    because: { reminder: "goes on for 8 h", resolved: "no failure in 15 min" },
    openings: [minute(-90), minute(-30)],
    will: {
      acknowledged: { by: "ana", at: minute(5) },
      silence: { kind: "count", more: 20, from: 2, by: "ana", at: minute(6) },
      resolve: { by: "bo", at: minute(7) },
    },
    revision: 9,
    ...changes,
  });
}

export function owedToAll(kind: OwedNotice["kind"], number = 1): readonly OwedNotice[] {
  return TOPICS.map((topic) => ({ kind, number, topic }));
}

export function aStage(changes: Partial<WatchedStage> = {}): WatchedStage {
  return {
    scope: PROD,
    logGroup: "API-Gateway-Execution-Logs_a1b2c3d4e5/prod",
    lastLogAt: minute(0),
    revision: 0,
    ...changes,
  };
}
