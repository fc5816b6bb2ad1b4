import { describe, expect, test } from "vitest";
import { backendErrorRemedies } from "../../../shared/classify/remedies/backend-error.ts";
import { integrationTimeoutRemedies } from "../../../shared/classify/remedies/integration-timeout.ts";
import { integrationUnreachableRemedies } from "../../../shared/classify/remedies/integration-unreachable.ts";
import { lambdaFunctionErrorRemedies } from "../../../shared/classify/remedies/lambda-function-error.ts";
import { lambdaPermissionDeniedRemedies } from "../../../shared/classify/remedies/lambda-permission-denied.ts";
import { requestBlockedRemedies } from "../../../shared/classify/remedies/request-blocked.ts";
import { toEpochMs } from "../../../shared/domain/time.ts";
import type { RequestFacts, Target } from "../../../shared/domain/verdict.ts";
import { commandsOf, HTTP, REST, TO_HOST, WEBSOCKET } from "./facts.ts";

const STATEMENT_ID = / --statement-id [A-Za-z0-9_-]{100} /;
const FUNCTION = { kind: "function", name: "orders" } as const;

/** The only command that has `part` in it. */
function commandWith(part: string, commands: readonly string[]): string {
  return commands.filter((command) => command.includes(part)).join(" AND ");
}

function permissionFor(facts: RequestFacts): string {
  const remedy = lambdaPermissionDeniedRemedies.invalid_permissions(facts, []);
  return commandWith("add-permission", commandsOf(remedy));
}

describe("a function", () => {
  test.each<{ name: string; target: Target; shown: string }>([
    {
      name: "in another account is named by its ARN",
      target: { ...FUNCTION, accountId: "210987654321", region: "eu-west-1" },
      shown: "--function-name arn:aws:lambda:eu-west-1:210987654321:function:orders --statement-id",
    },
    {
      name: "in another region is looked for there",
      target: { ...FUNCTION, region: "us-east-1" },
      shown: "/orders/*' --region us-east-1",
    },
    {
      name: "without a region of its own is in the API's",
      target: FUNCTION,
      shown: "/orders/*' --region eu-west-1",
    },
    {
      name: "with a version is named with it",
      target: { ...FUNCTION, qualifier: "7" },
      shown: "--function-name orders --qualifier 7 ",
    },
    {
      name: "of an authorizer is named",
      target: { kind: "authorizer", function: "check-token" },
      shown: "--function-name check-token ",
    },
    {
      name: "behind a host is not known",
      target: { kind: "host", host: "api.example.com", url: "https://api.example.com/" },
      shown: "--function-name '<function>' ",
    },
  ])("$name", ({ target, shown }) => {
    expect(permissionFor({ ...REST, target })).toContain(shown);
  });

  test("gives the API its region and account, where nothing else does", () => {
    const facts: RequestFacts = {
      apiId: "a1b2c3d4e5",
      method: "ANY",
      route: "/{proxy+}",
      target: { ...FUNCTION, region: "cn-north-1", accountId: "123456789012" },
    };
    expect(permissionFor(facts)).toBe(
      "aws lambda add-permission --function-name orders --statement-id apigateway-a1b2c3d4e5-ANY-proxy- --action lambda:InvokeFunction --principal apigateway.amazonaws.com --source-arn 'arn:aws-cn:execute-api:cn-north-1:123456789012:a1b2c3d4e5/*/*/*' --region cn-north-1",
    );
  });

  test.each([
    { qualifier: "live", released: true },
    { qualifier: "7", released: false },
    { qualifier: "$LATEST", released: false },
    { qualifier: undefined, released: false },
  ])("called as $qualifier is released by its alias: $released", ({ qualifier, released }) => {
    const target: Target = qualifier === undefined ? FUNCTION : { ...FUNCTION, qualifier };
    const remedy = lambdaFunctionErrorRemedies.unhandled_exception({ ...REST, target }, []);
    expect(commandWith("update-alias", commandsOf(remedy)) !== "").toBe(released);
  });
});

