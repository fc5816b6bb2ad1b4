import { describe, expect, test } from "vitest";
import { accessIn, fieldsIn, ONE, read, TWO, unreadIn } from "../build/parsed.ts";

const NOON = Date.UTC(2026, 6, 20, 12);

describe("an access log as CSV without a header", () => {
  test.each([
    {
      what: "AWS's ten columns",
      line: `192.0.2.1,-,-,20/Jul/2026:12:00:00 +0000,GET,/pets/{id},HTTP/1.1,502,36,${ONE}`,
      fields: { requestId: ONE },
    },
    {
      what: "AWS's eleven",
      line: `192.0.2.1,-,-,20/Jul/2026:12:00:00 +0000,GET,/pets/{id},HTTP/1.1,502,36,${TWO},AbCdEfGhIjKlMno=`,
      fields: { requestId: TWO, extendedRequestId: "AbCdEfGhIjKlMno=" },
    },
    {
      what: "quotes and blanks",
      line: `"192.0.2.1", "-", "20/Jul/2026:12:00:00 +0000", "GET", "/pets/{id}", "HTTP/1.1", "502", "36", "${ONE}"`,
      fields: { requestId: ONE },
    },
  ])("is read by $what", ({ line, fields }) => {
    const found = read(line);
    expect(found.forms).toEqual(["access_csv"]);
    expect(accessIn(found)).toMatchObject({ time: NOON, zone: "+00:00", text: line });
    expect(fieldsIn(found)).toEqual({
      requestTime: "20/Jul/2026:12:00:00 +0000",
      httpMethod: "GET",
      resourcePath: "/pets/{id}",
      protocol: "HTTP/1.1",
      status: "502",
      responseLength: "36",
      ...fields,
    });
  });

  test("of an HTTP API has a route, an id of its own kind and the reason", () => {
    const line = `192.0.2.1,20/Jul/2026:12:00:00 +0000,GET,$default,HTTP/1.1,500,35,AbCdEfGhIjKlMno=,"The IAM role configured on the integration, or not"`;
    expect(fieldsIn(read(line))).toEqual({
      requestTime: "20/Jul/2026:12:00:00 +0000",
      httpMethod: "GET",
      routeKey: "$default",
      protocol: "HTTP/1.1",
      status: "500",
      responseLength: "35",
      requestId: "AbCdEfGhIjKlMno=",
      integrationErrorMessage: "The IAM role configured on the integration, or not",
    });
  });

  test("of a WebSocket API has an event, a route and a connection", () => {
    const line =
      "192.0.2.1,-,-,20/Jul/2026:12:00:00 +0000,MESSAGE,sendMessage,ZyXwVuTsRqPoNml=,500,AbCdEfGhIjKlMno=";
    expect(fieldsIn(read(line))).toEqual({
      requestTime: "20/Jul/2026:12:00:00 +0000",
      eventType: "MESSAGE",
      routeKey: "sendMessage",
      connectionId: "ZyXwVuTsRqPoNml=",
      status: "500",
      requestId: "AbCdEfGhIjKlMno=",
    });
  });

  test("may have an epoch, a key of a route and the gateway's types", () => {
    const line = `x,${NOON},POST /pets,403,ACCESS_DENIED,WAF_BLOCK,12`;
    expect(accessIn(read(line))).toMatchObject({
      time: NOON,
      fields: {
        requestTimeEpoch: String(NOON),
        routeKey: "POST /pets",
        status: "403",
        "error.responseType": "ACCESS_DENIED",
        wafResponseCode: "WAF_BLOCK",
        responseLength: "12",
      },
    });
  });

  test("of a WebSocket API that logs no event has its route between two cells that are not set", () => {
    const line = `192.0.2.1,20/Jul/2026:12:00:00 +0000,-,sendMessage,-,500,-,AbCdEfGhIjKlMno=`;
    expect(fieldsIn(read(line))).toEqual({
      requestTime: "20/Jul/2026:12:00:00 +0000",
      routeKey: "sendMessage",
      status: "500",
      requestId: "AbCdEfGhIjKlMno=",
    });
    const named =
      "192.0.2.1,20/Jul/2026:12:00:00 +0000,-,alice,-,GET,/pets,502,36,AbCdEfGhIjKlMno=";
    expect(fieldsIn(read(named))).not.toHaveProperty("routeKey");
  });

  test.each([
    {
      what: "a line without status",
      line: `192.0.2.1,20/Jul/2026:12:00:00 +0000,GET,/pets,${ONE}`,
    },
    { what: "a line without a request", line: `192.0.2.1,20/Jul/2026:12:00:00 +0000,500,${ONE}` },
    { what: "a line of three cells", line: "20/Jul/2026:12:00:00 +0000,GET,500" },
    { what: "a line with half a quote", line: '20/Jul/2026:12:00:00 +0000,GET,500,"a' },
    { what: "an impossible date", line: "40/Jul/2026:12:00:00 +0000,GET,/,500,x" },
    { what: "no month", line: "20/Foo/2026:12:00:00 +0000,GET,/,500,x" },
  ])("is not $what", ({ line }) => {
    expect(unreadIn(read(line))).toEqual([`not_a_log_line: ${line}`]);
  });
});

