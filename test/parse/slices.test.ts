import { describe, expect, test } from "vitest";
import type { LogRecord } from "../../shared/domain/record.ts";
import { createParser } from "../../shared/parse/parser.ts";
import { slicesOf } from "../../shared/parse/slices.ts";
import { ONE } from "../build/parsed.ts";

const SLICE = 256 * 1024;

function sliced(length: number, lines: readonly number[]) {
  const slices = slicesOf({ bytes: Buffer.alloc(length), lines });
  return slices.map((slice) => [slice.bytes.length, slice.lines]);
}

describe("slices of an input", () => {
  test.each([
    { what: "none of nothing", length: 0, lines: [], slices: [] },
    { what: "one of little", length: 5, lines: [0, 7], slices: [[5, [0, 7]]] },
    { what: "one that is full", length: SLICE, lines: [], slices: [[SLICE, []]] },
    {
      what: "each with the line numbers in it, counted from its beginning",
      length: 2 * SLICE + 1,
      lines: [0, 1, SLICE - 1, 20, SLICE, 30, 2 * SLICE, 40],
      slices: [
        [SLICE, [0, 1, SLICE - 1, 20]],
        [SLICE, [0, 30]],
        [1, [0, 40]],
      ],
    },
  ])("are $what", ({ length, lines, slices }) => {
    expect(sliced(length, lines)).toEqual(slices);
  });

  test("give the lines their numbers, also those that go on in the next slice", () => {
    const filler = `(${ONE}) ${"x".repeat(SLICE - 50)}\n`;
    const text = `${filler}(${ONE}) goes on\n(${ONE}) end`;
    const parser = createParser("x.log");
    const pieces = { bytes: Buffer.from(text), lines: [0, 5, filler.length, 70] };
    const found: LogRecord[] = [];
    for (const { bytes, lines } of slicesOf(pieces))
      found.push(...parser.push(bytes, lines).records);
    found.push(...parser.end().records);
    expect(found.map(({ place }) => place.line)).toEqual([5, 70, 71]);
  });
});
