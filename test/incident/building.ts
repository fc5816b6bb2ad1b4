import type { Fault } from "../../shared/domain/fault.ts";
import type { Incident } from "../../shared/domain/incident.ts";
import type { IncidentNoticeKind, OwedNotice } from "../../shared/domain/notice.ts";
import { DEFAULT_POLICY, type Policy } from "../../shared/domain/policy.ts";
import type { WatchedStage } from "../../shared/domain/stage.ts";
import type { ScopeKey } from "../../shared/domain/tally.ts";
import { type EpochMs, toEpochMs } from "../../shared/domain/time.ts";
import { decide, type Situation, withChange } from "../../shared/incident/decision.ts";
import type { MinuteCount } from "../../shared/incident/pace.ts";

export const POLICY: Policy = DEFAULT_POLICY;
export const SCOPE = "123456789012/eu-west-1/a1b2c3/prod" as ScopeKey;
export const FAULT: Fault = {
  fingerprint: "v1:00112233aabbccdd",
  cause: "integration_timeout",
  reason: "deadline_exceeded",
};

/** So many minutes (or parts of one) after 2026-11-22 10:00 UTC. */
export function minute(minutes: number): EpochMs {
  return toEpochMs(Date.UTC(2026, 10, 22, 10) + minutes * 60_000);
}

/** Open since 10:00:30, people were told at once. */
export function anIncident(changes: Partial<Incident> = {}): Incident {
  return {
    id: "v1:00112233aabbccdd-1",
    fault: FAULT,
    scope: SCOPE,
    episode: 1,
    state: "open",
    since: minute(0),
    openedAt: minute(0.5),
    firstSeen: minute(0.5),
    lastSeen: minute(0.5),
    count: 3,
    quietMs: POLICY.quietMs,
    pace: { toldRate: 3, toldShare: 0, peak: 3 },
    lastNoticeAt: minute(0.5),
    told: { opened: 1 },
    because: { opened: "3 failing requests, the first of this fault" },
    openings: [minute(0.5)],
    owed: [],
    will: {},
    revision: 1,
    ...changes,
  };
}

/** As the sweep leaves it at minute 16. */
export function aResolved(changes: Partial<Incident> = {}): Incident {
  return anIncident({
    state: "resolved",
    resolvedAt: minute(16),
    resolution: "no failure in 15 min, no traffic",
    told: { opened: 1, resolved: 1 },
    lastNoticeAt: minute(16),
    ...changes,
  });
}

export function owedToAll(kind: IncidentNoticeKind, number: number): readonly OwedNotice[] {
  return [
    { kind, number, topic: "people" },
    { kind, number, topic: "chat" },
    { kind, number, topic: "machines" },
  ];
}

/** The same failures (and requests) in each minute from `from` to `to`. */
export function steady(
  from: number,
  to: number,
  failures: number,
  requests?: number,
): readonly MinuteCount[] {
  return Array.from({ length: to - from }, (_, at) => ({
    minute: minute(from + at),
    failures,
    ...(requests === undefined ? {} : { requests }),
  }));
}

export function aStage(changes: Partial<WatchedStage> = {}): WatchedStage {
  return {
    scope: SCOPE,
    logGroup: "API-Gateway-Execution-Logs_a1b2c3/prod",
    lastLogAt: minute(0),
    revision: 4,
    ...changes,
  };
}

/** The incident after a sweep, and what people are told. */
export function swept(
  incident: Incident,
  situation: Situation,
  now: EpochMs,
): { readonly incident: Incident; readonly notices: readonly IncidentNoticeKind[] } {
  const decision = decide(incident, situation, POLICY, now);
  return decision.kind === "unchanged"
    ? { incident, notices: [] }
    : { incident: withChange(incident, decision.change), notices: decision.notices };
}
