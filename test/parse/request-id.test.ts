import { describe, expect, test } from "vitest";
import { createIdReader } from "../../shared/parse/request-id.ts";
import { executionIn, ONE, read, TWO, textsIn, unreadIn } from "../build/parsed.ts";

describe("an id in brackets", () => {
  test.each([
    ONE,
    ONE.toUpperCase(),
    "xx389x71-xx67-442x-9073-441x13535xx1",
    "AbCdEfGhIjKlMno=",
    "AbCdEf7=",
    "XXX",
    "REDACTED_ID",
    "xxxx-xxxx.xx",
    "********",
    "x9_REPLACED_INVALID_REQUEST_ID",
  ])("with the form of one counts before any words: %s", (requestId) => {
    expect(executionIn(read(`(${requestId}) Something new`))).toMatchObject({
      requestId,
      text: "Something new",
    });
    expect(executionIn(read(`(${requestId})`))).toMatchObject({ requestId, text: "" });
  });

  test.each([
    "AbCdE7=",
    "=AbCdEfGhI",
    "request-id",
    "abc",
    "A",
    "",
    ONE.replace("-", "x"),
    `${ONE}0`,
    `x${ONE.slice(0, -1).replace("-", "")}`,
    "11111111x2222-3333-4444-555555555555",
    "11111111-2222x3333-4444-555555555555",
    "11111111-2222-3333x4444-555555555555",
    "11111111-2222-3333-4444x555555555555",
    "two words",
  ])("without it counts before words of the service only: %j", (requestId) => {
    expect(read(`(${requestId}) Something new`).records).toEqual([]);
  });

  test.each(["abc", "request-id", "11111111x2222-3333-4444-555555555555"])(
    "and then it does: %s",
    (requestId) => {
      const record = executionIn(read(`(${requestId}) Method request path: {}`));
      expect(record).toMatchObject({ requestId, text: "Method request path: {}" });
    },
  );

  test.each(["()", "(two words)"])("may not be %s", (brackets) => {
    const [record] = read(`12:00:00 ${brackets} Method request path: {}`).records;
    expect(record).toBeUndefined();
  });

  test.each([
    { what: "a bracket that is missing", id: `${TWO})` },
    { what: "a bracket that does not close", id: `(${TWO}` },
    { what: "a hyphen that is missing", id: `(${TWO.replace("-", "x")})` },
    { what: "an extended id without its end", id: "(AbCdEfGhIjKlMnox)" },
    { what: "an extended id that does not close", id: "(AbCdEfGhIjKlMno=]" },
    { what: "a word", id: "(abc)" },
  ])("is not found later on a line with $what", ({ id }) => {
    const text = `Received response. ${id} Method request path: {}`;
    expect(textsIn(read(`(${ONE}) ${text}`))).toEqual([text]);
  });

  test("is looked for behind a stranger's prefix of 120 characters, and only before words of the service", () => {
    const prefix = (length: number) => "p".repeat(length);
    const line = `(${ONE}) Method request path: {}`;
    expect(read(prefix(119) + line).unreadable).toEqual([]);
    expect(unreadIn(read(prefix(120) + line))).toEqual([`not_a_log_line: ${prefix(120)}`]);
    expect(unreadIn(read(`INFO (${ONE}) hello`))).toEqual([`not_a_log_line: INFO (${ONE}) hello`]);
    expect(textsIn(read(`(${TWO}) Method request path: {}`, `INFO ${line}`))).toEqual([
      "Method request path: {}",
      "Method request path: {}",
    ]);
  });

  test("is not taken for that of a message which quotes it", () => {
    const line = `Endpoint response body before transformations: (${ONE}) Method request path: {}`;
    expect(executionIn(read(line))).toMatchObject({ text: line });
    expect(executionIn(read(line)).requestId).toBeUndefined();
  });
});

test("an id reader gives each line its id, also when it changes", () => {
  const read = createIdReader();
  const one = "11111111-1111-4111-8111-111111111111";
  const two = "11111111-1111-4111-8111-111111111112";
  expect(
    [`(${one}) a`, `(${one}) b`, `(${two}) c`, `(${one}) d`].map((line) => read(line, 1)),
  ).toEqual([one, one, two, one]);
});
