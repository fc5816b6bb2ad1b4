import type { Incident } from "../domain/incident.ts";
import {
  type DigestEntry,
  type Notice,
  type OwedNotice,
  SEVERITIES,
  type Severity,
  type Traffic,
} from "../domain/notice.ts";
import type { EpochMs } from "../domain/time.ts";
import { severityOf } from "./severity.ts";
import { silenceOf } from "./silence.ts";
import { counted, moment } from "./words.ts";

/** Of a handful of requests a share says nothing. */
const ENOUGH_REQUESTS = 20;

const MOST_ENTRIES = 50;

/** What the incident owes, to be told now: why is in the incident, since the sweep that decided it. */
export function noticeOf(
  incident: Incident,
  { kind, number }: Pick<OwedNotice, "kind" | "number">,
  traffic: Traffic | undefined,
  at: EpochMs,
): Notice {
  const { fault, firstSeen, lastSeen, count, sample, predecessor } = incident;
  return {
    kind,
    id: `${incident.id}:${kind}-${number}`,
    at,
    severity: severityOf(kind, shareOf(traffic), fault.cause),
    incidentId: incident.id,
    fault,
    firstSeen,
    lastSeen,
    count,
    ...(traffic === undefined ? {} : { traffic }),
    ...(sample === undefined ? {} : { sample }),
    ...(predecessor === undefined ? {} : { predecessor }),
    because:
      incident.because?.[kind] ?? `${counted(count, "failing request")} since ${moment(firstSeen)}`,
  };
}

/** One notice for the many that the budget did not allow, worst first. */
export function digestOf(
  entries: readonly DigestEntry[],
  { number, at, because }: { number: number; at: EpochMs; because: string },
): Notice {
  const worstFirst = entries.toSorted(byUrgency);
  const worst = worstFirst[0];
  return {
    kind: "digest",
    id: `digest-${number}`,
    at,
    severity: worst === undefined ? "info" : severityIn(worst),
    entries: worstFirst.slice(0, MOST_ENTRIES),
    more: Math.max(0, entries.length - MOST_ENTRIES),
    because,
  };
}

/** How an incident is shown to people; what is acknowledged and silenced is shown as silenced. */
export function displayStateOf(
  incident: Incident,
  now: EpochMs,
): "open" | "acknowledged" | "silenced" | "resolved" {
  if (incident.state === "resolved") return "resolved";
  if (silenceOf(incident, now) !== undefined) return "silenced";
  return incident.will.acknowledged === undefined ? "open" : "acknowledged";
}

function shareOf(traffic: Traffic | undefined): number | undefined {
  const { failures = 0, requests = 0 } = traffic ?? {};
  return requests < ENOUGH_REQUESTS ? undefined : failures / requests;
}

function severityIn({ kind, fault }: DigestEntry): Severity {
  return severityOf(kind, undefined, fault.cause);
}

/** 0 is worst. */
function urgencyOf(entry: DigestEntry): number {
  return SEVERITIES.indexOf(severityIn(entry));
}

/** Ties are broken by the incident and the kind, so that no order of reading shows. */
function byUrgency(a: DigestEntry, b: DigestEntry): number {
  const first = urgencyOf(a) - urgencyOf(b) || b.count - a.count;
  return first || compared(a.incidentId, b.incidentId) || compared(a.kind, b.kind);
}

function compared(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
