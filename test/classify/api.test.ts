import { describe, expect, test } from "vitest";
import { classify } from "../../shared/classify/classify.ts";
import type { AccessFields, Origin } from "../../shared/domain/record.ts";
import type { RequestFacts } from "../../shared/domain/verdict.ts";
import { executions } from "../build/records.ts";
import { accessTrace, traceOf } from "./trace-of.ts";

function factsIn(line: string): RequestFacts {
  return classify(traceOf([line])).facts;
}

function accessFacts(fields: AccessFields): RequestFacts {
  return classify(accessTrace(fields)).facts;
}

const EVENT = '{"resource":"/orders/{id}","path":"/orders/7","httpMethod":"PUT","headers":null}';

describe("the API's place", () => {
  const ARN = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/prod/GET/orders";
  const whole = {
    region: "eu-west-1",
    accountId: "123456789012",
    apiId: "a1b2c3d4e5",
    stage: "prod",
  };
  const { stage: _, ...noStage } = whole;
  const api = { apiId: "a1b2c3d4e5" };
  test.each<[string, RequestFacts]>([
    [`Endpoint request headers: {X-Amz-Source-Arn=${ARN}, a=b}`, whole],
    [
      "Endpoint request headers: {X-Amz-Source-Arn=arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/authorizers/auth01, a=b}",
      noStage,
    ],
    [
      "Endpoint request headers: {X-Amz-Source-Arn=arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/authorizers/GET/orders, a=b}",
      { ...whole, stage: "authorizers" },
    ],
    [`Endpoint request body after transformations: {"type":"TOKEN","methodArn":"${ARN}"}`, whole],
    [`Endpoint request body after transformations: {"routeArn":"${ARN}"}`, whole],
    [
      "Verifying Usage Plan for request: 1. API Key:  API Stage: a1b2c3d4e5/prod",
      { ...api, stage: "prod" },
    ],
    [
      "Usage Plan check succeeded for API Key  and API Stage a1b2c3d4e5/prod",
      { ...api, stage: "prod" },
    ],
    ["Usage Plan check succeeded for API Key  and API Stage **********/prod", { stage: "prod" }],
    [
      "API Key  not authorized because it is not for API Stage a1b2c3d4e5/prod: x",
      { ...api, stage: "prod" },
    ],
    [
      "Key throttle limit exceeded for RestApi a1b2c3d4e5, Stage prod, Resource x",
      { ...api, stage: "prod" },
    ],
    ["WebSocket API [a1b2c3d4e5] received message from client [x].", api],
    ["Endpoint request headers: {x-amzn-apigateway-api-id=a1b2c3d4e5, a=b}", api],
    ["Endpoint request headers: {User-Agent=AmazonAPIGateway_a1b2c3d4e5}", api],
    [
      "Method request headers: {Host=a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com}",
      { ...api, region: "eu-west-1" },
    ],
    [
      "User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:a1b2c3d4e5/prod/GET/orders",
      { apiId: "a1b2c3d4e5", region: "eu-west-1", stage: "prod" },
    ],
    [
      `User: arn:aws:iam::123456789012:user/robot is not authorized to perform: execute-api:Invoke on resource: ${ARN}`,
      whole,
    ],
    [
      "Endpoint request headers: {X-Amz-Source-Arn=arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/null/GET/users, a=b}",
      noStage,
    ],
    ["Verifying Usage Plan for request: 1. API Key:  API Stage: a1b2c3d4e5/test-invoke-stage", api],
    [
      'Endpoint request body after transformations: {"methodArn":"arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/ESTestInvoke-stage/GET/"}',
      noStage,
    ],
  ])("is told by '%s'", (line, place) => {
    const { accountId, region, apiId, stage } = factsIn(line);
    const told = { accountId, region, apiId, stage };
    expect(told).toEqual({ accountId: undefined, region: undefined, stage: undefined, ...place });
  });

  test("has the stage from what an authorizer's function was asked, not from the authorizer's own ARN", () => {
    const authorizer = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/authorizers/auth01";
    const asked = classify(
      traceOf([
        "Starting authorizer: auth01 for request: 1",
        `Endpoint request headers: {X-Amz-Source-Arn=${authorizer}, Accept=application/json}`,
        `Endpoint request body after transformations: {"type":"TOKEN","methodArn":"${ARN}"}`,
        "The client is not authorized to perform this operation.",
      ]),
    );
    expect(asked.facts).toMatchObject(whole);
  });

  test("is told by the domain name of an access log", () => {
    const domainName = "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com";
    expect(accessFacts({ domainName })).toMatchObject({ ...api, region: "eu-west-1" });
    expect(accessFacts({ domainName: "api.example.com" })).not.toHaveProperty("apiId");
  });

  test("is told by the refusal in an access log, but not by that of another API", () => {
    const refused = `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${ARN}`;
    expect(accessFacts({ "error.message": refused })).toMatchObject(whole);
    expect(accessFacts({ "integration.error": refused })).not.toHaveProperty("apiId");
  });

  test("is not told by a customer's own body", () => {
    const body =
      'Endpoint request body after transformations: {"stage":"gold","apiId":"x1","accountId":"123456789012"}';
    expect(factsIn(body)).toEqual({ requestId: "id-1", apiType: "REST" });
  });
});

