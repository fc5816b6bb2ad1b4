import { describe, expect, test } from "vitest";
import { executionIn, ONE, read, TWO, textsIn, unreadIn } from "../build/parsed.ts";

const NOON = Date.UTC(2026, 6, 20, 12);

describe("a text log", () => {
  test("is of the form execution_text", () => {
    expect(read(`(${ONE}) Method request path: {}`).forms).toEqual(["execution_text"]);
    expect(read(`12:00:00 (${ONE}) Method request path: {}`).forms).toEqual(["execution_text"]);
    expect(read("2026-07-20T12:00:00Z Method request path: {}").forms).toEqual(["execution_text"]);
  });

  test("numbers its lines, blank ones too", () => {
    const { records } = read(
      "",
      `(${ONE}) Method request path: {}`,
      "",
      `12:00:00 (${TWO}) Method request path: {}`,
    );
    expect(records.map(({ place }) => place.line)).toEqual([2, 4]);
  });

  test("drops rules and stray dashes", () => {
    const found = read(
      "-- | --",
      `(${ONE}) Method request path: {}`,
      "--",
      "[TRUNCATED]",
      ":",
      `(${ONE}) Method request query string: {}`,
    );
    expect(textsIn(found)).toEqual(["Method request path: {}", "Method request query string: {}"]);
    expect(found.unreadable).toEqual([]);
  });

  test("counts lines of no log, and reads on", () => {
    const found = read("Hello there", `(${ONE}) Method request path: {}`);
    expect(unreadIn(found)).toEqual(["not_a_log_line: Hello there"]);
    expect(textsIn(found)).toEqual(["Method request path: {}"]);
  });

  test("counts a line of an application that has a time of its own", () => {
    const found = read(`(${ONE}) Method request path: {}`, "2026-07-20T12:00:00Z INFO started");
    expect(textsIn(found)).toEqual(["Method request path: {}"]);
    expect(found.unreadable).toEqual([
      {
        code: "not_a_log_line",
        place: { input: "input.log", line: 2 },
        excerpt: "2026-07-20T12:00:00Z INFO started",
      },
    ]);
  });

  test("keeps every message of an execution log group, known or not", () => {
    const group = "API-Gateway-Execution-Logs_abc123def4/prod";
    const found = read(`${group} 2026-07-20T12:00:00Z Something new happened`);
    expect(executionIn(found)).toMatchObject({ text: "Something new happened", time: NOON });
  });

  test("loses the last bar of a row, and no other", () => {
    const found = read(`| 2026-07-20T12:00:00Z | (${ONE}) Method request path: {a=b | c} |`);
    expect(textsIn(found)).toEqual(["Method request path: {a=b | c}"]);
  });

  test("shows no more than the beginning of what it could not read", () => {
    expect(read("x".repeat(1000)).unreadable[0]?.excerpt).toBe("x".repeat(400));
  });
});
