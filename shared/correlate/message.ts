import { createOpeningIndex } from "../domain/opening-index.ts";
import type { ExecutionRecord } from "../domain/record.ts";

/**
 * What a message does to its trace. `start` and `end` are the first and last things the service
 * writes about a request (`docs/formats.md`), a `trailer` may follow the end, a `failure` is written
 * at every log level, a `step` only where its beginning is written too.
 */
export type Role = "start" | "step" | "failure" | "end" | "trailer";

/** What a message is, as its opening words tell. */
export type Message = {
  readonly opening: string;
  readonly role: Role;
  /** Place in the service's own order of writing, from 0. */
  readonly rank: number;
  /** True for what one request writes once: seen again with other words, it is another request. */
  readonly once: boolean;
};

/** An execution record, and which message it is. */
export type Said = { readonly record: ExecutionRecord; readonly message: Message };

const WRITING_ORDER: readonly (readonly [Role, ...(readonly string[])])[] = [
  ["start", "Execution log for request", "Extended Request Id:", "Starting authorizer:"],
  ["step", "Incoming identity:", "Authorizer result body before parsing:"],
  ["step", "Using valid authorizer policy", "Successfully completed authorizer execution"],
  ["start", "Verifying Usage Plan for request:"],
  ["step", "API Key ", "Usage Plan check"],
  ["failure", "Key throttle limit exceeded"],
  ["start", "Starting execution for request:"],
  ["step", "HTTP Method:", "WebSocket Request Route:", "Client [UserAgent", "WebSocket API ["],
  ["step", "API Key:", "API Key ID:"],
  ["step", "Method request path:", "Method request query string:", "Method request headers:"],
  ["step", "Method request body before transformations:"],
  ["failure", "Request body does not match"],
  ["step", "Request validation", "Request parameter overrides:"],
  ["step", "Endpoint request URI:", "Endpoint request headers:"],
  ["step", "Endpoint request body after transformations:"],
  ["failure", "Illegal character in"],
  ["step", "Sending request to", "Received response."],
  ["step", "Endpoint response headers:", "Endpoint response body before transformations:"],
  ["failure", "Lambda execution failed", "Lambda invocation failed"],
  ["step", "Method response body after transformations:", "Method response headers:"],
  ["step", "Successfully completed execution"],
  ["failure", "Execution failed", "Execution failed due to configuration error: Authorizer error"],
  ["end", "AuthorizerConfigurationException", "Gateway response "],
  ["end", "Unauthorized request:", "Unauthorized", "The client is not authorized"],
  ["end", "Client [Connection Id", "Message from client ["],
  ["end", "Connection API request", "Method completed with status:"],
  ["trailer", "AWS Integration Endpoint RequestId", "X-ray Tracing ID", "X-Ray Tracing ID"],
];

const ONCE = "Method completed with status:";
const KEY_REFUSED = " not authorized because ";
/** Long enough for the masked key that stands before `KEY_REFUSED`. */
const KEY_REFUSED_WITHIN = 200;

const MESSAGES: readonly Message[] = WRITING_ORDER.flatMap(([role, ...openings]) =>
  openings.map((opening) => ({ role, opening, once: role === "start" || opening === ONCE })),
).map((message, rank) => ({ ...message, rank }));

const messageAt = createOpeningIndex(MESSAGES);

/** Wordings nobody has seen yet are mostly new failures, so they stand where failures stand. */
const OTHER: Message = {
  opening: "",
  role: "failure",
  rank: rankOf("Execution failed"),
  once: false,
};
const REFUSED_KEY: Message = {
  opening: "API Key ",
  role: "end",
  rank: rankOf("API Key "),
  once: false,
};

/** Place in the order of writing of the message with this opening, -1 for one not in the table. */
export function rankOf(opening: string): number {
  return MESSAGES.findIndex((message) => message.opening === opening);
}

/** What the entry `text` is. Reads its opening alone, so its cost does not grow with the text. */
export function messageOf(text: string): Message {
  const message = messageAt(text, firstWordAt(text));
  if (message === undefined) return OTHER;
  return isKeyRefusal(message, text) ? REFUSED_KEY : message;
}

const DOT = 0x2e;
const BLANK = 0x20;

/** Posters put `...` or blanks in front of a line they quote. */
function firstWordAt(text: string): number {
  let at = 0;
  while (at < 8 && isDebris(text.charCodeAt(at))) at += 1;
  return at;
}

function isDebris(code: number): boolean {
  return code === DOT || code === BLANK;
}

function isKeyRefusal(message: Message, text: string): boolean {
  return message.opening === "API Key " && text.slice(0, KEY_REFUSED_WITHIN).includes(KEY_REFUSED);
}
