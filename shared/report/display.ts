import type { FaultSummary, Summary } from "../domain/summary.ts";
import type { TimeChoice } from "./moment.ts";

/** How a report for people is to look. */
export type Display = {
  /** Terminal cells a line may take. */
  readonly width: number;
  readonly colour: boolean;
  readonly time: TimeChoice;
  /** How many faults are shown in full, the most failing first. */
  readonly top: number;
};

/** Faults in the table, which takes two lines each, when fewer are shown in full. */
const RANKED = 20;

/** The faults to show in full. */
export function shownFaults({ faults }: Summary, { top }: Display): readonly FaultSummary[] {
  return faults.slice(0, top);
}

/** The faults to list with a line or two each. */
export function rankedFaults({ faults }: Summary, { top }: Display): readonly FaultSummary[] {
  return faults.slice(0, Math.max(top, RANKED));
}
