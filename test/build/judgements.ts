import type { Diagnosis } from "../../shared/domain/cause.ts";
import type { Remedy } from "../../shared/domain/remedy.ts";
import { type EpochMs, toEpochMs } from "../../shared/domain/time.ts";
import type { Finding, Judgement, RequestFacts } from "../../shared/domain/verdict.ts";

const TIMEOUT: Diagnosis = { cause: "integration_timeout", reason: "deadline_exceeded" };

export const A_FINDING: Finding = {
  level: "error",
  path: "$.body",
  found: "object",
  wanted: "string",
  fix: "wrap it in JSON.stringify",
};

/** A remedy that shows whose it is. */
export function remedyNaming({ facts }: Judgement): Remedy {
  return {
    meaning: `about ${facts.requestId}`,
    confirm: [],
    fix: [],
    caution: "none",
    page: "https://docs.aws.amazon.com/",
  };
}

/** 2026-11-22 10:00 UTC and `seconds`. */
export function at(seconds: number): EpochMs {
  return toEpochMs(Date.UTC(2026, 10, 22, 10, 0, seconds));
}

/** A request that failed, of an API without a name unless `facts` give one. */
export function failure(
  facts: RequestFacts = {},
  {
    findings = [],
    ...changes
  }: Partial<Judgement> & { readonly findings?: readonly Finding[] } = {},
  diagnosis: Diagnosis = TIMEOUT,
): Judgement {
  return judgement(facts, {
    verdict: { kind: "failed", diagnosis, also: [], findings },
    ...changes,
  });
}

export function success(facts: RequestFacts = {}, changes: Partial<Judgement> = {}): Judgement {
  return judgement(facts, changes);
}

export function unclassified(
  template: string,
  facts: RequestFacts = {},
  changes: Partial<Judgement> = {},
): Judgement {
  return judgement(facts, { verdict: { kind: "unclassified", template }, ...changes });
}

function judgement(facts: RequestFacts, changes: Partial<Judgement>): Judgement {
  return {
    facts,
    verdict: { kind: "success" },
    grade: "B",
    completeness: "complete",
    evidence: [],
    records: [],
    count: 1,
    ...changes,
  };
}
