import { expect, test } from "vitest";
import { toEpochMs } from "../../shared/domain/time.ts";
import { counted, duration, figure, moment, percent } from "../../shared/incident/words.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

test.each([
  { ms: 0, words: "0 s" },
  { ms: 59_999, words: "59 s" },
  { ms: MINUTE, words: "1 min" },
  { ms: HOUR - 1, words: "59 min" },
  { ms: HOUR, words: "1 h" },
  { ms: 90 * MINUTE, words: "1 h 30 min" },
  { ms: 48 * HOUR - 1, words: "47 h 59 min" },
  { ms: 48 * HOUR, words: "2 days" },
  { ms: 74.9 * HOUR, words: "3 days 2 h" },
])("$ms ms is $words", ({ ms, words }) => {
  expect(duration(ms)).toBe(words);
});

test.each([
  { value: 0, words: "0" },
  { value: 0.16, words: "0.2" },
  { value: 9.94, words: "9.9" },
  { value: 10.4, words: "10" },
  { value: 1204.2, words: "1,204" },
])("the figure $value is $words", ({ value, words }) => {
  expect(figure(value)).toBe(words);
});

test("counts and shares are words", () => {
  expect(counted(0, "request")).toBe("0 requests");
  expect(counted(1, "request")).toBe("1 request");
  expect(counted(4120, "entry", "entries")).toBe("4,120 entries");
  expect(percent(0.5)).toBe("50 %");
});

test.each([
  { time: Date.UTC(2026, 10, 22, 10, 2, 59), words: "2026-11-22 10:02 UTC" },
  { time: -1, words: "1970-01-01 00:00 UTC" },
  { time: Number.MAX_SAFE_INTEGER, words: "9999-12-31 00:00 UTC" },
])("any time a log claims can be said: $words", ({ time, words }) => {
  expect(moment(toEpochMs(time))).toBe(words);
});
