import { expect, test } from "vitest";
import { halfRecords } from "../../shared/flow/half-records.ts";
import { executions } from "../build/records.ts";

function kept(text: string): readonly string[] {
  return halfRecords(executions([text])).map((record) => record.text);
}

test.each([
  { name: "with its id", text: "(id-1) Starting execution for request: id-1" },
  { name: "without an id", text: "Execution failed due to a timeout error" },
])("a record $name that holds no secret stays as it is", ({ text }) => {
  const [record] = executions([text]);
  expect(halfRecords(executions([text]))).toEqual([record]);
});

test.each([
  { text: "(id-1) Method request headers: {Authorization=Bearer abc}" },
  { text: "(id-1) Extended Request Id: X7Fh2gno=" },
  { text: '(id-1) Endpoint request body after transformations: {"resource":"/orders"}' },
])("a step that no verdict needs is left out: $text", ({ text }) => {
  expect(kept(text)).toEqual([]);
});

test("a body that is no event of a proxy is kept, masked", () => {
  const text = 'Endpoint request body after transformations: {"mail":"jane.doe@example.com"}';
  expect(kept(`(id-1) ${text}`)).toEqual([
    'Endpoint request body after transformations: {"mail":"****.***@*******.***"}',
  ]);
});

test("an id that looks like a secret is none, what stands beside it is", () => {
  const id = "jane.doe@example.com";
  const [record] = halfRecords(
    executions([`(${id}) Execution failed of ${id} and jo@example.com`]),
  );
  expect(record?.requestId).toBe(id);
  expect(record?.text).not.toContain("jo@example.com");
});

test("the route of a delivered record is masked", () => {
  const [record] = executions(["(id-1) Execution failed due to a timeout error"]);
  const origin = { apiId: "a1b2c3d4e5", route: "/users/jane.doe@example.com" };
  const masked = halfRecords(record === undefined ? [] : [{ ...record, origin }]);
  expect(masked.map((one) => one.origin)).toEqual([
    { apiId: "a1b2c3d4e5", route: "/users/****.***@*******.***" },
  ]);
});
