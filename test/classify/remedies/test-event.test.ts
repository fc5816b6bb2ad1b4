import { describe, expect, test } from "vitest";
import { authorizerMalformedResponseRemedies } from "../../../shared/classify/remedies/authorizer-malformed-response.ts";
import { lambdaFunctionErrorRemedies } from "../../../shared/classify/remedies/lambda-function-error.ts";
import { malformedProxyResponseRemedies } from "../../../shared/classify/remedies/malformed-proxy-response.ts";
import type { ApiType, RequestFacts } from "../../../shared/domain/verdict.ts";

const FACTS = {
  accountId: "123456789012",
  region: "eu-west-1",
  apiId: "a1b2c3d4e5",
  stage: "prod",
  method: "GET",
  target: { kind: "authorizer", id: "w3x4y5", function: "gate" },
} as const;

const FUNCTION = { kind: "function", name: "orders" } as const;

/** The commands that confirm a malformed answer of an authorizer of such an API. */
function commandsFor(apiType: ApiType, route: string): string {
  const facts: RequestFacts = { ...FACTS, apiType, route };
  const { confirm } = authorizerMalformedResponseRemedies.invalid_json(facts, []);
  return confirm.map(({ command }) => command ?? "").join("\n");
}

describe("the event an authorizer is called with to confirm", () => {
  test.each([
    [
      "HTTP",
      "/orders/{id}",
      '"version":"1.0","type":"REQUEST","methodArn":',
      "prod/GET/orders/<id>",
    ],
    ["HTTP", "/orders", '"type":"REQUEST","routeArn":', "prod/GET/orders"],
    ["WEBSOCKET", "$connect", '"type":"REQUEST","methodArn":', "prod/$connect"],
  ] as const)("of a %s API for %s", (apiType, route, form, place) => {
    const commands = commandsFor(apiType, route);
    expect(commands).toContain(form);
    expect(commands).toContain(`arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/${place}`);
  });
});

test.each([
  [
    { route: "$default" },
    '"routeKey":"$default","rawPath":"/"',
    '"http":{"method":"<method>","path":"/"}',
  ],
  [
    { route: "/{proxy+}", method: "ANY" },
    '"routeKey":"ANY /{proxy+}","rawPath":"/<proxy>"',
    '"http":{"method":"<method>","path":"/<proxy>"}',
  ],
])("the event for %j has a path and no method that HTTP does not know", (named, key, request) => {
  const { method: _, target: __, ...facts } = FACTS;
  const remedy = malformedProxyResponseRemedies.plain_string(
    { ...facts, apiType: "HTTP", ...named },
    [],
  );
  const commands = remedy.confirm.map(({ command }) => command ?? "").join("\n");
  expect(commands).toContain(key);
  expect(commands).toContain(request);
});

test("a REST authorizer is asked by its own command, which suits both of its kinds", () => {
  const commands = commandsFor("REST", "/orders");
  expect(commands).toContain("test-invoke-authorizer --rest-api-id a1b2c3d4e5");
  expect(commands).not.toContain("lambda invoke");
});

test.each([
  ["/orders/{id}", '"path":"/orders/<id>"', '"pathParameters":{"id":"<id>"}'],
  ["/files/{path+}", '"path":"/files/<path>"', '"pathParameters":{"path":"<path>"}'],
  ["/orders", '"path":"/orders"', '"pathParameters":null'],
])("the path %s is one to be filled in", (route, path, parameters) => {
  const facts: RequestFacts = { ...FACTS, apiType: "REST", route, target: FUNCTION };
  const { confirm } = lambdaFunctionErrorRemedies.unhandled_exception(facts, []);
  const commands = confirm.map(({ command }) => command ?? "").join("\n");
  expect(commands).toContain(path);
  expect(commands).toContain(parameters);
});
