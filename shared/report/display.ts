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
