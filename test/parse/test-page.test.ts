import { describe, expect, test } from "vitest";
import { ONE, read, textsIn, unreadIn } from "../build/parsed.ts";

const HEAD = ["Request: /orders", "Status: 500", "Latency: 29 ms"];
const BODY = ["Response Body", "{", '  "message": "Endpoint request timed out"', "}"];
const SIGNED = ["Response Headers", '{"x-amzn-ErrorType":"InternalServerErrorException"}'];
const HEADERS = '{"a":"b","X-Amzn-ErrorType":"InternalServerErrorException","c":"d"}';
const LOG = [
  `Execution log for request ${ONE}`,
  "Fri Nov 20 10:15:07 UTC 2026 : Method request path: {}",
];
const LOG_TEXTS = [`Execution log for request ${ONE}`, "Method request path: {}"];

const TOLD = { status: "500", path: "/orders", responseLatency: "29" };
const SAID = { "error.message": "Endpoint request timed out" };
const EXCEPTION = { "error.responseType": "InternalServerErrorException" };

describe("the head of a test's page is one record before those of its log", () => {
  test.each([
    {
      what: "whole",
      lines: [...HEAD, "", ...BODY, ...SIGNED, "", "Logs", ""],
      fields: { ...TOLD, ...SAID, ...EXCEPTION },
    },
    {
      what: "with blank lines and other headers",
      lines: [
        ...HEAD,
        " ",
        "Response Body",
        " ",
        ...BODY.slice(1),
        "Response Headers",
        "",
        HEADERS,
      ],
      fields: { ...TOLD, ...SAID, ...EXCEPTION },
    },
    {
      what: "without headers: a function may have said it",
      lines: [...HEAD, ...BODY, "Logs"],
      fields: TOLD,
    },
    {
      what: "with headers that sign nothing",
      lines: [...HEAD, ...BODY, "Response Headers", '{"a":"b"}'],
      fields: TOLD,
    },
    {
      what: "with headers in no JSON",
      lines: [...HEAD, "Response Headers", "{a=b}"],
      fields: TOLD,
    },
    {
      what: "with a body of words",
      lines: [...HEAD, "Response Body", "Gone", "Log"],
      fields: TOLD,
    },
    { what: "with a body that is a list", lines: [...HEAD, "Response Body", "[]"], fields: TOLD },
    {
      what: "with values below their names, as the newer console has them",
      lines: [
        ...["Request", "/orders", "", "Latency", "29", "", "Status", "", "500", "Response body"],
        ...BODY.slice(1),
        ...["Response headers", SIGNED[1] ?? "", "Log"],
      ],
      fields: { ...TOLD, ...SAID, ...EXCEPTION },
    },
    {
      what: "with the unit beside the name",
      lines: ["Latency ms", "29", "Status", "500"],
      fields: { status: "500", responseLatency: "29" },
    },
    {
      what: "with a query, which is no part of the path",
      lines: ["Request: /orders?page=2&sort=asc", "Status: 500"],
      fields: { status: "500", path: "/orders" },
    },
    {
      what: "with a query, the path below its name",
      lines: ["Request", "/orders?", "Status", "500"],
      fields: { status: "500", path: "/orders" },
    },
    { what: "its status alone", lines: ["Status: 500"], fields: { status: "500" } },
    { what: "its body alone", lines: BODY, fields: {} },
  ])("$what", ({ lines, fields }) => {
    const found = read(...lines, ...LOG);
    expect(found.records[0]).toMatchObject({
      kind: "access",
      isTestPage: true,
      place: { line: 1 },
    });
    expect(found.records[0]).toHaveProperty("fields", fields);
    expect(textsIn(found)).toEqual([lines.join("\n").trim(), ...LOG_TEXTS]);
    expect(found.unreadable).toEqual([]);
    expect(found.forms).toEqual(["console_test"]);
  });

  test.each([
    { what: "words without a prefix", line: "Starting execution for request: test-invoke-request" },
    { what: "such words, indented", line: "  Starting execution for request: test" },
    { what: "an entry of a date", line: LOG[1] ?? "" },
  ])("also where the log begins with $what", ({ line }) => {
    expect(read("Status: 500", line).records).toHaveLength(2);
  });

  test("also where no log follows: then the body is taken at its word", () => {
    const found = read(...HEAD, ...BODY, "Logs", "and so on");
    expect(found.records).toMatchObject([{ fields: { ...TOLD, ...SAID }, isTestPage: true }]);
    expect(unreadIn(found)).toEqual(["not_a_log_line: and so on"]);
    expect(found.forms).toEqual(["console_test"]);
  });

  test("also where no status is left: then the body has to be the gateway's", () => {
    const found = read("Latency: 29 ms", ...BODY);
    expect(found.records).toMatchObject([{ fields: { responseLatency: "29", ...SAID } }]);
    expect(read("Latency: 29 ms", "Response Body", '{"message": "Gone"}').records).toEqual([]);
  });

  test("also where its body is of words, which end with their line", () => {
    const found = read(...HEAD, "Response Body", "Gone", "and so on");
    expect(textsIn(found)).toEqual([[...HEAD, "Response Body", "Gone"].join("\n")]);
    expect(unreadIn(found)).toEqual(["not_a_log_line: and so on"]);
  });

  test("also where the next page follows", () => {
    expect(read(...HEAD, ...HEAD).records).toMatchObject([{ fields: TOLD }, { fields: TOLD }]);
  });

  test("also where the next page has its values below their names", () => {
    const page = ["Status", "500", "Latency", "29 ms"];
    const told = { fields: { status: "500", responseLatency: "29" } };
    expect(read(...page, ...page).records).toMatchObject([told, told]);
  });

  test("also where a label stands right behind the body", () => {
    const found = read("Response Body", "{", '"a": 1', "}Request: /orders", "Status: 500");
    expect(found.records).toMatchObject([{ fields: { status: "500", path: "/orders" } }]);
  });

  test("also where its body is cut", () => {
    const lines = [...HEAD, "Response Body", '{"message": "Endpoint requ'];
    const found = read(...lines);
    expect(found.records).toMatchObject([{ fields: TOLD, isTestPage: true }]);
    expect(textsIn(found)).toEqual([lines.join("\n")]);
  });

  test("but not with a body as long as a log", () => {
    const body = ["[", ...Array<string>(70).fill(`"${"y".repeat(1000)}",`)];
    const found = read(...HEAD, "Response Body", ...body);
    expect(found.records).toMatchObject([{ fields: TOLD }]);
    expect(unreadIn(found).length).toBeGreaterThan(1);
  });

  test("and it is over where more is blank than a log is long: no memory goes into that", () => {
    const found = read(...HEAD, ...Array<string>(70_000).fill(""), "Response Body");
    expect(found.records).toMatchObject([{ fields: TOLD }]);
    expect(unreadIn(found)).toEqual(["not_a_log_line: Response Body"]);
  });
});

