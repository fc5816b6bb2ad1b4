import { deliveryName, tallyOf } from "../aggregate/tally.ts";
import type { JudgedDelivery } from "../delivery.ts";
import type { Unreadable } from "../domain/record.ts";
import type { Tally } from "../domain/tally.ts";
import { type EpochMs, toEpochMs } from "../domain/time.ts";
import type { DeliveryHead } from "../parse/delivery-head.ts";
import { originOfExecutionGroup } from "../parse/origin.ts";
import { redactUnreadable } from "../redact/redact.ts";
import { maskedFacts } from "./masked.ts";
import type { Place } from "./own-tallies.ts";
import { type Sorted, sortOut } from "./sorting.ts";

const UNREADABLE_KEPT = 3;

/** A delivery as it is counted. */
export type Tallied = Sorted & {
  readonly tally: Tally;
  readonly place: Place;
  /** Time of its newest log event. */
  readonly newest: EpochMs;
};

/** The tally of a delivery that arrived at `now` in `region`, and what is not counted with it. */
export function tallied(
  head: DeliveryHead,
  judged: JudgedDelivery,
  region: string,
  now: EpochMs,
): Tallied {
  const sorted = sortOut(judged);
  const whole = maskedFacts(sorted.whole);
  const newest = newestIn(sorted, judged.settled.to) ?? now;
  const { accountId, logGroup, logStream } = head;
  const place = { logGroup, logStream, arrivedAt: now, home: { accountId, region } };
  const tally = tallyOf({
    ...place,
    scope: originOfExecutionGroup(logGroup),
    time: newest,
    name: deliveryName({ ...head, count: judged.events }),
    settled: judged.settled,
    judgements: whole,
    halves: sorted.halves,
    ended: sorted.ended,
  });
  const unreadable = judged.unreadable.slice(0, UNREADABLE_KEPT).map(masked);
  const kept = unreadable.length === 0 ? tally : { ...tally, unreadable };
  return { ...sorted, whole, tally: kept, place, newest };
}

function newestIn({ whole, halves }: Sorted, settledTo: EpochMs | undefined): EpochMs | undefined {
  let newest: number = settledTo ?? Number.NEGATIVE_INFINITY;
  for (const { records } of [...whole, ...halves]) {
    for (const { time } of records) if (time !== undefined && time > newest) newest = time;
  }
  return Number.isFinite(newest) ? toEpochMs(newest) : undefined;
}

function masked(piece: Unreadable): Unreadable {
  return redactUnreadable(piece, "masked");
}
