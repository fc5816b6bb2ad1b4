import { createAggregator } from "../shared/aggregate/aggregator.ts";
import { remedyFor } from "../shared/classify/remedy.ts";
import type { Summary } from "../shared/domain/summary.ts";
import type { Judgement } from "../shared/domain/verdict.ts";
import { createTriage, type Kept, type Triage } from "../shared/pipeline.ts";
import type { RedactionLevel } from "../shared/redact/redact.ts";
import { isEverything, isSelected, type Selection } from "./selection.ts";

export type StudyOptions = {
  readonly inputs: readonly string[];
  readonly redaction: RedactionLevel;
  readonly keep: Kept;
  readonly selection: Selection;
};

/** A triage that only speaks of the selected requests; unreadable input belongs to any selection. */
export function createStudy(options: StudyOptions): Triage {
  const { inputs, redaction, selection, keep } = options;
  if (isEverything(selection)) return createTriage({ inputs, redaction, keep });
  const whole = createTriage({ inputs, redaction, keep: "all" });
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
  const { forms, unreadable, zone } = whole;
  return {
    ...selected,
    forms,
    unreadable,
    ...(zone === undefined ? {} : { zone }),
    totals: { ...selected.totals, records: whole.totals.records },
  };
}
