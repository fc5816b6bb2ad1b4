import { describe, expect, test } from "vitest";
import { ONE, read } from "../build/parsed.ts";

describe("a client's answer alone", () => {
  test.each(["Too Many Requests", "Limit Exceeded"])("is read when it is %s", (message) => {
    const [record] = read(JSON.stringify({ message })).records;
    expect(record).toMatchObject({ kind: "access", fields: { "error.message": message } });
  });

  test.each([
    ["another sentence", '{"message":"Forbidden"}'],
    ["another name", '{"error":"Too Many Requests"}'],
    ["an application's", '{"message":"Too Many Requests","logger":"app"}'],
    ["no text", '{"message":429}'],
  ])("is not when it is %s", (_, text) => {
    expect(read(text).records).toEqual([]);
  });

  test("is none where it is a payload", () => {
    const { records } = read(
      `(${ONE}) Endpoint response body before transformations: \n{"message":"Too Many Requests"}`,
    );
    expect(records.map(({ kind }) => kind)).toEqual(["execution"]);
  });
});
