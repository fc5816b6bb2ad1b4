import type { RequestFacts } from "../../domain/verdict.ts";

const MARGIN_MS = 300_000;
const LATEST_MS = 8.64e15 - MARGIN_MS;

/** Five minutes either side of a request. */
export type TimeWindow = {
  /** ISO 8601, UTC. */
  readonly start: string;
  readonly end: string;
  /** Milliseconds since the epoch, as CloudWatch Logs wants them. */
  readonly startMs: string;
  readonly endMs: string;
};

/** The time around a request, or placeholders where the log has no time that a date can hold. */
export function windowAround({ time }: RequestFacts): TimeWindow {
  if (time === undefined || !(time >= 0 && time <= LATEST_MS)) {
    return { start: "<start>", end: "<end>", startMs: "<start-ms>", endMs: "<end-ms>" };
  }
  const from = Math.max(0, time - MARGIN_MS);
  const to = time + MARGIN_MS;
  return {
    start: new Date(from).toISOString(),
    end: new Date(to).toISOString(),
    startMs: String(from),
    endMs: String(to),
  };
}
