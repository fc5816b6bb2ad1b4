import { describe, expect, test } from "vitest";
import { toEpochMs } from "../../shared/domain/time.ts";
import {
  clockFor,
  date,
  dateTime,
  isoTime,
  timeOfDay,
  zoneLabel,
} from "../../shared/report/moment.ts";
import { NOON } from "../build/report.ts";

const asTheLogHasIt = { utc: false, localOffset: () => 60 };

describe("the clock of a report", () => {
  test.each([
    { zone: "+09:00", shown: "2026-03-04 21:00:00", label: "+09:00" },
    { zone: "-0330", shown: "2026-03-04 08:30:00", label: "-03:30" },
    { zone: "+05", shown: "2026-03-04 17:00:00", label: "+05:00" },
    { zone: "Z", shown: "2026-03-04 12:00:00", label: "UTC" },
    { zone: "UTC", shown: "2026-03-04 12:00:00", label: "UTC" },
    { zone: "GMT", shown: "2026-03-04 12:00:00", label: "UTC" },
    { zone: "somewhere", shown: "2026-03-04 13:00:00", label: "+01:00" },
    { zone: "x+09:00", shown: "2026-03-04 13:00:00", label: "+01:00" },
    { zone: "+09:00x", shown: "2026-03-04 13:00:00", label: "+01:00" },
    { zone: undefined, shown: "2026-03-04 13:00:00", label: "+01:00" },
  ])("of a log in zone $zone shows noon UTC as $shown", ({ zone, shown, label }) => {
    const clock = clockFor(zone, asTheLogHasIt);
    expect(dateTime(NOON, clock)).toBe(shown);
    expect(zoneLabel(NOON, clock)).toBe(label);
  });

  test("is UTC's when asked, whatever the log's zone", () => {
    const clock = clockFor("+09:00", { ...asTheLogHasIt, utc: true });
    expect(dateTime(NOON, clock)).toBe("2026-03-04 12:00:00");
  });
});

test("days and times of day are the clock's", () => {
  const clock = clockFor("+13:00", asTheLogHasIt);
  expect(date(NOON, clock)).toBe("2026-03-05");
  expect(timeOfDay(NOON, clock)).toBe("01:00:00");
});

test("milliseconds are shown where asked for and there", () => {
  const clock = clockFor("Z", asTheLogHasIt);
  const later = toEpochMs(NOON + 31);
  expect(timeOfDay(later, clock, true)).toBe("12:00:00.031");
  expect(timeOfDay(NOON, clock, true)).toBe("12:00:00");
  expect(timeOfDay(later, clock)).toBe("12:00:00");
});

test("machines get ISO 8601 in UTC, also of times no calendar has", () => {
  expect(isoTime(NOON)).toBe("2026-03-04T12:00:00.000Z");
  expect(isoTime(toEpochMs(1e18))).toBe("9999-12-30T00:00:00.000Z");
  expect(isoTime(toEpochMs(-1e18))).toBe("0001-01-02T00:00:00.000Z");
});
