import { type EpochMs, toEpochMs } from "../../domain/time.ts";

/** 9999-12-31T23:59:59.999Z: the last moment whose text sorts as its number does. */
const LAST = toEpochMs(253_402_300_799_999);

/**
 * A time as people read it and as keys sort it: `2026-11-22T10:00:00.000Z`. What a hostile log dates
 * outside the years 1970 to 9999 is moved to their edge.
 */
export function isoOf(time: EpochMs): string {
  return new Date(Math.min(Math.max(time, 0), LAST)).toISOString();
}

/** The last moment before `to`: BETWEEN takes both ends in. */
export function isoBefore(to: EpochMs): string {
  return isoOf(toEpochMs(to - 1));
}