describe("an access log in the Common Log Format", () => {
  const fields = {
    requestTime: "20/Jul/2026:12:00:00 +0000",
    httpMethod: "GET",
    protocol: "HTTP/1.1",
    status: "502",
    responseLength: "36",
  };

  test.each([
    {
      what: "AWS writes it for REST APIs",
      line: `192.0.2.1 - - [20/Jul/2026:12:00:00 +0000]"GET /pets HTTP/1.1" 502 36 ${ONE}`,
      more: { resourcePath: "/pets", requestId: ONE },
    },
    {
      what: "AWS writes it now",
      line: `192.0.2.1 - - [20/Jul/2026:12:00:00 +0000]"GET /pets HTTP/1.1" 502 36 ${ONE} AbCdEfGhIjKlMno=`,
      more: { resourcePath: "/pets", requestId: ONE, extendedRequestId: "AbCdEfGhIjKlMno=" },
    },
    {
      what: "AWS writes it for HTTP APIs",
      line: `192.0.2.1 - - [20/Jul/2026:12:00:00 +0000] "GET $default HTTP/1.1" 502 36 AbCdEfGhIjKlMno= The IAM role configured on the integration is wrong`,
      more: {
        routeKey: "$default",
        requestId: "AbCdEfGhIjKlMno=",
        integrationErrorMessage: "The IAM role configured on the integration is wrong",
      },
    },
    {
      what: "a customer quotes the reason",
      line: `192.0.2.1 - - [20/Jul/2026:12:00:00 +0000] "GET /pets HTTP/1.1" 502 36 ${ONE} "Endpoint request timed out" "INTEGRATION_TIMEOUT"`,
      more: {
        resourcePath: "/pets",
        requestId: ONE,
        "error.message": "Endpoint request timed out",
        "error.responseType": "INTEGRATION_TIMEOUT",
      },
    },
    {
      what: "nothing but the request is known",
      line: `[20/Jul/2026:12:00:00 +0000] "GET /pets HTTP/1.1" 502 36`,
      more: { resourcePath: "/pets" },
    },
  ])("is read as $what", ({ line, more }) => {
    const found = read(line);
    expect(found.forms).toEqual(["access_clf"]);
    expect(accessIn(found)).toMatchObject({ time: NOON, zone: "+00:00", text: line, count: 1 });
    expect(fieldsIn(found)).toEqual({ ...fields, ...more });
  });

  test("of a WebSocket API has an event, a route and a connection", () => {
    const line =
      '192.0.2.1 - - [20/Jul/2026:14:00:00 +0200] "CONNECT $connect ZyXwVuTsRqPoNml=" 500 AbCdEfGhIjKlMno=';
    expect(accessIn(read(line))).toMatchObject({
      time: NOON,
      zone: "+02:00",
      requestId: "AbCdEfGhIjKlMno=",
    });
    expect(fieldsIn(read(line))).toEqual({
      requestTime: "20/Jul/2026:14:00:00 +0200",
      eventType: "CONNECT",
      routeKey: "$connect",
      connectionId: "ZyXwVuTsRqPoNml=",
      status: "500",
      requestId: "AbCdEfGhIjKlMno=",
    });
  });

  test("has the time before it when it has a stranger one", () => {
    const line = `2026-07-20T12:00:00Z 192.0.2.1 - - [20/Jul/2026:12:00:05 +0000] "GET /pets HTTP/1.1" 200 36 ${TWO}`;
    expect(accessIn(read(line)).time).toBe(NOON + 5000);
  });

  test.each([
    {
      what: "a line without status",
      line: '192.0.2.1 - - [20/Jul/2026:12:00:00 +0000] "GET /pets HTTP/1.1"',
    },
    {
      what: "a line of 70,000 characters",
      line: `[20/Jul/2026:12:00:00 +0000] "GET /pets HTTP/1.1" 502 36 ${"x".repeat(70_000)}`,
    },
  ])("is not $what", ({ line }) => {
    expect(unreadIn(read(line))).toEqual([`not_a_log_line: ${line.slice(0, 400)}`]);
  });
});

describe("the gateway's words in a cell without a name", () => {
  const row = (status: string) =>
    `203.0.113.9 - - [20/Jul/2026:12:00:00 +0000] "GET /x HTTP/1.1" ${status} 52 ${ONE} "Endpoint request timed out"`;

  test.each([
    { status: "504", message: "Endpoint request timed out" },
    { status: "200", message: undefined }, // its user agent
  ])("are the gateway's in a $status: $message", ({ status, message }) => {
    expect(fieldsIn(read(row(status)))["error.message"]).toBe(message);
  });

  test.each([
    { behind: "401 26 ID Unauthorized", message: "Unauthorized" },
    { behind: '401 26 ID "Unauthorized"', message: "Unauthorized" },
    { behind: "403 23 ID - Forbidden", message: "Forbidden" },
    { behind: "429 31 ID - Too Many Requests", message: "Too Many Requests" },
    { behind: '429 31 ID "Limit Exceeded" -', message: "Limit Exceeded" },
    {
      behind: "502 36 ID Execution failed due to a timeout error",
      message: undefined,
      error: "Execution failed due to a timeout error",
    },
    {
      behind: '502 36 ID "Execution failed due to a timeout error"',
      message: undefined,
      error: "Execution failed due to a timeout error",
    },
    { behind: '403 23 "https://example.com/" "Forbidden" ID', message: undefined }, // its user agent
    { behind: "401 26 ID Forbidden", message: undefined },
    { behind: "200 26 ID Unauthorized", message: undefined },
    { behind: "403 23 ID Forbidden-x", message: undefined },
  ])("are short behind the id: $behind", ({ behind, message, error }) => {
    const line = `203.0.113.9 - - [20/Jul/2026:12:00:00 +0000] "GET /x HTTP/1.1" ${behind.replace("ID", ONE)}`;
    const fields = fieldsIn(read(line));
    expect([fields["error.message"], fields["integration.error"]]).toEqual([message, error]);
  });

  test("make no row of a line without a status", () => {
    expect(read(row("-")).records).toEqual([]);
  });
});
