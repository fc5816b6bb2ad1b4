import type { Incident } from "../domain/incident.ts";
import { type EpochMs, MINUTE_MS, startOfMinute, toEpochMs } from "../domain/time.ts";
import { silenceOf } from "./silence.ts";
import type { Step } from "./step.ts";
import { isAnnounced, telling } from "./telling.ts";
import { counted, duration } from "./words.ts";

/** How far the log's clock may be ahead of the sweep's. */
const SKEW_MS = 5 * MINUTE_MS;

/** The wish of a person, granted. */
export function resolvedByHand(incident: Incident, now: EpochMs): Step | undefined {
  const { resolve } = incident.will;
  return resolve === undefined
    ? undefined
    : resolved(incident, `resolved by hand by ${resolve.by}`, now);
}

/** The end of an incident that has been quiet; `answered` requests since its last failure, if known. */
export function resolvedByQuiet(
  incident: Incident,
  answered: number | undefined,
  now: EpochMs,
): Step | undefined {
  const quiet = now - incident.lastSeen;
  if (quiet < incident.quietMs) return undefined;
  return resolved(incident, `no failure in ${duration(quiet)}, ${trafficOf(answered)}`, now);
}

function trafficOf(answered: number | undefined): string {
  // Level ERROR shows no requests that went well: "no traffic" would be a guess.
  if (answered === undefined) return "the log does not show the traffic";
  return answered === 0 ? "no traffic" : `${counted(answered, "request")} answered`;
}

/** Told only to those who know of it: what opened untold, or is silenced, ends silently. */
function resolved(incident: Incident, resolution: string, now: EpochMs): Step {
  const ended = { state: "resolved", resolvedAt: endOf(incident, now), resolution } as const;
  const silence = silenceOf(incident, now);
  if (silence === undefined && isAnnounced(incident)) {
    return {
      change: { ...ended, ...telling(incident, "resolved", resolution, now) },
      notices: ["resolved"],
      because: resolution,
    };
  }
  const why = silence?.because ?? "nobody was told that it opened";
  return { change: ended, notices: [], because: `${resolution}; not told: ${why}` };
}

/**
 * The next episode begins with the minute of this time, and all that was counted here must lie before
 * it. A failure that claims to be of the future is no reason to be deaf until then.
 */
function endOf({ lastSeen }: Incident, now: EpochMs): EpochMs {
  const afterLast = startOfMinute(lastSeen) + MINUTE_MS;
  return toEpochMs(afterLast <= now + SKEW_MS ? Math.max(now, afterLast) : now);
}
