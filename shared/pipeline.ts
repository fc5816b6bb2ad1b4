import { gunzipSync } from "node:zlib";
import { createAggregator } from "./aggregate/aggregator.ts";
import { classify } from "./classify/classify.ts";
import { remedyFor } from "./classify/remedy.ts";
import { createCorrelator } from "./correlate/correlator.ts";
import type { Unreadable } from "./domain/record.ts";
import type { Settled } from "./domain/settled.ts";
import type { Summary } from "./domain/summary.ts";
import type { Trace } from "./domain/trace.ts";
import type { Judgement } from "./domain/verdict.ts";
import { parseDelivery } from "./parse/delivery.ts";
import { createParser, type Parsed } from "./parse/parser.ts";
import { siftDelivery } from "./parse/sift-delivery.ts";
import { createTextSift } from "./parse/sift-text.ts";
import { parseInSlices } from "./parse/slices.ts";
import {
  type RedactionLevel,
  redactJudgement,
  redactText,
  redactUnreadable,
} from "./redact/redact.ts";

/** Which judgements a triage hands out; the summary counts all of them whatever is kept. */
export type Kept = "all" | "failures" | "none";

export type TriageOptions = {
  /** Names of the inputs, as they are shown. */
  readonly inputs: readonly string[];
  readonly redaction: RedactionLevel;
  /** Anything but `all` is many times faster: plain successes are counted by a byte scan. */
  readonly keep: Kept;
};

/** Takes the bytes of one input, and gives back what could be judged meanwhile, redacted. */
type Feed = {
  push(chunk: Uint8Array): readonly Judgement[];
  end(): readonly Judgement[];
};

/** From bytes to verdicts: `parse → correlate → classify → aggregate`, redacted at the end. */
export type Triage = {
  /** Feeds are used one after the other. */
  open(input: string): Feed;
  /** What was still waiting for its end. Call it once, after the last feed. */
  finish(): readonly Judgement[];
  summary(): Summary;
};

/** Keeps the whole process under 256 MB (bench): some 800 failing requests wait for their last lines. */
const HELD_BYTES = 12 << 20;

export function createTriage({ inputs, redaction, keep }: TriageOptions): Triage {
  const correlator = createCorrelator({ heldBytes: HELD_BYTES });
  const asSample = createSampler(redaction);
  const aggregator = createAggregator({
    remedyFor: (judgement) => remedyFor(asSample(judgement)),
    inputs,
  });
  let traces: readonly Trace[] = [];
  let parser = createParser("");
  const sift = createTextSift((pieces) => parseInSlices(parser, pieces, take));

  function judged(traces: readonly Trace[]): readonly Judgement[] {
    const fresh = traces.filter(({ requestId }) => !sift.isSettled(requestId ?? ""));
    const judgements = fresh.map(classify);
    for (const judgement of judgements) aggregator.add(judgement);
    return judgements
      .filter(({ verdict }) => isKept(verdict.kind, keep))
      .map((judgement) => redactJudgement(judgement, redaction));
  }

  function take({ records, unreadable }: Parsed): void {
    for (const piece of unreadable) aggregator.addUnreadable(piece);
    traces = traces.concat(correlator.push(records));
  }

  function handOver(): readonly Judgement[] {
    const ready = traces;
    traces = [];
    return judged(ready);
  }

  return {
    open(input) {
      parser = createParser(input);
      return {
        push(chunk) {
          if (keep === "all") parseInSlices(parser, { bytes: chunk, lines: [] }, take);
          else sift.push(chunk);
          return handOver();
        },
        end() {
          sift.end();
          take(parser.end());
          aggregator.addForms(parser.forms());
          return handOver();
        },
      };
    },
    finish() {
      aggregator.addSettled(sift.settled());
      return judged(correlator.end());
    },
    summary: () => redactSummary(aggregator.summary(), redaction, asSample),
  };
}

/** What one delivery of a subscription comes to. */
export type JudgedDelivery = {
  /** Plain successes: counted, not judged. */
  readonly settled: Settled;
  readonly judgements: readonly Judgement[];
  /** Requests whose end this delivery does not hold: another one does, or will. */
  readonly unfinished: readonly Trace[];
  readonly unreadable: readonly Unreadable[];
};

/** The most that a delivery may unpack to; CloudWatch Logs sends at most 1 MB packed. */
const DELIVERY_BYTES = 100 << 20;
/** Logs pack 8 to 15 times smaller: one buffer of about the right size spares hundreds of small ones. */
const UNPACKED_RATIO = 10;

/**
 * Judges one delivery, `data` as in `{"awslogs":{"data":…}}`: base64 of gzip. Throws what gunzip throws
 * when it is not that, or unpacks to more than 100 MB.
 */
export function triageDelivery(data: string): JudgedDelivery {
  const { json, settled } = siftDelivery(unpacked(data));
  const { records, unreadable } = parseDelivery(json.toString());
  const correlator = createCorrelator();
  const traces = [...correlator.push(records), ...correlator.end()];
  const hasEnded = ({ completeness }: Trace) =>
    completeness === "complete" || completeness === "no_start";
  return {
    settled,
    judgements: traces.filter(hasEnded).map(classify),
    unfinished: traces.filter((trace) => !hasEnded(trace)),
    unreadable,
  };
}

function unpacked(data: string): Buffer {
  const chunkSize = Math.min(Math.max(data.length * UNPACKED_RATIO, 1 << 16), DELIVERY_BYTES);
  return gunzipSync(Buffer.from(data, "base64"), { maxOutputLength: DELIVERY_BYTES, chunkSize });
}

function isKept(kind: Judgement["verdict"]["kind"], keep: Kept): boolean {
  return keep === "all" || (keep === "failures" && kind !== "success");
}

/**
 * Makes judgements into samples: redacted, and of their records only those the verdict rests on. Each
 * once, since a remedy is filled in from the same sample that is shown.
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
