import type { Diagnosis } from "../../shared/domain/cause.ts";
import type { Call } from "./call.ts";
import type { Line } from "./phases.ts";

/** What truly became of a request: what the engine is to find. */
export type Truth =
  | { readonly kind: "success" }
  | { readonly kind: "failed"; readonly diagnosis: Diagnosis };

/** One way a request can go. */
export type Scenario = {
  readonly truth: Truth;
  /** How often it is taken, among those of its kind. */
  readonly weight: number;
  /** What the client gets. */
  readonly status: number;
  readonly lines: (call: Call) => readonly Line[];
};

export function failing(
  diagnosis: Diagnosis,
  weight: number,
  status: number,
  lines: Scenario["lines"],
): Scenario {
  return { truth: { kind: "failed", diagnosis }, weight, status, lines };
}
