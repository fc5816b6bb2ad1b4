import { describe, expect, test } from "vitest";
import { accessIn, fieldsIn, ONE, read, textsIn, unreadIn } from "../build/parsed.ts";

const NOON = Date.UTC(2026, 6, 20, 12);
const MESSAGE = `(${ONE}) Method completed with status: 502`;

describe("the console's CSV", () => {
  test.each([
    { what: "with its header", lines: ["timestamp,message", `${NOON},"${MESSAGE}"`] },
    { what: "with quotes around all", lines: ['"timestamp","message"', `"${NOON}","${MESSAGE}"`] },
    { what: "in capitals", lines: ["Timestamp,Message", `${NOON},${MESSAGE}`] },
    { what: "without its header", lines: [`${NOON},"${MESSAGE}"`] },
    { what: "without quotes", lines: [`${NOON},${MESSAGE}`] },
    { what: "with a blank behind the comma", lines: [`${NOON}, "${MESSAGE}"`] },
  ])("is read $what", ({ lines }) => {
    const found = read(...lines);
    expect(found.forms).toEqual(["console_csv"]);
    expect(found.records).toEqual([
      {
        kind: "execution",
        requestId: ONE,
        time: NOON,
        text: "Method completed with status: 502",
        place: { input: "input.log", line: lines.length },
        origin: {},
      },
    ]);
    expect(found.unreadable).toEqual([]);
  });

  test("has messages over several lines, blank ones too, with quotes doubled", () => {
    const found = read(
      "timestamp,message",
      `${NOON},"(${ONE}) Endpoint response body before transformations: {`,
      '""a"": 1',
      "",
      '}"',
      `${NOON},"${MESSAGE}"`,
    );
    expect(textsIn(found)).toEqual([
      'Endpoint response body before transformations: {\n"a": 1\n\n}',
      "Method completed with status: 502",
    ]);
    expect(found.records.map(({ place }) => place.line)).toEqual([2, 6]);
  });

  test("keeps the commas of a message that nobody quoted", () => {
    const found = read(
      `${NOON},(${ONE}) Method request headers: {a=b, c="d, e}`,
      `${NOON},{"requestId":"x","status":"500","httpMethod":"GET"}`,
    );
    expect(textsIn(found)).toEqual([
      'Method request headers: {a=b, c="d, e}',
      '{"requestId":"x","status":"500","httpMethod":"GET"}',
    ]);
  });

  test("counts a row whose quotes never close, and reads the next", () => {
    const found = read(
      "timestamp,message",
      `${NOON},"(${ONE}) Method request`,
      `${NOON},"${MESSAGE}"`,
    );
    expect(textsIn(found)).toEqual(["Method completed with status: 502"]);
    expect(found.unreadable).toEqual([
      {
        code: "not_a_log_line",
        place: { input: "input.log", line: 2 },
        excerpt: `${NOON},"(${ONE}) Method request`,
      },
    ]);
  });

  test("counts a row that an entry interrupts, and one at the end", () => {
    expect(unreadIn(read(`${NOON},"abc`, MESSAGE, `${NOON},"def`))).toEqual([
      `not_a_log_line: ${NOON},"abc`,
      `not_a_log_line: ${NOON},"def`,
    ]);
  });

  test("counts a row longer than a megabyte", () => {
    const found = read(`${NOON},"abc`, "x".repeat(600_000), "x".repeat(600_000), MESSAGE);
    expect(found.unreadable.map(({ code, place }) => [code, place.line])).toEqual([
      ["too_large", 1],
    ]);
    expect(textsIn(found)).toEqual(["Method completed with status: 502"]);
  });

  test("counts rows that are no log of ours", () => {
    expect(unreadIn(read("timestamp,message", `${NOON},hello`, `${NOON},"a" b "c`))).toEqual([
      "not_a_log_line: hello",
      `not_a_log_line: ${NOON},"a" b "c`,
    ]);
  });

  test("ends where other lines begin", () => {
    const found = read("timestamp,message", `${NOON},${MESSAGE}`, "", "hello", "a,b");
    expect(unreadIn(found)).toEqual(["not_a_log_line: hello", "not_a_log_line: a,b"]);
  });

  test("is not in a payload", () => {
    expect(
      textsIn(
        read(`(${ONE}) Endpoint response body before transformations:`, "status,path", "200,/x"),
      ),
    ).toEqual(["Endpoint response body before transformations:\nstatus,path\n200,/x"]);
  });
});

