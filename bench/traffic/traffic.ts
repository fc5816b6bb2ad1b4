import { interleave } from "./interleave.ts";
import { eventOf, type LogEvent } from "./log-event.ts";
import type { Truth } from "./scenario.ts";
import { DEFAULT_TRAFFIC, type Scheduled, schedule, type TrafficOptions } from "./schedule.ts";

/** One request with its whole log and what truly became of it. */
export type GeneratedRequest = {
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly truth: Truth;
  /** What the client gets. */
  readonly status: number;
  readonly startMs: number;
  readonly events: readonly LogEvent[];
};

/** Made-up requests in the order they start. The same options give the same requests. */
export function* generateTraffic(
  options: Partial<TrafficOptions> = {},
): Generator<GeneratedRequest, void> {
  for (const request of schedule({ ...DEFAULT_TRAFFIC, ...options })) yield generated(request);
}

/** The events of made-up traffic as one log stream holds them: by time, requests interleaved. */
export function* generateEvents(options: Partial<TrafficOptions> = {}): Generator<LogEvent, void> {
  for (const written of interleave(schedule({ ...DEFAULT_TRAFFIC, ...options }))) {
    yield eventOf(written);
  }
}

function generated(request: Scheduled): GeneratedRequest {
  const { script, startMs, values } = request;
  return {
    requestId: values.requestId,
    extendedRequestId: values.extendedId,
    truth: script.scenario.truth,
    status: script.scenario.status,
    startMs,
    events: script.lines.map((line, index) =>
      eventOf({ request, line, index, timeMs: startMs + line.at }),
    ),
  };
}
