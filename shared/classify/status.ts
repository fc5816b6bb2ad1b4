import type { AccessFields } from "../domain/record.ts";
import type { Entry } from "./entry.ts";

const THREE_DIGITS = /^\D{0,8}([1-5]\d\d)(?!\d)/;
const RESPONSE_STATUS = /status code:?\s{0,4}\[?([1-5]\d\d)(?!\d)/i;
const CONNECTION_STATUS = /with status:\s{0,4}([1-5]\d\d)(?!\d)/i;

/** What the client got, as far as the log says: a status that was cut is none. */
export function statusIn(
  entries: readonly Entry[],
  fields: AccessFields,
): { readonly status?: number } {
  const status =
    lastOf(entries, "end", THREE_DIGITS) ??
    statusNumber(fields.status) ??
    lastOf(entries, "gateway_response", RESPONSE_STATUS) ??
    lastOf(entries, "websocket_event", RESPONSE_STATUS) ??
    lastOf(entries, "websocket_event", CONNECTION_STATUS);
  return status === undefined ? {} : { status };
}

/** A three-digit HTTP status written as text, if it is one. */
export function statusNumber(text: string | undefined): number | undefined {
  const digits = THREE_DIGITS.exec(text ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function lastOf(
  entries: readonly Entry[],
  kind: Entry["kind"],
  pattern: RegExp,
): number | undefined {
  const found = entries.findLast((entry) => entry.kind === kind);
  const digits = pattern.exec(found?.value ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
}
