import { expect, test } from "vitest";
import { access, executions } from "../build/records.ts";
import { correlated, toldAll } from "./correlated.ts";

const FUNCTION = "https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/arn:f:";

/** Every opening in the order the service writes them, `…` for what follows. */
const WHOLE_REQUEST = [
  "Execution log for request a1",
  "Extended Request Id: AbCd1=",
  "Starting authorizer: auth01 for request: a1",
  "Incoming identity: ****",
  `Endpoint request URI: ${FUNCTION}token-check/invocations`,
  "Endpoint request headers: {X-Amz-Source-Arn=arn:aws:execute-api:r:1:api/authorizers/auth01}",
  'Endpoint request body after transformations: {"type":"TOKEN","methodArn":"arn"}',
  `Sending request to ${FUNCTION}token-check/invocations`,
  "Authorizer result body before parsing: {}",
  "Using valid authorizer policy for principal: ****",
  "Successfully completed authorizer execution",
  "Verifying Usage Plan for request: a1. API Key:  API Stage: x/y",
  "API Key  authorized because method 'GET /' does not require API Key.",
  "Usage Plan check succeeded for API Key  and API Stage x/y",
  "Key throttle limit exceeded for RestApi a",
  "Starting execution for request: a1",
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
  "Request body does not match model schema for content type application/json",
  "Request validation succeeded for content type application/json",
  "Request parameter overrides: Add x: y",
  "Endpoint request URI: https://stock.example.com/v1",
  "Endpoint request headers: {X-Amz-Source-Arn=arn:aws:execute-api:r:1:api/prod/GET/}",
  "Endpoint request body after transformations: ",
  "Illegal character in query at index 9: https://stock.example.com/v1",
  "Sending request to https://stock.example.com/v1",
  "Received response. Status: 200, Integration latency: 9 ms",
  "Endpoint response headers: {}",
  "Endpoint response body before transformations: {}",
  "Lambda execution failed with status 200 due to customer function error: x",
  "Lambda invocation failed with status: 429.",
  "Method response body after transformations: {}",
  "Method response headers: {}",
  "Successfully completed execution",
  "Execution failed due to configuration error: Invalid permissions on Lambda function",
  "Execution failed due to configuration error: Authorizer error",
  "AuthorizerConfigurationException",
  "Gateway response type: DEFAULT_5XX with status code: 500",
  "Unauthorized request: a1",
  "Unauthorized",
  "The client is not authorized to perform this operation.",
  "Client [Connection Id: c] disconnected from API [a]",
  "Message from client [Connection Id: c] sent to API [a] with response status code [200].",
  "Connection API request completed with status: 200",
  "Method completed with status: 500",
  "AWS Integration Endpoint RequestId : r",
  "X-ray Tracing ID : 1-2-3",
];

test("messages without a time stand in the order the service writes them", () => {
  const records = executions(WHOLE_REQUEST.map((text) => `(a1) ${text}`));
  const expected = [["a1", ...WHOLE_REQUEST]];

  expect(toldAll(records.toReversed())).toEqual(expected);
  expect(toldAll(records.toSorted((a, b) => (a.text < b.text ? -1 : 1)))).toEqual(expected);
});

test("time comes before the order of writing", () => {
  const records = executions([
    "@1 (a1) Method completed with status: 500",
    "@2 (a1) Starting execution for request: a1",
  ]);

  expect(toldAll(records.toReversed())).toEqual([
    ["a1", "Method completed with status: 500", "Starting execution for request: a1"],
  ]);
});

test("a message without a time stands after the last one that is written before it", () => {
  const records = executions([
    "(a1) Extended Request Id: AbCd1=",
    "@5 (a1) Starting execution for request: a1",
    "(a1) HTTP Method: GET, Resource Path: /",
    "@7 (a1) Sending request to x",
    "(a1) Sending request to y",
    "@7 (a1) Received response. Status: 200, Integration latency: 9 ms",
  ]);
  const expected = [["a1", ...records.map(({ text }) => text)]];

  expect(toldAll(records)).toEqual(expected);
  expect(toldAll(records.toReversed())).toEqual(expected);
});

test("of two copies of an entry, one without a time, the dated one is kept", () => {
  const dated = executions(["@5 (a1) Sending request to x"], { input: "z.log" });
  const undated = executions(["(a1) Sending request to x"], { input: "a.log" });

  expect(correlated([...undated, ...dated])[0]?.records).toEqual(dated);
});

test("messages alike in time and rank are ordered by text", () => {
  const records = executions(["@1 (a1) Some new failure B", "@1 (a1) Some new failure A"]);

  expect(toldAll(records)).toEqual([["a1", "Some new failure A", "Some new failure B"]]);
});

test("a message nobody knows stands where failures stand", () => {
  const records = executions([
    "(a1) Method completed with status: 500",
    "(a1) Some new failure",
    "(a1) Successfully completed execution",
  ]);

  expect(toldAll(records)).toEqual([
    [
      "a1",
      "Successfully completed execution",
      "Some new failure",
      "Method completed with status: 500",
    ],
  ]);
});

test("a quoted message is known by what follows its dots", () => {
  const records = executions([
    "(a1) ... Method completed with status: 500",
    "(a1) ... Starting execution for request: a1",
  ]);

  expect(toldAll(records)).toEqual([
    ["a1", "... Starting execution for request: a1", "... Method completed with status: 500"],
  ]);
});

