import { expect, test } from "vitest";
import { areTrailers, hasStart, hasStep } from "../../shared/correlate/started.ts";
import { access, executions } from "../build/records.ts";

const START = "Starting execution for request: id-1";
const STEP = "Received response. Status: 200, Integration latency: 28 ms";
const FAILURE = "Execution failed due to a timeout error";
const END = "Method completed with status: 504";
const TRAILER = "AWS Integration Endpoint RequestId : 5f0c0b7e-0000-4000-8000-000000000001";
const ROW = access({ requestId: "id-1", status: "504" });

test.each([
  { name: "a beginning", records: executions([START]), start: true, step: false, trailers: false },
  { name: "a step", records: executions([STEP]), start: false, step: true, trailers: false },
  { name: "a failure", records: executions([FAILURE]), start: false, step: false, trailers: false },
  { name: "an end", records: executions([END]), start: false, step: false, trailers: false },
  { name: "a trailer", records: executions([TRAILER]), start: false, step: false, trailers: true },
  { name: "a row of an access log", records: [ROW], start: true, step: false, trailers: false },
  {
    name: "an end with its trailer",
    records: executions([END, TRAILER]),
    start: false,
    step: false,
    trailers: false,
  },
  {
    name: "all of them",
    records: [...executions([TRAILER, END, STEP, START]), ROW],
    start: true,
    step: true,
    trailers: false,
  },
])("$name: begun $start, told step by step $step, only a trailer $trailers", (row) => {
  expect(hasStart(row.records)).toBe(row.start);
  expect(hasStep(row.records)).toBe(row.step);
  expect(areTrailers(row.records)).toBe(row.trailers);
});
