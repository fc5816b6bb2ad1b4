import { describe, expect, test } from "vitest";
import { EXTENDED, executionIn, ONE, read, textsIn, unreadIn } from "../build/parsed.ts";

const NOON = Date.UTC(2026, 6, 20, 12, 0, 0);

describe("the prefix of an entry", () => {
  test.each([
    { form: "the id alone", line: `(${ONE}) `, requestId: ONE },
    { form: "a WebSocket id", line: `(${EXTENDED}) `, requestId: EXTENDED },
    { form: "a short extended id", line: "(AbCdEfGhIjKlMno=) ", requestId: "AbCdEfGhIjKlMno=" },
    { form: "a blanked id", line: "(XXX) ", requestId: "XXX" },
    { form: "an id of asterisks", line: "(********) ", requestId: "********" },
    { form: "an id blanked in its form", line: "(xx1x-xx) ", requestId: "xx1x-xx" },
    {
      form: "an id that was refused",
      line: "(x9_REPLACED_INVALID_REQUEST_ID) ",
      requestId: "x9_REPLACED_INVALID_REQUEST_ID",
    },
    { form: "a placeholder", line: "(request-id) ", requestId: "request-id" },
    {
      form: "a time in UTC",
      line: `2026-07-20T12:00:00.000Z (${ONE}) `,
      requestId: ONE,
      time: NOON,
      zone: "Z",
    },
    {
      form: "a time with offset and tab",
      line: `2026-07-20T21:00:00.000+09:00\t(${ONE}) `,
      requestId: ONE,
      time: NOON,
      zone: "+09:00",
    },
    {
      form: "an offset without colon",
      line: `2026-07-20T08:00:00-0400 (${ONE}) `,
      requestId: ONE,
      time: NOON,
      zone: "-04:00",
    },
    {
      form: "a comma before milliseconds",
      line: `2026-07-20 12:00:00,250 (${ONE}) `,
      requestId: ONE,
      time: NOON + 250,
    },
    {
      form: "the zone by name",
      line: `2026/07/20 12:00:00 GMT (${ONE}) `,
      requestId: ONE,
      time: NOON,
      zone: "UTC",
    },
    {
      form: "a bar behind the time",
      line: `2026-07-20T12:00:00.007Z | (${ONE}) `,
      requestId: ONE,
      time: NOON + 7,
      zone: "Z",
    },
    {
      form: "a row of the console",
      line: `  | 2026-07-20T12:00:00Z | (${ONE}) `,
      requestId: ONE,
      time: NOON,
      zone: "Z",
    },
    {
      form: "a row with an empty cell",
      line: `|   | 2026-07-20T12:00:00Z | (${ONE}) `,
      requestId: ONE,
      time: NOON,
      zone: "Z",
    },
    {
      form: "the time of a runner that printed it later",
      line: `2026-07-20T12:15:00.1234567Z 2026-07-20T12:00:00+00:00 (${ONE}) `,
      requestId: ONE,
      time: NOON,
      zone: "+00:00",
    },
    {
      form: "the time it was taken in behind its own",
      line: `2026-07-20T12:00:00Z 2026-07-20T12:00:03Z (${ONE}) `,
      requestId: ONE,
      time: NOON,
      zone: "Z",
    },
    { form: "a time of day", line: `12:00:00 (${ONE}) `, requestId: ONE },
    { form: "an epoch and a tab", line: `1784548800000\t(${ONE}) `, requestId: ONE, time: NOON },
    { form: "a quotation", line: `> (${ONE}) `, requestId: ONE },
    {
      form: "microseconds",
      line: `2026-07-20T12:00:00.123456+00:00 (${ONE}) `,
      requestId: ONE,
      time: NOON + 123,
      zone: "+00:00",
    },
    {
      form: "a time in brackets",
      line: `[2026-07-20T12:00:00Z] (${ONE}) `,
      requestId: ONE,
      time: NOON,
      zone: "Z",
    },
    { form: "a number of a list", line: `1. (${ONE}) `, requestId: ONE },
    { form: "a log shipper's", line: `Jul 20 12:00:00 host app[7]: (${ONE}) `, requestId: ONE },
    { form: "a level and a WebSocket id", line: `INFO (x) (${EXTENDED}) `, requestId: EXTENDED },
    { form: "nothing but a time", line: "2026-07-20T12:00:00Z ", time: NOON, zone: "Z" },
    { form: "dots of a quotation", line: "... " },
    { form: "blanked times", line: "*** : " },
  ])("is read as $form", ({ line, requestId, time, zone }) => {
    const found = read(`${line}Method completed with status: 502`);
    expect(found.unreadable).toEqual([]);
    const record = executionIn(found);
    expect(record).toEqual({
      kind: "execution",
      ...(requestId && { requestId }),
      ...(time && { time }),
      ...(zone && { zone }),
      text: "Method completed with status: 502",
      place: { input: "input.log", line: 1 },
      origin: {},
    });
  });

  test.each([
    {
      tool: "awslogs",
      line: `API-Gateway-Execution-Logs_abc123def4/prod 0123456789abcdef0123456789abcdef 2026-07-20T12:00:00Z (${ONE}) Method request path: {}`,
      origin: {
        logGroup: "API-Gateway-Execution-Logs_abc123def4/prod",
        logStream: "0123456789abcdef0123456789abcdef",
        apiId: "abc123def4",
        stage: "prod",
      },
    },
    {
      tool: "aws logs tail",
      line: `2026-07-20T12:00:00+00:00 0123456789abcdef (${ONE}) Method request path: {}`,
      origin: { logStream: "0123456789abcdef" },
    },
    {
      tool: "a WebSocket group",
      line: `/aws/apigateway/abc123def4/live 2026-07-20T12:00:00Z (${EXTENDED}) Starting execution for request: x`,
      origin: { logGroup: "/aws/apigateway/abc123def4/live", apiId: "abc123def4", stage: "live" },
    },
    {
      tool: "a blanked group",
      line: `API-Gateway-Execution-Logs_****/dev ******** 2026-07-20T12:00:00Z (${ONE}) Method request path: {}`,
      origin: {
        logGroup: "API-Gateway-Execution-Logs_****/dev",
        logStream: "********",
        stage: "dev",
      },
    },
    {
      tool: "a group of one's own",
      line: `/my/logs 2026-07-20T12:00:00Z (${ONE}) Method request path: {}`,
      origin: { logGroup: "/my/logs" },
    },
    {
      tool: "a stream of a function",
      line: `2026/07/20/[$LATEST]0a (${ONE}) Method request path: {}`,
      origin: { logStream: "2026/07/20/[$LATEST]0a" },
    },
  ])("tells the origin as $tool prints it", ({ line, origin }) => {
    expect(executionIn(read(line)).origin).toEqual(origin);
  });

  test("keeps its origin while group and stream stay the same, and takes the next", () => {
    const line = (stream: string) =>
      `2026-07-20T12:00:00Z ${stream} (${ONE}) Method request path: {}`;
    const { records } = read(line("a".repeat(16)), line("a".repeat(16)), line("b".repeat(16)));
    expect(records.map(({ origin }) => origin.logStream)).toEqual([
      "a".repeat(16),
      "a".repeat(16),
      "b".repeat(16),
    ]);
    expect(records[0]?.origin).toBe(records[1]?.origin);
  });

  test.each([
    { what: "a remark in brackets", line: "(see below) Method completed with status: 200" },
    { what: "a function in a stack trace", line: "(anonymous) at /var/task/index.js" },
    { what: "empty brackets", line: "() => undefined" },
    { what: "brackets that never close", line: "(and so on" },
    { what: "an id with no blank behind it", line: `(${ONE})x` },
    { what: "an id without its hyphens", line: `(${ONE.replaceAll("-", "_")}_x) y` },
    { what: "a long word in brackets", line: `(${"a".repeat(300)}) text` },
    { what: "a path", line: "/var/task/index.js:10 failed" },
    { what: "a web address", line: "https://example.com/x failed" },
    { what: "a time of day and a word", line: "12:00:00 hello" },
    { what: "an impossible date", line: "2026-13-40T12:00:00Z Method completed with status: 200" },
    { what: "an impossible hour", line: "2026-10-20T25:00:00Z Method completed with status: 200" },
    { what: "a version number", line: "1.2.3 (release) notes" },
  ])("is not seen in $what", ({ line }) => {
    expect(unreadIn(read(line))).toEqual([`not_a_log_line: ${line}`]);
  });

  test("may stand on a line of its own", () => {
    const { records, unreadable } = read(
      "2026-07-20T12:00:00Z",
      `(${ONE}) Method request path: {}`,
      `(${ONE}) Method request query string: {}`,
    );
    expect(records.map(({ time }) => time)).toEqual([NOON, undefined]);
    expect(unreadable).toEqual([]);
  });

  test("on a line of its own belongs to the next entry, whatever form that has", () => {
    const found = read(
      "2026-07-20T12:00:00Z",
      '{"requestId":"a","status":"500","integrationErrorMessage":"-"}',
    );
    expect(found.records).toMatchObject([{ kind: "access", time: NOON, zone: "Z" }]);
  });

  test("on a line of its own does not replace the time an entry has", () => {
    const found = read(
      `(${ONE}) Method request body before transformations: `,
      "2026-07-20T12:00:00Z",
      `2026-07-20T12:00:01Z (${ONE}) Method request path: {}`,
    );
    expect(textsIn(found)).toEqual([
      "Method request body before transformations: \n2026-07-20T12:00:00Z",
      "Method request path: {}",
    ]);
    expect(found.records.map(({ time }) => time)).toEqual([undefined, NOON + 1000]);
  });

  test("that nothing follows is unreadable", () => {
    expect(unreadIn(read("2026-07-20T12:00:00Z", "2026-07-20T12:00:01Z"))).toEqual([
      "not_a_log_line: 2026-07-20T12:00:00Z",
      "not_a_log_line: 2026-07-20T12:00:01Z",
    ]);
  });
});
