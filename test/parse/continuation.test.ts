import { describe, expect, test } from "vitest";
import { executionIn, ONE, read, TWO, textsIn, unreadIn } from "../build/parsed.ts";

const END = `(${ONE}) Method completed with status: 502`;

describe("a line without a prefix goes on with the entry before it", () => {
  test.each([
    {
      what: "a payload printed over lines",
      first: "Endpoint response body before transformations: {",
      more: ['  "statusCode": 200,', '  "body": {}', "}"],
    },
    {
      what: "a payload that begins on the next line",
      first: "Endpoint response body before transformations:",
      more: ["{", '    "Reason": "x",', '    "nested": [', "      1,", "      2.5e3", "    ]", "}"],
    },
    {
      what: "a list of objects",
      first: "Endpoint response body before transformations: [",
      more: ["  {", '    "a": 1', "  },", '  {"b": 2}', "]"],
    },
    {
      what: "XML",
      first: "Endpoint response body before transformations: <Error>",
      more: ["<Message>Unable to determine service</Message>", "</Error>"],
    },
    {
      what: "XML that begins on the next line",
      first: "Endpoint response body before transformations:",
      more: ["<Error>", "  <Code>1</Code>", "</Error>"],
    },
    {
      what: "a template with blank lines",
      first: "Endpoint request body after transformations: ",
      more: ["", "   ", "Action=SendMessage&MessageBody=", "{", '    "type": "test"', "}"],
    },
    {
      what: "the modules that a function misses",
      first:
        "Lambda execution failed with status 200 due to customer function error: Cannot find module 'x'",
      more: [
        "Require stack:",
        "- /var/task/index.js",
        "- /var/runtime/index.js. Lambda request id: abc",
      ],
    },
    {
      what: "half an object between dots",
      first: "Endpoint request body after transformations: ",
      more: [
        "...",
        '        "eventType": "DISCONNECT",',
        '        "requestTime": "20/Jul/2026:23:29:25 +0000",',
        "...",
      ],
    },
    {
      what: "an object that never closes",
      first: "Endpoint request body after transformations:",
      more: ["{", '  "a": {', '    "b": 1'],
    },
    {
      what: "markup that never closes",
      first: "Endpoint response body before transformations:",
      more: ["<html>", "  <p>Sorry"],
    },
    {
      what: "an answer that holds a sentence of the gateway",
      first: "Method response body after transformations:",
      more: ['{"message": "Endpoint request timed out"}'],
    },
    {
      what: "a payload with a list named as a log's",
      first: "Endpoint response body before transformations:",
      more: ['{"payload": "done", "log": "x", "message": "y"}'],
    },
    {
      what: "a request that looks like half an access log",
      first: "Endpoint request body after transformations:",
      more: [
        '{"httpMethod": "GET", "path": "/pets", "status": "open", "requestContext": {"requestId": "x", "stage": "prod"}}',
      ],
    },
    {
      what: "an answer with all but a field of the gateway's",
      first: "Endpoint response body before transformations:",
      more: ['{"requestId":"r","status":"500","path":"/","httpMethod":"GET","protocol":"x"}'],
    },
    {
      what: "an answer with three fields of ours",
      first: "Endpoint response body before transformations:",
      more: ['{"requestId":"r","status":"500","integrationStatus":"200"}'],
    },
    {
      what: "an answer with a status in words",
      first: "Endpoint response body before transformations:",
      more: ['{"requestId":"r","status":"open","integrationStatus":"200","path":"/"}'],
    },
    {
      what: "a name and a value",
      first: "Endpoint response body before transformations:",
      more: ["integrationErrorMessage: none"],
    },
    {
      what: "a named field",
      first: "Endpoint response body before transformations:",
      more: ['"status": 200,'],
    },
    {
      what: "columns of a report",
      first: "Endpoint response body before transformations:",
      more: ["requestId,status", "1,2"],
    },
  ])("as $what", ({ first, more }) => {
    const found = read(`(${ONE}) ${first}`, ...more, END);
    expect(textsIn(found)).toEqual([
      [first, ...more.map((line) => (line.trimEnd() === "" ? "" : line))].join("\n"),
      "Method completed with status: 502",
    ]);
    expect(found.unreadable).toEqual([]);
  });

  test("after any prefix, blank lines at its end left out", () => {
    const found = read(
      "12:00:00 (XXX) Endpoint response body before transformations:",
      "{}",
      "",
      "",
      END,
    );
    expect(textsIn(found)).toEqual([
      "Endpoint response body before transformations:\n{}",
      "Method completed with status: 502",
    ]);
  });

  test("joined by a blank where a quotation broke a sentence of the service", () => {
    const found = read(
      "Execution failed due to configuration error: Integration response of",
      "reported length 99 is larger than allowed maximum of 10485760",
      "bytes.",
      "  (quoted)",
    );
    expect(textsIn(found)).toEqual([
      "Execution failed due to configuration error: Integration response of reported length 99 is larger than allowed maximum of 10485760 bytes.\n  (quoted)",
    ]);
  });

  test("but not joined across a blank line", () => {
    const found = read("Execution failed due to configuration error: x", "", "and more");
    expect(textsIn(found)).toEqual(["Execution failed due to configuration error: x\n\nand more"]);
  });

  test("with at most a hundred blank lines between", () => {
    const found = read(
      `(${ONE}) Endpoint response body before transformations:`,
      ...Array<string>(300).fill(""),
      "x",
    );
    expect(executionIn(found).text).toBe(
      `Endpoint response body before transformations:${"\n".repeat(101)}x`,
    );
  });

  test("until the entry holds a megabyte: the rest is counted", () => {
    const line = "y".repeat(300_000);
    const found = read(
      `(${ONE}) Endpoint response body before transformations:`,
      line,
      line,
      line,
      line,
      line,
    );
    expect(executionIn(found).text).toHaveLength(46 + 3 * 300_001);
    expect(found.unreadable.map(({ code, place }) => [code, place.line])).toEqual([
      ["too_large", 5],
      ["too_large", 6],
    ]);
  });

  test("unless no entry is open", () => {
    expect(unreadIn(read("{", '  "a": 1', "}", '<a href="x">y</a>', "text"))).toEqual([
      'wrong_shape: {\n  "a": 1\n}',
      'wrong_shape: <a href="x">y</a>',
      "not_a_log_line: text",
    ]);
  });
});

