import type { Strikes } from "../domain/fault.ts";
import type { Incident, IncidentChange, Pace } from "../domain/incident.ts";
import type { IncidentNoticeKind } from "../domain/notice.ts";
import type { Policy } from "../domain/policy.ts";
import type { EpochMs } from "../domain/time.ts";
import { announced, escalated, reminded } from "./going-on.ts";
import { earlier, later } from "./order.ts";
import { type MinuteCount, paceOf } from "./pace.ts";
import { resolvedByHand, resolvedByQuiet } from "./resolving.ts";
import type { Step } from "./step.ts";
import { counted } from "./words.ts";

/** What the aggregates say about an incident. */
export type Situation = {
  /** Of this episode in all, recomputed; absent when nothing was read. */
  readonly strikes?: Strikes;
  /** The last hour. A minute without an entry had no requests. */
  readonly minutes: readonly MinuteCount[];
  /** Requests of the stage since the last failure; absent when its log does not show them. */
  readonly answeredSinceLastSeen?: number;
};

export type Decision =
  | {
      readonly kind: "changed";
      readonly change: IncidentChange;
      readonly notices: readonly IncidentNoticeKind[];
      readonly because: string;
    }
  | { readonly kind: "unchanged"; readonly because: string };

/**
 * What is to be done about an incident at `now`, the time of the sweep. Asked again with the same
 * situation after its change was made, it says `unchanged`.
 */
export function decide(
  incident: Incident,
  situation: Situation,
  policy: Policy,
  now: EpochMs,
): Decision {
  const recount = recounted(incident, situation.strikes);
  const current = { ...incident, ...recount.change };
  const step = incident.state === "open" ? stepOf(current, situation, policy, now) : undefined;
  const change = { ...recount.change, ...step?.change };
  const reasons = [step?.because, recount.because].filter((reason) => reason !== undefined);
  if (Object.keys(change).length === 0) {
    return { kind: "unchanged", because: reasons.at(0) ?? "nothing new" };
  }
  return { kind: "changed", change, notices: step?.notices ?? [], because: reasons.join("; ") };
}

/** The incident after the change, as the store has it then. */
export function withChange(incident: Incident, { owe = [], ...fields }: IncidentChange): Incident {
  const revision = incident.revision + 1;
  return { ...incident, ...fields, owed: [...incident.owed, ...owe], revision };
}

/** Late failures change these of a resolved incident too, and nothing else. */
function recounted(incident: Incident, strikes: Strikes | undefined) {
  if (strikes === undefined) return { change: {} };
  const firstSeen = earlier(incident.firstSeen, strikes.firstSeen);
  const lastSeen = later(incident.lastSeen, strikes.lastSeen);
  const { count } = strikes;
  const change: IncidentChange = {
    ...(count === incident.count ? {} : { count }),
    ...(firstSeen === incident.firstSeen ? {} : { firstSeen }),
    ...(lastSeen === incident.lastSeen ? {} : { lastSeen }),
  };
  if (Object.keys(change).length === 0) return { change };
  const late = incident.state === "open" ? "" : ", some of them late";
  return { change, because: `${counted(count, "failing request")} in all${late}` };
}

function stepOf(
  incident: Incident,
  { minutes, answeredSinceLastSeen }: Situation,
  policy: Policy,
  now: EpochMs,
): Step | undefined {
  const end =
    resolvedByHand(incident, now) ?? resolvedByQuiet(incident, answeredSinceLastSeen, now);
  if (end !== undefined) return end;
  const paced = paceOf(incident, minutes, now);
  const learnt = { ...incident, pace: paced.pace };
  const step =
    escalated(learnt, paced, now) ??
    announced(learnt, paced, policy, now) ??
    reminded(learnt, paced, policy, now);
  if (step?.change.pace !== undefined || isSamePace(incident.pace, paced.pace)) return step;
  const because = step?.because ?? `pace is now known: ${paced.pace.peak} in the worst minute`;
  return { notices: [], ...step, change: { ...step?.change, pace: paced.pace }, because };
}

function isSamePace(a: Pace, b: Pace): boolean {
  return a.toldRate === b.toldRate && a.toldShare === b.toldShare && a.peak === b.peak;
}
