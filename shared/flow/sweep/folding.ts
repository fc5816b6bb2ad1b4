import pMap from "p-map";
import { bounded } from "../../aggregate/bounded-aggregate.ts";
import { contributionsOf, faultHoursOf, hourOf, minuteOf } from "../../aggregate/fold.ts";
import { overlay } from "../../aggregate/window.ts";
import { type Group, groupedBy } from "../../domain/grouped.ts";
import type { Aggregate, Contribution, ScopeKey, Tally } from "../../domain/tally.ts";
import { type EpochMs, HOUR_MS, startOfHour, toEpochMs } from "../../domain/time.ts";
import type { AggregateStore } from "../../ports.ts";

const AT_ONCE = 16;

/**
 * Recomputes what the tallies of whole arrival minutes touch: contributions, their minutes, their hours.
 * Nothing is added to, so doing it twice, or dying in between, changes nothing.
 */
export async function fold(store: AggregateStore, fresh: readonly Tally[]): Promise<void> {
  const contributions = contributionsOf(fresh);
  await pMap(contributions, (one) => store.putContribution(boundedContribution(one)), {
    concurrency: AT_ONCE,
  });
  const minutes = await recomputedMinutes(store, contributions);
  await pMap(minutes, (minute) => store.putAggregate(bounded(minute)), { concurrency: AT_ONCE });
  const struck = new Set(fresh.flatMap(({ faults }) => faults.map((fault) => fault.fingerprint)));
  await pMap(
    [...groupedBy(minutes, ({ scope, start }) => `${scope}\n${startOfHour(start)}`).values()],
    (own) => foldHour(store, own, struck),
    { concurrency: AT_ONCE },
  );
}

/** Every minute that the contributions touch, from all contributions to it. */
export async function recomputedMinutes(
  store: AggregateStore,
  fresh: readonly Contribution[],
): Promise<readonly Aggregate[]> {
  const touched = groupedBy(fresh, ({ aggregate: { scope, start } }) => `${scope}\n${start}`);
  return await pMap(
    [...touched.values()],
    async (own) => {
      const { scope, start } = own[0].aggregate;
      return minuteOf(overlay(await store.contributions(scope, start), own));
    },
    { concurrency: AT_ONCE },
  );
}

/** The hour from its minutes: those just recomputed are exact, those stored may have been bounded. */
async function foldHour(
  store: AggregateStore,
  touched: Group<Aggregate>,
  struck: ReadonlySet<string>,
): Promise<void> {
  const [first] = touched;
  const hour = startOfHour(first.start);
  const fresh = new Set(touched.map(({ start }) => start));
  const stored = await minutesOf(store, first.scope, hour);
  const minutes = [...stored.filter(({ start }) => !fresh.has(start)), ...touched];
  await store.putAggregate(bounded(hourOf(minutes)));
  const faultHours = faultHoursOf(minutes).filter(({ fingerprint }) => struck.has(fingerprint));
  await pMap(faultHours, (one) => store.putFaultHour(one), { concurrency: AT_ONCE });
}

function boundedContribution(contribution: Contribution): Contribution {
  return { ...contribution, aggregate: bounded(contribution.aggregate) };
}

function minutesOf(
  store: AggregateStore,
  scope: ScopeKey,
  hour: EpochMs,
): Promise<readonly Aggregate[]> {
  return store.aggregates("minute", { scope, from: hour, to: toEpochMs(hour + HOUR_MS) });
}
