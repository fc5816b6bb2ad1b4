import type { Incident } from "../../shared/domain/incident.ts";
import type { EpochMs } from "../../shared/domain/time.ts";
import { isoTime } from "../../shared/report/moment.ts";

/** An incident as programs get it: fields may be added, never renamed. Times are ISO 8601, UTC. */
export type IncidentRecord = {
  readonly id: string;
  readonly api: string | null;
  readonly stage: string | null;
  readonly cause: string;
  readonly reason: string;
  readonly target: string | null;
  readonly state: Incident["state"];
  readonly count: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly openedAt: string;
  readonly resolvedAt: string | null;
};

/** The names of its fields, in order: the columns of CSV. */
export const RECORD_FIELDS = [
  "id",
  "api",
  "stage",
  "cause",
  "reason",
  "target",
  "state",
  "count",
  "firstSeen",
  "lastSeen",
  "openedAt",
  "resolvedAt",
] as const satisfies readonly (keyof IncidentRecord)[];

export function incidentRecord(incident: Incident): IncidentRecord {
  const { id, fault, state, count, firstSeen, lastSeen, openedAt, resolvedAt } = incident;
  return {
    id,
    api: fault.apiId ?? null,
    stage: fault.stage ?? null,
    cause: fault.cause,
    reason: fault.reason,
    target: fault.target ?? null,
    state,
    count,
    firstSeen: isoTime(firstSeen),
    lastSeen: isoTime(lastSeen),
    openedAt: isoTime(openedAt),
    resolvedAt: isoOrNull(resolvedAt),
  };
}

function isoOrNull(time: EpochMs | undefined): string | null {
  return time === undefined ? null : isoTime(time);
}
