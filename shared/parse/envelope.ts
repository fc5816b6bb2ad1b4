import { Buffer } from "node:buffer";
import { gunzipSync } from "node:zlib";
import type { Origin, Unreadable } from "../domain/record.ts";
import type { Result } from "../domain/result.ts";
import { unreadable, within } from "./context.ts";
import { readEvents } from "./events.ts";
import { isObject, type JsonObject, textIn, valueIn } from "./json-value.ts";
import type { Reading } from "./reading.ts";

/** The most that one compressed member may grow to. */
const INFLATED_BYTES = 100 * 1024 * 1024;

type InflateFailure = {
  readonly code: Extract<Unreadable["code"], "broken_envelope" | "broken_gzip" | "too_large">;
};

/** `{"awslogs":{"data":"<base64 of gzip>"}}`: what a subscription sends to a function. */
export function readSubscription(document: JsonObject, reading: Reading): boolean {
  const { awslogs } = document;
  if (!isObject(awslogs)) return false;
  reading.sink.form("subscription_envelope");
  readMember(textIn(awslogs, "data"), reading);
  return true;
}

/** The same, unpacked: `messageType, owner, logGroup, logStream, logEvents[]`. */
export function readDelivery(document: JsonObject, reading: Reading): boolean {
  const { logEvents } = document;
  if (!Array.isArray(logEvents)) return false;
  reading.sink.form("subscription_envelope");
  if (valueIn(document, "messageType") === "CONTROL_MESSAGE") return true;
  readEvents(logEvents, {
    ...reading,
    context: within(reading.context, { origin: originOf(document) }),
  });
  return true;
}

/** Events of Kinesis (`Records[].kinesis.data`) and of Firehose (`records[].data`). */
export function readStreamEvent(document: JsonObject, reading: Reading): boolean {
  const members = membersOf(document);
  if (members.length === 0) return false;
  reading.sink.form("subscription_envelope");
  for (const member of members) readMember(member, reading);
  return true;
}

/** What an on-failure destination keeps: the whole event under `requestPayload`. */
export function readFailedInvocation(document: JsonObject, reading: Reading): boolean {
  const { requestPayload } = document;
  if (!isObject(requestPayload)) return false;
  reading.readValue(requestPayload, reading.context);
  return true;
}

function membersOf(document: JsonObject): readonly (string | undefined)[] {
  const records = valueIn(document, "Records") ?? valueIn(document, "records");
  if (!Array.isArray(records)) return [];
  return records.filter(isObject).flatMap((record) => {
    const kinesis = valueIn(record, "kinesis");
    const holder = isObject(kinesis) ? kinesis : record;
    return Object.hasOwn(holder, "data") ? [textIn(holder, "data")] : [];
  });
}

function readMember(base64: string | undefined, reading: Reading): void {
  const inflated = inflate(base64 ?? "");
  if (inflated.ok)
    reading.readText(inflated.value, within(reading.context, { place: reading.place }));
  else reading.sink.unreadable(unreadable(inflated.error.code, reading.place, reading.text));
}

function inflate(base64: string): Result<string, InflateFailure> {
  const bytes = Buffer.from(base64, "base64");
  try {
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const text = isPacked ? gunzipSync(bytes, { maxOutputLength: INFLATED_BYTES }) : bytes;
    if (text.length === 0) return { ok: false, error: { code: "broken_envelope" } };
    return { ok: true, value: text.toString() };
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    return { ok: false, error: { code: isTooLarge ? "too_large" : "broken_gzip" } };
  }
}

function originOf(document: JsonObject): Origin {
  const accountId = textIn(document, "owner");
  const logGroup = textIn(document, "logGroup");
  const logStream = textIn(document, "logStream");
  return {
    ...(accountId !== undefined && { accountId }),
    ...(logGroup !== undefined && { logGroup }),
    ...(logStream !== undefined && { logStream }),
  };
}