describe("such words are no page", () => {
  test.each([
    { what: "alone", lines: ["Status: 500"] },
    { what: "without what came of it", lines: ["Request: /orders", "Latency: 29 ms"] },
    { what: "in another order of words", lines: ["Status: 500 or so", "Request: orders", "Logs"] },
    { what: "before a line of somebody's", lines: ["Response Body", "hello", "bye"] },
    { what: "a name above no value of its own", lines: ["Status", "done", "Latency", "500"] },
    { what: "names without values", lines: ["Request", "Status", "", "Latency"] },
    { what: "with blank lines", lines: ["Request: /orders", "", " ", "Latency: 29 ms", "\t"] },
  ])("$what", ({ lines }) => {
    const found = read(...lines);
    expect(found.records).toEqual([]);
    const said = lines.filter((line) => line.trim() !== "");
    expect(unreadIn(found)).toEqual(said.map((line) => `not_a_log_line: ${line}`));
  });

  test("in a payload", () => {
    const first = `(${ONE}) Endpoint response body before transformations:`;
    expect(textsIn(read(first, ...HEAD))).toEqual([[first.slice(39), ...HEAD].join("\n")]);
  });

  test("and a document under them is read by itself", () => {
    const found = read(...BODY);
    expect(found.records).toMatchObject([{ fields: SAID }]);
    expect(found.records[0]).not.toHaveProperty("isTestPage");
    expect(unreadIn(found)).toEqual(["not_a_log_line: Response Body"]);
    expect(unreadIn(read("Response Body", "[{}]"))).toEqual([
      "not_a_log_line: Response Body",
      "wrong_shape: [{}]",
    ]);
  });
});
