import { expect, test } from "vitest";
import type { LogRecord } from "../../shared/domain/record.ts";
import { access, executions } from "../build/records.ts";
import { correlated, toldAll } from "./correlated.ts";

const A = "0a000000-0000-4000-8000-00000000000a";
const B = "0b000000-0000-4000-8000-00000000000b";

/** The texts of each trace, without ids. */
function grouped(records: readonly LogRecord[]) {
  return correlated(records).map((trace) => trace.records.map(({ text }) => text));
}

const FAILURE = "Execution failed due to a timeout error";
const END = "Method completed with status: 504";

test("lines without an id that stand together are one request, as they stand", () => {
  const lines = [END, "X-ray Tracing ID : 1-2-3", "AWS Integration Endpoint RequestId : r"];

  expect(toldAll(executions(lines))).toEqual([[undefined, ...lines]]);
});

test("lines of an excerpt keep their order within one second", () => {
  const lines = [
    "@1000 Sending request to https://z.example.com/authorizer",
    "@1000 Authorizer result body before parsing: {}",
    "@1000 Sending request to https://a.example.com/",
    "@2000 Received response. Status: 200, Integration latency: 9 ms",
  ];

  expect(grouped(executions(lines))).toEqual([lines.map((line) => line.slice(6))]);
});

test("lines of an excerpt whose times fall are put in order", () => {
  const lines = [
    `@2000 ${FAILURE}`,
    "@1000 Sending request to x",
    "Starting execution for request: x",
  ];

  expect(grouped(executions(lines))).toEqual([
    ["Starting execution for request: x", "Sending request to x", FAILURE],
  ]);
});

test("a step in other words behind a failure is another request's, whose beginning was left out", () => {
  const one = ["Sending request to https://a.example.com/", FAILURE];
  const two = ["Sending request to https://b.example.com/", "Execution failed: Invalid endpoint"];

  expect(grouped(executions([...one, ...two]))).toEqual([one, two]);
  expect(grouped(executions([...one, ...one]))).toEqual([one]);
});

test("a failure repeated without its time, behind the end of a request with times, is a quotation", () => {
  const timed = [`@1000 ${FAILURE}`, `@1000 ${END}`];

  expect(grouped(executions([...timed, FAILURE]))).toEqual([[FAILURE, END]]);
  expect(grouped(executions([...timed, FAILURE, FAILURE]))).toEqual([[FAILURE, END]]);
});

test.each([
  { name: "another failure", lines: ["Execution failed: Invalid endpoint"] },
  { name: "the failure with a time", lines: [`@2000 ${FAILURE}`] },
])("$name behind the end is another request's", ({ lines }) => {
  const timed = [`@1000 ${FAILURE}`, `@1000 ${END}`];

  expect(grouped(executions([...timed, ...lines]))).toHaveLength(2);
});

test("a failure repeated behind the end of a request without times is another request's", () => {
  expect(grouped(executions([FAILURE, END, FAILURE]))).toHaveLength(2);
});

test("a repeated line of an excerpt stands once", () => {
  expect(grouped(executions([FAILURE, FAILURE, END, END]))).toEqual([[FAILURE, END]]);
});

test.each([
  {
    name: "a second header",
    first: ["Execution log for request test-request", FAILURE],
    next: "Execution log for request other",
  },
  {
    name: "a header after other lines",
    first: [FAILURE],
    next: "Execution log for request test-request",
  },
  {
    name: "another start",
    first: ["@1 Starting execution for request: test-request"],
    next: "@2 Starting execution for request: test-request",
  },
  {
    name: "another extended id",
    first: ["Extended Request Id: AbCd1="],
    next: "Extended Request Id: EfGh2=",
  },
  {
    name: "another usage plan line",
    first: ["Verifying Usage Plan for request: x. API Key:  API Stage: a/b"],
    next: "Verifying Usage Plan for request: x. API Key:  API Stage: c/d",
  },
  {
    name: "another authorizer",
    first: ["Starting authorizer: one"],
    next: "Starting authorizer: two",
  },
  { name: "another end", first: [END], next: "Method completed with status: 200" },
  { name: "a line after the end", first: [END], next: FAILURE },
  { name: "a line after a trailer", first: [END, "X-ray Tracing ID : 1-2-3"], next: FAILURE },
  { name: "a start after a refusal", first: ["Unauthorized"], next: "Extended Request Id: AbCd1=" },
  {
    name: "another request's name",
    first: [`Starting execution for request: ${A}`],
    next: `Verifying Usage Plan for request: ${B}. API Key:`,
  },
])("$name begins another request", ({ first, next }) => {
  const traces = correlated(executions([...first, next]));

  expect(traces.map(({ records }) => records.length)).toEqual([first.length, 1]);
});

