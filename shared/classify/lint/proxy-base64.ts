import { UNSETTLED } from "./defect.ts";
import {
  clipped,
  type JsonNode,
  type JsonObject,
  type JsonString,
  lastValue,
  shown,
} from "./json-node.ts";
import type { ProxyDefect, ProxyRules } from "./proxy-rules.ts";

const WANTED = "true or false";
const FIX = "set `isBase64Encoded: false`, or `true` when `body` is base64";
const BOOLEAN_TEXT = /^(?:true|false)$/i;

/** What is wrong with isBase64Encoded. */
export function base64Defects(
  value: JsonNode,
  text: string,
  rules: ProxyRules,
): readonly ProxyDefect[] {
  const certainty = certaintyOf(value, rules);
  if (certainty === undefined) return [];
  return [
    {
      at: value.start,
      certainty,
      reason: "invalid_is_base64_encoded",
      path: "$.isBase64Encoded",
      found: shown(value, text),
      wanted: certainty === "sure" ? WANTED : `${WANTED}${UNSETTLED}`,
      fix: FIX,
    },
  ];
}

/** HTTP APIs refuse even null; of REST only the wrong kind of thing is sure. */
function certaintyOf(value: JsonNode, rules: ProxyRules): "sure" | "unsettled" | undefined {
  if (value.kind === "boolean" || value.kind === "hidden") return undefined;
  if (rules.typing === "typed") return "sure";
  if (value.kind === "null") return "unsettled";
  if (value.kind !== "string") return "sure";
  if (!value.whole) return undefined;
  return BOOLEAN_TEXT.test(value.value) ? "unsettled" : "sure";
}

const BASE64 = /^[\w+/-]*={0,2}$/;
const BLANKS = /\s/g;

/** A body that is said to be base64 and is not. */
export function encodingDefects(answer: JsonObject): readonly ProxyDefect[] {
  const { body } = encodedBody(answer) ?? {};
  if (body === undefined || isBase64(body)) return [];
  return [
    {
      at: body.start,
      certainty: "advice",
      path: "$.body",
      found: clipped(`text that is no base64: ${body.value}`),
      wanted: "base64, since isBase64Encoded is true",
      fix: 'encode the body (`Buffer.from(body).toString("base64")`), or set `isBase64Encoded: false`',
    },
  ];
}

/** Base64 that a REST API hands on as text, unless it is set up to decode it. */
export function mediaTypeDefects(answer: JsonObject, rules: ProxyRules): readonly ProxyDefect[] {
  const encoded = rules.decodesByMediaType ? encodedBody(answer) : undefined;
  if (encoded === undefined || encoded.body.value === "" || !isBase64(encoded.body)) return [];
  return [
    {
      at: encoded.flag.start,
      certainty: "advice",
      path: "$.isBase64Encoded",
      found: "boolean true",
      wanted:
        "true, and binaryMediaTypes of the API that match the request's Accept (else the client gets the base64 text)",
      fix: "see that the API's `binaryMediaTypes` name `*/*`, or the type that its clients accept first, and deploy it",
    },
  ];
}

/** The body that an answer says to be base64. */
function encodedBody(answer: JsonObject) {
  const flag = lastValue(answer, "isBase64Encoded");
  const body = lastValue(answer, "body");
  if (flag?.kind !== "boolean" || !flag.value || body?.kind !== "string") return undefined;
  return { flag, body };
}

function isBase64({ value }: JsonString): boolean {
  return BASE64.test(value.replace(BLANKS, ""));
}
