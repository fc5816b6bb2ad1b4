import { describe, expect, test } from "vitest";
import { classify } from "../../shared/classify/classify.ts";
import type { AccessFields, Origin } from "../../shared/domain/record.ts";
import { toEpochMs } from "../../shared/domain/time.ts";
import type { RequestFacts } from "../../shared/domain/verdict.ts";
import { executions } from "../build/records.ts";
import {
  accessTrace,
  ended,
  invocationOf,
  misconfigured,
  SEND_TO_FUNCTION,
  traceOf,
} from "./trace-of.ts";

function factsIn(...lines: readonly string[]): RequestFacts {
  return classify(traceOf(lines)).facts;
}

function accessFacts(fields: AccessFields): RequestFacts {
  return classify(accessTrace(fields)).facts;
}

const EVENT =
  '{"resource":"/orders/{id}","path":"/orders/7","httpMethod":"PUT","requestContext":{"accountId":"123456789012","stage":"prod","apiId":"a1b2c3d4e5"}}';

test("a whole log tells everything", () => {
  expect(
    factsIn(
      "Extended Request Id: AbCdEfGhIjKlMno=",
      "HTTP Method: PUT, Resource Path: /orders/7",
      `Endpoint request URI: ${invocationOf("orders:live")}`,
      `Endpoint request body after transformations: ${EVENT}`,
      "Received response. Status: 200, Integration latency: 41 ms",
      "Endpoint response headers: {x-amzn-RequestId=7d0f3f1a-0001, X-Amz-Executed-Version=12}",
      "Successfully completed execution",
      ended(200),
      "AWS Integration Endpoint RequestId : 7d0f3f1a-0002",
      "X-ray Tracing ID : Root=1-5759e988-bd862e3fe1be46a994272793;Parent=x",
    ),
  ).toEqual({
    requestId: "id-1",
    extendedRequestId: "AbCdEfGhIjKlMno=",
    accountId: "123456789012",
    region: "eu-west-1",
    apiId: "a1b2c3d4e5",
    apiType: "REST",
    stage: "prod",
    method: "PUT",
    route: "/orders/{id}",
    status: 200,
    target: {
      kind: "function",
      name: "orders",
      qualifier: "live",
      region: "eu-west-1",
      accountId: "123456789012",
    },
    integrationLatencyMs: 41,
    executedVersion: "12",
    xrayTraceId: "1-5759e988-bd862e3fe1be46a994272793",
    lambdaRequestId: "7d0f3f1a-0002",
  });
});

test("an access log tells what its fields do", () => {
  expect(
    accessFacts({
      requestId: "7d0f3f1a-0000",
      extendedRequestId: "AbCdEfGhIjKlMno=",
      accountId: "123456789012",
      apiId: "a1b2c3d4e5",
      stage: "prod",
      httpMethod: "GET",
      resourcePath: "/orders/{id}",
      path: "/orders/7",
      status: "502",
      "integration.latency": "12",
      responseLatency: "15",
      "integration.requestId": "7d0f3f1a-0001",
      xrayTraceId: "1-5759e988-bd862e3fe1be46a994272793",
      "integration.error": misconfigured(
        "Function not found: arn:aws:lambda:eu-west-1:123456789012:function:orders:live",
      ),
    }),
  ).toMatchObject({
    requestId: "7d0f3f1a-0000",
    extendedRequestId: "AbCdEfGhIjKlMno=",
    accountId: "123456789012",
    apiId: "a1b2c3d4e5",
    region: "eu-west-1",
    apiType: "REST",
    stage: "prod",
    method: "GET",
    route: "/orders/{id}",
    status: 502,
    target: { kind: "function", name: "orders", qualifier: "live" },
    integrationLatencyMs: 12,
    responseLatencyMs: 15,
    lambdaRequestId: "7d0f3f1a-0001",
    xrayTraceId: "1-5759e988-bd862e3fe1be46a994272793",
  });
});

