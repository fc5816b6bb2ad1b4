import type { Result } from "../domain/result.ts";
import { parsedJson } from "./json-value.ts";

/** What a delivery says of itself, before any of its events is read. */
export type DeliveryHead = {
  /** A control message only asks whether anybody is there. */
  readonly kind: "data" | "control";
  readonly accountId: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly firstId: string;
  readonly lastId: string;
  readonly hasEvents: boolean;
};

const LIST = Buffer.from('"logEvents":[');
const EVENT = Buffer.from('{"id":"');
const ID_LENGTH = 128;

/**
 * Reads the head of `bytes`, the JSON a subscription sends. It is written without spaces, with its events
 * last, so only what stands before them is parsed; another layout is parsed whole.
 */
export function headOf(bytes: Buffer): Result<DeliveryHead, { readonly code: "wrong_shape" }> {
  const head = headBefore(bytes, bytes.indexOf(LIST)) ?? headIn(parsedJson(bytes.toString()));
  return head === undefined
    ? { ok: false, error: { code: "wrong_shape" } }
    : { ok: true, value: head };
}

type Ids = Pick<DeliveryHead, "firstId" | "lastId" | "hasEvents">;
type Envelope = {
  readonly messageType: unknown;
  readonly owner: unknown;
  readonly logGroup: string;
  readonly logStream: string;
  readonly logEvents: readonly unknown[];
};

function isEnvelope(value: unknown): value is Envelope {
  const { messageType, logGroup, logStream, logEvents } = (value ?? {}) as Partial<Envelope>;
  const isKnown = messageType === "DATA_MESSAGE" || messageType === "CONTROL_MESSAGE";
  const isPlaced = typeof logGroup === "string" && typeof logStream === "string";
  return isKnown && isPlaced && Array.isArray(logEvents);
}

function headBefore(bytes: Buffer, list: number): DeliveryHead | undefined {
  if (list === -1) return undefined;
  const before = parsedJson(`${bytes.subarray(0, list)}"logEvents":[]}`);
  const ids = idsFrom(bytes, list + LIST.length);
  return isEnvelope(before) && ids.hasEvents ? headOfEnvelope(before, ids) : undefined;
}

function headIn(document: unknown): DeliveryHead | undefined {
  return isEnvelope(document) ? headOfEnvelope(document, idsIn(document.logEvents)) : undefined;
}

function headOfEnvelope(
  { messageType, owner, logGroup, logStream }: Envelope,
  ids: Ids,
): DeliveryHead {
  return {
    kind: messageType === "CONTROL_MESSAGE" ? "control" : "data",
    accountId: typeof owner === "string" ? owner : "",
    logGroup,
    logStream,
    ...ids,
  };
}

/** No JSON string can hold the bytes an event begins with: its quotes would be escaped. */
function idsFrom(bytes: Buffer, start: number): Ids {
  const first = bytes.indexOf(EVENT, start);
  if (first === -1) return { firstId: "", lastId: "", hasEvents: false };
  const last = bytes.lastIndexOf(EVENT);
  return { firstId: idAt(bytes, first), lastId: idAt(bytes, last), hasEvents: true };
}

function idAt(bytes: Buffer, event: number): string {
  const start = event + EVENT.length;
  const text = bytes.subarray(start, start + ID_LENGTH).toString();
  const end = text.indexOf('"');
  return end === -1 ? text : text.slice(0, end);
}

function idsIn(events: readonly unknown[]): Ids {
  const ids = events.map((event) => {
    const { id } = (event ?? {}) as { id?: unknown };
    return typeof id === "string" ? id.slice(0, ID_LENGTH) : "";
  });
  return { firstId: ids[0] ?? "", lastId: ids.at(-1) ?? "", hasEvents: ids.length > 0 };
}
