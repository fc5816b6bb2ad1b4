import { gunzipSync } from "node:zlib";
import { classify } from "./classify/classify.ts";
import { createCorrelator } from "./correlate/correlator.ts";
import type { LogRecord, Unreadable } from "./domain/record.ts";
import type { Result } from "./domain/result.ts";
import type { Settled } from "./domain/settled.ts";
import type { Trace } from "./domain/trace.ts";
import type { Judgement } from "./domain/verdict.ts";
import { parseDelivery } from "./parse/delivery.ts";
import { type DeliveryHead, headOf } from "./parse/delivery-head.ts";
import { siftDelivery } from "./parse/sift-delivery.ts";
import type { FoundEvent } from "./ports.ts";

/** Why a delivery cannot be processed at all. */
export type BadDelivery = {
  readonly code: "not_gzip" | "too_large" | "wrong_shape" | "empty" | "foreign";
  readonly detail: string;
};

/** A delivery, unpacked but not read. */
export type OpenedDelivery = { readonly head: DeliveryHead; readonly bytes: Buffer };

/** What one delivery of a subscription comes to. */
export type JudgedDelivery = {
  /** How many log events it holds. */
  readonly events: number;
  /** Plain successes: counted, not judged. */
  readonly settled: Settled;
  readonly judgements: readonly Judgement[];
  /** Requests whose end this delivery does not hold: another one does, or will. */
  readonly unfinished: readonly Trace[];
  readonly unreadable: readonly Unreadable[];
};

/** The most that a delivery may unpack to; CloudWatch Logs sends at most 1 MB packed. */
const DELIVERY_BYTES = 100 << 20;
/** Logs pack 8 to 15 times smaller: one buffer of about the right size spares hundreds of small ones. */
const UNPACKED_RATIO = 10;

/** Unpacks `data`, as in `{"awslogs":{"data":…}}`: base64 of gzip of at most 100 MB of JSON. */
export function openDelivery(data: string): Result<OpenedDelivery, BadDelivery> {
  const unpacked = unpack(data);
  if (!unpacked.ok) return unpacked;
  const head = headOf(unpacked.value);
  if (!head.ok) {
    return bad("wrong_shape", "it has no messageType, logGroup, logStream and logEvents");
  }
  if (head.value.kind === "data" && !head.value.hasEvents) return bad("empty", "it has no events");
  return { ok: true, value: { head: head.value, bytes: unpacked.value } };
}

/** Judges every request whose end is in the delivery. */
export function judgeDelivery({ bytes }: OpenedDelivery): JudgedDelivery {
  const { json, settled, events } = siftDelivery(bytes);
  const { records, unreadable } = parseDelivery(json.toString());
  const traces = tracesOf(records);
  const hasEnded = ({ completeness }: Trace) =>
    completeness === "complete" || completeness === "no_start";
  return {
    events: events === 0 ? records.length : events,
    settled,
    judgements: traces.filter(hasEnded).map(classify),
    unfinished: traces.filter((trace) => !hasEnded(trace)),
    unreadable,
  };
}

/** The verdict on one request, from records of it that came apart; none when they are not of one. */
export function judgeTogether(
  requestId: string,
  records: readonly LogRecord[],
): Judgement | undefined {
  const trace = tracesOf(records).find((candidate) => candidate.requestId === requestId);
  return trace === undefined ? undefined : classify(trace);
}

/** The records in log events that were looked up, with what the log group's name says of them. */
export function recordsOf(
  group: Pick<DeliveryHead, "accountId" | "logGroup" | "logStream">,
  events: readonly FoundEvent[],
): readonly LogRecord[] {
  const { accountId, logGroup, logStream } = group;
  const logEvents = events.map(({ time, message }, at) => ({
    id: String(at),
    timestamp: time,
    message,
  }));
  const envelope = {
    messageType: "DATA_MESSAGE",
    owner: accountId,
    logGroup,
    logStream,
    logEvents,
  };
  return parseDelivery(JSON.stringify(envelope)).records;
}

function tracesOf(records: readonly LogRecord[]): readonly Trace[] {
  const correlator = createCorrelator();
  return [...correlator.push(records), ...correlator.end()];
}

function unpack(data: string): Result<Buffer, BadDelivery> {
  const chunkSize = Math.min(Math.max(data.length * UNPACKED_RATIO, 1 << 16), DELIVERY_BYTES);
  const options = { maxOutputLength: DELIVERY_BYTES, chunkSize };
  try {
    return { ok: true, value: gunzipSync(Buffer.from(data, "base64"), options) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") return bad("too_large", "it unpacks to over 100 MB");
    return bad("not_gzip", message);
  }
}

function bad(code: BadDelivery["code"], detail: string): { ok: false; error: BadDelivery } {
  return { ok: false, error: { code, detail } };
}
