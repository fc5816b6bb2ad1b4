import { expect, test } from "vitest";
import type { LogRecord } from "../../shared/domain/record.ts";
import { executions } from "../build/records.ts";
import { correlated } from "./correlated.ts";

const A = "0a000000-0000-4000-8000-00000000000a";
const B = "0b000000-0000-4000-8000-00000000000b";
const C = "0c000000-0000-4000-8000-00000000000c";
const FAILURE = "Execution failed due to a timeout error";
const END = "Method completed with status: 504";
const HEAD = `(${A}) Extended Request Id: AbCd1=`;
const STEP = `(${A}) HTTP Method: GET, Resource Path: /`;
const STEP_OF_B = `(${B}) HTTP Method: GET, Resource Path: /`;

test.each([
  { name: "the first line lost its prefix", lines: ["Extended Request Id: AbCd1=", STEP] },
  {
    name: "a line between lost its prefix",
    lines: [HEAD, "Starting execution for request: x", STEP],
  },
  { name: "the last line lost its prefix", lines: [HEAD, STEP, END] },
  { name: "lines at both ends lost it", lines: ["Extended Request Id: AbCd1=", STEP, END] },
  { name: "a trailer lost it", lines: [HEAD, `(${A}) ${END}`, "X-ray Tracing ID : 1-2-3"] },
])("$name: it is the request's all the same", ({ lines }) => {
  const [trace, ...others] = correlated(executions(lines));

  expect(others).toEqual([]);
  expect(trace?.requestId).toBe(A);
  expect(trace?.records).toHaveLength(lines.length);
});

test.each([
  { name: "first, where nothing is missing", lines: [FAILURE, HEAD, STEP], sizes: [1, 2] },
  {
    name: "last, where nothing is missing",
    lines: [HEAD, `(${A}) ${END}`, FAILURE],
    sizes: [2, 1],
  },
  {
    name: "last, with a trailer",
    lines: [HEAD, `(${A}) ${END}`, FAILURE, "X-ray Tracing ID : 1-2-3"],
    sizes: [2, 2],
  },
  { name: "between two requests", lines: [HEAD, FAILURE, STEP_OF_B], sizes: [1, 1, 1] },
  {
    name: "between requests, twice",
    lines: [HEAD, FAILURE, STEP_OF_B, "Sending request to x", `(${C}) ${END}`],
    sizes: [1, 1, 1, 1, 1],
  },
  {
    name: "with an end where there is another",
    lines: [HEAD, "Method completed with status: 200", `(${A}) ${END}`],
    sizes: [2, 1],
  },
])("a line without a prefix $name is a request of its own", ({ lines, sizes }) => {
  const traces = correlated(executions(lines));

  expect(traces.map(({ records }) => records.length).toSorted()).toEqual(sizes.toSorted());
});

test("a line joined to a request contradicts the next one as the request's own would", () => {
  const ends = [200, 502].map((status) => `Method completed with status: ${status}`);
  const lines = executions([HEAD, ends[0] ?? "", STEP, ends[1] ?? "", `(${A}) ${FAILURE}`]);

  expect(grouped(lines).map(({ length }) => length)).toEqual([1, 4]);
});

test("a line without a prefix is not joined to a request of another input", () => {
  const other = executions([`(${A}) ${FAILURE}`], { input: "a.log" });
  const lone = executions([END], { input: "b.log" });

  expect(grouped([...other, ...lone])).toHaveLength(2);
});

test("lines with a mask for an id are never joined to those around them", () => {
  expect(grouped(executions([HEAD, `(XXX) ${FAILURE}`, STEP]))).toHaveLength(2);
});

test.each([
  { name: "excerpt", lines: [`@5 (${A}) ${END}`, END, `@6 (${A}) X-ray Tracing ID : 1-2-3`] },
  { name: "request", lines: [`(${A}) ${END}`, `@5 ${END}`, `(${A}) X-ray Tracing ID : 1-2-3`] },
])("the same line without a time in the $name does not contradict", ({ lines }) => {
  expect(grouped(executions(lines))).toHaveLength(1);
});

/** The texts of each trace, without ids. */
function grouped(records: readonly LogRecord[]) {
  return correlated(records).map((trace) => trace.records.map(({ text }) => text));
}
