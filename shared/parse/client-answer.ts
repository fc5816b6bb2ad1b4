import { readingOf } from "./access-record.ts";
import { keepAccessRow } from "./access-row.ts";
import { sentenceField } from "./access-values.ts";
import { type JsonObject, textIn } from "./json-value.ts";
import type { Reading } from "./reading.ts";
import { isThrottle } from "./short-answers.ts";

type Pairs = readonly (readonly [name: string, value: string])[];

const EXTENDED_ID = /^[\w-]{11,20}=$/;

/** What a client got, as people paste it: a message and nothing else, or the frame of a WebSocket API. */
export function readClientAnswer(document: JsonObject, reading: Reading): boolean {
  const pairs = reading.isInsideEntry ? undefined : (bodyOf(document) ?? frameOf(document));
  if (pairs === undefined) return false;
  keepAccessRow(readingOf(pairs), reading.text, "client_answer", reading);
  return true;
}

/** The message of an answer's body: what IAM refuses is written with a capital. */
export function messageIn(document: JsonObject): string | undefined {
  return textIn(document, "message") ?? textIn(document, "Message");
}

/** Whether only the gateway answers in these words. */
export function isGateways(message: string): boolean {
  return isThrottle(message) || sentenceField(message, 0) === "error.message";
}

function bodyOf(document: JsonObject): Pairs | undefined {
  const message = messageIn(document);
  const isAlone = Object.keys(document).length === 1;
  if (!isAlone || message === undefined || !isGateways(message)) return undefined;
  return [["error.message", message]];
}

/** What a WebSocket API writes to its client when a message fails. */
function frameOf(document: JsonObject): Pairs | undefined {
  const [message, connectionId, requestId] = ["message", "connectionId", "requestId"].map((name) =>
    textIn(document, name),
  );
  if (message === undefined || !isExtendedId(connectionId) || !isExtendedId(requestId)) return;
  if (Object.keys(document).length !== 3) return undefined;
  return [
    ["error.message", message],
    ["connectionId", connectionId],
    ["requestId", requestId],
  ];
}

function isExtendedId(id: string | undefined): id is string {
  return id !== undefined && EXTENDED_ID.test(id);
}
