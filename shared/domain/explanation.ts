import type { Cause } from "./cause.ts";
import type { Judgement } from "./verdict.ts";

/** One rule that was asked about a request. */
export type Trial = {
  readonly cause: Cause;
  readonly matched: boolean;
  /** What the rule looked for, or what it read that made it match: one short sentence. */
  readonly read: string;
};

/** How a verdict came about. */
export type Explanation = {
  readonly judgement: Judgement;
  /** In the order of the catalogue, up to and including the rule that matched. */
  readonly trials: readonly Trial[];
};
