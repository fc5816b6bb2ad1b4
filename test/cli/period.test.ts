import { describe, expect, test } from "vitest";
import { type Bound, boundFrom, isWithin, periodBetween, readersTime } from "../../cli/period.ts";
import { toEpochMs } from "../../shared/domain/time.ts";

const ahead = (minutes: number) => ({ utc: false, localOffset: () => minutes });
const UTC = { utc: true, localOffset: () => 120 };
const at = (text: string) => toEpochMs(Date.parse(text));

function since(text: string, choice = ahead(120)): Bound {
  return boundFrom(text, "--since", choice);
}

/** Whether an entry of that time is in the period from `text` on. */
function isIn(text: string, time: string, zone?: string, choice = ahead(120)): boolean {
  return isWithin(periodBetween(since(text, choice), undefined, undefined), at(time), zone);
}

describe("a time without a zone is one that the report shows", () => {
  test.each([
    ["in the log's zone", "2026-11-20 09:10", "Z", "2026-11-20T09:10:00Z"],
    ["in another one", "2026-11-20T09:10:30.5", "+09:00", "2026-11-20T00:10:30.500Z"],
    ["in the reader's where the log has none", "2026-11-20 09:10", undefined, "2026-11-20T07:10Z"],
    ["a date too", "2026-11-20", "-05:00", "2026-11-20T05:00:00Z"],
  ])("%s", (_, text, zone, first) => {
    expect(isIn(text, first, zone)).toBe(true);
    expect(isIn(text, new Date(at(first) - 1).toISOString(), zone)).toBe(false);
  });

  test("with --utc in UTC, whatever the log has", () => {
    expect(since("2026-11-20 09:10", UTC).end).toEqual({
      kind: "at",
      time: at("2026-11-20T09:10Z"),
    });
    expect(since("2026-11-20", UTC).end).toEqual({ kind: "at", time: at("2026-11-20T00:00Z") });
  });

  test("where there is no log, on the reader's clock", () => {
    const { from } = periodBetween(since("2026-11-20 09:10"), undefined, undefined);
    expect(from && readersTime(from)).toBe(at("2026-11-20T07:10Z"));
  });
});

test("a time with a zone is that time", () => {
  expect(isIn("2026-11-20T09:10+01:00", "2026-11-20T08:10:00Z", "+09:00")).toBe(true);
  expect(isIn("2026-11-20T09:10Z", "2026-11-20T09:09:59Z", "+09:00")).toBe(false);
});

test("a period ends with its last moment", () => {
  const period = periodBetween(undefined, since("2026-11-20T09:10Z"), undefined);
  expect(isWithin(period, at("2026-11-20T09:10:00.000Z"))).toBe(true);
  expect(isWithin(period, at("2026-11-20T09:10:00.001Z"))).toBe(false);
});

test("durations count back from the last time, if there is one", () => {
  const last = at("2026-11-20T09:10Z");
  expect(periodBetween(since("2h"), since("30m"), last)).toEqual({
    from: { kind: "at", time: at("2026-11-20T07:10Z") },
    to: { kind: "at", time: at("2026-11-20T08:40Z") },
  });
  expect(periodBetween(since("2h"), undefined, undefined)).toEqual({});
});

test.each([
  ["2026-11-21", "2026-11-20"],
  ["2026-11-21T00:00Z", "2026-11-20T23:59Z"],
  ["1h", "1h"],
])("from %s to %s is no period", (from, to) => {
  expect(() => periodBetween(since(from), since(to), at("2026-11-20T09:10Z"))).toThrow(
    `--since ${from} --until ${to}: ends before it begins; turn them round`,
  );
});

test.each(["soon", "2026-13-01", "2026-11-20T", "2026-11-20 9:10", "2w", ""])(
  "%j is no time",
  (text) => {
    expect(() => since(text)).toThrow(
      "no time; give 30m, 2h or 7d (back from the log's last entry)",
    );
  },
);