describe("the route", () => {
  const ASKED =
    'Endpoint request body after transformations: {"type":"REQUEST","methodArn":"arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/prod';
  const REFUSED =
    "User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:a1b2c3d4e5";
  test.each([
    ["HTTP Method: GET, Resource Path: /orders/7", { method: "GET", route: "/orders/7" }],
    [
      "API Key  authorized because method 'ANY /orders' does not require API Key",
      { method: "ANY", route: "/orders" },
    ],
    [
      "API Key  not authorized because method 'GET /' requires API Key",
      { method: "GET", route: "/" },
    ],
    ["WebSocket Request Route: [sendMessage]", { route: "sendMessage" }],
    [`${REFUSED}/prod/GET/orders/7 with an explicit deny`, { method: "GET", route: "/orders/7" }],
    [`{"message":"${REFUSED}/prod/GET/orders/7"}`, { method: "GET", route: "/orders/7" }],
    [`${REFUSED}/prod/$connect`, { route: "$connect" }],
    [
      `Endpoint request body after transformations: ${EVENT}`,
      { method: "PUT", route: "/orders/{id}" },
    ],
    [`${ASKED}/GET/orders/7","authorizationToken":"*"}`, { method: "GET", route: "/orders/7" }],
    [`${ASKED}/GET/"}`, { method: "GET", route: "/" }],
    [`${ASKED}/$connect","headers":{}}`, { route: "$connect" }],
    [
      `${ASKED}/GET/orders/7","resource":"/orders/{id}","path":"/orders/7","httpMethod":"GET"}`,
      { method: "GET", route: "/orders/{id}" },
    ],
    [`${ASKED}/GET/orders/7-and-cut`, {}],
    [`${ASKED}","resource":"orders"}`, {}],
  ])("is told by '%s'", (line, route) => {
    const facts = factsIn(line);
    expect({ method: facts.method, route: facts.route }).toEqual({ method: undefined, ...route });
  });

  test.each<[AccessFields, unknown]>([
    [
      { routeKey: "GET /orders/{id}", path: "/orders/7" },
      { method: "GET", route: "/orders/{id}" },
    ],
    [{ routeKey: "$default", path: "/x" }, { route: "$default" }],
    [{ routeKey: "$default", httpMethod: "GET" }, { route: "$default" }],
    [
      { routeKey: "ANY /{proxy+}", httpMethod: "GET" },
      { method: "ANY", route: "/{proxy+}" },
    ],
    [
      { routeKey: "/orders", httpMethod: "GET" },
      { method: "GET", route: "/orders" },
    ],
    [
      { httpMethod: "GET", path: "/orders/7" },
      { method: "GET", route: "/orders/7" },
    ],
    [
      { httpMethod: "GET", resourcePath: "ANY /orders/{id}", path: "/orders/7" },
      { method: "ANY", route: "/orders/{id}" },
    ],
  ])("of an access log %j is %j", (fields, route) => {
    const facts = accessFacts(fields);
    expect({ method: facts.method, route: facts.route }).toEqual({
      method: undefined,
      ...(route as object),
    });
  });
});

