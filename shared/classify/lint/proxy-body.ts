import { UNSETTLED } from "./defect.ts";
import { clipped, type JsonNode, type JsonObject, lastValue, shown } from "./json-node.ts";
import type { ProxyDefect, ProxyRules } from "./proxy-rules.ts";
import { readJson } from "./tolerant-json.ts";

const WANTED = "a string";
const WRAP = 'wrap it: `body: JSON.stringify(body)` (Python: `"body": json.dumps(body)`)';

/** What is wrong with a body. */
export function bodyDefects(
  value: JsonNode,
  text: string,
  rules: ProxyRules,
): readonly ProxyDefect[] {
  const at = { at: value.start, path: "$.body", found: shown(value, text) };
  switch (value.kind) {
    case "hidden":
      return [];
    case "object":
    case "array":
      return [{ ...at, certainty: "sure", reason: "body_not_string", wanted: WANTED, fix: WRAP }];
    case "null":
      return rules.typing === "lenient"
        ? []
        : [unsettled(at, 'leave `body` out, or set it to `""`')];
    case "string":
      return value.whole ? wrappedTwice(value.value, at) : [];
    default:
      return [unsettled(at, WRAP)];
  }
}

type Place = Pick<ProxyDefect, "at" | "path" | "found">;

function unsettled(place: Place, fix: string): ProxyDefect {
  const wanted = `${WANTED}${UNSETTLED}`;
  return { ...place, certainty: "unsettled", reason: "body_not_string", wanted, fix };
}

/** A body that is itself an answer, or JSON written twice, reaches the client as it stands. */
function wrappedTwice(body: string, place: Place): readonly ProxyDefect[] {
  const inner = readJson(body).root;
  if (inner?.kind === "object" && isAnswer(inner)) {
    const fix = "return the inner answer itself: it was wrapped in a second proxy response";
    const found = clipped(`a whole proxy response written as text: ${body}`);
    return [{ ...place, certainty: "advice", found, wanted: "the body alone", fix }];
  }
  if (inner?.kind !== "string" || !JSON_TEXT.test(inner.value)) return [];
  const fix = "call `JSON.stringify` (Python: `json.dumps`) once, not twice";
  const found = clipped(`JSON written as text twice: ${body}`);
  return [{ ...place, certainty: "advice", found, wanted: "JSON written as text once", fix }];
}

const JSON_TEXT = /^\s*[{[]/;

/** True when `object` looks like a proxy response. */
export function isAnswer(object: JsonObject): boolean {
  const hasBody = lastValue(object, "body") ?? lastValue(object, "headers");
  return lastValue(object, "statusCode") !== undefined && hasBody !== undefined;
}
