import type { RequestFacts } from "../../domain/verdict.ts";
import { type Names, namesOf } from "./names.ts";

const EVENT_TYPES: ReadonlyMap<string, string> = new Map([
  ["$connect", "CONNECT"],
  ["$disconnect", "DISCONNECT"],
]);

/** The event API Gateway would give the function for this request, as JSON, without its body. */
export function testEvent(facts: RequestFacts): string {
  return JSON.stringify(eventOf(namesOf(facts), facts));
}

function eventOf(names: Names, facts: RequestFacts): object {
  if (facts.target?.kind === "authorizer") return authorizerEvent(names);
  if (names.apiType === "WEBSOCKET") return websocketEvent(names);
  return names.apiType === "HTTP" ? httpEvent(names) : restEvent(names);
}

function restEvent({ verb, route, stage }: Names): object {
  return {
    resource: route,
    path: route,
    httpMethod: verb,
    headers: {},
    queryStringParameters: null,
    pathParameters: null,
    requestContext: { resourcePath: route, httpMethod: verb, stage },
    body: null,
    isBase64Encoded: false,
  };
}

function httpEvent({ verb, path, routeKey, stage }: Names): object {
  return {
    version: "2.0",
    routeKey,
    rawPath: path,
    rawQueryString: "",
    headers: {},
    requestContext: { http: { method: verb, path }, routeKey, stage },
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

function authorizerEvent(names: Names): object {
  const { partition, region, account, apiId, stage, verb, path, routeKey } = names;
  const called = names.apiType === "WEBSOCKET" ? routeKey : `${verb}${path}`;
  const arn = `arn:${partition}:execute-api:${region}:${account}:${apiId}/${stage}/${called}`;
  const headers = { Authorization: "<token>" };
  if (names.apiType === "HTTP") {
    return { version: "2.0", type: "REQUEST", routeArn: arn, headers, identitySource: ["<token>"] };
  }
  return {
    type: names.apiType === "REST" ? "TOKEN" : "REQUEST",
    methodArn: arn,
    authorizationToken: "<token>",
    headers,
  };
}
