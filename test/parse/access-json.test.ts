import { describe, expect, test } from "vitest";
import { accessIn, fieldsIn, ONE, read, textsIn, unreadIn } from "../build/parsed.ts";

const NOON = Date.UTC(2026, 6, 20, 12);
const base = { requestId: "r", status: "500", routeKey: "GET /pets" };

describe("a document of JSON is of an access log", () => {
  test.each([
    {
      what: "AWS's sample",
      document: {
        requestId: ONE,
        ip: "192.0.2.1",
        caller: "-",
        user: "-",
        requestTime: "20/Jul/2026:12:00:00 +0000",
        httpMethod: "GET",
        resourcePath: "/pets",
        status: "200",
        protocol: "HTTP/1.1",
        responseLength: "36",
      },
    },
    { what: "an id, a status and a path", document: { requestId: "r", status: 500, path: "/" } },
    {
      what: "a request without id",
      document: {
        status: "500",
        httpMethod: "GET",
        protocol: "HTTP/1.1",
        path: "/",
        stage: "prod",
      },
    },
    { what: "a status and a telling field", document: { status: "403", integrationStatus: "-" } },
    { what: "an error alone", document: { integrationErrorMessage: "boom" } },
    { what: "two telling fields", document: { integrationStatus: "-", authorizerStatus: "-" } },
    {
      what: "a telling field and a level",
      document: { level: "info", status: 500, routeKey: "x" },
    },
  ])("with $what", ({ document }) => {
    const text = JSON.stringify(document);
    const found = read(`  ${text} `);
    expect(found.forms).toEqual(["access_json"]);
    expect(accessIn(found)).toMatchObject({
      text,
      count: 1,
      place: { input: "input.log", line: 1 },
      origin: {},
    });
  });

  test.each([
    {
      what: "a web framework's answer",
      document: {
        timestamp: "2026-07-20T12:00:00Z",
        status: 500,
        error: "Internal Server Error",
        path: "/x",
      },
    },
    {
      what: "an application's line",
      document: { level: "info", status: 500, requestId: "x", path: "/", stage: "prod" },
    },
    {
      what: "a status in words",
      document: { requestId: "r", status: "open", path: "/", integrationStatus: "x" },
    },
    {
      what: "a request without protocol",
      document: { status: "500", httpMethod: "GET", path: "/", stage: "prod", apiid: undefined },
    },
    {
      what: "a request of five fields without protocol",
      document: { status: "500", httpMethod: "GET", path: "/", stage: "p", responseLength: 1 },
    },
    {
      what: "a request of five fields without method",
      document: { status: "500", protocol: "x", path: "/", stage: "p", responseLength: 1 },
    },
    {
      what: "a request of four fields",
      document: { status: "500", httpMethod: "GET", protocol: "x", path: "/" },
    },
    { what: "one telling field", document: { integrationStatus: "200" } },
    { what: "an id and a status", document: { requestId: "r", status: 500 } },
  ])("but not with $what", ({ document }) => {
    const text = JSON.stringify(document);
    expect(unreadIn(read(text))).toEqual([`wrong_shape: ${text}`]);
  });

  test("printed over lines, indented or not", () => {
    const flat = ["{", '"requestId": "r",', '"status": "500",', '"routeKey": "GET /pets"', "}"];
    expect(accessIn(read(...flat))).toMatchObject({ fields: base, text: flat.join("\n") });
    expect(accessIn(read(`  ${flat[0]}`, ...flat.slice(1)))).toMatchObject({
      text: flat.join("\n"),
    });
    expect(fieldsIn(read(...JSON.stringify(base, undefined, 4).split("\n")))).toEqual(base);
  });

  test("behind a time and a stream", () => {
    const found = read(
      `2026-07-20T12:00:00.000000+00:00 ${"a".repeat(32)} ${JSON.stringify(base)}`,
    );
    expect(accessIn(found)).toMatchObject({
      fields: base,
      time: NOON,
      zone: "+00:00",
      origin: { logStream: "a".repeat(32) },
      text: JSON.stringify(base),
    });
  });

  test("behind a stream alone, and printed over lines", () => {
    const found = read(
      `${"a".repeat(32)} {`,
      ...JSON.stringify(base, undefined, 1).split("\n").slice(1),
    );
    expect(accessIn(found)).toMatchObject({ fields: base, origin: { logStream: "a".repeat(32) } });
  });

  test("in a row of a table", () => {
    expect(accessIn(read(`| 2026-07-20 12:00:00.000 | ${JSON.stringify(base)} |`))).toMatchObject({
      fields: base,
      time: NOON,
    });
  });
});

