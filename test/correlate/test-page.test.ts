import { expect, test } from "vitest";
import { access, executions } from "../build/records.ts";
import { toldAll } from "./correlated.ts";

const A = "0a000000-0000-4000-8000-00000000000a";
const B = "0b000000-0000-4000-8000-00000000000b";
const HEADER = `Execution log for request ${A}`;
const FAILURE = "Execution failed due to a timeout error";
const END = "Method completed with status: 504";

const PAGE = access(
  { status: "504" },
  { isTestPage: true, text: "page", place: { input: "orders.log", line: 1 } },
);

test.each([
  { what: "a log with its header", log: [HEADER, FAILURE, END], id: A },
  { what: "a log without", log: [FAILURE, END], id: undefined },
  { what: "a log that goes no further", log: [FAILURE], id: undefined },
])("a test's page and $what are one request", ({ log, id }) => {
  expect(toldAll([PAGE, ...executions(log)])).toEqual([[id, ...log, "page"]]);
});

test("a page is one request by itself", () => {
  expect(toldAll([PAGE])).toEqual([[undefined, "page"]]);
});

test("the next page begins another", () => {
  const log = executions([FAILURE, END]);
  expect(toldAll([PAGE, ...log, PAGE, ...log])).toEqual([
    [undefined, FAILURE, END, "page"],
    [undefined, FAILURE, END, "page"],
  ]);
});

test("a page is none of a request beside it whose lines have their id", () => {
  const log = executions([`(${B}) Starting execution for request: ${B}`]);
  expect(toldAll([PAGE, ...log]).map((told) => told.length)).toEqual([2, 2]);
  expect(toldAll([...log, PAGE]).map((told) => told.length)).toEqual([2, 2]);
});

test("an answer beside a page and its log that says the same is none of its own", () => {
  const answer = access({ "error.message": "Endpoint request timed out" }, { place: PAGE.place });
  expect(toldAll([PAGE, ...executions([FAILURE, END]), answer])).toHaveLength(1);
});
