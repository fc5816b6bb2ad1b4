import { hasStart } from "../correlate/started.ts";
import { judgeTogether } from "../delivery.ts";
import type { LogRecord } from "../domain/record.ts";
import type { Judgement } from "../domain/verdict.ts";

/** What is known of one request that straddles deliveries. */
export type Parts = {
  readonly requestId: string;
  readonly records: readonly LogRecord[];
  readonly hasEnd: boolean;
  /** True when it was counted as one that ended well: it is judged only if it failed nevertheless. */
  readonly endedWell: boolean;
  /** Whether its other records were looked up: `complete` means that these are all there are. */
  readonly lookup: "not_tried" | "incomplete" | "complete";
  /** True when it was waited for long enough. */
  readonly isOverdue: boolean;
};

/** What to do with it. */
export type Ruling =
  | { readonly kind: "judged"; readonly judgement: Judgement }
  | { readonly kind: "look_up" }
  | { readonly kind: "wait" }
  /** It has not failed as far as anybody knows, and its end is not to be had. */
  | { readonly kind: "drop" };

/**
 * Judges a request from the parts at hand, if they suffice: its end with its beginning and its evidence, or
 * all the log has. What never ends is judged by its evidence, once it is overdue.
 */
export function ruleOn(parts: Parts): Ruling {
  const judgement = judgeTogether(parts.requestId, parts.records);
  if (judgement === undefined) return { kind: "drop" };
  if (parts.endedWell) return ruleOnCounted(parts, judgement);
  return parts.hasEnd ? ruleOnEnded(parts, judgement) : ruleOnEndless(parts, judgement);
}

function ruleOnCounted({ lookup, isOverdue }: Parts, judgement: Judgement): Ruling {
  if (judgement.verdict.kind !== "failed") return { kind: "drop" };
  if (lookup === "not_tried") return { kind: "look_up" };
  return lookup === "complete" || isOverdue ? { kind: "judged", judgement } : { kind: "wait" };
}

function ruleOnEnded({ lookup, isOverdue }: Parts, judgement: Judgement): Ruling {
  if (isExplained(judgement)) return { kind: "judged", judgement };
  if (lookup === "not_tried") return { kind: "look_up" };
  return lookup === "complete" || isOverdue ? { kind: "judged", judgement } : { kind: "wait" };
}

function ruleOnEndless({ lookup, isOverdue }: Parts, judgement: Judgement): Ruling {
  if (!isOverdue) return { kind: "wait" };
  if (judgement.verdict.kind !== "failed") return { kind: "drop" };
  return lookup === "not_tried" ? { kind: "look_up" } : { kind: "judged", judgement };
}

function isExplained({ verdict, records }: Judgement): boolean {
  return hasStart(records) && verdict.kind !== "unclassified";
}