describe("a line that is a record by itself ends the entry before it", () => {
  const access = {
    requestId: TWO,
    httpMethod: "GET",
    path: "/pets",
    status: "502",
    integrationStatus: "200",
  };

  test.each([
    { what: "an access log record", line: JSON.stringify(access) },
    {
      what: "one with only columns of errors",
      line: '{"error_responseType":"DEFAULT_4XX","status":"403","integration_status":"-","error_message":"-"}',
    },
    {
      what: "one in the Common Log Format",
      line: `192.0.2.1 - - [20/Jul/2026:12:00:00 +0000] "GET /pets HTTP/1.1" 502 36 ${TWO}`,
    },
    {
      what: "one of XML",
      line: `<request id="${TWO}"><status>502</status><httpMethod>GET</httpMethod><routeKey>GET /x</routeKey></request>`,
    },
  ])("as $what does", ({ line }) => {
    const found = read(END, line, "and more");
    expect(found.records.map(({ kind }) => kind)).toEqual(["execution", "access"]);
    expect(unreadIn(found)).toEqual(["not_a_log_line: and more"]);
  });

  test("as an event of the API's answer does", () => {
    const found = read(
      END,
      JSON.stringify({
        timestamp: 1,
        message: `(${TWO}) Method request path: {}`,
        logStreamName: "s",
      }),
    );
    expect(textsIn(found)).toEqual([
      "Method completed with status: 502",
      "Method request path: {}",
    ]);
  });

  test("as the service's own words do, without a prefix", () => {
    expect(textsIn(read(END, "Execution failed due to a timeout error"))).toEqual([
      "Method completed with status: 502",
      "Execution failed due to a timeout error",
    ]);
  });
});
