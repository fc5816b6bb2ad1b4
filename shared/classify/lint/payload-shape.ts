import type { PayloadShape } from "../../domain/verdict.ts";
import { isStackTrace } from "./stack-trace.ts";
import { preludeOf } from "./streaming-prelude.ts";
import { type JsonReading, readJson } from "./tolerant-json.ts";

const SEEN = 1_024;
const BINARY = "[Binary Data]";
const STARS = /^\*{3,}[\w-]{0,6}$/;
const DOTS = /^[.…]{1,1000}$/;
const REDACTED =
  /^[<[({]{0,3}\s?(?:redacted|removed|omitted|hidden|masked|withheld|snip|snipped|truncated)\s?[>\])}]{0,3}$/i;
const HTML =
  /^<(?:!doctype html|html|head|body|title|meta|script|style|div|span|p|h[1-6]|center|table|pre|br)\b/i;
const XML = /^<(?:\?xml|[A-Za-z_])/;
const JWT = /^(?:Bearer )?(eyJ[\w-]{1,4096})\.[\w-]{1,8192}\.[\w-]{0,8192}$/;
const UNPRINTABLE = /[^\t\n\r -\uFFFC\uFFFE\uFFFF]/g;

/**
 * What kind of thing `text` is, whole or cut. A JSON string that holds a page, a token or a stack
 * trace is called by what it holds; other JSON strings are `json_scalar`.
 */
export function shapeOf(text: string): PayloadShape {
  const json = preludeOf(text) ?? text;
  return shapeOfReading(json, readJson(json));
}

/** The same, for a text that has been read already. */
export function shapeOfReading(text: string, reading: JsonReading): PayloadShape {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed === "(null)") return "empty";
  if (isWithheld(trimmed)) return "withheld";
  if (isBinary(trimmed)) return "binary";
  const { root } = reading;
  if (root?.kind === "string") return shapeOfText(root.value.trim()) ?? "json_scalar";
  return jsonShape(reading) ?? shapeOfText(trimmed) ?? "text";
}

function isWithheld(text: string): boolean {
  return STARS.test(text) || DOTS.test(text) || (text.length < 32 && REDACTED.test(text));
}

/** The gateway writes `[Binary Data]`; raw bytes read as text show control or replacement characters. */
function isBinary(text: string): boolean {
  if (text === BINARY) return true;
  const seen = text.slice(0, SEEN);
  return (seen.match(UNPRINTABLE)?.length ?? 0) * 10 > seen.length;
}

function jsonShape({ root, end }: JsonReading): PayloadShape | undefined {
  if (root?.kind === "object") {
    return end !== "invalid" || root.members.length > 0 ? "json_object" : undefined;
  }
  if (root?.kind === "array") {
    return end !== "invalid" || root.items.length > 0 ? "json_array" : undefined;
  }
  return root === undefined || root.kind === "hidden" || end === "invalid"
    ? undefined
    : "json_scalar";
}

function shapeOfText(text: string): PayloadShape | undefined {
  if (isJwt(text)) return "jwt";
  if (HTML.test(text)) return "html";
  if (isStackTrace(text)) return "stack_trace";
  return XML.test(text) ? "xml" : undefined;
}

/** Three base64url parts, the first of which is a JSON object that names an algorithm. */
function isJwt(text: string): boolean {
  const header = JWT.exec(text)?.[1];
  if (header === undefined) return false;
  const { root } = readJson(Buffer.from(header, "base64url").toString());
  return root?.kind === "object" && root.members.some(({ key }) => key === "alg");
}
