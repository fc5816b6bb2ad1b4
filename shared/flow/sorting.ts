import { classify } from "../classify/classify.ts";
import { areTrailers, hasStart, hasStep } from "../correlate/started.ts";
import type { JudgedDelivery } from "../delivery.ts";
import type { Half } from "../domain/tally.ts";
import type { Judgement } from "../domain/verdict.ts";
import { halfRecords } from "./half-records.ts";

/** What becomes of the requests of one delivery. */
export type Sorted = {
  /** Counted with the delivery: nothing of them can be anywhere else. */
  readonly whole: readonly Judgement[];
  /** Straddle deliveries, and wait for their other part. */
  readonly halves: readonly Half[];
  /** Straddle deliveries too, but there are more than can be kept: judged by what is here. */
  readonly unkept: readonly Judgement[];
  /** Requests that ended well, and began elsewhere. */
  readonly ended: readonly string[];
};

/** Some 50 KB once packed: an item takes 400 KB, and should stay under 100. */
const HALVES_BYTES = 200_000;
const RECORD_BYTES = 350;
const ENDED_KEPT = 300;
/** Where so many requests ended and not one began, beginnings are not logged: level ERROR. */
const SURELY_ERROR_LEVEL = 20;

/**
 * Tells the requests that are whole from those that straddle deliveries. A request is whole when its
 * beginning and its end are here; at level ERROR no beginning is logged, so there its failure and its end.
 */
export function sortOut(delivery: JudgedDelivery): Sorted {
  const { judgements, unfinished } = delivery;
  const isErrorLevel = logsErrorsOnly(delivery);
  const whole: Judgement[] = [];
  const split: Judgement[] = [];
  const ended: string[] = [];
  for (const judgement of judgements) {
    const { requestId } = judgement.facts;
    if (requestId === undefined || isWhole(judgement, isErrorLevel)) whole.push(judgement);
    else if (isFailure(judgement)) split.push(judgement);
    else {
      whole.push(judgement);
      if (ended.length < ENDED_KEPT) ended.push(requestId);
    }
  }
  const begun = unfinished.filter(({ records }) => !areTrailers(records)).map(classify);
  // What has no id can be joined with nothing.
  whole.push(...begun.filter((one) => one.facts.requestId === undefined && isFailed(one)));
  return { whole, ended, ...kept(split, begun) };
}

/** True for what an incident may be opened for: a failure, or one that nothing explains. */
export function isFailure({ verdict }: Judgement): boolean {
  return verdict.kind === "failed" || (verdict.kind === "unclassified" && !verdict.withoutOutcome);
}

function isWhole(judgement: Judgement, isErrorLevel: boolean): boolean {
  if (hasStart(judgement.records)) return true;
  return isErrorLevel && judgement.verdict.kind === "failed";
}

/** Where a request went well, or a step or a beginning is told, more than failures are logged. */
function logsErrorsOnly({ settled, judgements, unfinished }: JudgedDelivery): boolean {
  if (judgements.length < SURELY_ERROR_LEVEL || settled.records > 0) return false;
  if (judgements.some(({ verdict }) => verdict.kind === "success")) return false;
  return [...judgements, ...unfinished].every(
    ({ records }) => !hasStart(records) && !hasStep(records),
  );
}

/** Those whose failure is seen first, so that what has to be left out is the least needed. */
function kept(
  split: readonly Judgement[],
  begun: readonly Judgement[],
): Pick<Sorted, "halves" | "unkept"> {
  const halves: Half[] = [];
  const unkept: Judgement[] = [];
  const failing = begun.filter(isFailed);
  let bytes = 0;
  for (const judgement of [...split, ...failing, ...begun.filter((one) => !isFailed(one))]) {
    const half = halfOf(judgement);
    if (half === undefined) continue;
    bytes += bytesOf(half);
    if (bytes <= HALVES_BYTES) halves.push(half);
    else if (half.hasEnd || isFailed(judgement)) unkept.push(judgement);
  }
  return { halves, unkept };
}

/** About what it takes as JSON: a record says where it comes from, beside its text. */
function bytesOf({ records }: Half): number {
  return records.reduce((sum, { text }) => sum + text.length + RECORD_BYTES, 0);
}

function isFailed({ verdict }: Judgement): boolean {
  return verdict.kind === "failed";
}

function halfOf({ facts, records, completeness }: Judgement): Half | undefined {
  const { requestId } = facts;
  const needed = halfRecords(records);
  if (requestId === undefined || needed.length === 0) return undefined;
  return {
    requestId,
    records: needed,
    hasEnd: completeness === "complete" || completeness === "no_start",
  };
}