describe("the source of a permission", () => {
  test.each([
    { facts: HTTP, arn: "eu-west-1:123456789012:a1b2c3d4e5/*/GET/orders/*" },
    { facts: { ...HTTP, route: "$default" }, arn: "eu-west-1:123456789012:a1b2c3d4e5/*/$default" },
    { facts: { ...WEBSOCKET, route: "send" }, arn: "eu-west-1:123456789012:a1b2c3d4e5/*/send" },
    { facts: { ...REST, method: "ANY" }, arn: "eu-west-1:123456789012:a1b2c3d4e5/*/*/orders/*" },
    { facts: { ...REST, route: "/a/{x}/b/{y+}" }, arn: "a1b2c3d4e5/*/GET/a/*/b/*" },
    { facts: {}, arn: "arn:aws:execute-api:<region>:<account>:<api-id>/*/*<route>" },
  ])("is $arn", ({ facts, arn }) => {
    expect(permissionFor(facts)).toContain(`${arn}'`);
  });

  test.each([
    { region: "us-gov-west-1", partition: "arn:aws-us-gov:" },
    { region: "cn-northwest-1", partition: "arn:aws-cn:" },
    { region: "us-east-2", partition: "arn:aws:" },
  ])("in $region starts with $partition", ({ region, partition }) => {
    expect(permissionFor({ ...REST, region })).toContain(`--source-arn '${partition}execute-api`);
  });

  test("has a statement id that IAM takes, however long the route is", () => {
    const command = permissionFor({ ...REST, route: `/${"a/".repeat(200)}` });
    expect(command).toMatch(STATEMENT_ID);
  });
});

describe("a name", () => {
  test.each([
    { apiId: "-x", shown: "<api-id>" },
    { apiId: "file://x", shown: "<api-id>" },
    { apiId: "FileB://x", shown: "<api-id>" },
    { apiId: " \u0007 ", shown: "<api-id>" },
    { apiId: "", shown: "<api-id>" },
    { apiId: "a".repeat(513), shown: "<api-id>" },
    { apiId: ` a\u001b${"b".repeat(500)} `, shown: `a${"b".repeat(500)}` },
    { apiId: "a file: b", shown: "a file: b" },
  ])("$apiId is shown as $shown", ({ apiId, shown }) => {
    const remedy = integrationTimeoutRemedies.deadline_exceeded({ ...REST, apiId }, []);
    const command = commandWith("get-integration", commandsOf(remedy));
    expect(command.replaceAll("'", "")).toContain(`--rest-api-id ${shown} --resource-id`);
  });
});

describe("the time around a request", () => {
  const metric = (facts: RequestFacts) =>
    commandWith("Duration", commandsOf(integrationTimeoutRemedies.deadline_exceeded(facts, [])));
  const { time: _, ...timeless } = REST;

  test.each([
    { time: 0, shown: "--start-time 1970-01-01T00:00:00.000Z --end-time 1970-01-01T00:05:00.000Z" },
    { time: 8.64e15 - 300_000, shown: "--end-time +275760-09-13T00:00:00.000Z" },
    { time: 8.64e15, shown: "--start-time '<start>' --end-time '<end>'" },
    { time: -1, shown: "--start-time '<start>' --end-time '<end>'" },
    { time: Number.NaN, shown: "--start-time '<start>' --end-time '<end>'" },
  ])("$time is $shown", ({ time, shown }) => {
    expect(metric({ ...REST, time: toEpochMs(time) })).toContain(shown);
  });

  test("is left to the reader where the log has none", () => {
    expect(metric(timeless)).toContain("--start-time '<start>'");
    const logs = lambdaFunctionErrorRemedies.unhandled_exception(timeless, []).confirm[0];
    expect(logs?.text).toContain("of that time");
    expect(logs?.command).toContain("--start-time '<start-ms>' --end-time '<end-ms>'");
  });
});

