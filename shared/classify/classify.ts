import type { Diagnosis } from "../domain/cause.ts";
import type { Explanation, Trial } from "../domain/explanation.ts";
import type { LogRecord } from "../domain/record.ts";
import type { Trace } from "../domain/trace.ts";
import type { Judgement, Verdict } from "../domain/verdict.ts";
import { CATALOGUE, type Rule } from "./catalogue.ts";
import { factsOf } from "./facts.ts";
import { gradeOf } from "./grade.ts";
import { type Reading, readTrace } from "./reading.ts";
import type { Match } from "./rule.ts";
import { endedWell, successIn } from "./success.ts";
import { unknownIn } from "./unknown.ts";
import { unsaidRefusal } from "./unsaid-refusal.ts";

type Decision = { readonly verdict: Verdict; readonly evidence: readonly number[] };

const LONGEST_READ = 200;

/** What became of a request, by the first rule of the catalogue that its lines satisfy. */
export function classify(trace: Trace): Judgement {
  const reading = readTrace(trace);
  return judgementOf(trace, reading, decide(reading, CATALOGUE));
}

/** The same, with every rule that was asked and what it read. */
export function explain(trace: Trace): Explanation {
  const reading = readTrace(trace);
  const asked = askedOf(reading);
  const judgement = judgementOf(trace, reading, decide(reading, asked));
  return { judgement, trials: asked.map((rule) => trialOf(rule, reading)) };
}

function decide(reading: Reading, rules: readonly Rule[]): Decision {
  const well = endedWell(reading);
  if (well !== undefined) return { verdict: { kind: "success" }, evidence: well };
  for (const rule of rules) {
    const match = rule.match(reading);
    if (match !== undefined) return failed(rule, match);
  }
  const success = successIn(reading);
  if (success !== undefined) return { verdict: { kind: "success" }, evidence: success };
  const { template, evidence } = unknownIn(reading);
  const verdict = { kind: "unclassified", template } as const;
  return {
    verdict: showsFailure(reading) ? verdict : { ...verdict, withoutOutcome: true },
    evidence,
  };
}

function showsFailure(reading: Reading): boolean {
  const { statements, status } = reading;
  const isSaid = statements.length > 0 || unsaidRefusal(reading) !== undefined;
  return isSaid || (status !== undefined && status >= 500);
}

function failed(rule: Rule, match: Match<Rule["cause"]>): Decision {
  const { reason, evidence, findings = [], payload, also = [] } = match;
  const diagnosis = { cause: rule.cause, reason } as Diagnosis;
  const verdict = { kind: "failed", diagnosis, also, findings } as const;
  return {
    verdict: payload === undefined ? verdict : { ...verdict, payload },
    evidence: [...new Set(evidence)].toSorted((a, b) => a - b),
  };
}

function judgementOf(trace: Trace, reading: Reading, { verdict, evidence }: Decision): Judgement {
  const cause = verdict.kind === "failed" ? verdict.diagnosis.cause : undefined;
  return {
    facts: factsOf(trace, reading, cause),
    verdict,
    grade: gradeOf(reading),
    completeness: trace.completeness,
    evidence,
    records: trace.records,
    count: trace.records.reduce(largerCount, 1),
  };
}

function largerCount(count: number, record: LogRecord): number {
  return record.kind === "access" ? Math.max(count, record.count) : count;
}

/** The rules up to and including the first that matches; none when the end settles it. */
function askedOf(reading: Reading): readonly Rule[] {
  if (endedWell(reading) !== undefined) return [];
  const first = CATALOGUE.findIndex((rule) => rule.match(reading) !== undefined);
  return first === -1 ? CATALOGUE : CATALOGUE.slice(0, first + 1);
}

function trialOf(rule: Rule, reading: Reading): Trial {
  const match = rule.match(reading);
  if (match === undefined) return { cause: rule.cause, matched: false, read: rule.looksFor };
  const read = reading.records
    .filter((_, at) => match.evidence.includes(at))
    .map(({ text }) => text)
    .join(" … ")
    .slice(0, LONGEST_READ);
  return { cause: rule.cause, matched: true, read };
}
