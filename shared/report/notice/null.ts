import type { EpochMs } from "../../domain/time.ts";
import { isoTime } from "../moment.ts";

/** JSON has no `undefined`: what is not known is null. */
export function orNull<Value>(value: Value | undefined): Value | null {
  return value ?? null;
}

/** ISO 8601, UTC. */
export function timeOrNull(time: EpochMs | undefined): string | null {
  return time === undefined ? null : isoTime(time);
}
