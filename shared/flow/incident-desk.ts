import type { Traffic } from "../domain/notice.ts";
import type { Tally } from "../domain/tally.ts";
import { type EpochMs, toEpochMs } from "../domain/time.ts";
import type { Judgement } from "../domain/verdict.ts";
import type { Found } from "../incident/opening.ts";
import type { IntakePorts } from "../ports.ts";
import { openIfNeeded } from "./opening.ts";
import type { Problem } from "./problem.ts";
import { bestByFault, createSampling, type Sampling, sampleOf } from "./samples.ts";
import type { Settings } from "./settings.ts";
import { logsAll, requestsIn, type StrikesOf, strikesIn } from "./strikes.ts";

/** What one delivery made known. */
type Alerted = {
  readonly opened: number;
  readonly told: number;
  readonly problems: readonly Problem[];
};

/** What has just been counted. */
type Counted = {
  readonly tallies: readonly Tally[];
  /** The requests among them, also those that went well. */
  readonly judgements: readonly Judgement[];
  readonly home: Parameters<typeof bestByFault>[1];
  readonly newest: EpochMs;
};

/** Sees to it that every fault that was counted has an incident, and tells of those it opens. */
export type IncidentDesk = (counted: Counted) => Promise<Alerted>;

/** How long a worker believes that an incident it saw open still is; the sweep opens what it misses. */
const BELIEVED_MS = 30_000;
const FAULTS_REMEMBERED = 5_000;
const NOTHING: Alerted = { opened: 0, told: 0, problems: [] };

export function createIncidentDesk(ports: IntakePorts, settings: Settings): IncidentDesk {
  /** By fingerprint: until when nothing is to be done about it. */
  const believed = new Map<string, number>();
  const offer = createSampling(ports.store);

  return async (counted) => {
    const now = ports.clock();
    const news = strikesIn(counted.tallies).filter(
      ({ fault }) => (believed.get(fault.fingerprint) ?? 0) <= now,
    );
    if (news.length === 0) return NOTHING;
    const best = bestByFault(counted.judgements, counted.home);
    const outcomes: Alerted[] = [];
    for (const one of news) {
      const judgement = best.get(one.fault.fingerprint);
      outcomes.push(await meet(ports, settings, offer, counted, one, judgement));
      if (believed.size >= FAULTS_REMEMBERED) believed.clear();
      believed.set(one.fault.fingerprint, now + BELIEVED_MS);
    }
    return summed(outcomes);
  };
}

/** Opens the incident of one fault and tells of it, or offers it another sample. */
async function meet(
  ports: IntakePorts,
  settings: Settings,
  offer: Sampling,
  { tallies, newest }: Counted,
  struck: StrikesOf,
  judgement: Judgement | undefined,
): Promise<Alerted> {
  const sample = judgement === undefined ? undefined : sampleOf(judgement);
  const found: Found = { ...struck, at: newest, ...(sample === undefined ? {} : { sample }) };
  const outcome = await openIfNeeded(ports.store, settings.policy, found);
  if (outcome.kind === "stays") {
    const isOpen = outcome.latest?.state === "open";
    if (isOpen && sample !== undefined) await offer(outcome.latest.id, sample);
    return NOTHING;
  }
  const traffic = trafficOf(tallies, struck, newest, logsAll(sample));
  // Most deliveries open nothing: what writes notices is loaded by the first that does.
  const { sendOwed } = await import("./sending.ts");
  const sent = await sendOwed(ports, settings, {
    incident: outcome.incident,
    now: newest,
    traffic,
  });
  return { opened: 1, told: sent.told, problems: sent.problems };
}

/** What the delivery says of the stage, from its first minute to its newest event. */
function trafficOf(
  tallies: readonly Tally[],
  { scope, strikes }: StrikesOf,
  to: EpochMs,
  isAll: boolean,
): Traffic {
  const cells = tallies.flatMap((tally) => tally.cells).filter((cell) => cell.scope === scope);
  const from = Math.min(strikes.firstSeen, ...cells.map(({ minute }) => minute));
  const requests = requestsIn(cells, scope, isAll);
  const failures = strikes.count;
  return { from: toEpochMs(from), to, failures, ...(requests === undefined ? {} : { requests }) };
}

function summed(outcomes: readonly Alerted[]): Alerted {
  return {
    opened: outcomes.reduce((sum, { opened }) => sum + opened, 0),
    told: outcomes.reduce((sum, { told }) => sum + told, 0),
    problems: outcomes.flatMap(({ problems }) => problems),
  };
}
