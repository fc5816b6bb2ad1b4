import { expect, test } from "vitest";
import { access, executions } from "../build/records.ts";
import { correlated, toldAll } from "./correlated.ts";

const A = "0a000000-0000-4000-8000-00000000000a";
const B = "0b000000-0000-4000-8000-00000000000b";

test("records of two interleaved requests make two traces", () => {
  const records = executions([
    `@1 (${A}) Starting execution for request: ${A}`,
    `@1 (${B}) Starting execution for request: ${B}`,
    `@2 (${A}) Method completed with status: 200`,
    `@2 (${B}) Method completed with status: 504`,
  ]);

  expect(toldAll(records)).toEqual([
    [A, `Starting execution for request: ${A}`, "Method completed with status: 200"],
    [B, `Starting execution for request: ${B}`, "Method completed with status: 504"],
  ]);
});

test.each([
  { id: "order 7 / retry", kind: "any text a client sets" },
  { id: "QmX7RFD9pBNGqzB=", kind: "an extended id" },
  { id: "xx389x71-xx67-442x-9073-441x13535xx1", kind: "an id that is masked in part" },
  { id: "grid", kind: "a word that ends in id" },
  { id: "identical", kind: "a word that begins with id" },
  { id: "contest-request", kind: "a word that ends in test-request" },
  { id: "test-requests", kind: "a word that begins with test-request" },
  { id: "request-id-17", kind: "an id with a number that says what it is" },
])("$kind is an identity", ({ id }) => {
  const records = executions([
    `(${id}) Method completed with status: 500`,
    `(${A}) Method completed with status: 200`,
    `(${id}) X-ray Tracing ID : 1-2-3`,
  ]);

  expect(toldAll(records)).toEqual([
    [id, "Method completed with status: 500", "X-ray Tracing ID : 1-2-3"],
    [A, "Method completed with status: 200"],
  ]);
});

test("trailers after the end belong to their request", () => {
  const records = executions([
    `(${A}) Method completed with status: 502`,
    `(${A}) AWS Integration Endpoint RequestId : ${B}`,
    `(${A}) X-ray Tracing ID : Root=1-2-3`,
  ]);

  expect(toldAll(records)).toEqual([
    [
      A,
      "Method completed with status: 502",
      `AWS Integration Endpoint RequestId : ${B}`,
      "X-ray Tracing ID : Root=1-2-3",
    ],
  ]);
});

test("an entry that is repeated stands once, in its first place", () => {
  const once = executions([
    `@1 (${A}) Starting execution for request: ${A}`,
    `@2 (${A}) Execution failed due to a timeout error`,
  ]);
  const again = once.map((record) => ({ ...record, place: { input: "zweit.log", line: 9 } }));

  const [trace] = correlated([...again, ...once]);

  expect(trace?.records).toEqual(once);
});

test("the same text at another time is another entry", () => {
  const records = executions([`@1 (${A}) Sending request to x`, `@2 (${A}) Sending request to x`]);

  expect(toldAll(records)).toEqual([[A, "Sending request to x", "Sending request to x"]]);
});

test("an access record joins the execution records of its request, after them", () => {
  const row = access({ requestId: A, status: "502" });
  const lines = executions([`(${A}) Method completed with status: 502`]);

  expect(toldAll([row, ...lines])).toEqual([[A, "Method completed with status: 502", row.text]]);
});

test("an access record with another id joins by its extended request id", () => {
  const row = access({ requestId: "mine-1", extendedRequestId: "AbCd1=", status: "502" });
  const lines = executions([
    `(${A}) Extended Request Id: AbCd1=`,
    `(${A}) Method completed with status: 502`,
  ]);
  const expected = [
    [A, "Extended Request Id: AbCd1=", "Method completed with status: 502", row.text],
  ];

  expect(toldAll([...lines, row])).toEqual(expected);
  expect(toldAll([row, ...lines])).toEqual(expected);
  expect(toldAll([...lines.toReversed(), row])).toEqual(expected);
  expect(toldAll([row, ...lines.toReversed()])).toEqual(expected);
});

test("an access record without a request id joins by its extended request id", () => {
  const row = access({ extendedRequestId: "AbCd1=", status: "502" });
  const lines = executions([`(${A}) Extended Request Id: AbCd1=`]);
  const more = executions([`(${A}) Method completed with status: 502`]);

  expect(toldAll([row, ...more, ...lines])).toHaveLength(1);
  expect(toldAll([...lines, row, ...more])).toHaveLength(1);
});

test("a second id of an access record finds the same request", () => {
  const rows = [
    access({ requestId: A, extendedRequestId: "AbCd1=" }),
    access({ requestId: "mine-1", extendedRequestId: "AbCd1=" }),
    access({ requestId: "mine-1", status: "502" }),
  ];

  expect(toldAll(rows)).toHaveLength(1);
});

test("access records without an id are requests of their own, also when they are equal", () => {
  const row = access({ status: "502" });

  expect(toldAll([row, row])).toEqual([
    [undefined, row.text],
    [undefined, row.text],
  ]);
  expect(correlated([row])[0]).not.toHaveProperty("requestId");
});

test("access records whose id is masked are requests of their own", () => {
  const row = access({ requestId: "REDACTED", status: "502" });

  expect(toldAll([row, row])).toHaveLength(2);
});

test("an id that a client used twice stands for two requests", () => {
  const lines = executions([
    "(retry-1) Extended Request Id: First1=",
    "(retry-1) Method completed with status: 502",
    "(retry-1) Extended Request Id: Second2=",
    "(retry-1) Method completed with status: 200",
    "(retry-1) Extended Request Id: First1=",
    "(retry-1) X-ray Tracing ID : 1-2-3",
  ]);
  const rows = [
    access({ requestId: "retry-1", extendedRequestId: "Second2=", status: "200" }),
    access({ requestId: "retry-1", extendedRequestId: "First1=", status: "502" }),
  ];

  expect(toldAll([...lines, ...rows])).toEqual([
    [
      "retry-1",
      "Extended Request Id: First1=",
      "Method completed with status: 502",
      "X-ray Tracing ID : 1-2-3",
      rows[1]?.text,
    ],
    [
      "retry-1",
      "Extended Request Id: Second2=",
      "Method completed with status: 200",
      rows[0]?.text,
    ],
  ]);
});

test("two rows of an access log with one request id and other extended ids are two requests", () => {
  const rows = [
    access({ requestId: "retry-1", extendedRequestId: "First1=" }),
    access({ requestId: "retry-1", extendedRequestId: "Second2=" }),
  ];

  expect(toldAll(rows)).toHaveLength(2);
});

test("an extended id that is masked splits nothing", () => {
  const lines = executions([
    `(${A}) Extended Request Id: xxxx=`,
    `(${A}) Extended Request Id: ****=`,
  ]);

  expect(toldAll(lines)).toHaveLength(1);
});

test("a late row of an id's first request does not take the id from the second", () => {
  const first = executions(["(retry-1) Extended Request Id: First1="]);
  const second = executions(["(retry-1) Extended Request Id: Second2="]);
  const row = access({ requestId: "retry-1", extendedRequestId: "First1=" });
  const end = executions(["(retry-1) Method completed with status: 200"]);

  expect(toldAll([...first, ...second, row, ...end])).toEqual([
    ["retry-1", "Extended Request Id: First1=", row.text],
    ["retry-1", "Extended Request Id: Second2=", "Method completed with status: 200"],
  ]);
});