test.each([
  {
    name: "gateway response",
    lines: [
      "Authorizer error",
      "AuthorizerConfigurationException",
      "Gateway response type: DEFAULT_5XX with status code: 500",
    ],
  },
  { name: "second word of a refusal", lines: [`Unauthorized request: ${A}`, "Unauthorized"] },
  {
    name: "trailer",
    lines: [END, "AWS Integration Endpoint RequestId : r", "X-ray Tracing ID : 1-2-3"],
  },
  {
    name: "start that is repeated",
    lines: [
      "@1 Starting execution for request: x",
      "@1 HTTP Method: GET",
      "@1 Starting execution for request: x",
    ],
  },
  {
    name: "header that is repeated",
    lines: ["Execution log for request x", "Execution log for request x", FAILURE],
  },
  {
    name: "start of another kind",
    lines: [
      "Extended Request Id: AbCd1=",
      "Starting authorizer: one",
      "Starting execution for request: x",
    ],
  },
])("a $name does not begin another request", ({ lines }) => {
  expect(correlated(executions(lines))).toHaveLength(1);
});

test.each([
  `Execution log for request ${A}`,
  `Starting execution for request: ${A}`,
  `Verifying Usage Plan for request: ${A}. API Key:  API Stage: a/b`,
  `Starting authorizer: auth01 for request: ${A}`,
  `Unauthorized request: ${A}`,
])("an excerpt is named by: %s", (line) => {
  const [trace] = correlated(executions([line]));

  expect(trace?.requestId).toBe(A);
});

test.each([
  "Execution log for request test-request",
  "Starting execution for request: test-invoke-request",
  "Execution log for request <request-id>",
  "Execution log for request ...",
  "Execution log for request",
  `Sending request to request: ${A}`,
])("an excerpt is not named by: %s", (line) => {
  const [trace] = correlated(executions([line]));

  expect(trace).not.toHaveProperty("requestId");
});

test("an excerpt joins the records of the request it names", () => {
  const prefixed = executions([`(${A}) X-ray Tracing ID : 1-2-3`], { input: "a.log" });
  const excerpt = executions([`Starting execution for request: ${A}`, FAILURE, END], {
    input: "b.log",
  });
  const expected = [
    [A, `Starting execution for request: ${A}`, FAILURE, END, "X-ray Tracing ID : 1-2-3"],
  ];

  expect(toldAll([...prefixed, ...excerpt])).toEqual(expected);
  expect(toldAll([...excerpt, ...prefixed])).toEqual(expected);
});

test("an excerpt given twice is one request when it is named", () => {
  const lines = [`Execution log for request ${A}`, FAILURE, END];

  expect(
    toldAll([...executions(lines, { input: "a" }), ...executions(lines, { input: "b" })]),
  ).toEqual([[A, ...lines]]);
});

test("an access record joins the excerpt with its extended request id", () => {
  const excerpt = executions(["Extended Request Id: AbCd1=", END]);
  const row = access({ extendedRequestId: "AbCd1=" });

  expect(toldAll([row, ...excerpt])).toEqual([
    [undefined, "Extended Request Id: AbCd1=", END, row.text],
  ]);
  expect(toldAll([...excerpt, row])).toHaveLength(1);
});

test.each([
  "test-request",
  "test-invoke-request",
  "UUID_REPLACED_INVALID_REQUEST_ID",
  "************************************",
  "XXX",
  "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
  "00000000-0000-0000-0000-000000000000",
  "<request-id>",
  "{requestId}",
  "REDACTED",
  "request-id",
  "masked",
  "uuid",
  "guid",
  "id",
  "requestId",
  "",
  "...",
  " ' ",
])("(%s) is no identity", (id) => {
  const traces = correlated(
    executions([`(${id}) ${FAILURE}`, `(${id}) ${END}`, `(${id}) ${FAILURE}`]),
  );

  expect(traces.map(({ requestId, records }) => [requestId, records.length])).toEqual([
    [undefined, 2],
    [undefined, 1],
  ]);
});

test("lines with an id that is none are told from each other by its text and their stream", () => {
  const one = executions([`(XXX) ${FAILURE}`, `(***) ${FAILURE} again`], { logStream: "one" });
  const two = executions([`(XXX) ${FAILURE}`], { logStream: "two" });

  expect(grouped([...one, ...two])).toEqual([[FAILURE], [`${FAILURE} again`], [FAILURE]]);
});

test("records of other requests do not part lines with an id that is none", () => {
  const lines = executions([`(XXX) ${FAILURE}`, `(${A}) ${END}`, `(XXX) ${END}`]);

  expect(grouped(lines)).toEqual([[END], [FAILURE, END]]);
});

test("excerpts with one extended request id are one request", () => {
  const [one, two] = ["a.log", "b.log"].map((input) =>
    executions(["Extended Request Id: AbCd1=", END], { input }),
  );

  expect(grouped([...(one ?? []), ...(two ?? [])])).toEqual([["Extended Request Id: AbCd1=", END]]);
});

test("an excerpt joins by the extended request id of another that was joined by name", () => {
  const prefixed = executions([`(${A}) ${FAILURE}`], { input: "a.log" });
  const named = executions([`Execution log for request ${A}`, "Extended Request Id: AbCd1="], {
    input: "b.log",
  });
  const extended = executions(["Extended Request Id: AbCd1=", END], { input: "c.log" });

  expect(correlated([...prefixed, ...named, ...extended])).toHaveLength(1);
});