describe("JSON that is not quite valid is read for what is there", () => {
  test.each([
    {
      what: "a message quoted twice",
      text: '{"requestId":"r", "error_messageString": " "Endpoint request timed out"", "status":"500", "routeKey":"GET /pets"}',
      fields: { ...base, "error.message": "Endpoint request timed out" },
    },
    {
      what: "a bare dash for a number",
      text: '{"requestId":"r","responseLength":-,"status":500,"routeKey":"GET /pets"}',
      fields: base,
    },
    {
      what: "an end cut off",
      text: '{"requestId":"r","status":"500","routeKey":"GET /pets","integrationErrorMessage":"The IAM',
      fields: { ...base, integrationErrorMessage: "The IAM" },
    },
    {
      what: "a number cut off",
      text: '{"requestId":"r","routeKey":"GET /pets","status":500',
      fields: base,
    },
    {
      what: "an escape of no kind",
      text: '{"requestId":"r","status":"500","routeKey":"GET /pets","integrationError":"a\\x"}',
      fields: { ...base, "integration.error": "a\\x" },
    },
    {
      what: "an escape cut off",
      text: '{"requestId":"r","status":"500","routeKey":"GET /pets","integrationError":"a\\u00',
      fields: { ...base, "integration.error": "a" },
    },
    {
      what: "an escape kept",
      text: '{"requestId":"r","status":"500","routeKey":"GET \\/pets",}',
      fields: base,
    },
    {
      what: "objects in it, and cut",
      text: '{"requestId":"r","integration":{"status":"502","more":{"x":"y"}},"routeKey":"GET /pets","status":"500","err',
      fields: { ...base, "integration.status": "502" },
    },
    {
      what: "a value wrapped in the middle",
      text: '{"requestId":"r","routeKey":"GET\n /pets","status":"500"}',
      fields: base,
    },
    {
      what: "values wrapped at a width, within a word",
      text: '{"requestId":"r","routeKey":"G\nET /pets","status":"500","stag\ne":"prod"}',
      fields: { ...base, stage: "prod" },
    },
    {
      what: "values wrapped between words, by a mail",
      text: '{"requestId":"r","routeKey":"GET\n/pets","status":"500","error_message":"Internal\nserver error"}',
      fields: { ...base, "error.message": "Internal server error" },
    },
    {
      what: "no brackets",
      text: '"requestId": "r",\n"routeKey": "GET /pets",\n"status": "500",',
      fields: base,
    },
    {
      what: "half its brackets",
      text: '"status": "500",\n"integration": {\n"error": "boom"\n}',
      fields: { status: "500", "integration.error": "boom" },
    },
  ])("$what", ({ text, fields }) => {
    const found = read(...`  ${text}`.split("\n"));
    expect(found.forms).toEqual(["access_json"]);
    expect(accessIn(found).text).toBe(text);
    expect(fieldsIn(found)).toEqual(fields);
  });

  test("a cut line ends where the next record begins", () => {
    const cut = '{"requestId":"c","status":"500","routeKey":"GET /pets","error_message":"Inter';
    const whole = JSON.stringify(base);
    for (const next of [
      whole,
      `(${ONE}) Method request path: {}`,
      "Method request path: {}",
      `12:00:00 (${ONE}) Method request path: {}`,
      `| 12:00:00 | (${ONE}) Method request path: {}`,
    ]) {
      const { records, unreadable } = read(cut, next);
      expect(records.map(({ text }) => text)).toEqual([
        cut,
        next.slice(next.indexOf("Method") === -1 ? 0 : next.indexOf("Method")),
      ]);
      expect(unreadable).toEqual([]);
    }
  });

  test.each([
    { what: "no field of ours", text: '{"a":1,,}' },
    { what: "a bracket and words", text: '{ "a" and so on' },
    { what: "a field of ours and no status", text: '"path": "/x"' },
    { what: "a list cut in the middle", text: '[{"a":1},{"b"' },
  ])("but $what is broken_json", ({ text }) => {
    const found = read(text);
    expect(unreadIn(found)).toEqual([`broken_json: ${text}`]);
    expect(found.forms).toEqual([]);
  });

  test.each(['"hello": 5', "{a=b, c=d}", "[INFO] started", "{% if x %}"])(
    "and %s is no JSON at all",
    (text) => {
      expect(unreadIn(read(text))).toEqual([`not_a_log_line: ${text}`]);
    },
  );

  test("a line of fields ends with the next line of another kind", () => {
    const { records, unreadable } = read('"status": "500",', '"routeKey": "x"', "hello");
    expect(records).toMatchObject([{ fields: { status: "500", routeKey: "x" } }]);
    expect(unreadable).toMatchObject([{ code: "not_a_log_line", excerpt: "hello" }]);
  });

  test("at most two thousand names, and 64 KiB of fragments, are looked at", () => {
    const names = '"n":1,'.repeat(2000);
    expect(unreadIn(read(`{${names}"status":"500","routeKey":"x",`))).toHaveLength(1);
    const line = `"status": "${"5".repeat(40_000)}",`;
    const rest = ['"routeKey": "x"', '"integrationError": "x"'];
    const found = read(line, line, ...rest);
    expect(found.unreadable).toMatchObject([{ code: "broken_json" }]);
    expect(textsIn(found)).toEqual([rest.join("\n")]);
  });
});
