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

describe("an access log as XML", () => {
  const sample = `<request id="${ONE}"> <ip>192.0.2.1</ip> <caller>-</caller> <user>-</user> <requestTime>20/Jul/2026:12:00:00 +0000</requestTime> <httpMethod>GET</httpMethod> <resourcePath>/pets</resourcePath> <status>502</status> <protocol>HTTP/1.1</protocol> <responseLength>36</responseLength> <extendedRequestId>AbCdEfGhIjKlMno=</extendedRequestId> </request>`;

  test.each([
    { what: "AWS writes it", text: sample },
    { what: "it comes over lines", text: sample.replaceAll("> <", ">\n  <") },
    { what: "its last tag has a comma behind it", text: `${sample},` },
  ])("is read as $what", ({ text }) => {
    const found = read(...text.split("\n"));
    expect(found.forms).toEqual(["access_xml"]);
    expect(accessIn(found)).toMatchObject({
      requestId: ONE,
      time: NOON,
      text: text.slice(0, text.lastIndexOf(">") + 1),
    });
    expect(fieldsIn(found)).toEqual({
      requestId: ONE,
      requestTime: "20/Jul/2026:12:00:00 +0000",
      httpMethod: "GET",
      resourcePath: "/pets",
      status: "502",
      protocol: "HTTP/1.1",
      responseLength: "36",
      extendedRequestId: "AbCdEfGhIjKlMno=",
    });
  });

  test("may have tags of one's own, nested, and keeps entities as they are", () => {
    const found = read(
      "<entry><http_status>500</http_status><integration><error>a &lt;b&gt; &amp; c</error></integration></entry>",
    );
    expect(fieldsIn(found)).toEqual({ status: "500", "integration.error": "a &lt;b&gt; &amp; c" });
  });

  test("may follow another on one line", () => {
    expect(read(sample + sample).records).toHaveLength(2);
  });

  test.each([
    { what: "other XML", text: "<a><b>1</b></a>" },
    {
      what: "a part that does not end",
      text: "<a><status>500</status><![CDATA[<routeKey>x</routeKey></a>",
    },
    { what: "a root that is a text", text: "<a>500</a>" },
    {
      what: "a document of 500 tags",
      text: `<a>${"<status>500</status><routeKey>x</routeKey>".repeat(250)}</a>`,
    },
    {
      what: "a document of 70,000 characters",
      text: `<a><status>500</status><routeKey>${"x".repeat(70_000)}</routeKey></a>`,
    },
    { what: "one that never closes", text: "<a><status>500</status>" },
  ])("is not $what", ({ text }) => {
    expect(unreadIn(read(text))).toEqual([`wrong_shape: ${text.slice(0, 400)}`]);
  });

  test("that never closes ends at 64 KiB, and at a document of JSON", () => {
    const long = "x".repeat(40_000);
    expect(read("<a>", long, long, "hello", "there").unreadable.map(({ code }) => code)).toEqual([
      "wrong_shape",
      "not_a_log_line",
      "not_a_log_line",
    ]);
    expect(read("<a>", '{"requestId":"a","status":"500","routeKey":"x"}').records).toHaveLength(1);
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

  test("make no row of a line without a status", () => {
    expect(read(row("-")).records).toEqual([]);
  });
});