describe("the CSV of Logs Insights", () => {
  test.each([
    {
      what: "its columns in any order",
      lines: ["@message,@timestamp,@ptr", `"${MESSAGE}",2026-07-20 12:00:00.000,Cl4K`],
    },
    {
      what: "time and message",
      lines: ["@timestamp,@message", `2026-07-20 12:00:00.000,"${MESSAGE}"`],
    },
    { what: "no header", lines: [`"2026-07-20 12:00:00.000","${MESSAGE}"`] },
    {
      what: "group and stream",
      lines: [
        "@timestamp,@log,@logStream,@message",
        `2026-07-20 12:00:00.000,123456789012:g,s,"${MESSAGE}"`,
      ],
    },
  ])("is read with $what", ({ lines }) => {
    const found = read(...lines);
    expect(found.forms).toEqual(["insights_csv"]);
    expect(found.records).toMatchObject([
      { requestId: ONE, time: NOON, zone: "UTC", text: "Method completed with status: 502" },
    ]);
  });

  test("may have the columns of an access log", () => {
    const found = read(
      "requestId,status,error.message,integration.error",
      "a,504,Endpoint request timed out,-",
      'b,502,"Internal server error","Lambda Customer Function Error:a, b"',
    );
    expect(found.records).toMatchObject([
      {
        requestId: "a",
        fields: { status: "504", "error.message": "Endpoint request timed out" },
        text: "a,504,Endpoint request timed out,-",
      },
      {
        requestId: "b",
        fields: { status: "502", "integration.error": "Lambda Customer Function Error:a, b" },
      },
    ]);
    expect(found.forms).toEqual(["insights_csv"]);
  });

  test("puts what is too much into the last column, and counts a row with too little", () => {
    const found = read("requestId,status,error.message", "a,502,x,y,z", "b,502", 'c,"502');
    expect(fieldsIn(found)).toEqual({ requestId: "a", status: "502", "error.message": "x,y,z" });
    expect(unreadIn(found)).toEqual(["not_a_log_line: b,502", 'not_a_log_line: c,"502']);
  });

  test("counts a row over lines with too little", () => {
    expect(unreadIn(read("requestId,status,error.message", 'a,"5', '02"'))).toEqual([
      'not_a_log_line: a,"5\n02"',
    ]);
  });

  test("goes on behind a blank line, and ends with a line of another kind", () => {
    const head = "@message,@timestamp";
    const row = `"${MESSAGE}",2026-07-20 12:00:00.000`;
    expect(read(head, "", row).records.map(({ time }) => time)).toEqual([NOON]);
    expect(read(head, " ", row).records.map(({ time }) => time)).toEqual([NOON]);
    expect(read(head, "hello", row).records.map(({ time }) => time)).toEqual([undefined]);
  });

  test.each(["[1, 2]", '{"a": 1, "b": 2}', "<a>1, 2</a>", "| 1, 2 |"])("ends before %s", (line) => {
    expect(read("requestId,status", line, "a,502").records).toEqual([]);
  });

  test("ends before an entry with commas", () => {
    const found = read("requestId,status", `12:00:00 (${ONE}) HTTP Method: GET, Resource Path: /`);
    expect(textsIn(found)).toEqual(["HTTP Method: GET, Resource Path: /"]);
  });

  test.each([
    "a,b",
    "status,",
    "requestId,42",
    "hello, world",
    "status;path",
    `${"status,".repeat(700)}path`,
  ])("is not begun by %s", (line) => {
    expect(read(line).unreadable.map(({ code }) => code)).toEqual(["not_a_log_line"]);
  });
});

describe("a table copied from Insights", () => {
  test("is read by its columns, counts too", () => {
    const found = read(
      "| error_responseType | status | integration_ status | integration_ integrationStatus | error_message_ short | count(*) |",
      "| --- | --- | --- | --- | --- | --- |",
      "| DEFAULT_4XX | 403 | - | - | Invalid key=value pair (missing equal-sign) in Authorization header | 781 |",
      "| - | 301 | 301 | 200 | - | nobody knows |",
    );
    expect(found.forms).toEqual(["table_text"]);
    expect(found.records).toMatchObject([
      {
        count: 781,
        fields: { "error.responseType": "DEFAULT_4XX", status: "403" },
        place: { line: 3 },
      },
      {
        count: 1,
        fields: {
          status: "301",
          "integration.status": "301",
          "integration.integrationStatus": "200",
        },
      },
    ]);
  });

  test("may hold times and messages", () => {
    const found = read(
      "@timestamp | @message",
      "--- | ---",
      `2026-07-20 12:00:00.000 | (${ONE}) Method request path: {a | b}`,
    );
    expect(found.records).toMatchObject([
      { time: NOON, zone: "UTC", text: "Method request path: {a | b}" },
    ]);
  });

  test("may be a table of entries whose header is the first of them", () => {
    const found = read(
      `2026-07-20T12:00:00Z | (${ONE}) Method request path: {}`,
      "-- | --",
      `  | 2026-07-20T12:00:00Z | ${MESSAGE}`,
    );
    expect(textsIn(found)).toEqual([
      "Method request path: {}",
      "Method completed with status: 502",
    ]);
  });

  test("ends with the first line that has no bar, or too few", () => {
    const found = read(
      "| requestId | status |",
      "| a | 502 |",
      "hello",
      "| requestId | status |",
      "| b |",
    );
    expect(textsIn(found)).toEqual(["| a | 502 |"]);
    expect(unreadIn(found)).toEqual(["not_a_log_line: hello", "not_a_log_line: | b |"]);
  });

  test("counts equal requests as one at least", () => {
    expect(accessIn(read("| status | requestId | count() |", "| 502 | a | 0 |")).count).toBe(1);
  });

  test.each(["| a | b |", "| status |", "| status | - |"])("is not begun by %s", (line) => {
    expect(unreadIn(read(line))).toEqual([`not_a_log_line: ${line}`]);
  });
});
