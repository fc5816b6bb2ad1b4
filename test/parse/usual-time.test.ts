import fc from "fast-check";
import { expect, test } from "vitest";
import { isoAt } from "../../shared/parse/time.ts";
import { createUsualTime } from "../../shared/parse/usual-time.ts";

const ID = "(7f1c0b5e-2f6a-4c1d-9a57-0d1e2f3a4b5c) x";

test.each([
  ["a blank before the id", `2026-11-20T10:11:12.123Z ${ID}`],
  ["a tab before the id", `2026-11-20T10:11:12.123Z\t${ID}`],
])("a time with %s is read", (_, line) => {
  const time = Date.UTC(2026, 10, 20, 10, 11, 12, 123);
  expect(createUsualTime()(line)).toEqual({ moment: { time, zone: "Z" }, end: 25 });
});

test.each([
  ["another zone", `2026-11-20T10:11:12.12+00:00 ${ID}`],
  ["no fraction", `2026-11-20T10:11:12Z     ${ID}`],
  ["no T", `2026-11-20 10:11:12.123Z ${ID}`],
  ["a dot for a colon", `2026-11-20T10:11.12.123Z ${ID}`],
  ["no gap", `2026-11-20T10:11:12.123Z-${ID}`],
  ["no zone", `2026-11-20T10:11:12.1234 ${ID}`],
  ["no id", "2026-11-20T10:11:12.123Z (short) x"],
  ["letters in the minute", `2026-11-2xT10:11:12.123Z ${ID}`],
  ["letters in the seconds", `2026-11-20T10:11:1x.123Z ${ID}`],
  ["a sign in the milliseconds", `2026-11-20T10:11:12.-23Z ${ID}`],
  ["a month that is none", `2026-13-20T10:11:12.123Z ${ID}`],
])("a line with %s is left to others", (_, line) => {
  expect(createUsualTime()(line)).toBeUndefined();
});

test("whatever line came before, it agrees with the general reader of times", () => {
  const digits = fc.integer({ min: 0, max: 3 }).map((hour) => String(hour).padStart(2, "0"));
  const line = fc
    .tuple(digits, digits, digits, digits)
    .map(([day, hour, minute, second]) => `2026-01-${day}T${hour}:${minute}:${second}.007Z ${ID}`);
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const read = createUsualTime();
      for (const text of lines) expect(read(text)?.moment?.time).toBe(isoAt(text, 0)?.time);
    }),
  );
});
