import { expect, test } from "vitest";
import { createCorrelator } from "../../shared/correlate/correlator.ts";
import { access, executions } from "../build/records.ts";
import { inSmallHeap } from "../build/small-heap.ts";

const END = "Method completed with status: 500";

/** Room for two traces of one short record. */
const TWO_RECORDS = { heldBytes: 2_600 };

test("nothing is given out before the end while there is room", () => {
  const correlator = createCorrelator();

  expect(correlator.push(executions([`(a1) ${END}`, `(b2) ${END}`]))).toEqual([]);
  expect(correlator.end()).toHaveLength(2);
  expect(correlator.figures()).toEqual({ late: 0, letGo: 0 });
});

test("over the bound the trace that ended longest ago is let go of first", () => {
  const correlator = createCorrelator(TWO_RECORDS);
  const [open, ...ended] = executions(["(a1) HTTP Method: GET", `(b2) ${END}`, `(c3) ${END}`]);

  const letGo = [open, ...ended].flatMap((record) => correlator.push(record ? [record] : []));

  expect(letGo.map(({ requestId }) => requestId)).toEqual(["b2"]);
  expect(correlator.end().map(({ requestId }) => requestId)).toEqual(["c3", "a1"]);
});

test("with none ended the oldest trace is let go of", () => {
  const correlator = createCorrelator(TWO_RECORDS);
  const letGo = executions([
    "(a1) HTTP Method: GET",
    "(b2) HTTP Method: GET",
    "(c3) HTTP Method: GET",
    "(d4) HTTP Method: GET",
  ]).flatMap((record) => correlator.push([record]));

  expect(letGo.map(({ requestId, completeness }) => [requestId, completeness])).toEqual([
    ["a1", "fragment"],
    ["b2", "fragment"],
  ]);
  expect(correlator.figures()).toEqual({ late: 0, letGo: 2 });
});

test("long texts fill the room as many short ones do", () => {
  const correlator = createCorrelator({ heldBytes: 20_000 });

  expect(correlator.push(executions([`(a1) ${"x".repeat(9_000)}`]))).toEqual([]);
  expect(correlator.push(executions([`(b2) ${"x".repeat(9_000)}`]))).toHaveLength(1);
});

test("a trace counts as 900 bytes, a record as 300 and a character as two", () => {
  const records = executions(["(a1) 12345", "(a1) 123"]);
  const bytes = 900 + 2 * 300 + 2 * 8;

  expect(createCorrelator({ heldBytes: bytes }).push(records)).toEqual([]);
  expect(createCorrelator({ heldBytes: bytes - 1 }).push(records)).toHaveLength(1);
});

test("two traces that turn out to be one count as one", () => {
  const records = [
    access({ extendedRequestId: "AbCd1=" }),
    ...executions(["(a1) HTTP Method: GET", "(a1) Extended Request Id: AbCd1="]),
  ];
  const bytes = records.reduce((sum, { text }) => sum + 300 + 2 * text.length, 900);

  expect(createCorrelator({ heldBytes: bytes }).push(records)).toEqual([]);
  expect(createCorrelator({ heldBytes: bytes - 1 }).push(records)).toHaveLength(1);
});

test("the ids of traces that were given out keep no lines in memory", async () => {
  const late = inSmallHeap(`(async () => {
    const { createParser } = await shared("parse/parser.ts");
    const { createCorrelator } = await shared("correlate/correlator.ts");
    const parser = createParser("x.log");
    const correlator = createCorrelator({ heldBytes: 0 });
    for (let number = 0; number < 300; number += 1) {
      const id = "00000000-0000-4000-8000-" + String(number % 200).padStart(12, "0");
      const line = "(" + id + ") " + "x".repeat(500_000) + "\\n";
      correlator.push(parser.push(Buffer.from(line)).records);
    }
    return correlator.figures();
  })()`);

  expect(await late).toEqual({ late: 99, letGo: 200 });
});

test("a text of any length in an id's place is known again", () => {
  const correlator = createCorrelator({ heldBytes: 0 });
  const row = access({ requestId: "r1".repeat(1_000), extendedRequestId: "e1".repeat(1_000) });
  correlator.push([row]);
  correlator.push([row]);

  expect(correlator.figures()).toEqual({ late: 1, letGo: 1 });
});

test("a late record of a trace that was given out is counted, not judged again", () => {
  const correlator = createCorrelator({ heldBytes: 0 });
  const [first] = correlator.push(executions([`(a1) ${END}`]));

  expect(first?.requestId).toBe("a1");
  expect(correlator.push(executions(["(a1) X-ray Tracing ID : 1-2-3"]))).toEqual([]);
  expect(correlator.push([access({ requestId: "a1" })])).toEqual([]);
  expect(correlator.end()).toEqual([]);
  expect(correlator.figures()).toEqual({ late: 2, letGo: 1 });
});

test("a late access record is known by its extended request id", () => {
  const correlator = createCorrelator({ heldBytes: 0 });
  correlator.push(executions(["(a1) Extended Request Id: AbCd1="]));
  correlator.push([access({ extendedRequestId: "AbCd1=" })]);

  expect(correlator.figures()).toEqual({ late: 1, letGo: 1 });
});

