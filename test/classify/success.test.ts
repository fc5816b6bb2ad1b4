import { describe, expect, test } from "vitest";
import { classify } from "../../shared/classify/classify.ts";
import type { AccessField, AccessFields } from "../../shared/domain/record.ts";
import {
  accessTrace,
  answered,
  COMPLETED,
  ended,
  misconfigured,
  traceOf,
  verdictOf,
} from "./trace-of.ts";

const RESPONSE = "Method response body after transformations: {}";
const START = "Starting execution for request: 7d0f3f1a-0000";
const UNLIKE =
  'Request body does not match model schema for content type application/json: [object has missing required properties (["name"])]';
const POLICY = "Using valid authorizer policy for principal: **|1";

describe("a request that went well", () => {
  test.each<[string, readonly string[], readonly number[]]>([
    ["completed with 200", [RESPONSE, COMPLETED, ended(200)], [1, 2]],
    ["completed with the backend's 404", [COMPLETED, ended(404)], [0, 1]],
    ["completed, its status cut", [COMPLETED, "Method completed with status: 20"], [0]],
    ["ended with 302, the rest not logged", [START, ended(302)], [1]],
    ["shows the answer that went out", [START, RESPONSE], [1]],
    ["shows the headers that went out", ["Method response headers: {a=b}"], [0]],
    [
      "says something and ends with 400",
      ["Request body does not match model schema", ended(400)],
      [1],
    ],
    ["had a body that is none, the rest not logged", [UNLIKE], [0]],
    ["is a test of an authorizer", [POLICY], [0]],
    [
      "is a test of an authorizer, to its end",
      [POLICY, "Successfully completed authorizer execution"],
      [1],
    ],
    [
      "sent a WebSocket message",
      [
        "WebSocket API [a1b2c3] received message from client [Connection Id: x].",
        "Message from client [Connection Id: x] sent to API [a1b2c3] with response status code [200].",
      ],
      [0],
    ],
    [
      "opened a connection",
      ["Client [Connection Id: x] connected to API [a1b2c3] successfully."],
      [0],
    ],
    [
      "closed a connection",
      ["Client [Connection Id: x] disconnected from API [a1b2c3]. Close reason: [1000: bye]"],
      [0],
    ],
    [
      "closed a connection with its status",
      [
        "Client [Connection Id: x] disconnected from API [a1b2c3] with integration response status code [200].",
      ],
      [0],
    ],
    ["posted to a connection", ["Connection API request completed with status: 200"], [0]],
    [
      "answered by a gateway response",
      ["Gateway response type: RESOURCE_NOT_FOUND with status code: 404"],
      [0],
    ],
  ])("%s", (_, lines, evidence) => {
    expect(classify(traceOf(lines))).toMatchObject({ verdict: { kind: "success" }, evidence });
  });
});

describe("a request whose outcome is not shown", () => {
  test.each<[string, readonly string[]]>([
    ["began", [START]],
    ["let a caller in and began", [POLICY, START]],
    ["let a caller in after something odd", ["Something odd happened", POLICY]],
    ["got an answer", [answered('"done"')]],
    ["sent an answer, but something odd happened", [RESPONSE, "Something odd happened"]],
    ["had a body that is none, and something odd happened", [UNLIKE, "Something odd happened"]],
    ["had a body that is none and ended in 500", [UNLIKE, ended(500)]],
    ["ended in 500", [START, ended(500)]],
    ["completed in a status that is none", ["Method completed with status: 999"]],
    [
      "is opening a connection",
      ["Client [UserAgent: x, SourceIp: 192.0.2.1] is connecting to WebSocket API [a1b2c3]."],
    ],
    [
      "sent a WebSocket message that ended in 500",
      [
        "Message from client [Connection Id: x] sent to API [a1b2c3] with response status code [500].",
      ],
    ],
  ])("%s", (_, lines) => {
    expect(verdictOf(lines)).toBe("unclassified");
  });
});

test("a completion below 500 wins over whatever else is said", () => {
  const lines = [misconfigured("Rate Exceeded."), COMPLETED, ended(200)];
  expect(verdictOf(lines)).toBe("success");
  expect(verdictOf([...lines.slice(0, 2), ended(500)])).toBe("lambda_throttled/concurrency_limit");
});

test.each<[AccessFields, string]>([
  [{ status: "200" }, "success"],
  [{ status: "301", "integration.status": "301" }, "success"],
  [{ status: "499" }, "success"],
  [{ status: "500" }, "unclassified"],
  [{ status: "-" }, "unclassified"],
  [{}, "unclassified"],
])("an access record %j is %s", (fields, verdict) => {
  expect(verdictOf(fields)).toBe(verdict);
});

describe("a row without the client's status", () => {
  const passed = (fields: AccessFields, unset: readonly AccessField[]) =>
    classify(accessTrace(fields, { unset })).verdict.kind;

  test.each<[AccessFields, readonly AccessField[], string]>([
    [{ integrationStatus: "200" }, ["error.message"], "success"],
    [{ "integration.integrationStatus": "404" }, ["error.responseType"], "success"],
    [{ "integration.status": "500", integrationStatus: "200" }, ["error.message"], "failed"],
    [{ integrationStatus: "200" }, [], "unclassified"],
    [{ integrationStatus: "200" }, ["error.message", "status"], "unclassified"],
    [{ integrationStatus: "200", "error.message": "odd" }, ["error.responseType"], "unclassified"],
    [{ status: "504", integrationStatus: "200" }, ["error.message"], "unclassified"],
  ])("%j, without %j, is %s", (fields, unset, kind) => {
    expect(passed(fields, unset)).toBe(kind);
  });
});

test("an access record is its own evidence, and counts for as many requests as it stands for", () => {
  expect(classify(accessTrace({ status: "200" }, { count: 41 }))).toMatchObject({
    evidence: [0],
    count: 41,
  });
  expect(classify(traceOf([COMPLETED])).count).toBe(1);
});
