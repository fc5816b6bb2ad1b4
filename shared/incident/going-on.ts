import type { Incident } from "../domain/incident.ts";
import type { IncidentNoticeKind } from "../domain/notice.ts";
import type { Policy } from "../domain/policy.ts";
import type { EpochMs } from "../domain/time.ts";
import { HELD_FOR_MS, isFlapper } from "./flapping.ts";
import type { Paced } from "./pace.ts";
import { silenceOf } from "./silence.ts";
import type { Step } from "./step.ts";
import { announcementOf, isAnnounced, telling } from "./telling.ts";
import { counted, duration, figure, moment } from "./words.ts";

/** Tells that it grew. Silence "until it escalates" is over with it; other silence holds. */
export function escalated(incident: Incident, paced: Paced, now: EpochMs): Step | undefined {
  const { growth } = paced;
  if (growth === undefined) return undefined;
  const silence = silenceOf(incident, now);
  if (silence === undefined || silence.kind === "escalating") {
    return told(incident, paced, "escalated", growth, now);
  }
  // What people were told of the pace stays as it is: they hear of the growth when silence is over.
  return { change: {}, notices: [], because: `${growth}; not told: ${silence.because}` };
}

/** Tells what opened untold, once nothing holds it back any more. */
export function announced(
  incident: Incident,
  paced: Paced,
  policy: Policy,
  now: EpochMs,
): Step | undefined {
  if (isAnnounced(incident) || !mayRemind(incident, policy, now)) return undefined;
  const hasLasted = incident.lastSeen - incident.firstSeen >= HELD_FOR_MS;
  if (isFlapper(incident) && !hasLasted) return undefined;
  const because = `not told until now: ${failuresOf(incident)}`;
  return told(incident, paced, announcementOf(incident), because, now);
}

/** Tells again, from time to time, and when a silence that a person asked for is over. */
export function reminded(
  incident: Incident,
  paced: Paced,
  policy: Policy,
  now: EpochMs,
): Step | undefined {
  if (!(isAnnounced(incident) && mayRemind(incident, policy, now))) return undefined;
  const last = incident.lastNoticeAt ?? incident.openedAt;
  const isDue = now - last >= policy.reminderMs;
  if (!(isDue || silenceEnded(incident, last, now))) return undefined;
  const why = isDue
    ? `still failing after ${duration(now - last)}`
    : "silence is over, still failing";
  const pace = paced.rate === undefined ? "" : `, ${figure(paced.rate)} a minute now`;
  return told(incident, paced, "reminder", `${why}: ${failuresOf(incident)}${pace}`, now);
}

/** Whether failures go on, and nobody has said that he knows or does not care. */
function mayRemind(incident: Incident, policy: Policy, now: EpochMs): boolean {
  const goesOn = now - incident.lastSeen < policy.quietMs;
  const isKnown = incident.will.acknowledged !== undefined;
  return goesOn && !isKnown && silenceOf(incident, now) === undefined;
}

/** Whether nobody was told since the silence, which is over, began. */
function silenceEnded({ will }: Incident, last: EpochMs, now: EpochMs): boolean {
  const { silence } = will;
  // A silence "of the future" is one of another clock: nothing follows from it.
  return silence !== undefined && last < silence.at && silence.at <= now;
}

function failuresOf({ count, firstSeen }: Incident): string {
  return `${counted(count, "failing request")} since ${moment(firstSeen)}`;
}

function told(
  incident: Incident,
  { toldPace }: Paced,
  kind: IncidentNoticeKind,
  because: string,
  now: EpochMs,
): Step {
  return {
    change: { ...telling(incident, kind, because, now), pace: toldPace },
    notices: [kind],
    because,
  };
}
