import type { RequestFacts } from "../../domain/verdict.ts";
import { filledIn, parametersIn } from "./filled-in.ts";
import { type Names, namesOf } from "./names.ts";

const EVENT_TYPES: ReadonlyMap<string, string> = new Map([
  ["$connect", "CONNECT"],
  ["$disconnect", "DISCONNECT"],
]);

/** The format of the events that an HTTP API sends: an integration and an authorizer choose one each. */
export type PayloadFormat = "1.0" | "2.0";

/**
 * The event API Gateway would give the function for this request, as JSON, without its body. What
 * stands in `<>` is to be filled in.
 */
export function testEvent(facts: RequestFacts, format: PayloadFormat): string {
  return JSON.stringify(eventOf(namesOf(facts), facts, format));
}

function eventOf(names: Names, facts: RequestFacts, format: PayloadFormat): object {
  if (facts.target?.kind === "authorizer") return authorizerEvent(names, format);
  if (names.apiType === "WEBSOCKET") return websocketEvent(names);
  if (names.apiType === "REST") return restEvent(names);
  return format === "1.0" ? { version: format, ...restEvent(names) } : httpEvent(names);
}

function restEvent({ verb, route, stage }: Names): object {
  return {
    resource: route,
    path: filledIn(route),
    httpMethod: verb,
    headers: {},
    queryStringParameters: null,
    pathParameters: parametersIn(route),
    requestContext: { resourcePath: route, httpMethod: verb, stage },
    body: null,
    isBase64Encoded: false,
  };
}

function httpEvent({ verb, path, routeKey, stage }: Names): object {
  return {
    version: "2.0",
    routeKey,
    rawPath: filledIn(path),
    rawQueryString: "",
    headers: {},
    requestContext: { http: { method: verb, path: filledIn(path) }, routeKey, stage },
    isBase64Encoded: false,
  };
}

function websocketEvent({ routeKey, stage }: Names): object {
  return {
    requestContext: {
      routeKey,
      eventType: EVENT_TYPES.get(routeKey) ?? "MESSAGE",
      connectionId: "test",
      stage,
    },
    body: "{}",
    isBase64Encoded: false,
  };
}

/** What a Lambda authorizer that sees the whole request is sent: the others are tested by their own command. */
function authorizerEvent(names: Names, format: PayloadFormat): object {
  const { partition, region, account, apiId, stage, verb, path, routeKey } = names;
  const called = names.apiType === "WEBSOCKET" ? routeKey : `${verb}${filledIn(path)}`;
  const arn = `arn:${partition}:execute-api:${region}:${account}:${apiId}/${stage}/${called}`;
  const type = "REQUEST";
  const headers = { Authorization: "<token>" };
  if (names.apiType !== "HTTP") return { type, methodArn: arn, headers, queryStringParameters: {} };
  return format === "1.0"
    ? { version: format, type, methodArn: arn, headers, identitySource: "<token>" }
    : { version: format, type, routeArn: arn, headers, identitySource: ["<token>"] };
}