describe("the API's type", () => {
  test.each<[AccessFields, string | undefined]>([
    [{ routeKey: "GET /orders" }, "HTTP"],
    [{ requestId: "AbCdEfGhIjKlMno=" }, "HTTP"],
    [{ requestId: "7d0f3f1a-0000" }, undefined],
    [{ requestId: "AbCdEfGhIjKlMno=", extendedRequestId: "AbCdEfGhIjKlMno=" }, "HTTP"],
    [{ requestId: "7d0f3f1a-0000", extendedRequestId: "AbCdEfGhIjKlMno=" }, "REST"],
    [{ resourcePath: "/orders" }, "REST"],
    [{ routeKey: "$connect" }, "WEBSOCKET"],
    [{ routeKey: "$disconnect" }, "WEBSOCKET"],
    [{ routeKey: "$default" }, "HTTP"],
    [{ routeKey: "$default", eventType: "MESSAGE" }, "WEBSOCKET"],
    [{ routeKey: "$default", connectionId: "x" }, "WEBSOCKET"],
    [{ requestId: "7d0f3f1a-0000", routeKey: "/orders", wafResponseCode: "WAF_ALLOW" }, "REST"],
    [{ requestId: "AbCdEfGhIjKlMno=", routeKey: "/orders" }, "HTTP"],
    [{ requestId: "7d0f3f1a-0000", routeKey: "/orders" }, undefined],
    [{ requestId: "AbCdEfGhIjKlMno=", resourcePath: "/orders" }, "REST"],
    [{ "authorizer.error": "invalid_token: JWKS communication error" }, "HTTP"],
  ])("of an access log %j is %s", (fields, apiType) => {
    expect(accessFacts(fields).apiType).toBe(apiType);
  });

  test.each<[string, string, Origin, string]>([
    ["an execution log", "An oddity", {}, "REST"],
    ["a WebSocket's id", "(AbCdEfGhIjKlMno=) An oddity", {}, "WEBSOCKET"],
    [
      "a WebSocket's log group",
      "An oddity",
      { logGroup: "/aws/apigateway/a1b2c3d4e5/prod" },
      "WEBSOCKET",
    ],
    ["another log group", "An oddity", { logGroup: "API-Gateway-Execution-Logs_a1/prod" }, "REST"],
    ["a WebSocket's route", "WebSocket Request Route: [x]", {}, "WEBSOCKET"],
    ["a WebSocket's connection", "Client [Connection Id: x] connected", {}, "WEBSOCKET"],
  ])("of %s", (_, line, origin, apiType) => {
    const records = executions([line]).map((record) => ({ ...record, origin }));
    expect(classify({ records, completeness: "fragment" }).facts.apiType).toBe(apiType);
  });

  test.each([
    ["invalid_token: JWKS communication error", "HTTP"],
    ["invalid_token: OIDC discovery endpoint communication error", "HTTP"],
    [
      "The IAM role configured on the authorizer or API Gateway doesn't have permissions to call the authorizer.",
      "HTTP",
    ],
    [
      "The request for the IAM Authorizer doesn't match the format that API Gateway expects.",
      "HTTP",
    ],
    ["The Lambda function returned the following error: oops.", "HTTP"],
    [
      "API Gateway does not have permission to assume the provided role arn:aws:iam::123456789012:role/x",
      "REST",
    ],
    ["Execution failed due to configuration error: Invalid permissions on Lambda function", "REST"],
  ])("is told by the words '%s': %s", (sentence, apiType) => {
    expect(factsIn(sentence).apiType).toBe(apiType);
  });

  test.each([
    ["POST POST", "AbCdEfGhIjKlMno=", "HTTP"],
    ["POST", "AbCdEfGhIjKlMno=", "REST"],
    ["POST POST", "7d0f3f1a-0000", "REST"],
  ])("of a row that asks with %s for /orders, id %s, is %s", (asked, requestId, apiType) => {
    const fields = { requestId, httpMethod: "POST", resourcePath: "/orders" };
    const text = `192.0.2.7 - - [12/Nov/2026:10:11:12 +0000] "${asked} /orders HTTP/1.1" 500 35 ${requestId}`;
    expect(classify(accessTrace(fields, { text })).facts.apiType).toBe(apiType);
  });

  test("an access log's extended id is no sign of a WebSocket", () => {
    const trace = accessTrace(
      { requestId: "AbCdEfGhIjKlMno=" },
      { origin: { logGroup: "/aws/apigateway/x" } },
    );
    expect(classify(trace).facts.apiType).toBe("HTTP");
  });
});
