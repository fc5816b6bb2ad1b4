import type { Incident, Pace } from "../domain/incident.ts";
import { type EpochMs, MINUTE_MS, startOfMinute, toEpochMs } from "../domain/time.ts";
import { counted, figure, percent } from "./words.ts";

/** Failures of the fault and requests of its stage in one minute. */
export type MinuteCount = {
  /** Start of the minute. */
  readonly minute: EpochMs;
  readonly failures: number;
  /** All requests, when the log shows them; unknown for one minute is unknown for all. */
  readonly requests?: number;
};

/** The last full minutes of an incident, at most five. */
type Look = {
  /** Failures a minute, on average. */
  readonly rate: number;
  readonly minutes: number;
  readonly failures: number;
  /** 0 when not known. */
  readonly requests: number;
  /** The greatest of the steps that the share of failing requests has reached. */
  readonly step: number;
};

const LOOK_MINUTES = 5;
const STEPS = [0.5, 0.1, 0.01];
const TENFOLD = 10;
const LEAST_RATE = 10;
const LEAST_FAILURES = 20;
/** So long after the opening the pace is only learnt: its first minutes may still be arriving. */
const LEARNING_MS = 2 * MINUTE_MS;

/** What the last minutes show: the pace that is known without telling anybody, and whether it grew. */
export type Paced = {
  readonly pace: Pace;
  /** The pace that people know of once they are told now. */
  readonly toldPace: Pace;
  /** How it grew since people were told, in words. */
  readonly growth?: string;
  /** Failures a minute now; absent before the first full minute. */
  readonly rate?: number;
};

export function paceOf(
  incident: Pick<Incident, "pace" | "firstSeen" | "openedAt">,
  minutes: readonly MinuteCount[],
  now: EpochMs,
): Paced {
  const peak = minutes.reduce((most, { failures }) => Math.max(most, failures), incident.pace.peak);
  const pace = { ...incident.pace, peak };
  const look = lookAt(incident.firstSeen, minutes, now);
  if (look === undefined) return { pace, toldPace: pace };
  const { rate } = look;
  const toldPace = { peak, toldRate: rate, toldShare: Math.max(pace.toldShare, look.step) };
  const { toldRate } = pace;
  if (toldRate === undefined) return { pace: toldPace, toldPace, rate };
  if (now - incident.openedAt < LEARNING_MS) {
    return { pace: { ...toldPace, toldRate: Math.max(toldRate, rate) }, toldPace, rate };
  }
  const growth = growthOf(toldRate, pace.toldShare, look);
  return { pace, toldPace, rate, ...(growth === undefined ? {} : { growth }) };
}

/** The first minute is left out: it may have begun without failures, and would hide how bad it is. */
function lookAt(firstSeen: EpochMs, all: readonly MinuteCount[], now: EpochMs): Look | undefined {
  const to = startOfMinute(now);
  const first = startOfMinute(toEpochMs(firstSeen + MINUTE_MS - 1));
  const from = Math.max(first, to - LOOK_MINUTES * MINUTE_MS);
  if (from >= to) return undefined;
  const seen = all.filter(({ minute }) => from <= minute && minute < to);
  const failures = seen.reduce((sum, minute) => sum + minute.failures, 0);
  const minutes = (to - from) / MINUTE_MS;
  const requests = requestsOf(seen);
  const share = requests === 0 ? 0 : failures / requests;
  const step = STEPS.find((least) => share >= least) ?? 0;
  return { rate: failures / minutes, minutes, failures, requests, step };
}

function requestsOf(minutes: readonly MinuteCount[]): number {
  const known = minutes.flatMap(({ requests }) => requests ?? []);
  return known.length < minutes.length ? 0 : known.reduce((sum, requests) => sum + requests, 0);
}

function growthOf(toldRate: number, toldShare: number, look: Look): string | undefined {
  const { rate, minutes, failures, requests, step } = look;
  if (rate >= LEAST_RATE && rate >= TENFOLD * toldRate) {
    return `rate grew from ${figure(toldRate)} to ${figure(rate)} a minute`;
  }
  if (step <= toldShare || failures < LEAST_FAILURES) return undefined;
  const of = `${counted(failures, "failure")} of ${counted(requests, "request")}`;
  return `passed ${percent(step)} of requests: ${of} in the last ${minutes} min`;
}
