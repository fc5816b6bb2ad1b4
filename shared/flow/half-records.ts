import { remembered } from "../classify/remembered.ts";
import type { LogRecord } from "../domain/record.ts";
import { redactText } from "../redact/redact.ts";

/** A line may be 1 MB long (delivered logs); a verdict reads no more than the first 1,024 bytes. */
const RECORD_LENGTH = 2_000;
/** Masked before it is cut, with so much more that no secret is cut in two where it could be seen. */
const MASKED_LENGTH = 4_000;
const TRUNCATED = " [TRUNCATED]";
/** Steps that no verdict needs where the log group names API and stage: what was asked for and sent. */
const NOT_NEEDED = [
  "Extended Request Id:",
  "Incoming identity:",
  "Usage Plan check succeeded",
  "Method request path:",
  "Method request query string:",
  "Method request headers:",
  "Endpoint request headers:",
];
/** That a body is binary is told in a word, and may be what a template breaks at. */
const BODY = "Method request body before transformations:";
const BODY_LENGTH = 200;
/** The event that a proxy integration sends to its function: the service writes its keys in this order. */
const PROXY_EVENT = /^Endpoint request body after transformations: ?\{"(?:resource|version)":/;

/** The same few steps are told of every request: each is masked once. */
const masked = remembered((text) => redactText(text, "masked"));

/** Of the records of a half those that a verdict may need, masked, and cut as the service cuts. */
export function halfRecords(records: readonly LogRecord[]): readonly LogRecord[] {
  return records.filter(isNeeded).map((record) => ({
    ...record,
    text: shortened(maskedText(record.text.slice(0, MASKED_LENGTH), record.requestId)),
    origin: maskedOrigin(record.origin),
  }));
}

function isNeeded({ text }: LogRecord): boolean {
  if (text.startsWith(BODY)) return text.length <= BODY_LENGTH;
  return !NOT_NEEDED.some((opening) => text.startsWith(opening)) && !PROXY_EVENT.test(text);
}

/** An id is no secret, and what is left without it is the same for every request. */
function maskedText(text: string, requestId = ""): string {
  const bare = requestId === "" ? text : text.replaceAll(requestId, "");
  return masked(bare) === bare ? text : redactText(text, "masked");
}

function maskedOrigin(origin: LogRecord["origin"]): LogRecord["origin"] {
  return origin.route === undefined ? origin : { ...origin, route: masked(origin.route) };
}

/** Cut as the service cuts, so that it is read as cut. */
function shortened(text: string): string {
  return text.length <= RECORD_LENGTH ? text : `${text.slice(0, RECORD_LENGTH)}${TRUNCATED}`;
}
