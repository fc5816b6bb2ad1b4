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

/** Openings of the entries that report a step. Whatever opens otherwise is a statement. */
const OPENINGS: readonly (readonly [string, EntryKind])[] = [
  ["endpoint response body before transformations", "answer"],
  ["endpoint response headers", "answer_headers"],
  ["endpoint request body after transformations", "sent_body"],
  ["endpoint request headers", "sent_headers"],
  ["endpoint request uri", "endpoint"],
  ["sending request to", "endpoint"],
  ["received response", "received"],
  ["method response body after transformations", "method_response"],
  ["method response headers", "method_response"],
  ["method request body before transformations", "received_body"],
  ["method request headers", "received_headers"],
  ["method request path", "context"],
  ["method request query string", "context"],
  ["method completed with status", "end"],
  ["successfully completed execution", "completed"],
  ["successfully completed authorizer execution", "authorizer_end"],
  ["starting authorizer", "authorizer_start"],
  ["authorizer result body before parsing", "authorizer_answer"],
  ["using valid authorizer policy", "authorizer_policy"],
  ["incoming identity", "context"],
  ["starting execution for request", "start"],
  ["http method", "method"],
  ["verifying usage plan", "usage_plan"],
  ["usage plan check", "usage_plan"],
  ["extended request id", "extended_id"],
  ["gateway response type", "gateway_response"],
  ["gateway response", "context"],
  ["request validation succeeded", "context"],
  ["request parameter overrides", "context"],
  ["execution log for request", "context"],
  ["aws integration endpoint requestid", "lambda_request_id"],
  ["x-ray tracing id", "xray"],
  ["websocket request route", "websocket_route"],
  ["client [", "websocket_event"],
  ["websocket api", "websocket_event"],
  ["message from client [", "websocket_event"],
  ["connection api request completed", "websocket_event"],
];

const BY_FIRST_LETTER = new Map(
  OPENINGS.map(([words]) => words.charAt(0)).map((letter) => [
    letter,
    OPENINGS.filter(([words]) => words.startsWith(letter)),
  ]),
);
const LONGEST_OPENING = 48;

/** Dots, bars and asterisks that posters and tables leave before an entry. */
const DEBRIS = /^[\s.…*|:-]+/;
const COLON = /^\s{0,8}:/;

/** The entry that `text`, a record's text without its prefix, is. */
export function entryOf(text: string, at: number): Entry {
  const clean = isLetter(text.charCodeAt(0)) ? text : text.replace(DEBRIS, "");
  const head = clean.slice(0, LONGEST_OPENING).toLowerCase();
  const known = BY_FIRST_LETTER.get(head.charAt(0))?.find(([words]) => head.startsWith(words));
  if (known !== undefined) {
    const [words, kind] = known;
    const opening = clean.slice(0, words.length);
    return { at, kind, opening, value: clean.slice(words.length).replace(COLON, "") };
  }
  const kind = isKeyReport(clean) ? "usage_plan" : "statement";
  return { at, kind, opening: "", value: clean };
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
