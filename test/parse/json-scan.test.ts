import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createJsonScan } from "../../shared/parse/json-scan.ts";

/** The same, one character after the other. */
function endOfJson(text: string): number {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (isInString && character === "\\") at += 1;
    else if (character === '"') isInString = !isInString;
    else if (!isInString && "{[".includes(character)) depth += 1;
    else if (!isInString && "}]".includes(character)) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

describe("the end of a document of JSON", () => {
  const text = fc.string({ unit: fc.constantFrom(...'{}[]"\\a,'), maxLength: 40 });

  test("is found as its slow twin finds it, wherever the pieces end", () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 5 }), (tail, cuts) => {
        const whole = `{${tail}`;
        const ends = [...cuts.map((cut) => cut % whole.length), whole.length].sort(
          (left, right) => left - right,
        );
        const scan = createJsonScan();
        let start = 0;
        let found = -1;
        for (const end of ends) {
          const at = found === -1 ? scan.feed(whole.slice(start, end), 0) : -1;
          if (at !== -1) found = start + at;
          start = end;
        }
        expect(found).toBe(endOfJson(whole));
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
