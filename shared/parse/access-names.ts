import { ACCESS_FIELDS, type AccessField } from "../domain/record.ts";
import { fieldOfWords } from "./access-words.ts";

/**
 * What customers call the variables, beside AWS's own names: compared without case and marks. Names
 * whose words tell it by themselves (`authorizerErrorMessage`) need not stand here.
 */
const SYNONYMS: Readonly<Partial<Record<AccessField, readonly string[]>>> = {
  apiId: ["restApiId", "gatewayId"],
  "authorizer.latency": ["authorizer.integrationLatency"],
  connectionId: ["wsConnectionId"],
  domainName: ["domain", "host"],
  "error.responseType": ["error.errorResponseType", "gatewayResponseType", "responseType"],
  extendedRequestId: ["extRequestId", "xAmzApigwId"],
  httpMethod: ["method", "requestMethod", "http.verb", "verb"],
  "integration.integrationStatus": ["integrationServiceStatus"],
  integrationStatus: ["integrationStatusCode", "integrationStatusAlternate"],
  path: ["requestPath", "uri", "requestUri", "httpPath"],
  protocol: ["httpProtocol"],
  requestId: ["reqId", "awsRequestId"],
  requestTime: ["time", "timestamp", "date", "dateTime", "at", "ts"],
  requestTimeEpoch: ["epoch", "timeEpoch", "requestEpoch"],
  resourcePath: ["resource"],
  responseLatency: [
    "latency",
    "latencyMs",
    "responseLatencyMs",
    "responseTime",
    "totalLatency",
    "requestLatency",
    "responseLat",
    "lat",
    "ms",
    "duration",
    "durationMs",
  ],
  responseLength: ["length", "responseSize", "bytes"],
  routeKey: ["route"],
  stage: ["stageName", "apiStage"],
  status: ["statusCode", "httpStatusCode", "httpStatus", "responseStatus", "responseCode"],
  wafResponseCode: ["waf.responseCode", "wafResponse", "wafAction"],
  xrayTraceId: ["traceId", "xrayTrace", "xray"],
};

/** Names that say nothing of their value but that something went wrong. */
const VAGUE = new Set(["error", "errorreason", "reason", "message", "msg", "description"]);

/** Of those the one under which collectors show a line about the whole request. */
const SUMMARY = "message";

/** Names of what the client wrote: it may be anything, also words of the gateway. */
const CLIENTS =
  /(?:useragent|referr?er|origin|querystring|queryparameters|requestbody|forwardedfor)$/;

/** Objects that customers wrap the variables in, without a meaning of their own. */
const WRAPPERS = new Set([
  "access",
  "api",
  "apigateway",
  "apigw",
  "context",
  "errors",
  "gateway",
  "http",
  "log",
  "message",
  "metrics",
  "request",
  "response",
]);

const MARKS = /[^a-z0-9]+/g;
const VARIABLE_SIGN = /^[$@]?(?:context[._])?/i;
const SPLIT_CAMEL = /[_ -](?:id|method|path|time|length|key)$/i;

/** A log names its fields the same way on every line: what was found is kept, up to a limit. */
const MOST_NAMES = 2_000;
const LONGEST_NAME = 100;
const plainNames = new Map<string, AccessField | null>();
const snakeNames = new Map<string, AccessField | null>();

const fieldByName = new Map<string, AccessField>();
for (const [field, names] of Object.entries(SYNONYMS)) {
  for (const name of names) fieldByName.set(plain(name), field as AccessField);
}
for (const field of ACCESS_FIELDS) fieldByName.set(plain(field), field);

/** Names whose words are parted by marks throughout: `request_id`, `http_method`. */
export function isSnakeStyle(names: Iterable<string>): boolean {
  for (const name of names) {
    if (SPLIT_CAMEL.test(name) && !name.includes(".") && !name.startsWith("integration"))
      return true;
  }
  return false;
}

/**
 * The variable a customer's name stands for. `integration_status` is `integration.status`, unless
 * the customer parts all words by marks: then it may as well be `integrationStatus`, and is read so.
 */
export function fieldNamed(name: string, isSnake: boolean): AccessField | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const names = isSnake ? snakeNames : plainNames;
  const known = names.get(name);
  if (known !== undefined) return known ?? undefined; // null: known to be none of ours
  const field = fieldFor(name, isSnake);
  if (names.size < MOST_NAMES) names.set(name, field ?? null);
  return field;
}

function fieldFor(name: string, isSnake: boolean): AccessField | undefined {
  const bare = name.trim().replace(VARIABLE_SIGN, "");
  const key = plain(bare);
  if (key === "integrationstatus") return integrationStatusField(bare, isSnake);
  return fieldByName.get(key) ?? unwrapped(bare, isSnake) ?? fieldOfWords(bare);
}

function unwrapped(name: string, isSnake: boolean): AccessField | undefined {
  const dot = name.indexOf(".");
  const isWrapped = dot > 0 && WRAPPERS.has(plain(name.slice(0, dot)));
  return isWrapped ? fieldFor(name.slice(dot + 1), isSnake) : undefined;
}

export function isClients(name: string): boolean {
  return CLIENTS.test(plain(name));
}

export function isVague(name: string): boolean {
  return VAGUE.has(plain(name));
}

export function isSummary(name: string): boolean {
  return plain(name) === SUMMARY;
}

function integrationStatusField(name: string, isSnake: boolean): AccessField {
  if (name.includes(".")) return "integration.status";
  const isParted = plain(name).length !== name.length;
  return isParted && !isSnake ? "integration.status" : "integrationStatus";
}

function plain(name: string): string {
  return name.toLowerCase().replace(MARKS, "");
}
