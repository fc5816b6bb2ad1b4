import type { EpochMs } from "../../domain/time.ts";

const DAY_SECONDS = 86_400;

/** How long an item is of use, from its own time on. DynamoDB takes it away some days later. */
export const RETENTION_SECONDS = {
  tally: 3 * DAY_SECONDS,
  contribution: 15 * DAY_SECONDS,
  minute: 15 * DAY_SECONDS,
  hour: 400 * DAY_SECONDS,
  fault_hour: 400 * DAY_SECONDS,
  incident: 400 * DAY_SECONDS,
  sample: 30 * DAY_SECONDS,
  stage: 400 * DAY_SECONDS,
} as const;

/** For the attribute `expiresAt`, in epoch seconds, as DynamoDB asks for. */
export function expiryOf(type: keyof typeof RETENTION_SECONDS, from: EpochMs): number {
  return Math.floor(from / 1_000) + RETENTION_SECONDS[type];
}