test("access records are ordered by time, then by text and place, those without a time first", () => {
  const rows = [
    access({ requestId: "a1", status: "502" }, { time: 9 as never }),
    access({ requestId: "a1", status: "501" }, { time: 9 as never }),
    access({ requestId: "a1", status: "503" }),
  ];
  const [trace] = correlated(rows);

  expect(trace?.records).toEqual([rows[2], rows[1], rows[0]]);
});

test.each([
  { name: "place", one: { input: "a.log", line: 1 }, other: { input: "a.log", line: 2 } },
  { name: "input", one: { input: "a.log", line: 9 }, other: { input: "b.log", line: 1 } },
])("of equal records the one that stands first by $name is kept", ({ one, other }) => {
  const [record] = executions(["@1 (a1) Sending request to x"]);
  const records = [one, other].map((place) => ({ ...record, place }) as NonNullable<typeof record>);

  expect(correlated(records)[0]?.records).toEqual([records[0]]);
  expect(correlated(records.toReversed())[0]?.records).toEqual([records[0]]);
});

test("the call of an authorizer that is not followed by an execution stands before its answer", () => {
  const texts = [
    "Starting authorizer: auth01 for request: a1",
    `Endpoint request URI: ${FUNCTION}check/invocations`,
    `Sending request to ${FUNCTION}check/invocations`,
    "Authorizer result body before parsing: null",
    "Execution failed due to configuration error: Could not parse policy",
  ];
  const records = executions(texts.map((text) => `(a1) ${text}`));

  expect(toldAll(records.toReversed())).toEqual([["a1", ...texts]]);
});

test("of two functions the one that is named like an authorizer was called first", () => {
  const texts = [
    "Starting authorizer: auth01 for request: a1",
    `Endpoint request URI: ${FUNCTION}my-Authorizer/invocations`,
    `Sending request to ${FUNCTION}my-Authorizer/invocations`,
    "Using valid authorizer policy for principal: ****",
    "Starting execution for request: a1",
    `Endpoint request URI: ${FUNCTION}a-shop/invocations`,
    `Sending request to ${FUNCTION}a-shop/invocations`,
  ];
  const records = executions(texts.map((text) => `(a1) ${text}`));

  expect(toldAll(records)).toEqual([["a1", ...texts]]);
  expect(toldAll(records.toReversed())).toEqual([["a1", ...texts]]);
});

test("of two functions with nothing to tell them by, the first by name stands first", () => {
  const texts = [
    "Starting authorizer: x for request: a1",
    `Sending request to ${FUNCTION}one/invocations`,
    "Using valid authorizer policy for principal: ****",
    "Starting execution for request: a1",
    `Sending request to ${FUNCTION}two/invocations`,
  ];
  const records = executions(texts.map((text) => `(a1) ${text}`));

  expect(toldAll(records)).toEqual([["a1", ...texts]]);
  expect(toldAll(records.toReversed())).toEqual([["a1", ...texts]]);
});

test("the one address of an executed request is its integration's", () => {
  const texts = [
    "Using valid authorizer policy for principal: ****",
    "HTTP Method: GET, Resource Path: /",
    `Endpoint request URI: ${FUNCTION}auth-admin/invocations`,
    `Sending request to ${FUNCTION}auth-admin/invocations`,
  ];
  const records = executions(texts.map((text) => `(a1) ${text}`));

  expect(toldAll(records.toReversed())).toEqual([["a1", ...texts]]);
});

test("without an authorizer a body that speaks of one is the integration's", () => {
  const texts = [
    "Starting execution for request: a1",
    'Endpoint request body after transformations: {"methodArn":"x"}',
    "Sending request to https://x.example.com/authorizers/1",
  ];
  const records = executions(texts.map((text) => `(a1) ${text}`));

  expect(toldAll(records.toReversed())).toEqual([["a1", ...texts]]);
});

test.each([
  "Starting authorizer: auth01 for request: a1",
  "Incoming identity: ****",
  "Authorizer result body before parsing: {}",
  "Using valid authorizer policy for principal: ****",
  "Successfully completed authorizer execution",
])("an authorizer's call is looked for where there is: %s", (text) => {
  const called = "Sending request to https://z.example.com/functions/auth/invocations";
  const lines = [
    text,
    called,
    "Method request path: {}",
    "Sending request to https://a.example.com",
  ];
  const [trace] = correlated(executions(lines.map((line) => `(a1) ${line}`)));
  const texts = trace?.records.map((record) => record.text) ?? [];

  expect(texts.indexOf(called)).toBeLessThan(texts.indexOf("Method request path: {}"));
  expect(texts.at(-1)).toBe("Sending request to https://a.example.com");
});

test("of an HTTP address and a function the function was the authorizer's", () => {
  const texts = [
    "Starting authorizer: x for request: a1",
    `Sending request to ${FUNCTION}zulu/invocations`,
    "Starting execution for request: a1",
    "Sending request to https://a.example.com",
  ];

  expect(toldAll(executions(texts.map((text) => `(a1) ${text}`)))).toEqual([["a1", ...texts]]);
});
