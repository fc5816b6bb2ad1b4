import { createOpeningIndex } from "../domain/opening-index.ts";
import { plainWords } from "./sentence.ts";

/** What an execution-log entry is, told by the words it opens with. */
export type EntryKind =
  | "answer"
  | "answer_headers"
  | "authorizer_answer"
  | "authorizer_end"
  | "authorizer_policy"
  | "authorizer_start"
  | "completed"
  | "context"
  | "end"
  | "endpoint"
  | "extended_id"
  | "gateway_response"
  | "lambda_request_id"
  | "method"
  | "method_response"
  | "received"
  | "received_body"
  | "received_headers"
  | "sent_body"
  | "sent_headers"
  | "start"
  | "statement"
  | "usage_plan"
  | "websocket_event"
  | "websocket_route"
  | "xray";

export type Entry = {
  /** Index into the trace's records. */
  readonly at: number;
  readonly kind: EntryKind;
  /** The opening words as written, `""` for a statement. */
  readonly opening: string;
  /** What follows the opening words and their colon; the whole text of a statement. */
  readonly value: string;
};

/** The entries of each kind that there are, in order: rules ask for them far more often than they are made. */
export type EntriesByKind = ReadonlyMap<EntryKind, readonly Entry[]>;

/** How the entries that report a step open, as the service writes it. Whatever opens otherwise is a statement. */
const OPENINGS: readonly (readonly [string, EntryKind])[] = [
  ["Endpoint response body before transformations", "answer"],
  ["Endpoint response headers", "answer_headers"],
  ["Endpoint request body after transformations", "sent_body"],
  ["Endpoint request headers", "sent_headers"],
  ["Endpoint request URI", "endpoint"],
  ["Sending request to", "endpoint"],
  ["Received response", "received"],
  ["Method response body after transformations", "method_response"],
  ["Method response headers", "method_response"],
  ["Method request body before transformations", "received_body"],
  ["Method request headers", "received_headers"],
  ["Method request path", "context"],
  ["Method request query string", "context"],
  ["Method completed with status", "end"],
  ["Successfully completed execution", "completed"],
  ["Successfully completed authorizer execution", "authorizer_end"],
  ["Starting authorizer", "authorizer_start"],
  ["Authorizer result body before parsing", "authorizer_answer"],
  ["Using valid authorizer policy", "authorizer_policy"],
  ["Incoming identity", "context"],
  ["Starting execution for request", "start"],
  ["HTTP Method", "method"],
  ["Verifying Usage Plan", "usage_plan"],
  ["Usage Plan check", "usage_plan"],
  ["Extended Request Id", "extended_id"],
  ["Gateway response type", "gateway_response"],
  ["Gateway response", "context"],
  ["Request validation succeeded", "context"],
  ["Request parameter overrides", "context"],
  ["Execution log for request", "context"],
  ["AWS Integration Endpoint RequestId", "lambda_request_id"],
  ["X-ray Tracing ID", "xray"],
  ["WebSocket Request Route", "websocket_route"],
  ["Client [", "websocket_event"],
  ["WebSocket API", "websocket_event"],
  ["Message from client [", "websocket_event"],
  ["Connection API request completed", "websocket_event"],
];

const KNOWN = OPENINGS.map(([opening, kind]) => ({ opening, kind }));
const usualOpening = createOpeningIndex(KNOWN);
const openingInLowerCase = createOpeningIndex(
  KNOWN.map(({ opening, kind }) => ({ opening: opening.toLowerCase(), kind })),
);
const LONGEST_OPENING = 48;

/** Dots, bars and asterisks that posters and tables leave before an entry. */
const DEBRIS = /^[\s.…*|:-]+/;
const COLON = /^\s{0,8}:/;

/** The entry that `text`, a record's text without its prefix, is. */
export function entryOf(text: string, at: number): Entry {
  return usualEntry(text, at) ?? anyEntry(text, at);
}

/** One in the words and the case in which the service writes it: nearly all are. */
function usualEntry(text: string, at: number): Entry | undefined {
  const known = usualOpening(text, 0);
  if (known === undefined) return undefined;
  const { opening, kind } = known;
  const isColon = text.charCodeAt(opening.length) === 0x3a;
  const value = text.slice(opening.length + Number(isColon));
  return { at, kind, opening, value: isColon ? value : value.replace(COLON, "") };
}

function anyEntry(text: string, at: number): Entry {
  const clean = isLetter(text.charCodeAt(0)) ? text : text.replace(DEBRIS, "");
  const head = plainWords(clean.slice(0, LONGEST_OPENING));
  const known = openingInLowerCase(head, 0);
  if (known !== undefined) {
    const { length } = known.opening;
    const value = clean.slice(length).replace(COLON, "");
    return { at, kind: known.kind, opening: clean.slice(0, length), value };
  }
  const kind = isKeyReport(clean) ? "usage_plan" : "statement";
  return { at, kind, opening: "", value: clean };
}

/** The same entries, by kind. */
export function byKindOf(entries: readonly Entry[]): EntriesByKind {
  const byKind = new Map<EntryKind, Entry[]>();
  for (const entry of entries) {
    const alike = byKind.get(entry.kind);
    if (alike === undefined) byKind.set(entry.kind, [entry]);
    else alike.push(entry);
  }
  return byKind;
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** Of the entries about keys, what is neither the key nor its acceptance refuses the request. */
function isKeyReport(text: string): boolean {
  return KEY_NAMED.test(text) || (KEY_ACCEPTED.test(text) && !text.includes(KEY_REFUSED));
}

const KEY_NAMED = /^api key(?: id)?\s{0,4}:/i;
const KEY_ACCEPTED = /^api key\s[^a-z]{0,80}[\w*]{0,80}\s{0,4}authorized because/i;
const KEY_REFUSED = "not authorized because";
