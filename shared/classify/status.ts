import type { AccessFields } from "../domain/record.ts";
import type { EntriesByKind, EntryKind } from "./entry.ts";

const THREE_DIGITS = /^\D{0,8}([1-5]\d\d)(?!\d)/;
const RESPONSE_STATUS = /status code:?\s{0,4}\[?([1-5]\d\d)(?!\d)/i;
const CONNECTION_STATUS = /with status:\s{0,4}([1-5]\d\d)(?!\d)/i;

/** What the client got, as far as the log says: a status that was cut is none. */
export function statusIn(byKind: EntriesByKind, fields: AccessFields): number | undefined {
  return (
    lastOf(byKind, "end", THREE_DIGITS) ??
    statusNumber(fields.status) ??
    lastOf(byKind, "gateway_response", RESPONSE_STATUS) ??
    lastOf(byKind, "websocket_event", RESPONSE_STATUS) ??
    lastOf(byKind, "websocket_event", CONNECTION_STATUS)
  );
}

/** A three-digit HTTP status written as text, if it is one. */
export function statusNumber(text: string | undefined): number | undefined {
  const digits = THREE_DIGITS.exec(text ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function lastOf(byKind: EntriesByKind, kind: EntryKind, pattern: RegExp): number | undefined {
  const digits = pattern.exec(byKind.get(kind)?.at(-1)?.value ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
}
