import { describe, expect, test } from "vitest";
import { clfTimeIn, consoleTimeAt, httpTimeIn, isoAt, momentOf } from "../../shared/parse/time.ts";

describe("an ISO time", () => {
  test.each([
    { text: "2026-01-01T00:00:00Z", time: "2026-01-01T00:00:00Z" },
    { text: "2026-12-31T23:59:59Z", time: "2026-12-31T23:59:59Z" },
    { text: "2026-12-31T23:59:60Z", time: "2027-01-01T00:00:00Z" }, // a leap second
    {
      text: "2026-10-20 10:11:12,9876543 +05:30",
      time: "2026-10-20T04:41:12.987Z",
      zone: "+05:30",
    },
    { text: "2026/10/20 10:11:12 -0230", time: "2026-10-20T12:41:12Z", zone: "-02:30" },
    { text: "2026-10-20T10:11:12 GMT", time: "2026-10-20T10:11:12Z", zone: "UTC" },
  ])("is read: $text", ({ text, time, zone = "Z" }) => {
    expect(isoAt(text, 0)).toEqual({ time: Date.parse(time), zone, end: text.length });
  });

  test("has no zone when none is written", () => {
    const time = Date.UTC(2026, 9, 20, 10, 11, 12);
    expect(isoAt("at 2026-10-20T10:11:12 x", 3)).toStrictEqual({ time, end: 22 });
  });

  test.each([
    "2026-00-10T10:11:12Z",
    "2026-13-10T10:11:12Z",
    "2026-10-00T10:11:12Z",
    "2026-10-32T10:11:12Z",
    "2026-10-20T24:11:12Z",
    "2026-10-20T10:60:12Z",
    "2026-10-20T10:11:61Z",
    " 2026-10-20T10:11:12Z",
  ])("is none: %s", (text) => {
    expect(isoAt(text, 0)).toBeUndefined();
  });
});

describe("a time as a field has it", () => {
  test.each([
    { value: 1e8, ms: 1e11 },
    { value: 1_786_000_000, ms: 1_786_000_000_000 },
    { value: 1_786_000_000.5, ms: 1_786_000_000_500 },
    { value: 1e11, ms: 1e11 },
    { value: 1_786_000_000_123, ms: 1_786_000_000_123 },
    { value: 1e14, ms: 1e11 },
    { value: 1_786_000_000_123_999, ms: 1_786_000_000_124 },
    { value: "1786000000123", ms: 1_786_000_000_123 },
  ])("counts seconds, milliseconds or microseconds: $value", ({ value, ms }) => {
    expect(momentOf(value)).toStrictEqual({ time: ms });
  });

  test("may be text", () => {
    const time = Date.UTC(2026, 9, 20, 10, 11, 12);
    expect(momentOf("2026-10-20T10:11:12Z")).toStrictEqual({ time, zone: "Z" });
  });

  test.each([
    [1e8 - 1],
    [1e16],
    [Number.NaN],
    ["12345678"],
    ["soon"],
    [undefined],
    [null],
    [{ toString: () => "2026-10-20T10:11:12Z" }],
  ])("is none: %s", (value) => {
    expect(momentOf(value)).toBeUndefined();
  });
});

test.each([
  { text: "Sun Jul 19 17:19:42 UTC 2026 :", time: Date.UTC(2026, 6, 19, 17, 19, 42) },
  { text: "Sun Jul 32 17:19:42 UTC 2026 :", time: undefined },
  { text: "Sun Anj 19 17:19:42 UTC 2026 :", time: undefined }, // letters of January and December
])("the console's time $text", ({ text, time }) => {
  expect(consoleTimeAt(text, 0)?.time).toBe(time);
});

test.each([
  { text: "[10/Oct/2026:13:55:36 -0700]", time: Date.UTC(2026, 9, 10, 20, 55, 36), zone: "-07:00" },
  { text: "[10/Oct/2026:24:55:36 +0000]", time: undefined, zone: undefined },
])("the common log format's time $text", ({ text, time, zone }) => {
  const found = clfTimeIn(text);
  expect([found?.time, found?.zone]).toEqual([time, zone]);
});

test.each([
  { text: "Fri, 20 Nov 2026 10:11:12 GMT", time: Date.UTC(2026, 10, 20, 10, 11, 12) },
  { text: "Fri, 20 Nov 2026 24:11:12 GMT", time: undefined },
  { text: "tomorrow", time: undefined },
])("the time of a header $text", ({ text, time }) => {
  expect(httpTimeIn(text)?.time).toBe(time);
});
