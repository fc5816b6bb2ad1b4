import { describe, expect, test } from "vitest";
import { accessIn, executionIn, ONE, read, textsIn, unreadIn } from "../build/parsed.ts";

const MESSAGE = JSON.stringify({ requestId: ONE, status: "504", routeKey: "GET /pets" });

describe("a table of the fields of one event", () => {
  test.each([
    { what: "as Markdown", bar: (row: string) => row, rule: "-- | --" },
    { what: "with bars around it", bar: (row: string) => `| ${row} |`, rule: "| --- | --- |" },
  ])("is read $what", ({ bar, rule }) => {
    const found = read(
      bar("Field | Value"),
      rule,
      bar("@timestamp | 1784548800000"),
      bar("@log | 123456789012:/aws/apigateway/pets"),
      bar("@logStream | abc"),
      bar(`@message | ${MESSAGE}`),
    );
    expect(found.forms).toEqual(["table_text"]);
    expect(accessIn(found)).toMatchObject({
      time: 1_784_548_800_000,
      requestId: ONE,
      text: MESSAGE,
      origin: { accountId: "123456789012", logGroup: "/aws/apigateway/pets", logStream: "abc" },
    });
  });

  test("may hold an entry of an execution log, with a bar in it", () => {
    const found = read("Field | Value", `@message | (${ONE}) Endpoint request URI: a | b`);
    expect(executionIn(found).text).toBe("Endpoint request URI: a | b");
  });

  test("may have the fields of an access log for its rows", () => {
    const found = read("field | value", "status | 502", "integrationStatus | -", "");
    expect(accessIn(found)).toMatchObject({
      fields: { status: "502" },
      unset: ["integrationStatus"],
    });
  });

  test("ends with the next one, and with a line that is no row", () => {
    const table = ["Field | Value", "-- | --", `@message | ${MESSAGE}`];
    const entry = `(${ONE}) Endpoint request URI: x`;
    const found = read(...table, ...table, '{"a": "b | c"}', ...table, "hello", ...table, entry);
    expect(textsIn(found)).toEqual([MESSAGE, MESSAGE, MESSAGE, MESSAGE, "Endpoint request URI: x"]);
    expect(unreadIn(found)).toEqual(['wrong_shape: {"a": "b | c"}', "not_a_log_line: hello"]);
  });

  test("is counted once when it is of something else, and not at all without rows", () => {
    expect(unreadIn(read("Field | Value", "name | x", "size | y"))).toEqual([
      "wrong_shape: name | x\nsize | y",
    ]);
    expect(read("Field | Value", "")).toMatchObject({ records: [], unreadable: [] });
  });

  test("has a thousand rows at most", () => {
    const rows = Array.from({ length: 1001 }, (_, at) => `f${at} | x`);
    expect(unreadIn(read("Field | Value", ...rows))).toHaveLength(2);
  });

  test("is not in a payload", () => {
    const payload = `(${ONE}) Method request body before transformations: a`;
    expect(textsIn(read(payload, "Field | Value", "status | 502"))).toHaveLength(1);
  });
});
