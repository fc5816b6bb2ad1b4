import type { LogRecord } from "../../domain/record.ts";
import type { Judgement, RequestFacts, Verdict } from "../../domain/verdict.ts";
import { shortened } from "../escape.ts";

/** How much of a telling a message may hold: characters of a text, pieces of a list. */
export type Allowance = {
  readonly payload: number;
  readonly evidence: number;
  readonly findings: number;
  readonly steps: number;
  readonly entries: number;
  readonly name: number;
  readonly text: number;
  readonly command: number;
};

/** The failing request with no more than a message may hold; its payload stays whole. */
export function cutSample(sample: Judgement, allowance: Allowance): Judgement {
  const evidence = sample.evidence.slice(0, allowance.evidence);
  const records = evidence.flatMap((at) => sample.records[at] ?? []);
  return {
    ...sample,
    facts: cutFacts(sample.facts, allowance.name),
    records: records.map((record) => cutRecord(record, allowance.text)),
    evidence: records.map((_, at) => at),
    verdict: cutVerdict(sample.verdict, allowance),
  };
}

/** `nouns` with each of its texts shortened to `limit`. */
export function cutTexts<Nouns extends object>(nouns: Nouns, limit: number): Nouns {
  const entries = Object.entries(nouns).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === "string" ? shortened(value, limit) : value,
  ]);
  return Object.fromEntries(entries) as Nouns;
}

function cutFacts(facts: RequestFacts, limit: number): RequestFacts {
  const { target } = facts;
  return {
    ...cutTexts(facts, limit),
    ...(target !== undefined && { target: cutTexts(target, limit) }),
  };
}

function cutRecord(record: LogRecord, limit: number): LogRecord {
  const cut = cutTexts(record, limit);
  return cut.kind === "access" ? { ...cut, fields: {} } : cut;
}

function cutVerdict(verdict: Verdict, { findings: most, text }: Allowance): Verdict {
  if (verdict.kind !== "failed") return cutTexts(verdict, text);
  return {
    ...verdict,
    also: verdict.also.slice(0, most),
    findings: verdict.findings.slice(0, most).map((finding) => cutTexts(finding, text)),
  };
}
