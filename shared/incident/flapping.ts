import type { Incident } from "../domain/incident.ts";
import type { Policy } from "../domain/policy.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../domain/time.ts";

/** A fault that is back sooner than this after it was resolved flaps: more quiet is asked of it. */
export const FLAPS_WITHIN_MS = HOUR_MS;
/** So many openings in a day are told as they come: the first, and two times that it came back. */
const OPENINGS_TOLD = 3;
/** What is opened more often must last so long before people hear of it again. */
export const HELD_FOR_MS = 5 * MINUTE_MS;

/** The openings in the last 24 h with the one at `at`: no more of them than flapping is told by. */
export function openingsUntil(
  latest: Pick<Incident, "openings" | "openedAt">,
  at: EpochMs,
  policy: Policy,
): readonly EpochMs[] {
  const recent = (latest.openings ?? [latest.openedAt]).filter(
    (opening) => at - opening < policy.reopenMs,
  );
  return [...recent, at].slice(-(OPENINGS_TOLD + 1));
}

/** Whether it has opened too often in the last 24 h to be told of at once. */
export function isFlapper({ openings = [] }: Pick<Incident, "openings">): boolean {
  return openings.length > OPENINGS_TOLD;
}
