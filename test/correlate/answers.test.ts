import { expect, test } from "vitest";
import type { AccessFields, LogRecord } from "../../shared/domain/record.ts";
import { access, executions } from "../build/records.ts";
import { toldAll } from "./correlated.ts";

const TIMEOUT = "Execution failed due to a timeout error";
const END = "Method completed with status: 504";
const TIMED_OUT: AccessFields = { "error.message": "Endpoint request timed out" };

function answer(fields: AccessFields = TIMED_OUT, input = "orders.log"): LogRecord {
  return access(fields, { place: { input, line: 1 }, text: "the answer" });
}

test.each([
  { what: "before a console's test", records: [answer(), ...executions([TIMEOUT, END])] },
  {
    what: "behind a request",
    records: [...executions([`(a) ${TIMEOUT}`, `(a) ${END}`]), answer()],
  },
  {
    what: "with its status",
    records: [answer({ ...TIMED_OUT, status: "504" }), ...executions([TIMEOUT, END])],
  },
])("an answer $what that says the same is none of its own", ({ records }) => {
  expect(toldAll(records).map((told) => told.slice(1))).toEqual([[TIMEOUT, END]]);
});

test.each([
  { what: "that ended otherwise", records: [answer(), ...executions(["Endpoint response body"])] },
  { what: "of another input", records: [answer(TIMED_OUT, "b.log"), ...executions([TIMEOUT])] },
  { what: "of the input before", records: [...executions([TIMEOUT]), answer(TIMED_OUT, "b.log")] },
  { what: "behind another", records: [...executions([TIMEOUT]), access({ path: "/" }), answer()] },
])("an answer beside a request $what is a request", ({ records }) => {
  expect(toldAll(records)).toContainEqual([undefined, "the answer"]);
});

test.each([
  { what: "with another status", fields: { ...TIMED_OUT, status: "500" } },
  { what: "with a path", fields: { ...TIMED_OUT, path: "/x" } },
  { what: "in other words", fields: { "error.message": "Too Many Requests" } },
  { what: "without words", fields: { status: "504" } },
])("a row $what is a request beside one that timed out", ({ fields }) => {
  const records = [answer(fields), ...executions([TIMEOUT, END])];
  expect(toldAll(records)).toContainEqual([undefined, "the answer"]);
});

test("a second answer is a request of its own", () => {
  expect(toldAll([...executions([TIMEOUT]), answer(), answer()])).toHaveLength(2);
});
