import { functionErrorIn } from "./function-error.ts";
import {
  clipped,
  isSurelyAbsent,
  type JsonMember,
  type JsonObject,
  lastValue,
  memberPath,
  shown,
} from "./json-node.ts";
import type { ProxyDefect, ProxyReason, ProxyRules } from "./proxy-rules.ts";

const WRAP =
  'wrap it: `return { statusCode: 200, body: JSON.stringify(result) }` (Python: `return {"statusCode": 200, "body": json.dumps(result)}`)';
const STATUS = "an HTTP status, as in 200";
const ADD_STATUS = "add `statusCode: 200`, or whatever status the client should get";

/** Whether an answer has a statusCode; `unseen`: it may stand behind the cut. */
export type StatusPresence = "present" | "absent" | "unseen";

export function statusPresence(answer: JsonObject): StatusPresence {
  if (lastValue(answer, "statusCode") !== undefined) return "present";
  return isSurelyAbsent(answer, "statusCode") ? "absent" : "unseen";
}

/** What is wrong with the keys of an answer: foreign ones, a missing statusCode, repeated ones. */
export function keyDefects(
  answer: JsonObject,
  text: string,
  rules: ProxyRules,
): readonly ProxyDefect[] {
  const status = statusPresence(answer);
  const foreign = answer.members.filter(({ key }) => !rules.keys.includes(key));
  const repeated = repeatedKeys(answer, text);
  const failure = status === "present" ? undefined : crashDefect(answer, foreign, status, rules);
  if (failure !== undefined) return [failure, ...repeated];
  const missing = status === "absent" ? missingStatus(answer, foreign, text, rules) : [];
  // A key that is named already, with its right name, is not named again.
  const said = new Set(missing.map(({ fix }) => fix));
  const others = foreignKeys(answer, foreign, text, rules).filter(({ fix }) => !said.has(fix));
  return [...missing, ...others, ...repeated];
}

/** Lambda's own error payload in the place of an answer. */
function crashDefect(
  answer: JsonObject,
  foreign: readonly JsonMember[],
  status: StatusPresence,
  rules: ProxyRules,
): ProxyDefect | undefined {
  const failure = functionErrorIn(answer);
  if (failure === undefined) return undefined;
  // HTTP 2.0 refuses an errorMessage although any other object without statusCode is a body.
  const isRead = rules.missingStatus !== "is_body" || lastValue(answer, "errorMessage");
  if (!isRead) return undefined;
  return {
    at: firstForeign(foreign, rules) ?? failure.at,
    certainty: "sure",
    reason: status === "absent" ? "function_error" : undefined,
    path: failure.path,
    found: failure.shown,
    wanted: "an answer with statusCode and body",
    fix: "mend the error in the function; to answer in spite of it, catch it and `return { statusCode: 500, body: JSON.stringify({ message }) }`",
  };
}

function missingStatus(
  answer: JsonObject,
  foreign: readonly JsonMember[],
  text: string,
  rules: ProxyRules,
): readonly ProxyDefect[] {
  if (rules.missingStatus === "is_body") return wholeBody(answer, text, rules);
  const isRefused = rules.missingStatus === "refused" || foreign.length > 0;
  const lookalike = foreign.find(({ key }) => likelyMeant(key, rules) === "statusCode");
  const isBare = foreign.length === answer.members.length && lookalike === undefined;
  return [
    {
      at: firstForeign(foreign, rules) ?? answer.end,
      certainty: isRefused ? "sure" : "tolerated",
      reason: "missing_status_code",
      path: "$.statusCode",
      found: clipped(`absent in ${shown(answer, text)}`),
      wanted: isRefused ? STATUS : `${STATUS} (without one the client gets 200)`,
      fix: missingFix(lookalike, isBare && foreign.length > 0),
    },
  ];
}

/** Where keys are refused, the first foreign one is what the gateway trips over. */
function firstForeign(foreign: readonly JsonMember[], rules: ProxyRules): number | undefined {
  return rules.foreignKeys === "refused" ? foreign[0]?.value.start : undefined;
}

function missingFix(lookalike: JsonMember | undefined, isBare: boolean): string {
  if (lookalike !== undefined) return `rename \`${lookalike.key.slice(0, 40)}\` to \`statusCode\``;
  return isBare ? WRAP : ADD_STATUS;
}

