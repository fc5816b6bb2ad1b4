import { describe, expect, test } from "vitest";
import { ONE, packed, read, TWO, textsIn, unreadIn } from "../build/parsed.ts";

const WHOLE = [
  "Method completed with status: 500",
  "Successfully completed execution",
  "Successfully completed authorizer execution",
  `Starting execution for request: ${ONE}`,
  `Execution log for request ${ONE}`,
  `Starting authorizer: a1b2c3 for request: ${ONE}`,
  `Unauthorized request: ${ONE}`,
  "Extended Request Id: QmZ1eHxCoAMFRgA=",
  "X-ray Tracing ID : Root=1-5f2a1c3d-0123456789abcdef01234567",
  `AWS Integration Endpoint RequestId : ${TWO}`,
  "HTTP Method: GET, Resource Path: /orders/{id}",
  "Received response. Status: 200, Integration latency: 31 ms",
  "Gateway response type: DEFAULT_5XX with status code: 500",
  "Execution failed due to configuration error: Malformed Lambda proxy response",
  "Execution failed due to configuration error: Invalid permissions on Lambda function.",
];
const ANSWER = '{"message": "Endpoint request timed out"}';

describe("an entry that has all its words on its line", () => {
  test.each(WHOLE)("takes nothing of what follows: %s", (entry) => {
    const found = read(`(${ONE}) ${entry}`, "", ANSWER);
    expect(textsIn(found)).toEqual([entry, ANSWER]);
    expect(found.unreadable).toEqual([]);
  });

  test.each(WHOLE)("leaves prose to nobody: %s", (entry) => {
    const found = read(`(${ONE}) ${entry}`, "And then I tried this:", '{"a": 1}');
    expect(textsIn(found)).toEqual([entry]);
    expect(unreadIn(found)).toEqual([
      "not_a_log_line: And then I tried this:",
      'wrong_shape: {"a": 1}',
    ]);
  });

  test("lets an access record with the plainest fields stand, on one line or many", () => {
    const row = { requestId: TWO, httpMethod: "GET", resourcePath: "/pets", status: 401 };
    const texts = [JSON.stringify(row), JSON.stringify(row, undefined, 2)];
    const found = read(`(${ONE}) Unauthorized request: ${ONE}`, ...texts);
    expect(found.records.map(({ kind }) => kind)).toEqual(["execution", "access", "access"]);
    expect(textsIn(found).slice(1)).toEqual(texts);
  });

  test("lets an entry begin behind words that are no prefix", () => {
    const found = read(
      `(${ONE}) Method completed with status: 200`,
      "and in the other: Execution failed due to a timeout error",
    );
    expect(textsIn(found)[1]).toBe("Execution failed due to a timeout error");
  });
});

describe("an entry that may have more", () => {
  test.each([
    { what: "its status is on the next line", first: "Method completed with status:", more: "502" },
    {
      what: "a quotation broke its id",
      first: "Unauthorized request: 11111111-2222-",
      more: "3333-4444-555555555555",
    },
    { what: "its id is on the next line", first: "Extended Request Id: '", more: "QmZ1eHxCo" },
    {
      what: "a quotation broke its words",
      first: "Received response. Status: 200, Integration",
      more: "latency: 31 ms",
    },
  ])("goes on when $what", ({ first, more }) => {
    expect(textsIn(read(`(${ONE}) ${first}`, more))).toEqual([`${first} ${more}`]);
  });

  test("goes on in an event of an execution log, whose whole text is one entry", () => {
    const message = `(${ONE}) Method completed with status: 500\nand more`;
    const delivery = {
      messageType: "DATA_MESSAGE",
      owner: "123456789012",
      logGroup: "API-Gateway-Execution-Logs_a1b2c3d4e5/prod",
      logStream: "s",
      logEvents: [{ id: "1", timestamp: Date.UTC(2026, 2, 4), message }],
    };
    const found = read(JSON.stringify({ awslogs: { data: packed(delivery) } }));
    expect(textsIn(found)).toEqual(["Method completed with status: 500 and more"]);
  });
});

describe("a fence around code", () => {
  const failure = "Execution failed due to configuration error: Unable to transform request";

  test.each(["```", "~~~", "  ```json"])("%s ends the entry before it", (fence) => {
    const found = read("```", `(${ONE}) ${failure}`, fence, "It was not the other one.");
    expect(textsIn(found)).toEqual([failure]);
    expect(found.unreadable).toHaveLength(1);
  });

  test.each(["``", "``` and more words", "`x`"])("is not %s", (line) => {
    expect(textsIn(read(`(${ONE}) ${failure}`, line))).toEqual([`${failure}\n${line}`]);
  });

  test("is part of an event, whose text is one entry", () => {
    const payload = `(${ONE}) Method request body before transformations: a\n\`\`\`\nb`;
    expect(textsIn(read(JSON.stringify({ api_id: "a", payload })))).toHaveLength(1);
  });
});
