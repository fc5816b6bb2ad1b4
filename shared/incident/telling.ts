import type { Incident } from "../domain/incident.ts";
import { type IncidentNoticeKind, type OwedNotice, TOPICS } from "../domain/notice.ts";
import type { EpochMs } from "../domain/time.ts";
import { later } from "./order.ts";

/** Whether people were told of this incident at all: one that flaps or is silenced opens untold. */
export function isAnnounced({ told }: Pick<Incident, "told">): boolean {
  return Object.keys(told).length > 0;
}

/** What the first notice of an incident is called. */
export function announcementOf({ predecessor }: Pick<Incident, "predecessor">) {
  return predecessor === undefined ? "opened" : "reopened";
}

/** A notice to each topic. */
function owedOf(kind: IncidentNoticeKind, number: number): readonly OwedNotice[] {
  return TOPICS.map((topic) => ({ kind, number, topic }));
}

/** What telling people changes in an incident. */
export function telling(
  incident: Pick<Incident, "told" | "because" | "lastNoticeAt">,
  kind: IncidentNoticeKind,
  because: string,
  now: EpochMs,
) {
  const number = (incident.told[kind] ?? 0) + 1;
  return {
    told: { ...incident.told, [kind]: number },
    because: { ...incident.because, [kind]: because },
    owe: owedOf(kind, number),
    lastNoticeAt: later(incident.lastNoticeAt ?? now, now),
  } as const;
}
