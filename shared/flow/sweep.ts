import type { EpochMs } from "../domain/time.ts";
import type { Ports } from "../ports.ts";
import type { Problem } from "./problem.ts";
import type { Settings } from "./settings.ts";
import { strikesIn } from "./strikes.ts";
import { fold } from "./sweep/folding.ts";
import { settleHalves } from "./sweep/halves.ts";
import { decideAll, openMissing } from "./sweep/incidents.ts";
import { sendAll } from "./sweep/notices.ts";
import { createSituations } from "./sweep/situations.ts";
import { watchStages } from "./sweep/watching.ts";
import { windowAfter } from "./sweep/window.ts";

/** What one sweep came to. */
export type SweepReport = {
  readonly tallies: number;
  readonly joined: number;
  readonly lookedUp: number;
  readonly waiting: number;
  readonly opened: number;
  readonly open: number;
  readonly notices: number;
  readonly digested: number;
  readonly blind: number;
  readonly problems: readonly Problem[];
};

/** Brings everything up to date as of `now`, the time of the schedule. */
export type Sweep = (now: EpochMs) => Promise<SweepReport>;

/**
 * Joins what straddles deliveries, recomputes aggregates, opens what was missed, decides on every incident,
 * sends what is owed, and looks whether logs still come. Each step may run twice, or die half-way: the
 * next sweep starts from the same tallies.
 */
export function createSweep(ports: Ports, settings: Settings): Sweep {
  const { store } = ports;
  return async (now) => {
    const progress = await store.progress();
    const window = await windowAfter(store, progress, ports.clock());
    const halves = await settleHalves(ports, settings, window.tallies, now);
    const fresh = [...window.fresh, ...halves.tallies];
    await fold(store, fresh);
    const struck = strikesIn(fresh);
    const samples = halves.samples;
    const opened = await openMissing(store, settings.policy, struck, samples);
    const situations = createSituations(store, now);
    const decided = await decideAll(store, settings.policy, situations, struck, now);
    const told = await sendAll(ports, settings, situations, decided, { now, progress });
    const watched = await watchStages(ports, settings, window.fresh, now);
    await store.putProgress({
      foldedThrough: window.arrivedThrough,
      sweptAt: now,
      digests: told.progress.digests,
      revision: told.progress.revision,
    });
    return {
      tallies: window.fresh.length,
      joined: halves.tallies.length,
      lookedUp: halves.lookedUp,
      waiting: halves.waiting,
      opened: opened.length,
      open: decided.filter(({ state }) => state === "open").length,
      notices: told.notices + watched.notices,
      digested: told.digested,
      blind: watched.blind,
      problems: [...halves.problems, ...told.problems, ...watched.problems],
    };
  };
}
