import { maskedText } from "./mask.ts";
import { shapeOf } from "./shape.ts";

export type RedactionLevel = "none" | "shape" | "masked" | "full";

/** What the service writes before something that is the client's or the backend's own. */
const LABEL =
  /(?:(?:method|endpoint) (?:request|response) (?:headers|path|query string|body)(?: (?:before|after) transformations)?|(?:authorizer result|request) body(?: before parsing| after transformations)?|incoming identity|request parameter overrides):\s{0,8}/i;
/** A label stands behind a prefix at most. */
const LABEL_REACH = 400;
const PAYLOAD_START = /^\s{0,64}[{[<"]/;
const NOTE = /^\[withheld: \d{1,10} characters\]$/;

export function redactedText(text: string, level: RedactionLevel): string {
  if (level === "full") return text;
  if (level === "masked") return maskedText(text);
  const label = LABEL.exec(text.slice(0, LABEL_REACH));
  if (label === null && !PAYLOAD_START.test(text)) return maskedText(text);
  const payloadAt = label === null ? 0 : label.index + label[0].length;
  return text.slice(0, payloadAt) + redactedPayload(text.slice(payloadAt), level);
}

/** The same for a text that is nothing but a payload. */
export function redactedPayload(payload: string, level: RedactionLevel): string {
  if (level === "full") return payload;
  if (level === "masked") return maskedText(payload);
  if (level === "shape") return shapeOf(maskedText(payload));
  const isLeft = payload.trim() === "" || NOTE.test(payload);
  return isLeft ? payload : `[withheld: ${payload.length} characters]`;
}
