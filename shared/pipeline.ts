import { gunzipSync } from "node:zlib";
import { createAggregator } from "./aggregate/aggregator.ts";
import { classify } from "./classify/classify.ts";
import { remedyFor } from "./classify/remedy.ts";
import { createCorrelator } from "./correlate/correlator.ts";
import type { Settled } from "./domain/settled.ts";
import type { Summary } from "./domain/summary.ts";
import type { Trace } from "./domain/trace.ts";
import type { Judgement } from "./domain/verdict.ts";
import { createParser, type Parsed } from "./parse/parser.ts";
import { siftDelivery } from "./parse/sift-delivery.ts";
import { createTextSift } from "./parse/sift-text.ts";
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

export function createTriage({ inputs, redaction, keep }: TriageOptions): Triage {
  const correlator = createCorrelator();
  const redactedRemedy = (judgement: Judgement) => remedyFor(redactJudgement(judgement, redaction));
  const aggregator = createAggregator({ remedyFor: redactedRemedy, inputs });
  let parser = createParser("");
  const sift = createTextSift(({ bytes, lines }) => take(parser.push(bytes, lines)));

  function judged(traces: readonly Trace[]): readonly Judgement[] {
    const fresh = traces.filter(({ requestId }) => !sift.isSettled(requestId ?? ""));
    const judgements = fresh.map(classify);
    for (const judgement of judgements) aggregator.add(judgement);
    return judgements
      .filter(({ verdict }) => isKept(verdict.kind, keep))
      .map((judgement) => redactJudgement(judgement, redaction));
  }

  let traces: readonly Trace[] = [];

  function take({ records, unreadable }: Parsed): void {
    for (const piece of unreadable) aggregator.addUnreadable(piece);
    const ready = correlator.push(records);
    if (ready.length > 0) traces = traces.concat(ready);
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
          if (keep === "all") take(parser.push(chunk));
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
    summary: () => redactSummary(aggregator.summary(), redaction),
  };
}

/** What one delivery of a subscription comes to. */
export type JudgedDelivery = {
  /** Plain successes: counted, not judged. */
  readonly settled: Settled;
  readonly judgements: readonly Judgement[];
};

/** The most that a delivery may unpack to; CloudWatch Logs sends at most 1 MB packed. */
const DELIVERY_BYTES = 100 << 20;

/**
 * Judges one delivery, `data` as in `{"awslogs":{"data":…}}`: base64 of gzip. Throws what gunzip throws when
 * it is not that, or unpacks to more than 100 MB.
 */
export function triageDelivery(data: string): JudgedDelivery {
  const bytes = gunzipSync(Buffer.from(data, "base64"), { maxOutputLength: DELIVERY_BYTES });
  const { json, settled } = siftDelivery(bytes);
  const parser = createParser("delivery");
  const correlator = createCorrelator();
  const early = correlator.push([...parser.push(json).records, ...parser.end().records]);
  return { settled, judgements: [...early, ...correlator.end()].map(classify) };
}

function isKept(kind: Judgement["verdict"]["kind"], keep: Kept): boolean {
  return keep === "all" || (keep === "failures" && kind !== "success");
}

function redactSummary(summary: Summary, level: RedactionLevel): Summary {
  const { faults, unknown, unreadable } = summary;
  return {
    ...summary,
    faults: faults.map((fault) => ({
      ...fault,
      routes: fault.routes.map((entry) => ({ ...entry, route: redactText(entry.route, level) })),
      sample: redactJudgement(fault.sample, level),
    })),
    unknown: unknown.map((cluster) => ({
      ...cluster,
      sample: redactJudgement(cluster.sample, level),
    })),
    unreadable: {
      ...unreadable,
      examples: unreadable.examples.map((example) => redactUnreadable(example, level)),
    },
  };
}
