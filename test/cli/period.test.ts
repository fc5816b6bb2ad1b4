import { expect, test } from "vitest";
import { inUtc } from "../../cli/period.ts";

test.each([
  { text: "2026-11-20 09:10", read: "2026-11-20 09:10Z" },
  { text: "2026-11-20T09:10:30.5", read: "2026-11-20T09:10:30.5Z" },
  { text: "2026-11-20T09:10Z", read: "2026-11-20T09:10Z" },
  { text: "2026-11-20T09:10+01:00", read: "2026-11-20T09:10+01:00" },
  { text: "2h", read: "2h" },
])("$text with --utc is $read", ({ text, read }) => {
  expect(inUtc(text)).toBe(read);
});
