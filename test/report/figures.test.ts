import { describe, expect, test } from "vitest";
import { counted, grouped, share, span } from "../../shared/report/figures.ts";

describe("share", () => {
  test.each([
    { part: 37, whole: 1204, words: "3.1 %" },
    { part: 0, whole: 5, words: "0 %" },
    { part: 5, whole: 5, words: "100 %" },
    { part: 1, whole: 100_000, words: "< 0.1 %" },
    { part: 1, whole: 1000, words: "0.1 %" },
    { part: 99_999, whole: 100_000, words: "> 99.9 %" },
    { part: 999, whole: 1000, words: "99.9 %" },
  ])("$part of $whole is $words", ({ part, whole, words }) => {
    expect(share(part, whole)).toBe(words);
  });
});

describe("span", () => {
  test.each([
    { milliseconds: 250, words: "250 ms" },
    { milliseconds: 1500, words: "1,500 ms" },
    { milliseconds: 1000, words: "1 s" },
    { milliseconds: 90_000, words: "90 s" },
    { milliseconds: 120_000, words: "2 min" },
    { milliseconds: 3_600_000, words: "1 h" },
    { milliseconds: 86_400_000, words: "1 day" },
    { milliseconds: 604_800_000, words: "7 days" },
  ])("$milliseconds ms is $words", ({ milliseconds, words }) => {
    expect(span(milliseconds)).toBe(words);
  });
});

test("thousands are grouped, and one of a thing is no plural", () => {
  expect(grouped(1_234_567)).toBe("1,234,567");
  expect(counted(1, "request")).toBe("1 request");
  expect(counted(0, "request")).toBe("0 requests");
  expect(counted(1204, "request")).toBe("1,204 requests");
});
