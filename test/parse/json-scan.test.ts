import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createJsonScan } from "../../shared/parse/json-scan.ts";

const STRING = /"(?:[^"\\]|\\.?)*(?:"|$)/g;

/** The same in two steps: strings blanked first, then brackets counted. */
function endOfJson(text: string): number {
  const blanked = text.replace(STRING, (found) => " ".repeat(found.length));
  let depth = 0;
  for (const [at, character] of [...blanked].entries()) {
    if ("{[".includes(character)) depth += 1;
    if ("}]".includes(character)) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return -1;
}

/** Where the scan finds it, fed piece by piece up to these places. */
function endInPieces(text: string, places: readonly number[]): number {
  const scan = createJsonScan();
  let start = 0;
  for (const place of [...places, text.length]) {
    const at = scan.feed(text.slice(start, place), 0);
    if (at !== -1) return start + at;
    start = place;
  }
  return -1;
}

describe("the end of a document of JSON", () => {
  const text = fc.string({ unit: fc.constantFrom(...'{}[]"\\a,'), maxLength: 40 });

  test("is found as its slow twin finds it, wherever the pieces end", () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 5 }), (tail, cuts) => {
        const whole = `{${tail}`;
        const places = cuts.map((cut) => cut % whole.length).sort((left, right) => left - right);
        expect(endInPieces(whole, places)).toBe(endOfJson(whole));
      }),
      { numRuns: 3000 },
    );
  });

  test("may stand behind something else", () => {
    expect(createJsonScan().feed('x}{"a":1}, {}', 2)).toBe(9);
  });

  test("is known to be in a string or not", () => {
    const scan = createJsonScan();
    scan.feed('{"a', 0);
    expect(scan.isInString).toBe(true);
    scan.feed('\\"":', 0);
    expect(scan.isInString).toBe(false);
  });

  test.each([
    { text: '{"events":[{"a":1},{"b":2', list: { depth: 2, start: 11, end: 18 } },
    { text: "[[1],[2],[", list: { depth: 1, start: 1, end: 8 } },
    { text: '{"a":{"b":[1]}', list: undefined },
    { text: '{"a":[],"b":[{}', list: { depth: 2, start: 13, end: 15 } },
    { text: '{"a":[1', list: { depth: 2, start: 6, end: -1 } },
  ])("comes behind a list: $text", ({ text: fed, list }) => {
    const scan = createJsonScan();
    for (const character of fed) scan.feed(character, 0);
    expect(scan.list).toEqual(list);
  });
});
