import { describe, expect, test } from "vitest";
import { EXTENDED, fieldsIn, ONE, read, TWO, textsIn, unreadIn } from "../build/parsed.ts";

const NOON = Date.UTC(2026, 6, 20, 12);
const STATUS = "Method completed with status: 502";
const MESSAGE = `(${ONE}) ${STATUS}`;
const ANSWER = `(${ONE}) Endpoint response body before transformations: {"a": [1, 2]}`;
const QUOTED = `"${ANSWER.replaceAll('"', '""')}"`;
const ACCESS = { requestId: "a", status: "504", httpMethod: "GET", integrationStatus: "200" };
const QUOTED_ACCESS = `"${JSON.stringify(ACCESS).replaceAll('"', '""')}"`;

function idsIn(found: ReturnType<typeof read>): readonly (string | undefined)[] {
  return found.records.map(({ requestId }) => requestId);
}

/** What other programs make of the console's and Insights' CSV. */
const TABLES = [
  { what: "semicolons", header: "timestamp;message", before: `${NOON};`, time: NOON },
  { what: "tabs", header: "timestamp\tmessage", before: `${NOON}\t`, time: NOON },
  { what: "semicolons and Excel's numbers", header: "timestamp;message", before: "1,78455E+12;" },
  { what: "Excel's numbers", header: "timestamp,message", before: "1.78455E+12," },
  { what: "times of the day", header: '"timestamp","message"', before: '"7/20/2026 12:00:00 PM",' },
  {
    what: "Kibana's dates",
    header: "@timestamp,@message",
    before: '"Jul 20, 2026 @ 12:00:00.000",',
  },
  { what: "dates", header: "Date,Host,Message", before: '"2026-07-20T12:00:00Z","h",', time: NOON },
  {
    what: "a group first",
    header: "log_group,timestamp,message",
    before: `/g,${NOON},`,
    time: NOON,
  },
  { what: "messages alone", header: "@message", before: "" },
  { what: "messages alone, quoted", header: '"message"', before: "" },
];

describe("a table of events, saved by another program", () => {
  test.each(TABLES)("is read with $what", ({ header, before, time }) => {
    const found = read(header, `${before}${QUOTED}`, `${before}${MESSAGE}`);
    expect(textsIn(found)).toEqual([ANSWER.slice(39), STATUS]);
    expect(found.records.map((record) => record.time)).toEqual([time, time]);
    expect(unreadIn(found)).toEqual([]);
  });

  test.each(TABLES)("may be of an access log, with $what", ({ header, before }) => {
    expect(fieldsIn(read(header, `${before}${QUOTED_ACCESS}`))).toMatchObject(ACCESS);
  });

  test.each([
    { what: "quotes", row: `${QUOTED},"2026-07-20T12:00:00Z"`, text: ANSWER },
    { what: "no quotes", row: `${MESSAGE},2026-07-20T12:00:00Z`, text: MESSAGE },
    {
      what: "more lines",
      row: `"(${ONE}) Method request body before transformations: {\n""a"": 1\n}",2026-07-20T12:00:00Z`,
      text: `(${ONE}) Method request body before transformations: {\n"a": 1\n}`,
    },
  ])("may begin with the message: $what", ({ row, text }) => {
    const found = read("_raw,_time", row, row.replace(ONE, TWO));
    expect(textsIn(found)).toEqual([text.slice(39), text.slice(39)]);
    expect(found.records.map(({ time }) => time)).toEqual([NOON, NOON]);
  });

  test("may have messages over several lines and nothing else", () => {
    const found = read("message", MESSAGE, `"(${ONE}) Method request headers: {`, 'a=""b""', '}"');
    expect(textsIn(found)).toEqual([STATUS, 'Method request headers: {\na="b"\n}']);
  });

  test.each([
    { what: "a line of a payload, where the heading is a payload's word", heading: "message" },
    { what: "a line with commas of its own", heading: "_raw,_time" },
    { what: "a line with one comma", heading: "timestamp,message" },
  ])("has no row in $what", ({ heading }) => {
    const line = `(${ONE}) Method request query string: {limit=10, q=5}`;
    expect(textsIn(read(heading, line, "  a, b"))).toEqual([`${line.slice(39)}\n  a, b`]);
  });

  test("is not begun by a payload's line", () => {
    expect(textsIn(read(ANSWER, "message", '"a, b"'))).toEqual([
      `${ANSWER.slice(39)}\nmessage\n"a, b"`,
    ]);
  });

  test.each(["a;b", "status;requestId", "status\trequestId", "messages", '"message'])(
    "is not begun by %s",
    (line) => {
      expect(unreadIn(read(line))).toEqual([`not_a_log_line: ${line}`]);
    },
  );

  test("ends with a line of another kind, messages alone, too", () => {
    expect(unreadIn(read("message", "hello", '"(a) b"'))).toEqual([
      "not_a_log_line: hello",
      'not_a_log_line: "(a) b"',
    ]);
  });
});

