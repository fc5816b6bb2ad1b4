import type { AccessField } from "../domain/record.ts";

/** What of the gateway a name is about. */
type Part =
  | "authenticate"
  | "authorize"
  | "authorizer"
  | "backend"
  | "function"
  | "gateway"
  | "integration"
  | "validation"
  | "waf";
/** What it says of that. */
type Saying = "error" | "latency" | "requestId" | "status" | "type";

const FIELDS: Readonly<Record<Part, Readonly<Partial<Record<Saying, AccessField>>>>> = {
  authenticate: { error: "authenticate.error", status: "authenticate.status" },
  authorize: { error: "authorize.error", status: "authorize.status" },
  authorizer: {
    error: "authorizer.error",
    latency: "authorizer.latency",
    requestId: "authorizer.requestId",
    status: "authorizer.status",
  },
  backend: {
    error: "integration.error",
    latency: "integration.latency",
    status: "integrationStatus",
  },
  // Not its error: that is what an application says of itself.
  function: {
    latency: "integration.latency",
    requestId: "integration.requestId",
    status: "integration.status",
  },
  gateway: {
    error: "error.message",
    latency: "responseLatency",
    requestId: "requestId",
    status: "status",
    type: "error.responseType",
  },
  integration: {
    error: "integration.error",
    latency: "integration.latency",
    requestId: "integration.requestId",
    status: "integration.status",
  },
  validation: { error: "error.validationErrorString" },
  waf: { error: "waf.error", status: "waf.status" },
};

const PARTS: ReadonlyMap<string, Part> = new Map([
  ["api", "gateway"],
  ["apigateway", "gateway"],
  ["apigw", "gateway"],
  ["auth", "authorizer"],
  ["authenticate", "authenticate"],
  ["authentication", "authenticate"],
  ["authorization", "authorize"],
  ["authorize", "authorize"],
  ["authorizer", "authorizer"],
  ["backend", "backend"],
  ["function", "function"],
  ["gateway", "gateway"],
  ["gw", "gateway"],
  ["integration", "integration"],
  ["lambda", "function"],
  ["validation", "validation"],
  ["waf", "waf"],
]);
/** Parts that only say whose another part is: `lambdaAuthorizerError`, `apiGwIntegrationStatus`. */
const LOOSE: ReadonlySet<Part> = new Set<Part>(["function", "gateway"]);

/** Words that add nothing to the others. */
const EMPTY = new Set(["context", "details", "response", "result", "service"]);

/** The words of which each saying needs one a group, and those that may stand beside them. */
const SAYINGS: readonly {
  readonly saying: Saying;
  readonly needs: readonly (readonly string[])[];
  readonly may: readonly string[];
}[] = [
  { saying: "status", needs: [["status", "st"]], may: ["code"] },
  { saying: "latency", needs: [["latency", "lat", "duration"]], may: ["ms"] },
  { saying: "requestId", needs: [["request"], ["id"]], may: [] },
  { saying: "type", needs: [["error"], ["type"]], may: [] },
  {
    saying: "error",
    needs: [["error", "err"]],
    may: ["description", "message", "msg", "short", "string", "text"],
  },
];
/** Without a part, `error` alone may be anybody's: the gateway's is a message or a type. */
const OF_A_MESSAGE = ["message", "msg", "string", "type"];

const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

/**
 * The variable that the words of a customer's name tell: a part of the gateway, and what is said of
 * it. One word that is neither, and the name is none of ours.
 */
export function fieldOfWords(name: string): AccessField | undefined {
  const words = new Set((name.match(WORD) ?? []).map((word) => word.toLowerCase()));
  const part = partIn(words);
  const rest = [...words].filter((word) => !PARTS.has(word) && !EMPTY.has(word));
  const saying = SAYINGS.find((known) => isSaid(known, rest))?.saying;
  return part && saying && FIELDS[part][saying];
}

/** The one part that is named; with no part, the gateway itself where it has a message. */
function partIn(words: ReadonlySet<string>): Part | undefined {
  const named = new Set([...words].flatMap((word) => PARTS.get(word) ?? []));
  const own = [...named].filter((part) => !LOOSE.has(part));
  if (own.length > 0) return own.length === 1 ? own[0] : undefined;
  if (named.size > 0) return named.has("function") ? "function" : "gateway";
  return OF_A_MESSAGE.some((word) => words.has(word)) ? "gateway" : undefined;
}

function isSaid({ needs, may }: (typeof SAYINGS)[number], words: readonly string[]): boolean {
  const isThere = needs.every((group) => words.some((word) => group.includes(word)));
  const known = [...needs.flat(), ...may];
  return isThere && words.every((word) => known.includes(word));
}
