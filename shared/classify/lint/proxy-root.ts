import { UNSETTLED } from "./defect.ts";
import { type JsonNode, shown } from "./json-node.ts";
import type { Subject } from "./payload.ts";
import { isAnswer } from "./proxy-body.ts";
import type { ProxyDefect, ProxyRules } from "./proxy-rules.ts";
import { textShown } from "./root-kind.ts";
import { readJson } from "./tolerant-json.ts";

const WANTED = "an object with statusCode and body";
const WRAP =
  'wrap it: `return { statusCode: 200, body: JSON.stringify(result) }` (Python: `return {"statusCode": 200, "body": json.dumps(result)}`)';
const WRAP_TEXT =
  "wrap it: `return { statusCode: 200, body: text }`, with its Content-Type in `headers`";
const UNWRAP = "return the object itself, without `JSON.stringify` (Python: `json.dumps`)";
const NOTHING =
  'return an answer on every path, as in `return { statusCode: 200, body: "" }`; an async handler must return it, not pass it to a callback';

/** What is wrong with a payload that is no object. */
export function noObjectDefects(subject: Subject, rules: ProxyRules): readonly ProxyDefect[] {
  const { root } = subject.reading;
  const isBody = rules.missingStatus === "is_body";
  if (subject.kind === "prose") return [proseDefect(subject)];
  if (subject.kind === "null") return [isBody ? sentAsNull() : nothing("null", "sure")];
  if (root?.kind === "string") return stringDefects(root, subject, isBody);
  if (isBody || root === undefined || subject.kind === "broken") return [];
  return [notAnObject(root, subject)];
}

/** A function that writes no payload at all. */
export function emptyDefect(rules: ProxyRules): ProxyDefect {
  return nothing("nothing at all", rules.missingStatus === "is_body" ? "unsettled" : "sure");
}

function nothing(found: string, certainty: "sure" | "unsettled"): ProxyDefect {
  const wanted = certainty === "unsettled" ? `${WANTED}${UNSETTLED}` : WANTED;
  return { at: 0, certainty, reason: "null_response", path: "$", found, wanted, fix: NOTHING };
}

/** HTTP 2.0 takes null as it takes all JSON without statusCode. */
function sentAsNull(): ProxyDefect {
  const wanted = `${WANTED} (without one the client gets the text null with status 200)`;
  return { ...nothing("null", "sure"), certainty: "tolerated", wanted };
}

/** HTTP 2.0 sends a string as it is, so only a whole answer in it is a surprise. */
function stringDefects(
  root: JsonNode & { readonly kind: "string" },
  subject: Subject,
  isBody: boolean,
): readonly ProxyDefect[] {
  const inner = readJson(root.value).root;
  const holdsAnswer = inner?.kind === "object" && isAnswer(inner);
  if (isBody && !holdsAnswer) return [];
  const what = holdsAnswer ? "a whole proxy response written as text: " : "";
  const found =
    subject.shape === "json_scalar"
      ? shown(root, subject.text)
      : textShown(root.value, subject.shape);
  return [
    {
      at: root.start,
      certainty: isBody ? "advice" : "sure",
      reason: "plain_string",
      path: "$",
      found: `${what}${found}`,
      wanted: WANTED,
      fix: holdsAnswer ? UNWRAP : WRAP_TEXT,
    },
  ];
}

function notAnObject(root: JsonNode, subject: Subject): ProxyDefect {
  const found = shown(root, subject.text);
  const reason = "not_an_object";
  return { at: root.start, certainty: "sure", reason, path: "$", found, wanted: WANTED, fix: WRAP };
}

function proseDefect({ text, shape }: Subject): ProxyDefect {
  return {
    at: 0,
    certainty: "sure",
    reason: "plain_string",
    path: "$",
    found: `no JSON, but ${textShown(text, shape)}`,
    wanted: WANTED,
    fix: WRAP_TEXT,
  };
}
