import { UNSETTLED } from "./defect.ts";
import { type JsonNode, type JsonObject, lastValue, shown } from "./json-node.ts";
import type { ProxyDefect, ProxyRules } from "./proxy-rules.ts";

const DIGITS = /^\d+$/;
const PATH = "$.statusCode";
const WANTED = "an HTTP status, as in 200";
const FIX = "set `statusCode` to a whole number from 200 to 599, as in `statusCode: 200`";

/** What is wrong with a statusCode. */
export function statusDefects(
  value: JsonNode,
  text: string,
  rules: ProxyRules,
): readonly ProxyDefect[] {
  const certainty = certaintyOf(value, rules);
  if (certainty === undefined) return [];
  const wanted = certainty === "unsettled" ? `${WANTED}${UNSETTLED}` : WANTED;
  const found = shown(value, text);
  const reason = "invalid_status_code";
  return [{ at: value.start, certainty, reason, path: PATH, found, wanted, fix: FIX }];
}

function certaintyOf(value: JsonNode, rules: ProxyRules): ProxyDefect["certainty"] | undefined {
  switch (value.kind) {
    case "hidden":
      return undefined;
    case "null":
      return rules.missingStatus === "refused" ? "sure" : "unsettled";
    case "number":
      return value.whole ? certaintyOfNumber(value.value, rules) : undefined;
    case "string":
      return certaintyOfText(value.value.trim(), value.whole, rules);
    default:
      return "sure";
  }
}

/** Digits as text are taken ("201"). */
function certaintyOfText(text: string, whole: boolean, rules: ProxyRules) {
  if (DIGITS.test(text)) return whole ? certaintyOfNumber(Number(text), rules) : undefined;
  return whole || text !== "" ? "sure" : undefined;
}

function certaintyOfNumber(status: number, rules: ProxyRules) {
  if (!Number.isInteger(status)) return rules.typing === "typed" ? "sure" : "unsettled";
  if (status < 100 || status > 999) return "sure";
  if (status > 599) return "unsettled";
  return status < 200 ? "advice" : undefined;
}

/** The status an accepted answer gives the client; undefined when it cannot be read. */
export function statusIn(answer: JsonObject): number | undefined {
  const value = lastValue(answer, "statusCode");
  if (value === undefined) return 200;
  if (value.kind === "number") return value.value;
  if (value.kind === "string" && DIGITS.test(value.value.trim())) return Number(value.value);
  return undefined;
}