test("an id used again after its trace was given out is a new request", () => {
  const correlator = createCorrelator({ heldBytes: 0 });
  const push = (...lines: readonly string[]) => correlator.push(executions(lines));
  push("(a1) Extended Request Id: First1=");

  expect(push("(a1) Extended Request Id: Second2=", `(a1) ${END}`)).toHaveLength(1);
  expect(push("(a1) Extended Request Id: Third3=")).toHaveLength(1);
  expect(correlator.figures().late).toBe(0);
  expect(push("(a1) Extended Request Id: First1=")).toEqual([]);
  expect(correlator.figures().late).toBe(1);
});

test("late records of an excerpt are known by the id it names", () => {
  const correlator = createCorrelator({ heldBytes: 600 });
  correlator.push(executions(["(a1) HTTP Method: GET", "(a1) HTTP Method: POST"]));
  correlator.push(executions(["Execution log for request a1", END]));

  expect(correlator.end()).toEqual([]);
  expect(correlator.figures()).toEqual({ late: 2, letGo: 1 });
});

test("an excerpt that is let go of joins the trace it belongs to, if that is held", () => {
  const correlator = createCorrelator({ heldBytes: 2_000 });
  correlator.push(executions(["Execution log for request a1", END], { input: "x.log" }));
  const letGo = correlator.push(executions(["(a1) HTTP Method: GET", "(a1) HTTP Method: POST"]));

  expect(letGo.map(({ requestId, records }) => [requestId, records.length])).toEqual([["a1", 4]]);
});

test("an excerpt goes on in a new one when it was let go of", () => {
  const correlator = createCorrelator({ heldBytes: 0 });

  const given = ["Sending request to x", END].flatMap((line) =>
    correlator.push(executions([line])),
  );

  expect(given.map(({ records }) => records.map(({ text }) => text))).toEqual([
    ["Sending request to x"],
    [END],
  ]);
  expect(correlator.figures()).toEqual({ late: 0, letGo: 2 });
});

test("an excerpt that is let go of does not stop the one after it", () => {
  const correlator = createCorrelator({ heldBytes: 2_700 });
  const push = (...lines: readonly string[]) => correlator.push(executions(lines));
  const given = [...push(END, "Sending request to x"), ...push("Received response."), ...push("x")];

  expect([...given, ...correlator.end()].map(({ records }) => records.length)).toEqual([1, 3]);
});

test("a trace that is ended by an excerpt counts as ended", () => {
  const correlator = createCorrelator();
  const lines = ["(c3) HTTP Method: GET", "(a1) HTTP Method: GET", `(b2) ${END}`];
  correlator.push(executions(lines));
  correlator.push(executions(["Execution log for request a1", END], { input: "console.txt" }));

  expect(correlator.end().map(({ requestId, completeness }) => [requestId, completeness])).toEqual([
    ["b2", "complete"],
    ["a1", "complete"],
    ["c3", "fragment"],
  ]);
});

test("64 MB are held unless another bound is asked for, each character counted as two bytes", () => {
  const text = "x".repeat(1 << 20);
  const correlator = createCorrelator();
  const records = executions(Array.from({ length: 70 }, (_, number) => `(a${number}) ${text}`));

  expect(records.flatMap((record) => correlator.push([record]))).toHaveLength(39);
});

test.each([
  { name: "without an extended id", first: "Extended Request Id: AbCd1=", late: END },
  { name: "with one that was not seen", first: END, late: "Extended Request Id: AbCd1=" },
])("a line $name is late when its id was given out", ({ first, late }) => {
  const correlator = createCorrelator({ heldBytes: 0 });

  expect(correlator.push(executions([`(a1) ${first}`]))).toHaveLength(1);
  expect(correlator.push(executions([`(a1) ${late}`]))).toEqual([]);
  expect(correlator.figures().late).toBe(1);
});

test("only so many ids of given-out traces are remembered, the youngest", () => {
  const correlator = createCorrelator({ heldBytes: 0, closedIds: 4 });
  const push = (id: string) => correlator.push(executions([`(${id}) ${END}`])).length;
  for (const id of ["a1", "b2", "c3", "d4", "e5"]) push(id);

  expect(["a1", "d4", "c3", "e5"].map(push)).toEqual([1, 0, 0, 0]);
});

test("a single remembered id is still remembered", () => {
  const correlator = createCorrelator({ heldBytes: 0, closedIds: 1 });
  correlator.push(executions([`(a1) ${END}`]));
  correlator.push(executions([`(a1) ${END}`]));

  expect(correlator.figures().late).toBe(1);
});

test("as many requests as there are lines are held in bounded memory", () => {
  const correlator = createCorrelator({ heldBytes: 1_000_000, closedIds: 1000 });
  let given = 0;
  for (let number = 0; number < 20_000; number += 1) {
    given += correlator.push(executions([`(request-${number}) ${END}`])).length;
  }

  expect(given).toBeGreaterThan(16_000);
  expect(given + correlator.end().length).toBe(20_000);
});
