import { classify } from "../../shared/classify/classify.ts";
import { createCorrelator } from "../../shared/correlate/correlator.ts";
import type { Diagnosis } from "../../shared/domain/cause.ts";
import type { Judgement } from "../../shared/domain/verdict.ts";
import { createParser } from "../../shared/parse/parser.ts";

/** What the engine makes of `lines`: the whole path, one judgement a request. */
export function judged(lines: readonly string[]): readonly Judgement[] {
  const parser = createParser("fixture");
  const correlator = createCorrelator();
  const read = parser.push(new TextEncoder().encode(`${lines.join("\n")}\n`));
  const held = correlator.push([...read.records, ...parser.end().records]);
  return [...held, ...correlator.end()].map(classify);
}

/** The verdict as a label: `cause/reason`, with "none" where there is no reason. */
export function labelOf({ verdict }: Judgement): string {
  return verdict.kind === "failed" ? pairOf(verdict.diagnosis) : `${verdict.kind}/none`;
}

/** The second defects, as `cause/reason`. */
export function alsoOf({ verdict }: Judgement): readonly string[] {
  return verdict.kind === "failed" ? verdict.also.map(pairOf) : [];
}

function pairOf({ cause, reason }: Diagnosis): string {
  return `${cause}/${reason}`;
}
