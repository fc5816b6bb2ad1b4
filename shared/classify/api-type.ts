import type { AuthorizerFormat } from "../domain/lint.ts";
import type { ApiType } from "../domain/verdict.ts";
import type { Reading } from "./reading.ts";

/** WebSocket and HTTP APIs name a request by its extended id. */
const EXTENDED_ID = /^[\w-]{11,20}=$/;
const WEBSOCKET_LOG_GROUP = "/aws/apigateway/";
const CONNECTION_ROUTES: ReadonlySet<string> = new Set(["$connect", "$disconnect"]);

/** The type of the API, where the log tells. An HTTP API has no execution log. */
export function apiTypeOf(reading: Reading): ApiType | undefined {
  const { entries, fields } = reading;
  if (isWebSocket(reading)) return "WEBSOCKET";
  if (entries.length > 0 || fields.resourcePath !== undefined) return "REST";
  const { requestId = "", extendedRequestId = requestId } = fields;
  if (requestId !== extendedRequestId) return "REST";
  const isHttp = fields.routeKey !== undefined || EXTENDED_ID.test(requestId);
  return isHttp ? "HTTP" : undefined;
}

/** By whose rules an answer in an execution log is read: an HTTP API has none. */
export function authorizerFormatOf(reading: Reading): AuthorizerFormat {
  return apiTypeOf(reading) === "WEBSOCKET" ? "websocket" : "rest";
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
