import { expect, test } from "vitest";
import { access, executions } from "../build/records.ts";
import { correlated } from "./correlated.ts";

const START = "(a1) Starting execution for request: a1";
const STEP = "(a1) Successfully completed execution";
const FAILURE = "(a1) Execution failed due to a timeout error";
const END = "(a1) Method completed with status: 504";
const TRAILER = "(a1) X-ray Tracing ID : 1-2-3";

test.each([
  { name: "start and end", lines: [START, STEP, END], is: "complete" },
  { name: "failure and end, as level ERROR writes", lines: [FAILURE, END], is: "complete" },
  { name: "end alone", lines: [END, TRAILER], is: "complete" },
  { name: "steps and end", lines: [STEP, END, TRAILER], is: "no_start" },
  { name: "start alone", lines: [START], is: "no_end" },
  { name: "start and failure", lines: [START, FAILURE], is: "no_end" },
  { name: "steps alone", lines: [STEP], is: "fragment" },
  { name: "failure alone", lines: [FAILURE], is: "fragment" },
  { name: "trailers alone", lines: [TRAILER], is: "fragment" },
])("a trace with $name is $is", ({ lines, is }) => {
  expect(correlated(executions(lines))[0]?.completeness).toBe(is);
});

test.each([
  "Method completed with status: 200",
  "Unauthorized request: a1",
  "Unauthorized",
  "The client is not authorized to perform this operation.",
  "AuthorizerConfigurationException",
  "Gateway response type: DEFAULT_5XX with status code: 500",
  "API Key ****1f3c not authorized because method 'GET /' requires API Key",
  "Client [Connection Id: c] connected to API [a] successfully.",
  "Message from client [Connection Id: c] sent to API [a] with response status code [200].",
  "Connection API request failed: 410",
])("a request can end with: %s", (text) => {
  expect(correlated(executions([START, `(a1) ${text}`]))[0]?.completeness).toBe("complete");
});

test.each([
  "API Key  authorized because method 'GET /' does not require API Key.",
  `API Key  ${"*".repeat(300)} not authorized because method`,
  "Execution failed due to configuration error: Authorizer error",
])("a request does not end with: %s", (text) => {
  expect(correlated(executions([START, `(a1) ${text}`]))[0]?.completeness).toBe("no_end");
});

test.each([
  "Execution log for request a1",
  "Extended Request Id: AbCd1=",
  "Starting authorizer: auth01 for request: a1",
  "Verifying Usage Plan for request: a1. API Key:  API Stage: x/y",
  "Starting execution for request: a1",
])("a request can start with: %s", (text) => {
  expect(correlated(executions([`(a1) ${text}`, STEP]))[0]?.completeness).toBe("no_end");
});

test("a row of an access log is a whole request", () => {
  expect(correlated([access({ requestId: "a1" })])[0]?.completeness).toBe("complete");
});

test("a row of an access log is the end of its request", () => {
  const row = access({ requestId: "a1" });

  expect(correlated([...executions([START]), row])[0]?.completeness).toBe("complete");
  expect(correlated([row, ...executions([STEP])])[0]?.completeness).toBe("no_start");
});

test.each([
  "Incoming identity: ****",
  "Authorizer result body before parsing: {}",
  "Using valid authorizer policy for principal: ****",
  "Successfully completed authorizer execution",
  "API Key  authorized because method 'GET /' does not require API Key.",
  "Usage Plan check succeeded for API Key  and API Stage x/y",
  "HTTP Method: GET, Resource Path: /",
  "WebSocket Request Route: [hello]",
  "Client [UserAgent: x, SourceIp: 192.0.2.1] is connecting to WebSocket API [a].",
  "WebSocket API [a] received message from client [Connection Id: c].",
  "API Key: ****",
  "API Key ID: k1",
  "Method request path: {}",
  "Method request query string: {}",
  "Method request headers: {}",
  "Method request body before transformations: {}",
  "Request validation succeeded for content type application/json",
  "Request parameter overrides: Add x: y",
  "Endpoint request URI: https://stock.example.com/v1",
  "Endpoint request headers: {}",
  "Endpoint request body after transformations: ",
  "Sending request to https://stock.example.com/v1",
  "Received response. Status: 200, Integration latency: 9 ms",
  "Endpoint response headers: {}",
  "Endpoint response body before transformations: {}",
  "Method response body after transformations: {}",
  "Method response headers: {}",
  "Successfully completed execution",
])("a request with this step has a start too: %s", (text) => {
  expect(correlated(executions([`(a1) ${text}`, END]))[0]?.completeness).toBe("no_start");
});

test.each([
  "Key throttle limit exceeded for RestApi a",
  "Request body does not match model schema for content type application/json",
  "Illegal character in query at index 9: https://stock.example.com/v1",
  "Lambda execution failed with status 200 due to customer function error: x",
  "Lambda invocation failed with status: 429.",
  "Execution failed due to configuration error: Authorizer error",
  "Some new failure",
])("this failure is written without a start at level ERROR: %s", (text) => {
  expect(correlated(executions([`(a1) ${text}`, END]))[0]?.completeness).toBe("complete");
});
