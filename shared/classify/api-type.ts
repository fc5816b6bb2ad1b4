import type { AuthorizerFormat } from "../domain/lint.ts";
import type { ApiType } from "../domain/verdict.ts";
import type { Reading } from "./reading.ts";
import { says } from "./sentence.ts";

/** WebSocket and HTTP APIs name a request by its extended id. */
const EXTENDED_ID = /^[\w-]{11,20}=$/;
const WEBSOCKET_LOG_GROUP = "/aws/apigateway/";
const CONNECTION_ROUTES: ReadonlySet<string> = new Set(["$connect", "$disconnect"]);

/** What only HTTP APIs say, as plain sentences. */
const HTTP_WORDINGS: readonly string[] = [
  "oidc discovery endpoint communication error",
  "jwks communication error",
  "configured on the authorizer or api gateway does not have permissions to call",
  "configured on the integration or api gateway does not have permissions to call",
  "api gateway does not have permissions to assume the iam role configured on",
  "does not match the format that api gateway expects",
  "the lambda function returned the following error",
];

/** Only REST APIs have a web ACL. */
const WAF_FIELDS = ["wafResponseCode", "waf.status", "waf.error"] as const;

/** A method and a route key, which has the method too: `"GET GET /orders HTTP/1.1"`. */
const METHOD_AND_ROUTE_KEY = /"([A-Z]{3,7}) \1 \//;

/** The type of the API, where the log tells. An HTTP API has no execution log. */
export function apiTypeOf(reading: Reading): ApiType | undefined {
  const { entries, fields } = reading;
  if (isWebSocket(reading)) return "WEBSOCKET";
  if (saysHttp(reading)) return "HTTP";
  if (entries.length > 0 || isRestRow(reading)) return "REST";
  const { requestId = "", routeKey } = fields;
  // What is called a route may be a REST API's resource: a route key has a method, or is $default.
  const hasRouteKey = routeKey !== undefined && !routeKey.startsWith("/");
  return hasRouteKey || EXTENDED_ID.test(requestId) ? "HTTP" : undefined;
}

/** By whose rules an answer in an execution log is read: an HTTP API has none. */
export function authorizerFormatOf(reading: Reading): AuthorizerFormat {
  return apiTypeOf(reading) === "WEBSOCKET" ? "websocket" : "rest";
}

function saysHttp({ statements }: Reading): boolean {
  return statements.some(({ said }) => HTTP_WORDINGS.some((wording) => says(said, wording)));
}

function isRestRow({ access, fields }: Reading): boolean {
  const { requestId = "", extendedRequestId = requestId, resourcePath } = fields;
  if (requestId !== extendedRequestId) return true;
  if (WAF_FIELDS.some((field) => fields[field] !== undefined)) return true;
  if (resourcePath === undefined) return false;
  if (!EXTENDED_ID.test(requestId)) return true;
  return !access.some(({ text }) => METHOD_AND_ROUTE_KEY.test(text));
}

function isWebSocket({ byKind, fields, records }: Reading): boolean {
  const isRoute = fields.routeKey !== undefined && CONNECTION_ROUTES.has(fields.routeKey);
  if (isRoute || fields.eventType !== undefined || fields.connectionId !== undefined) return true;
  const isSaid = byKind.has("websocket_event") || byKind.has("websocket_route");
  return isSaid || records.some(isWebSocketRecord);
}

function isWebSocketRecord({ kind, requestId, origin }: Reading["records"][number]): boolean {
  if (kind !== "execution") return false;
  const isExtended = requestId?.endsWith("=") === true && EXTENDED_ID.test(requestId);
  return isExtended || origin.logGroup?.startsWith(WEBSOCKET_LOG_GROUP) === true;
}
