import { describe, expect, test } from "vitest";
import { accessIn, ONE, read, textsIn, unreadIn } from "../build/parsed.ts";

const NOON = Date.UTC(2026, 6, 20, 12);
const MESSAGE = `(${ONE}) Method completed with status: 502`;
const row = [
  { field: "@timestamp", value: "2026-07-20 12:00:00.000" },
  { field: "@message", value: MESSAGE },
  { field: "@log", value: "123456789012:API-Gateway-Execution-Logs_abc123def4/prod" },
  { field: "@logStream", value: "s1" },
  { field: "@ptr", value: "Cl4K" },
];
const flat = Object.fromEntries(row.map(({ field, value }) => [field, value]));

describe("rows of Logs Insights", () => {
  test.each([
    {
      what: "GetQueryResults answers",
      text: JSON.stringify({ results: [row], statistics: {}, status: "Complete" }, undefined, 2),
    },
    { what: "a list of fields", text: JSON.stringify(row) },
    { what: "a list of rows", text: JSON.stringify([row]) },
    { what: "the console's export", text: JSON.stringify([flat]) },
    { what: "an object", text: JSON.stringify(flat) },
  ])("are read as $what", ({ text }) => {
    const found = read(...text.split("\n"));
    expect(found.forms).toEqual(["insights_json"]);
    expect(found.records).toMatchObject([
      {
        kind: "execution",
        requestId: ONE,
        time: NOON,
        zone: "UTC",
        text: "Method completed with status: 502",
        origin: {
          accountId: "123456789012",
          logGroup: "API-Gateway-Execution-Logs_abc123def4/prod",
          logStream: "s1",
          apiId: "abc123def4",
          stage: "prod",
        },
      },
    ]);
    expect(found.unreadable).toEqual([]);
  });

  test("may hold an access log, as text or parsed", () => {
    const access = {
      requestId: "a",
      status: "500",
      domainName: "[api.example.com](http://api.example.com/)",
    };
    const fields = { ...access, domainName: "api.example.com" };
    const found = read(
      JSON.stringify([
        { ...flat, "@message": access },
        { ...flat, "@message": JSON.stringify(access) },
      ]),
    );
    expect(found.records).toMatchObject([
      { kind: "access", fields, time: NOON, zone: "UTC" },
      { kind: "access", fields, time: NOON, zone: "UTC" },
    ]);
  });

  test("may hold columns that a query chose", () => {
    const found = read(
      JSON.stringify({
        results: [
          [
            { field: "status", value: "504" },
            { field: "requestId", value: "a" },
            { field: "error", value: "Endpoint request timed out" },
            { field: "count(*)", value: "12" },
          ],
        ],
      }),
    );
    expect(accessIn(found)).toMatchObject({
      requestId: "a",
      count: 12,
      fields: { status: "504", requestId: "a", "error.message": "Endpoint request timed out" },
    });
  });

  test("may be a single pair of a name and a value", () => {
    const found = read(
      "{",
      '  "field": "integrationErrorMessage",',
      '  "value": "The IAM role configured on the integration is wrong"',
      "}",
    );
    expect(accessIn(found).fields).toEqual({
      integrationErrorMessage: "The IAM role configured on the integration is wrong",
    });
    expect(textsIn(read(JSON.stringify({ field: "@message", value: MESSAGE })))).toEqual([
      "Method completed with status: 502",
    ]);
  });

  test("may have their time as a number, which has no zone", () => {
    const { records } = read(JSON.stringify({ "@timestamp": NOON, "@message": MESSAGE }));
    expect([records[0]?.time, records[0]?.zone]).toEqual([NOON, undefined]);
  });

  test("may have no time", () => {
    expect(read(JSON.stringify({ "@message": MESSAGE })).records[0]?.time).toBeUndefined();
  });

  test("are counted when they are no log of ours", () => {
    const found = read(
      JSON.stringify({
        results: [
          [{ field: "bin(5m)", value: "x" }],
          [{ field: "a" }],
          5,
          [{ field: "@message", value: "hello" }],
          [{ field: "@message", value: null }],
        ],
      }),
    );
    expect(unreadIn(found)).toEqual([
      'wrong_shape: [{"field":"bin(5m)","value":"x"}]',
      'wrong_shape: [{"field":"a"}]',
      "wrong_shape: 5",
      "not_a_log_line: hello",
    ]);
  });

  test("with a parsed message of somebody else's are counted", () => {
    expect(unreadIn(read(JSON.stringify({ "@message": { a: 1 } })))).toEqual([
      'wrong_shape: {"a":1}',
    ]);
  });

  test.each(['{"field":"a","value":"b"}', '{"field":5,"value":"b"}', '{"results":5}', "[[]]"])(
    "are not %s",
    (line) => {
      expect(unreadIn(read(line))).toEqual([`wrong_shape: ${line}`]);
    },
  );
});
