import { createAggregator } from "../../shared/aggregate/aggregator.ts";
import type { Summary } from "../../shared/domain/summary.ts";
import type { Judgement } from "../../shared/domain/verdict.ts";
import { remedyNaming } from "../build/judgements.ts";

export function summarized(judgements: readonly Judgement[]): Summary {
  const aggregator = createAggregator({ remedyFor: remedyNaming, inputs: ["orders.log"] });
  for (const judgement of judgements) aggregator.add(judgement);
  return aggregator.summary();
}
