import type { EpochMs } from "../domain/time.ts";

/** The later of the two: times written into an incident never go backwards. */
export function later(a: EpochMs, b: EpochMs): EpochMs {
  return a > b ? a : b;
}

export function earlier(a: EpochMs, b: EpochMs): EpochMs {
  return a < b ? a : b;
}
