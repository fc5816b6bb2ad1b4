import { createAggregator } from "../shared/aggregate/aggregator.ts";
import { remedyFor } from "../shared/classify/remedy.ts";
import type { Summary } from "../shared/domain/summary.ts";
import type { Judgement } from "../shared/domain/verdict.ts";
import type { JudgingOptions } from "../shared/judging.ts";
import { createTextSift } from "../shared/parse/sift-text.ts";
import { createTriage } from "../shared/pipeline.ts";
import { createJudgingThread } from "./judging-thread.ts";
import { hasCoreToSpare, LARGE_BYTES } from "./large-input.ts";
import { isEverything, isSelected, type Selection } from "./selection.ts";

export type StudyOptions = JudgingOptions & {
  readonly selection: Selection;
  /** How much there is to read, where that is known. */
  readonly bytes: number | undefined;
};

type Maybe<Value> = Value | Promise<Value>;
type Judgements = Maybe<readonly Judgement[]>;

/** A triage of which some may happen elsewhere meanwhile. */
export type Study = {
  open(input: string): { push(chunk: Uint8Array): Judgements; end(): Judgements };
  finish(): Judgements;
  summary(): Maybe<Summary>;
};

/** Of a large log some 270 failing requests wait for their last lines: what waits at its end is judged alone. */
const LARGE_HELD_BYTES = 4 << 20;

/** A triage that only speaks of the selected requests; unreadable input belongs to any selection. */
export function createStudy(options: StudyOptions): Study {
  const { selection, keep, bytes = 0 } = options;
  if (!isEverything(selection)) return createSelectiveStudy(options);
  if (bytes < LARGE_BYTES) return createTriage(options);
  const large = { ...options, heldBytes: LARGE_HELD_BYTES };
  const isThreaded = keep === "none" && hasCoreToSpare();
  return isThreaded ? createThreadedStudy(large) : createTriage(large);
}

/** A triage whose sift runs here, and all that follows in a thread of its own. */
export function createThreadedStudy(options: JudgingOptions): Study {
  const thread = createJudgingThread({ ...options, keep: "none" });
  const sift = createTextSift(thread.take);
  let summary: Promise<Summary>;
  const none = async () => {
    await thread.room();
    return [];
  };
  return {
    open(input) {
      thread.open(input);
      return {
        push(chunk) {
          sift.push(chunk);
          return none();
        },
        end() {
          sift.end();
          thread.close();
          return none();
        },
      };
    },
    async finish() {
      summary = thread.finish(sift.settled());
      await summary;
      return [];
    },
    summary: () => summary,
  };
}

function createSelectiveStudy({ inputs, redaction, keep, selection }: StudyOptions): Study {
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
