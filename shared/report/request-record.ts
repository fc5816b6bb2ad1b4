import type { Diagnosis } from "../domain/cause.ts";
import type {
  Finding,
  Judgement,
  Payload,
  PayloadShape,
  Target,
  Verdict,
} from "../domain/verdict.ts";
import { evidenceOf } from "./evidence.ts";
import { isoTime } from "./moment.ts";

/**
 * One request for machines, as `analyze --format ndjson` writes it. Fields may be added, never
 * renamed; what the log does not say is null.
 */
export type RequestRecord = {
  readonly requestId: string | null;
  /** ISO 8601, UTC. */
  readonly time: string | null;
  readonly apiId: string | null;
  readonly stage: string | null;
  readonly method: string | null;
  readonly route: string | null;
  /** What the client got. */
  readonly status: number | null;
  /** A cause, `success` or `unclassified`. */
  readonly cause: string;
  /** `none` for a verdict without reasons. */
  readonly reason: string;
  readonly target: Target | null;
  /** Integration latency, else the response's. */
  readonly latencyMs: number | null;
  readonly grade: string;
  /** The log lines the verdict rests on. */
  readonly evidence: readonly {
    readonly input: string;
    readonly line: number;
    readonly text: string;
  }[];
  readonly payload: string | null;
  /** The first thing wrong with the payload. */
  readonly finding: Finding | null;
  readonly also: readonly Diagnosis[];
  readonly findings: readonly Finding[];
  readonly payloadShape: PayloadShape | null;
  /** True when the log stopped before the payload did. */
  readonly payloadCut: boolean;
  /** The masked message an unclassified request is clustered by. */
  readonly template: string | null;
  readonly apiType: string | null;
  readonly accountId: string | null;
  readonly region: string | null;
  readonly completeness: string;
  /** How many equal requests this stands for. */
  readonly count: number;
};

/** The record of one judged request. */
export function requestRecord(judgement: Judgement): RequestRecord {
  const { facts, verdict, grade, completeness, count } = judgement;
  const outcome = outcomeOf(verdict);
  return {
    requestId: orNull(facts.requestId),
    time: facts.time === undefined ? null : isoTime(facts.time),
    apiId: orNull(facts.apiId),
    stage: orNull(facts.stage),
    method: orNull(facts.method),
    route: orNull(facts.route),
    status: orNull(facts.status),
    cause: outcome.cause,
    reason: outcome.reason,
    target: orNull(facts.target),
    latencyMs: orNull(facts.integrationLatencyMs ?? facts.responseLatencyMs),
    grade,
    evidence: evidenceOf(judgement).map(({ place, text }) => ({ ...place, text })),
    payload: orNull(outcome.payload?.text),
    finding: orNull(outcome.findings[0]),
    also: outcome.also,
    findings: outcome.findings,
    payloadShape: orNull(outcome.payload?.shape),
    payloadCut: outcome.payload?.cut === true,
    template: verdict.kind === "unclassified" ? verdict.template : null,
    apiType: orNull(facts.apiType),
    accountId: orNull(facts.accountId),
    region: orNull(facts.region),
    completeness,
    count,
  };
}

type Outcome = Pick<RequestRecord, "cause" | "reason" | "also" | "findings"> & {
  readonly payload?: Payload;
};

function outcomeOf(verdict: Verdict): Outcome {
  if (verdict.kind !== "failed") {
    return { cause: verdict.kind, reason: "none", also: [], findings: [] };
  }
  const { diagnosis, ...rest } = verdict;
  return { ...diagnosis, ...rest };
}

function orNull<Value>(value: Value | undefined): Value | null {
  return value ?? null;
}
