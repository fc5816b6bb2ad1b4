import { createAggregator } from "../shared/aggregate/aggregator.ts";
import { remedyFor } from "../shared/classify/remedy.ts";
import type { Summary } from "../shared/domain/summary.ts";
import type { Judgement } from "../shared/domain/verdict.ts";
import type { JudgingOptions } from "../shared/judging.ts";
import { createTriage } from "../shared/pipeline.ts";
import { isEverything, isSelected, type Selection } from "./selection.ts";

type Maybe<Value> = Value | Promise<Value>;
type Judgements = Maybe<readonly Judgement[]>;

/** A triage of which some may happen elsewhere meanwhile. */
export type Study = {
  open(input: string): { push(chunk: Uint8Array): Judgements; end(): Judgements };
  finish(): Judgements;
  summary(): Maybe<Summary>;
};

/** A study that does everything in this thread, about the selected requests. */
export function createStudyHere(options: JudgingOptions, selection: Selection): Study {
  return isEverything(selection) ? createTriage(options) : createSelectiveStudy(options, selection);
}

function createSelectiveStudy(options: JudgingOptions, selection: Selection): Study {
  const { inputs, keep } = options;
  const whole = createTriage({ ...options, keep: "all" });
  const selected = createAggregator({ remedyFor, inputs });
  const select = (judgements: readonly Judgement[]) => {
    const meant = judgements.filter((judgement) => isSelected(judgement, selection));
    for (const judgement of meant) selected.add(judgement);
    return keep === "all" ? meant : meant.filter(({ verdict }) => verdict.kind !== "success");
  };
  return {
    open(input) {
      const feed = whole.open(input);
      return { push: (chunk) => select(feed.push(chunk)), end: () => select(feed.end()) };
    },
    finish: () => select(whole.finish()),
    summary: () => narrowed(whole.summary(), selected.summary()),
  };
}

function narrowed(whole: Summary, selected: Summary): Summary {
  const { forms, unreadable, unread, zone } = whole;
  return {
    ...selected,
    forms,
    unreadable,
    ...(unread === undefined ? {} : { unread }),
    ...(zone === undefined ? {} : { zone }),
    totals: { ...selected.totals, records: whole.totals.records },
  };
}