/** HTTP 2.0 delivers an object without statusCode whole, also one that means to be an answer. */
function wholeBody(answer: JsonObject, text: string, rules: ProxyRules): readonly ProxyDefect[] {
  const meant = answer.members.find(({ key }) => misspelt(key, rules) !== undefined);
  if (meant === undefined) return [];
  const statusMeant = answer.members.find(({ key }) => misspelt(key, rules) === "statusCode");
  return [
    {
      at: answer.start,
      certainty: "advice",
      reason: "missing_status_code",
      path: "$.statusCode",
      found: clipped(`absent in ${shown(answer, text)}`),
      wanted: `${STATUS} (without one the whole object is sent as JSON with status 200)`,
      fix: missingFix(statusMeant, false),
    },
  ];
}

function foreignKeys(
  answer: JsonObject,
  foreign: readonly JsonMember[],
  text: string,
  rules: ProxyRules,
): readonly ProxyDefect[] {
  const status = statusPresence(answer);
  const isBare = foreign.length === answer.members.length;
  if (status === "absent" && (isBare || rules.missingStatus === "is_body")) return [];
  const isRefused = rules.foreignKeys === "refused";
  if (!isRefused && status !== "present") return [];
  const wanted = `only ${rules.keys.filter((key) => key !== "base64Encoded").join(", ")}`;
  return foreign.map(({ key, value }) => ({
    at: value.start,
    certainty: isRefused ? "sure" : "advice",
    reason: FOREIGN_REASONS[status],
    path: memberPath("$", key),
    found: shown(value, text),
    wanted: isRefused ? wanted : `${wanted} (the rest is dropped)`,
    fix: foreignFix(key, rules),
  }));
}

const FOREIGN_REASONS: Readonly<Record<StatusPresence, ProxyReason | undefined>> = {
  present: "unexpected_field",
  absent: "missing_status_code",
  unseen: undefined,
};

function foreignFix(key: string, rules: ProxyRules): string {
  const meant = likelyMeant(key, rules);
  const name = key.slice(0, 40);
  if (meant !== undefined) return `rename \`${name}\` to \`${meant}\``;
  return (
    ELSEWHERE.get(key) ?? `move \`${name}\` into the object that \`body\` is made of, or remove it`
  );
}

const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ["body", "remove `body`: in a streamed response it follows the metadata and eight NUL bytes"],
  [
    "cookies",
    'write `multiValueHeaders: { "Set-Cookie": cookies }`: only HTTP APIs with payload format 2.0 read `cookies`',
  ],
  ["isBase64Encoded", "remove `isBase64Encoded`: a streamed body is sent as it is"],
  ["location", "move `location` into `headers`, as `Location`"],
  [
    "multiValueHeaders",
    "move it to `headers`, values joined with a comma; Set-Cookie goes to `cookies`",
  ],
  ["statusDescription", "remove `statusDescription`: only load balancers read it"],
]);

const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ["base64encoded", "isBase64Encoded"],
  ["code", "statusCode"],
  ["header", "headers"],
  ["httpstatus", "statusCode"],
  ["status", "statusCode"],
]);
const NOT_LETTERS = /[^a-z0-9]/g;

/** The key somebody meant who wrote `status` or `Body`. */
function likelyMeant(key: string, rules: ProxyRules): string | undefined {
  return misspelt(key, rules) ?? SYNONYMS.get(bareLetters(key));
}

/** The key that `key` is, but for its capitals and underscores. */
function misspelt(key: string, rules: ProxyRules): string | undefined {
  return rules.keys.find((known) => bareLetters(known) === bareLetters(key));
}

function bareLetters(key: string): string {
  return key.slice(0, 40).toLowerCase().replace(NOT_LETTERS, "");
}

function repeatedKeys(answer: JsonObject, text: string): readonly ProxyDefect[] {
  const seen = new Set<string>();
  const repeated = answer.members.filter(({ key }) => {
    const isRepeated = seen.has(key);
    seen.add(key);
    return isRepeated;
  });
  return repeated.map(({ key, value }) => ({
    at: value.start,
    certainty: "advice",
    path: memberPath("$", key),
    found: `${shown(value, text)}, a second time`,
    wanted: "every key once",
    fix: `write \`${key.slice(0, 40)}\` once: of several the last one counts`,
  }));
}
