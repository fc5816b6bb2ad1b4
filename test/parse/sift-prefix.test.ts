import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createPrefixReader } from "../../shared/parse/sift-prefix.ts";
import { ID } from "../build/sift.ts";

const ENTRY = `(${ID}) Starting execution`;
const USUAL = "2026-11-20T10:11:12.123Z ";

function lengthIn(line: string, read = createPrefixReader()): number {
  return read.lengthAt(Buffer.from(line), 0, Buffer.byteLength(line));
}

function written(ms: number, digits: number): string {
  return new Date(ms).toISOString().slice(0, digits === 0 ? 19 : 20 + digits);
}

describe("the time before an entry", () => {
  test.each([
    "",
    USUAL,
    "2026-11-20T10:11:12Z ",
    "2026-11-20T10:11:12.123Z\t",
    "2026-11-20T10:11:12.123456789Z ",
    "2026-11-20T10:11:12+00:00 ",
    "2026-11-20T10:11:12.123-07:30 ",
    "2026-11-20T10:11:12.123456789+00:00 ",
  ])("is as long as it is: '%s'", (prefix) => {
    const read = createPrefixReader();
    expect(lengthIn(`${prefix}${ENTRY}`, read)).toBe(prefix.length);
    expect(lengthIn(`${USUAL}${ENTRY}`, read)).toBe(USUAL.length);
    expect(lengthIn(`${prefix}${ENTRY}`, read)).toBe(prefix.length);
  });

  test.each([
    "2026-11-20T10:11:12.123Z",
    "2026-11-20T10:11:12.123Zx",
    "2026-11-20T10:11:12.123Z  ",
    "2026-11-20T10:11:12.123X ",
    "2026-11-20T10:11:12.123 ",
    "2026-11-20T10:11:12.123+0000 ",
    "2026-11-20T10:11:12.123+00:000 ",
    "2026-11-20T10:11:12.123x00:00 ",
    "2026-11-20T10:11:12.12aZ ",
    " 2026-11-20T10:11:12.123Z ",
  ])("is none that a sift reads: '%s'", (prefix) => {
    expect(lengthIn(`${prefix}${ENTRY}`)).toBe(-1);
  });

  test("is none with another character where it has its shape, also right after one", () => {
    const read = createPrefixReader();
    for (let at = 0; at < 19; at++) {
      const broken = `${USUAL.slice(0, at)}x${USUAL.slice(at + 1)}`;
      expect(lengthIn(`${broken}${ENTRY}`)).toBe(-1);
      expect(lengthIn(`${USUAL}${ENTRY}`, read)).toBe(USUAL.length);
      if ([4, 7, 10, 13, 16].includes(at)) expect(lengthIn(`${broken}${ENTRY}`, read)).toBe(-1);
    }
  });

  test("is none on a line that is too short for an entry", () => {
    expect(lengthIn(`${USUAL}(${"x".repeat(9)}`)).toBe(-1);
    expect(lengthIn(`${USUAL}(${"x".repeat(10)}`)).toBe(USUAL.length);
  });

  test("is what Date makes of it, one after the other", () => {
    const aTime = fc.record({
      ms: fc.integer({ min: Date.UTC(2016, 0), max: Date.UTC(2030, 0) }),
      zone: fc.constantFrom("Z", "+00:00", "+05:30", "-07:00"),
      digits: fc.constantFrom(0, 1, 3),
    });
    fc.assert(
      fc.property(fc.array(aTime, { minLength: 1, maxLength: 8 }), (times) => {
        const read = createPrefixReader();
        for (const { ms, zone, digits } of times) {
          const time = written(ms, digits);
          const bytes = Buffer.from(`${time}${zone} ${ENTRY}`);
          expect(read.lengthAt(bytes, 0, bytes.length)).toBe(time.length + zone.length + 1);
          expect(read.timeAt(bytes, 0)).toBe(Date.parse(`${time}${zone}`));
        }
      }),
    );
  });
});
