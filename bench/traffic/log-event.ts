import { API, LOG_GROUP } from "./call.ts";
import type { Written } from "./interleave.ts";
import { filled } from "./template.ts";

/** One event of a CloudWatch log stream. */
export type LogEvent = {
  /** 56 digits, as CloudWatch Logs gives them. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** With the request id in front, as the gateway writes it. */
  readonly message: string;
};

const LOG_STREAM = "8f14e45fceea167a5a36dedd4bea2543";

export function eventOf({ request, line, index, timeMs }: Written): LogEvent {
  const { number, values } = request;
  const digits = [
    "39",
    String(timeMs).padStart(13, "0"),
    String(number).padStart(21, "0"),
    String(index).padStart(20, "0"),
  ];
  return {
    id: digits.join(""),
    timestamp: timeMs,
    message: `(${values.requestId}) ${filled(line.message, values)}`,
  };
}

/** What a subscription sends, unpacked: byte for byte the JSON that CloudWatch Logs writes. */
export function deliveryOf(events: readonly LogEvent[]): Buffer {
  return Buffer.from(
    JSON.stringify({
      messageType: "DATA_MESSAGE",
      owner: API.accountId,
      logGroup: LOG_GROUP,
      logStream: LOG_STREAM,
      subscriptionFilters: ["apigw-triage"],
      logEvents: events,
    }),
  );
}

/** A line of `aws logs filter-log-events`, one event a line. */
export function filteredEvent({ id, timestamp, message }: LogEvent): string {
  const ingestionTime = timestamp + 512;
  const event = { logStreamName: LOG_STREAM, timestamp, message, ingestionTime, eventId: id };
  return JSON.stringify(event);
}

/** A record of a delivered execution log, in the guide's order of fields. */
export function deliveredRecord(written: Written): string {
  const { method, resource } = written.request.script.call;
  const { timestamp, message } = eventOf(written);
  return JSON.stringify({
    resource_arn: `arn:aws:apigateway:${API.region}:${API.accountId}:/restapis/${API.apiId}/stages/${API.stage}`,
    event_timestamp: timestamp,
    api_id: API.apiId,
    stage: API.stage,
    resource_path: resource,
    http_method: method,
    payload: message,
  });
}
