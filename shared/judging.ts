import { createAggregator } from "./aggregate/aggregator.ts";
import { classify } from "./classify/classify.ts";
import { remedyFor } from "./classify/remedy.ts";
import { createCorrelator } from "./correlate/correlator.ts";
import type { Settled } from "./domain/settled.ts";
import type { Summary } from "./domain/summary.ts";
import type { Trace } from "./domain/trace.ts";
import type { Judgement } from "./domain/verdict.ts";
import { createParser, type Parsed } from "./parse/parser.ts";
import { createSettledIds } from "./parse/settled-ids.ts";
import type { Passed } from "./parse/sift-text.ts";
import { slicesOf } from "./parse/slices.ts";
import {
  type RedactionLevel,
  redactJudgement,
  redactText,
  redactUnreadable,
} from "./redact/redact.ts";

/** Which judgements a triage hands out, each as a sample; the summary counts all of them whatever is kept. */
export type Kept = "all" | "failures" | "none";

export type JudgingOptions = {
  /** Names of the inputs, as they are shown. */
  readonly inputs: readonly string[];
  readonly redaction: RedactionLevel;
  readonly keep: Kept;
  /** Memory for requests that have ended, in bytes: the more wait for late lines, the more are judged at the end. */
  readonly endedBytes?: number;
};

/**
 * What a sift passes on, to verdicts: `parse → correlate → classify → aggregate`, redacted at the end.
 * It knows of the sift what is passed to it, nothing else, so that it may run in a thread of its own.
 */
export type Judging = {
  /** Inputs follow each other. */
  open(input: string): void;
  /** Gives what could be judged meanwhile, redacted. */
  take(passed: Passed): readonly Judgement[];
  /** The input is over; the sift has counted so many entries of all inputs so far. */
  close(sifted: number): readonly Judgement[];
  /** What was still waiting for its end. Call it once, after the last input. */
  finish(settled: Settled): readonly Judgement[];
  summary(): Summary;
};

/** Some 4,000 requests that have not ended, where no sift has put them in order before. */
const HELD_BYTES = 64 << 20;
/** Some 800 failing requests that wait for their last lines. */
const ENDED_BYTES = 12 << 20;
const SERVER_ERROR = 500;

export function createJudging({
  inputs,
  redaction,
  keep,
  endedBytes = ENDED_BYTES,
}: JudgingOptions): Judging {
  const correlator = createCorrelator({ heldBytes: HELD_BYTES, endedBytes });
  const asSample = createSampler(redaction);
  const settledIds = createSettledIds();
  const aggregator = createAggregator({
    remedyFor: (judgement) => remedyFor(asSample(judgement)),
    inputs,
  });
  let parser = createParser("");
  let input = "";
  let siftedBefore = 0;

  /** A request was counted already, unless what came of it later says otherwise. */
  function isCounted({ facts }: Judgement): boolean {
    const { requestId = "", status = 0 } = facts;
    return status < SERVER_ERROR && settledIds.has(requestId);
  }

  function judged(traces: readonly Trace[]): readonly Judgement[] {
    const judgements = traces.map(classify).filter((judgement) => !isCounted(judgement));
    for (const judgement of judgements) aggregator.add(judgement);
    return judgements.filter(({ verdict }) => isKept(verdict.kind, keep)).map(asSample);
  }

  function judgedOf({ records, unreadable }: Parsed): readonly Judgement[] {
    for (const piece of unreadable) aggregator.addUnreadable(piece);
    return judged(correlator.push(records));
  }

  return {
    open(name) {
      input = name;
      parser = createParser(name);
    },
    take(passed) {
      settledIds.add(passed.settledIds);
      return slicesOf(passed).flatMap(({ bytes, lines }) => judgedOf(parser.push(bytes, lines)));
    },
    close(sifted) {
      const judgements = judgedOf(parser.end());
      const forms = parser.forms();
      aggregator.addForms(forms);
      if (forms.length === 0 && sifted === siftedBefore) aggregator.addUnread(input);
      siftedBefore = sifted;
      return judgements;
    },
    finish(settled) {
      aggregator.addSettled(settled);
      return judged(correlator.end());
    },
    summary: () => redactSummary(aggregator.summary(), redaction, asSample),
  };
}

function isKept(kind: Judgement["verdict"]["kind"], keep: Kept): boolean {
  return keep === "all" || (keep === "failures" && kind !== "success");
}

/**
 * Makes judgements into samples: redacted, and of their records only those the verdict rests on, as nothing else
 * is shown and to redact takes longer than all the rest. Each once, since a remedy is filled in from the same
 * sample that is shown.
 */
function createSampler(level: RedactionLevel): (judgement: Judgement) => Judgement {
  const samples = new WeakMap<Judgement, Judgement>();
  return (judgement) => {
    const made = samples.get(judgement) ?? redactJudgement(evidenceOnly(judgement), level);
    samples.set(judgement, made);
    return made;
  };
}

function evidenceOnly(judgement: Judgement): Judgement {
  const { evidence, records } = judgement;
  return {
    ...judgement,
    records: records.filter((_, at) => evidence.includes(at)),
    evidence: evidence.map((_, at) => at),
  };
}

function redactSummary(
  summary: Summary,
  level: RedactionLevel,
  asSample: (judgement: Judgement) => Judgement,
): Summary {
  const { faults, unknown, unreadable } = summary;
  return {
    ...summary,
    faults: faults.map((fault) => ({
      ...fault,
      routes: fault.routes.map((entry) => ({ ...entry, route: redactText(entry.route, level) })),
      sample: asSample(fault.sample),
    })),
    unknown: unknown.map((cluster) => ({
      ...cluster,
      sample: asSample(cluster.sample),
    })),
    unreadable: {
      ...unreadable,
      examples: unreadable.examples.map((example) => redactUnreadable(example, level)),
    },
  };
}