describe("columns that a query of Insights parsed", () => {
  const rows = [
    [ONE, "Endpoint response body before transformations: {}"],
    [TWO, "Method completed with status: 504"],
    [ONE, STATUS],
  ] as const;
  const texts = rows.map(([, text]) => text);

  test.each([
    {
      what: "id and message",
      lines: ["reqId,message", ...rows.map(([id, text]) => `${id},${text}`)],
    },
    {
      what: "id and a name of one's own",
      lines: [
        "@timestamp,reqId,rest",
        ...rows.map(([id, text]) => `2026-07-20 12:00:00.000,${id},${text}`),
      ],
    },
    {
      what: "the whole message beside them",
      lines: [
        "@message,reqId,message",
        ...rows.map(([id, text]) => `(${id}) ${text},${id},${text}`),
      ],
    },
    {
      what: "objects",
      lines: [JSON.stringify(rows.map(([reqId, message]) => ({ reqId, message })))],
    },
    {
      what: "lists of fields",
      lines: [
        JSON.stringify({
          results: rows.map(([id, text]) => [
            { field: "id", value: id },
            { field: "msg", value: text },
            { field: "@ptr", value: "Cl4K" },
          ]),
        }),
      ],
    },
    {
      what: "a table",
      lines: [
        "| id | message |",
        "| --- | --- |",
        ...rows.map(([id, text]) => `| ${id} | ${text} |`),
      ],
    },
  ])("are entries of their requests: $what", ({ lines }) => {
    const found = read(...lines);
    expect(textsIn(found)).toEqual(texts);
    expect(idsIn(found)).toEqual([ONE, TWO, ONE]);
    expect(unreadIn(found)).toEqual([]);
  });

  test("may have an extended id", () => {
    expect(idsIn(read("id,message", `${EXTENDED},${STATUS}`))).toEqual([EXTENDED]);
  });

  test("take the id from the column that is named so, where several hold one", () => {
    expect(idsIn(read("trace,requestId,message", `${TWO},${ONE},${STATUS}`))).toEqual([ONE]);
  });

  test.each([
    { what: "two ids without a name", row: { a: ONE, b: TWO, rest: STATUS } },
    { what: "no id", row: { a: "b", rest: STATUS } },
    { what: "two messages", row: { a: ONE, b: STATUS, c: STATUS } },
    { what: "an application's words", row: { a: ONE, level: "error", rest: STATUS } },
    { what: "an error", row: { a: ONE, theError: "Execution failed due to a timeout error" } },
  ])("are no entry with $what", ({ row }) => {
    expect(idsIn(read(JSON.stringify(row)))).not.toContain(ONE);
  });

  test("are an access log's where a variable repeats the words of the other log", () => {
    const error = "Execution failed due to a timeout error";
    const row = { requestId: ONE, status: "504", "integration.error": error };
    expect(fieldsIn(read(JSON.stringify(row)))).toEqual(row);
  });

  test("are a payload's inside an entry", () => {
    const payload = JSON.stringify({ a: ONE, rest: STATUS });
    expect(textsIn(read(ANSWER, payload))).toEqual([`${ANSWER.slice(39)}\n${payload}`]);
  });
});
