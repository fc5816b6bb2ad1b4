import type { Fault, Strikes } from "../domain/fault.ts";
import type { Incident } from "../domain/incident.ts";
import type { Policy } from "../domain/policy.ts";
import type { ScopeKey } from "../domain/tally.ts";
import { type EpochMs, MINUTE_MS, startOfMinute, toEpochMs } from "../domain/time.ts";
import type { Judgement } from "../domain/verdict.ts";
import { FLAPS_WITHIN_MS, HELD_FOR_MS, isFlapper, openingsUntil } from "./flapping.ts";
import { later } from "./order.ts";
import { silenceOf } from "./silence.ts";
import { announcementOf, telling } from "./telling.ts";
import { counted, duration } from "./words.ts";

/** Failures of one fault, as counted where they were found. */
export type Found = {
  readonly fault: Fault;
  readonly scope: ScopeKey;
  readonly strikes: Strikes;
  /** Time of the newest log event at hand. */
  readonly at: EpochMs;
  /** Redacted. */
  readonly sample?: Judgement;
};

export type Opening =
  | { readonly kind: "open"; readonly incident: Incident; readonly because: string }
  | { readonly kind: "stays"; readonly because: string };

/**
 * Whether the failures open an episode of their fault, given its latest. The count it opens with is
 * of what was found, and may hold failures of the episode before: the sweep recounts.
 */
export function openingOf(found: Found, latest: Incident | undefined, policy: Policy): Opening {
  const { fault, strikes } = found;
  if (policy.quietCauses.some((cause) => cause === fault.cause)) {
    return stays(`${fault.cause} is counted and opens no incident`);
  }
  if (latest === undefined) {
    const first = episode(found, toEpochMs(0), 1, policy);
    return opens(
      { ...first, openings: [found.at] },
      `${counted(strikes.count, "failing request")}, the first of this fault`,
      found.at,
    );
  }
  // Resolved is what has been resolved at some time.
  if (latest.resolvedAt === undefined) return stays(`${latest.id} is open`);
  const since = startOfMinute(latest.resolvedAt);
  if (strikes.lastSeen < since) {
    return stays(`came late: ${latest.id} was resolved after these failures`);
  }
  return again(found, latest, since, Math.max(0, strikes.firstSeen - latest.resolvedAt), policy);
}

/** The next episode, `gap` after the latest was resolved. */
function again(found: Found, latest: Incident, since: EpochMs, gap: number, policy: Policy) {
  const isReopened = gap <= policy.reopenMs;
  const flaps = isReopened && gap < FLAPS_WITHIN_MS;
  const quietMs = flaps ? longerQuiet(latest, policy) : policy.quietMs;
  const incident: Incident = {
    ...episode(found, since, latest.episode + 1, policy),
    quietMs,
    openings: openingsUntil(latest, found.at, policy),
    will: inheritedWill(latest, found.at),
    ...(isReopened ? { predecessor: latest.id } : {}),
  };
  const wait = gap < MINUTE_MS ? "less than 1 min" : duration(gap);
  const why = `failing again ${wait} after episode ${latest.episode} was resolved`;
  const asked = flaps ? `; it flaps, so quiet for ${duration(quietMs)} is asked of it` : "";
  const held = whatHolds(incident, latest, found.at, policy);
  if (held === undefined) return opens(incident, why + asked, found.at);
  // Reminders and the next hold go by what people were last told, whichever episode that was of.
  const { lastNoticeAt } = latest;
  return {
    kind: "open",
    incident: lastNoticeAt === undefined ? incident : { ...incident, lastNoticeAt },
    because: `${why + asked}; not told: ${held}`,
  } as const;
}

function episode(found: Found, since: EpochMs, number: number, policy: Policy): Incident {
  const { fault, scope, strikes, at, sample } = found;
  return {
    id: `${fault.fingerprint}-${number}`,
    fault,
    scope,
    episode: number,
    state: "open",
    since,
    openedAt: at,
    firstSeen: later(strikes.firstSeen, since),
    lastSeen: strikes.lastSeen,
    count: strikes.count,
    quietMs: policy.quietMs,
    pace: { toldShare: 0, peak: 0 },
    told: {},
    owed: [],
    will: {},
    revision: 1,
    ...(sample === undefined ? {} : { sample }),
  };
}

/** What is decided here is told: it owes its first notice from the start. */
function opens(incident: Incident, because: string, at: EpochMs): Opening {
  const { owe, ...told } = telling(incident, announcementOf(incident), because, at);
  return { kind: "open", incident: { ...incident, ...told, owed: owe }, because };
}

function stays(because: string): Opening {
  return { kind: "stays", because };
}

function longerQuiet(latest: Incident, policy: Policy): number {
  return Math.min(Math.max(2 * latest.quietMs, policy.quietMs), policy.longestQuietMs);
}

/**
 * Silence until a time is about the fault, so its next episodes inherit it; silence for so many
 * failures or until it escalates was about the course of the old one. Whoever resolved it by hand
 * believed it mended, and wants to hear that it is not.
 */
function inheritedWill({ will }: Incident, at: EpochMs): Incident["will"] {
  const { silence, resolve } = will;
  const lasts = silence?.kind === "until" && at < silence.until && resolve === undefined;
  return lasts ? { silence } : {};
}

/** Why nobody is told for now. A flapper is told of once in 24 h all the same. */
function whatHolds(incident: Incident, latest: Incident, at: EpochMs, policy: Policy) {
  const silence = silenceOf(incident, at);
  if (silence !== undefined) return silence.because;
  const toldLately =
    latest.lastNoticeAt !== undefined && at - latest.lastNoticeAt < policy.reopenMs;
  const believedMended = latest.will.resolve !== undefined;
  if (!(isFlapper(incident) && toldLately) || believedMended) return undefined;
  const often = `opened ${incident.openings?.length} times in ${duration(policy.reopenMs)}`;
  return `${often}, held until it lasts ${duration(HELD_FOR_MS)} or escalates`;
}