describe("a backend", () => {
  test.each<{ name: string; target: Target; called: string; place: string }>([
    {
      name: "with a port in its name",
      target: { kind: "host", host: "api.example.com:8080", url: "http://api.example.com:8080/x" },
      called: "http://api.example.com:8080/x",
      place: "api.example.com:8080",
    },
    {
      name: "with a port in its URL alone",
      target: { kind: "host", host: "api.example.com", url: "http://api.example.com:8080/x" },
      called: "http://api.example.com:8080/x",
      place: "api.example.com:8080",
    },
    {
      name: "whose URL is none",
      target: { kind: "host", host: "api.example.com", url: "nonsense" },
      called: "nonsense",
      place: "api.example.com:443",
    },
    {
      name: "behind a VPC link",
      target: { kind: "vpc_link", host: "nlb.example.com" },
      called: "https://nlb.example.com/",
      place: "nlb.example.com:443",
    },
    {
      name: "that is an AWS service",
      target: { kind: "aws_service", service: "sqs", url: "https://sqs.eu-west-1.amazonaws.com/q" },
      called: "https://sqs.eu-west-1.amazonaws.com/q",
      place: "<host>:443",
    },
    {
      name: "with secrets in its URL",
      target: {
        kind: "host",
        host: "api.example.com",
        url: "https://user:word@api.example.com/x?key=secret\n#y",
      },
      called: "https://api.example.com/x",
      place: "api.example.com:443",
    },
  ])("$name is called where it is", ({ target, called, place }) => {
    const remedy = integrationUnreachableRemedies.connection_refused({ ...REST, target }, []);
    expect(commandWith("curl", commandsOf(remedy)).split(" ").at(-1)).toBe(called);
    expect(remedy.meaning).toContain(`Nothing listens at ${place}:`);
  });

  test("that is no function is called itself when it was too slow", () => {
    const commands = commandsOf(integrationTimeoutRemedies.deadline_exceeded(TO_HOST, []));
    expect(commandWith("Duration", commands)).toBe("");
    expect(commandWith("curl", commands)).toContain("https://api.example.com:8443/orders");
    expect(commandWith("lambda", commands)).toBe("");
    expect(commandWith("STREAM", commands)).toContain(
      "path=/timeoutInMillis,value=900000 --region",
    );
  });

  test("is looked at as a function when the log does not say what it is", () => {
    const commands = commandsOf(integrationTimeoutRemedies.deadline_exceeded({}, []));
    expect(commandWith("Duration", commands)).toContain("Value=<function>");
  });

  test("is said to have taken as long as it took", () => {
    const { meaning } = integrationTimeoutRemedies.deadline_exceeded(REST, []);
    expect(meaning).toContain("(it waited 1234 ms)");
    expect(integrationTimeoutRemedies.deadline_exceeded({}, []).meaning).not.toContain("waited");
  });

  test.each([
    { xrayTraceId: "1-5e645f3e-1dfad076a177c5ccc5de12f5", traced: true },
    { xrayTraceId: "Root=nonsense", traced: false },
    { xrayTraceId: undefined, traced: false },
  ])("with trace $xrayTraceId is shown its trace: $traced", ({ xrayTraceId, traced }) => {
    const { xrayTraceId: _, ...untraced } = REST;
    const facts = xrayTraceId === undefined ? untraced : { ...untraced, xrayTraceId };
    const commands = commandsOf(backendErrorRemedies.http_backend_5xx(facts, []));
    expect(commandWith("xray", commands) !== "").toBe(traced);
  });
});

describe("the invoke URL", () => {
  test.each([
    { facts: HTTP, url: "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/orders/<id>" },
    { facts: WEBSOCKET, url: "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod/" },
    {
      facts: { ...REST, region: "cn-north-1" },
      url: "https://a1b2c3d4e5.execute-api.cn-north-1.amazonaws.com.cn/prod/orders/<id>",
    },
  ])("is $url", ({ facts, url }) => {
    const commands = commandsOf(requestBlockedRemedies.invalid_signature(facts, []));
    const words = commandWith("curl", commands).replaceAll("'", "").split(" ");
    expect(words.at(-1)).toBe(url);
  });
});

describe("a route", () => {
  test.each([
    { facts: { ...HTTP, route: "/orders" }, key: '"GET /orders"' },
    { facts: { ...HTTP, route: "$default" }, key: '"$default"' },
    { facts: { ...WEBSOCKET, route: "sendMessage" }, key: '"sendMessage"' },
    { facts: { ...HTTP, route: '/a`"b' }, key: '"GET /a\\u0060\\"b"' },
  ])("is looked up as $key", ({ facts, key }) => {
    const commands = commandsOf(requestBlockedRemedies.invalid_api_key(facts, []));
    expect(commandWith("ROUTE_ID=", commands)).toContain(`RouteKey==\`${key}\``);
  });
});

test.each([
  { facts: REST, advised: true },
  { facts: HTTP, advised: false }, // answers 404 where there is no route
])("a call without a signature means a missing route: $advised", ({ facts, advised }) => {
  const { fix } = requestBlockedRemedies.missing_authentication_token(facts, []);
  expect(fix.some(({ text }) => text.startsWith("Check the URL"))).toBe(advised);
});
