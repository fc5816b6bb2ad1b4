import type { RequestFacts } from "../domain/verdict.ts";
import type { EntriesByKind } from "./entry.ts";
import { FirstTold, type Hint } from "./hints.ts";
import type { Reading } from "./reading.ts";
import { templateOf } from "./route-template.ts";

export type Route = Pick<RequestFacts, "method" | "route">;

const PARTS = ["method", "route"] as const;
const METHOD_LINE = /^\s{0,4}(?<method>[A-Z]{3,10}), Resource Path: ?(?<route>\S{1,512})/;
const KEY_ROUTE = /because method '[A-Z]{3,10} (?<route>\/[^\s']{0,512})'/;
const KEY_LINE = /because method '(?<method>[A-Z]{3,10}) (?<route>\/[^\s']{0,512})'/;
const PARAMETERS = "Method request path";
const ROUTE_KEY = /^(?<method>[A-Z]{3,10}) (?<route>\/\S{0,512})$/;

/** What a caller was refused: the path of the request itself. */
const REFUSED_PATH =
  /:execute-api:[\w-]{1,30}:[\d*]{12}:\w{1,30}\/[\w$-]{1,128}\/(?<method>[A-Z]{3,10})(?<route>\/[^\s"'\\<]{0,512})/;
const REFUSED_ROUTE =
  /:execute-api:[\w-]{1,30}:[\d*]{12}:\w{1,30}\/[\w$-]{1,128}\/(?<route>\$\w{1,40})/;

/** The event that a proxy integration sends, by its first keys. */
const PROXY_EVENT =
  /^\s{0,4}\{"resource":"(?<route>\/[^"\s]{0,512})","path":"[^"]{0,2048}","httpMethod":"(?<method>[A-Z]{3,10})"/;

/** What an authorizer's function is asked: the path of the request itself, or the route of a WebSocket. */
const METHOD_ARN =
  /"methodArn":"arn:[\w-]{1,20}:execute-api:[\w-]{1,30}:\d{12}:\w{1,30}\/[\w$-]{1,128}\/(?:(?<method>[A-Z]{3,10})(?=\/)|(?=\$))(?<route>\/[^\s"\\]{0,512}|\$\w{1,40})"/;
/** The same of one that is asked with the whole request. */
const ASKED_RESOURCE =
  /"methodArn":"[^"]{1,2048}","resource":"(?<route>\/[^"\s]{0,512})","path":"[^"]{0,2048}","httpMethod":"(?<method>[A-Z]{3,10})"/;

/** Entries that name the method or the route; a route's template goes before a path. */
const HINTS: readonly Hint[] = [
  ["sent_body", PROXY_EVENT],
  ["usage_plan", KEY_ROUTE],
  ["method", METHOD_LINE],
  ["websocket_route", /\[(?<route>[^\]\s]{1,128})\]/],
  ["usage_plan", KEY_LINE],
  ["statement", KEY_LINE],
  ["sent_body", ASKED_RESOURCE],
  ["sent_body", METHOD_ARN],
];

/** The method and the route of a request: the template where it is known, else the path. */
export function routeOf({ records, fields, byKind, statements }: Reading): Route {
  const { httpMethod: method, resourcePath = "", path, routeKey: key = "" } = fields;
  if (key.startsWith("$")) return { route: key };
  const route = new FirstTold(PARTS);
  // A key names its own method, `ANY` too: with the client's it would be another key.
  route.hear(ROUTE_KEY.exec(key)?.groups);
  route.hearOrigins(records);
  // Some log a route key under the name of a path.
  route.hear(ROUTE_KEY.exec(resourcePath)?.groups);
  route.hear({ method, route: resourcePath });
  route.hear({ route: key });
  route.hearEntries(byKind, HINTS);
  route.hearRefusals(statements, REFUSED_PATH);
  route.hearRefusals(statements, REFUSED_ROUTE);
  route.hear({ route: path });
  const { told } = route;
  return told.route === undefined
    ? told
    : { ...told, route: templateOf(told.route, parametersIn(byKind)) };
}

/** The path's parameters as the log lists them: `{id=42}`. */
function parametersIn(byKind: EntriesByKind): string {
  return byKind.get("context")?.find(({ opening }) => opening === PARAMETERS)?.value ?? "";
}