test("times and wrappings come from the first record that has them", () => {
  const origin: Origin = {
    logGroup: "g",
    logStream: "s",
    region: "eu-west-1",
    method: "GET",
    route: "/o",
  };
  const [first, second] = executions(["One oddity", "@7 Another"]);
  const records = [first, { ...second, zone: "Z", origin }].filter(
    (record) => record !== undefined,
  );
  const { facts } = classify({ records: records as never, completeness: "fragment" });
  expect(facts).toEqual({
    time: toEpochMs(7),
    zone: "Z",
    region: "eu-west-1",
    apiType: "REST",
    method: "GET",
    route: "/o",
    logGroup: "g",
    logStream: "s",
  });
});

describe("Lambda's request id", () => {
  const HEADERS = "Endpoint response headers: {x-amzn-RequestId=7d0f3f1a-0001}";
  const FAILED = "Lambda invocation failed with status: 500. Lambda request id: 7d0f3f1a-0003";
  test.each([
    ["the failure first", [HEADERS, FAILED], "7d0f3f1a-0003"],
    [
      "then the trailer",
      [HEADERS, "AWS Integration Endpoint RequestId : 7d0f3f1a-0002"],
      "7d0f3f1a-0002",
    ],
    ["then the headers", [HEADERS], "7d0f3f1a-0001"],
    [
      "not what another service calls so",
      ["Sending request to https://sqs.eu-west-1.amazonaws.com/1/q", HEADERS],
      undefined,
    ],
  ])("%s", (_, lines, id) => {
    expect(factsIn(...lines).lambdaRequestId).toBe(id);
  });
});

test.each([
  ["12ms", undefined],
  ["-", undefined],
  ["0", 0],
])("a latency of '%s' is %s", (latency, wanted) => {
  expect(accessFacts({ "integration.latency": latency }).integrationLatencyMs).toBe(wanted);
});

describe("what the client got", () => {
  test.each<[readonly string[], number | undefined]>([
    [[ended(404)], 404],
    [["Method completed with status: 50"], undefined],
    [["Method completed with status: 5021"], undefined],
    [["Gateway response type: DEFAULT_5XX with status code: 500"], 500],
    [["Gateway response type: DEFAULT_5XX with status code: 500", ended(503)], 503],
    [["Client [x] disconnected with integration response status code [410]."], 410],
    [["Connection API request completed with status: 200"], 200],
  ])("after %j is %s", (lines, status) => {
    expect(factsIn(...lines).status).toBe(status);
  });
});

describe("of one call that stands where an authorizer's does", () => {
  const ACCEPTED = "Using valid authorizer policy for principal: ****lice";
  const STARTED = "Starting authorizer: w3x4y5 for request: id-1";
  const THROTTLED = "Execution failed due to configuration error: Rate Exceeded.";
  const ORDERS = {
    name: "orders",
    region: "eu-west-1",
    accountId: "123456789012",
  };
  test.each([
    [
      "an integration that failed is the target",
      [SEND_TO_FUNCTION, ACCEPTED, THROTTLED, ended(500)],
      { kind: "function", ...ORDERS },
    ],
    [
      "the target is not told when the authorizer's own call began in the log",
      [STARTED, SEND_TO_FUNCTION, ACCEPTED, THROTTLED, ended(500)],
      undefined,
    ],
    [
      "the authorizer is the target when it refused",
      [STARTED, SEND_TO_FUNCTION, "Unauthorized request: id-1"],
      { kind: "authorizer", id: "w3x4y5", function: "orders" },
    ],
    [
      "the authorizer is the target when nothing is known",
      [STARTED, SEND_TO_FUNCTION, ACCEPTED],
      { kind: "authorizer", id: "w3x4y5", function: "orders" },
    ],
  ])("%s", (_, lines, target) => {
    expect(factsIn(...lines).target).toEqual(target);
  });
});
