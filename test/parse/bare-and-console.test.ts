import { describe, expect, test } from "vitest";
import { executionIn, read, textsIn, unreadIn } from "../build/parsed.ts";

const TIME = Date.UTC(2026, 6, 19, 17, 19, 42);

describe("what the console's test prints", () => {
  test.each([
    { what: "as it is", line: "Sun Jul 19 17:19:42 UTC 2026 : Method request path: {}" },
    {
      what: "without a blank before the colon",
      line: "Sun Jul 19 17:19:42 UTC 2026: Method request path: {}",
    },
    {
      what: "with blanks inside the time",
      line: "Sun Jul 19 17 : 19: 42 UTC 2026 : Method request path: {}",
    },
    {
      what: "with a day of two letters",
      line: "SU Jul 19 17:19:42 UTC 2026 : Method request path: {}",
    },
    { what: "quoted", line: "> Sun Jul 19 17:19:42 UTC 2026 : Method request path: {}" },
    { what: "in lower case", line: "sun jul 19 17:19:42 UTC 2026 : Method request path: {}" },
  ])("is read $what", ({ line }) => {
    const found = read(line);
    expect(found.forms).toEqual(["console_test"]);
    expect(executionIn(found)).toEqual({
      kind: "execution",
      time: TIME,
      zone: "UTC",
      text: "Method request path: {}",
      place: { input: "input.log", line: 1 },
      origin: {},
    });
  });

  test.each(
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].map(
      (month, index) => ({ month, index }),
    ),
  )("knows $month", ({ month, index }) => {
    expect(executionIn(read(`Sun ${month} 05 01:02:03 UTC 2026 : x`)).time).toBe(
      Date.UTC(2026, index, 5, 1, 2, 3),
    );
  });

  test("may say anything behind its date", () => {
    expect(
      textsIn(
        read("Sun Jul 19 17:19:42 UTC 2026 : Unauthorized", "Sun Jul 19 17:19:42 UTC 2026 : "),
      ),
    ).toEqual(["Unauthorized", ""]);
  });

  test("has no such month", () => {
    expect(unreadIn(read("Sun Anf 19 17:19:42 UTC 2026 : hello"))).toEqual([
      "not_a_log_line: Sun Anf 19 17:19:42 UTC 2026 : hello",
    ]);
  });

  test("begins with a header", () => {
    const found = read("Execution log for request test-request");
    expect(found.forms).toEqual(["console_test"]);
    expect(textsIn(found)).toEqual(["Execution log for request test-request"]);
  });

  test("comes inside the answer of test-invoke-method too", () => {
    const log =
      'Execution log for request x\nSun Jul 19 17:19:42 UTC 2026 : Method request path: {}\nSun Jul 19 17:19:42 UTC 2026 : Endpoint response body before transformations: {\n  "a": 1\n}\n';
    const found = read(
      JSON.stringify({ status: 500, body: "{}", headers: {}, log, latency: 29 }, undefined, 2),
    );
    expect(found.forms).toEqual(["console_test"]);
    expect(textsIn(found)).toEqual([
      "Execution log for request x",
      "Method request path: {}",
      'Endpoint response body before transformations: {\n  "a": 1\n}',
    ]);
    expect(found.records.map(({ place }) => place)).toEqual(
      Array(3).fill({ input: "input.log", line: 1 }),
    );
  });

  test.each([
    { what: "as a line of it", text: (log: string) => `    "log": ${log},` },
    { what: "cut behind it", text: (log: string) => `{"status": 500, "log": ${log}, "late` },
    {
      what: "cut in the middle",
      text: (log: string) => `{"status": 500, "log": ${log.slice(0, -1)}\\`,
    },
  ])("or in a piece of that answer, $what", ({ text }) => {
    const log =
      "Execution log for request x\nSun Jul 19 17:19:42 UTC 2026 : Method request path: {}";
    const found = read(text(JSON.stringify(log)));
    expect(textsIn(found)).toEqual(["Execution log for request x", "Method request path: {}"]);
    expect(found.unreadable).toEqual([]);
  });
});

describe("a message without any prefix is known by its opening words", () => {
  test.each([
    "API Gateway does not have permission to assume the provided role arn:x",
    "API Key: ****",
    "API Key  authorized because method 'GET /' does not require API Key",
    "AWS Integration Endpoint RequestId : x",
    "Authorizer result body before parsing: null",
    "AuthorizerConfigurationException",
    "Client [Connection Id: x] disconnected from API [y] with integration response status code [1].",
    "Connection API request failed: x",
    "Could not parse policy",
    "Endpoint request URI: https://example.com/",
    "Endpoint response headers: {}",
    "Execution failed due to an vpc link error",
    "Execution log for request x",
    "Extended Request Id: x=",
    "Gateway response type: DEFAULT_5XX with status code: 500",
    "HTTP Method: GET, Resource Path: /",
    "Illegal character in query at index 1: x",
    "Incoming identity: ***",
    "Invalid permissions on Lambda function",
    "Key throttle limit exceeded for RestApi x",
    "Lambda execution failed with status 200 due to customer function error: x",
    "Lambda invocation failed with status: 429. Lambda request id: x",
    "Malformed Lambda proxy response",
    "Method completed with status: 200",
    "Method request path: {}",
    "Rate Exceeded.",
    "Received response. Status: 200, Integration latency: 2 ms",
    "Request body does not match model schema for content type x: []",
    "Request parameter overrides: x",
    "Request validation succeeded for content type x",
    "Sending request to https://example.com/",
    "Starting authorizer: x for request: y",
    "Starting execution for request: x",
    "Successfully completed execution",
    "The client is not authorized to perform this operation.",
    "There was an internal error while executing your request",
    "Unauthorized request: x",
    "Usage Plan check succeeded for API Key  and API Stage x/y",
    "Using valid authorizer policy for principal: ***",
    "Verifying Usage Plan for request: x. API Key:  API Stage: y/z",
    "WAF call got timed out",
    "WebSocket API [x] received message from client [Connection Id: y].",
    "WebSocket Request Route: [$default]",
    "X-ray Tracing ID : Root=1",
    "statusCode should be an integer which defined in request template",
  ])("%s", (text) => {
    expect(executionIn(read(text)).text).toBe(text);
  });

  test.each(["... ", "… ", "> ", "- ", "* ", "` ", "*** : ", '"', "   "])(
    "also behind %j",
    (mark) => {
      const found = read(`${mark}Execution failed due to a timeout error`);
      expect(executionIn(found)).toMatchObject({ text: "Execution failed due to a timeout error" });
      expect(found.forms).toEqual(["bare_text"]);
    },
  );

  test.each(["Executed", "execution failed", "The client is fine", "Method", "", "Zebra"])(
    "and %j is none",
    (text) => {
      expect(read(text).records).toEqual([]);
    },
  );
});
