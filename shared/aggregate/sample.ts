import type { Judgement } from "../domain/verdict.ts";

/**
 * Which of two requests shows a defect better: the better grade, then one with a finding, then the
 * longer latency. Ties are broken by content, so the order of arrival makes no difference.
 */
export function betterSample<Sample extends Judgement>(a: Sample, b: Sample): Sample {
  return a === b || compare(a, b) <= 0 ? a : b;
}

function compare(a: Judgement, b: Judgement): number {
  return (
    compareText(a.grade, b.grade) ||
    Number(hasFinding(b)) - Number(hasFinding(a)) ||
    latencyOf(b) - latencyOf(a) ||
    compareText(a.facts.requestId ?? "", b.facts.requestId ?? "") ||
    compareText(JSON.stringify(a), JSON.stringify(b))
  );
}

function hasFinding({ verdict }: Judgement): boolean {
  return verdict.kind === "failed" && verdict.findings.length > 0;
}

function latencyOf({ facts }: Judgement): number {
  return facts.integrationLatencyMs ?? facts.responseLatencyMs ?? -1;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
