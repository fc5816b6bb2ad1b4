import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type JsonNode, lastValue } from "../../../shared/classify/lint/json-node.ts";
import { readJson } from "../../../shared/classify/lint/tolerant-json.ts";
import { hostileText } from "../../build/hostile-text.ts";
import { plain } from "../../build/json.ts";
import { inSmallHeap } from "../../build/small-heap.ts";

describe("complete JSON", () => {
  test("reads as JSON.parse reads it", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 1, 2, 4), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), undefined, indent);
        const { root, end, problems } = readJson(text);
        expect({ end, problems }).toEqual({ end: "complete", problems: [] });
        expect(plain(root)).toEqual(JSON.parse(text));
      }),
    );
  });

  test.each([
    '{"a":"\\u00e9\\ud83d\\ude00\\n\\/\\"","b":-0.5e+3}',
    "[]",
    "{}",
    " \t\r\n[1 , 2 ]\n",
    '""',
    "0",
    "-1.25E-2",
    "true",
    "null",
    '{"a":{"b":[{}]},"a":1}',
    '"\\\\"',
  ])("%s is complete and equal", (text) => {
    const { root, end } = readJson(text);
    expect(end).toBe("complete");
    expect(plain(root)).toEqual(JSON.parse(text));
  });

  test("text that JSON.parse refuses is never complete without a problem", () => {
    const part = fc.constantFrom(...'{}[]",:\\ \n1-.eEtrufalsn', "true", "null", '"a"', "\\u00");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        const { end, problems } = readJson(text);
        expect(end === "complete" && problems.length === 0).toBe(isJson(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test("a byte order mark in front is passed over, and offsets count it", () => {
    expect(readJson('\uFEFF{"a":1}')).toMatchObject({
      end: "complete",
      root: { kind: "object", start: 1, end: 8, whole: true },
    });
  });

  test("of a repeated key the last value counts", () => {
    const { root } = readJson('{"a":1,"a":2}');
    expect(root?.kind === "object" && lastValue(root, "a")).toMatchObject({ value: 2 });
  });
});

describe("a cut", () => {
  test.each([
    { name: "inside a string", text: '{"a":"xy', value: { a: "xy" } },
    { name: "inside an escape", text: '{"a":"x\\u00', value: { a: "x" } },
    { name: "behind a backslash", text: '{"a":"x\\', value: { a: "x" } },
    { name: "inside a literal", text: '{"a":tr', value: { a: "<hidden>" } },
    { name: "behind a minus", text: '{"a":-', value: { a: "<hidden>" } },
    { name: "behind a decimal point", text: '{"a":1.', value: { a: 1 } },
    { name: "behind an exponent", text: "[1e+", value: [1] },
    { name: "behind a number that may go on", text: '{"a":20', value: { a: 20 } },
    { name: "inside a key", text: '{"a":1,"b', value: { a: 1 } },
    { name: "behind a key", text: '{"a":1,"b"', value: { a: 1 } },
    { name: "behind a colon", text: '{"b": ', value: {} },
    { name: "behind a comma", text: "[1,", value: [1] },
    { name: "behind a bracket", text: "{", value: {} },
    { name: "before anything", text: "  ", value: "<hidden>" },
    { name: "by a mark", text: '{"a":"xy [TRUNCATED]', value: { a: "xy" } },
    { name: "by a mark in small letters", text: '["x",[truncated]\n', value: ["x"] },
    { name: "by dots", text: '{"a":1...', value: { a: 1 } },
    { name: "by an ellipsis character", text: '{"a":"x…', value: { a: "x" } },
    { name: "by a mark behind a whole value", text: "{} [TRUNCATED]", value: {} },
    { name: "by a mark behind a number", text: "12 [TRUNCATED]", value: 12 },
    {
      name: "by dots in a value's place",
      text: '{"a": ..., "b": 1}',
      value: { a: "<hidden>", b: 1 },
    },
    { name: "by a mark in a value's place", text: '{"a": [TRUNCATED]}', value: { a: "<hidden>" } },
    { name: "by dots among members", text: '{"a": 1, ..., "b": 2}', value: { a: 1, b: 2 } },
    { name: "by dots behind a member", text: '{"a": 1 ... , "b": 2}', value: { a: 1, b: 2 } },
    { name: "by dots as all members", text: "{ … }", value: {} },
    { name: "by dots as all items", text: "[....]", value: [] },
    { name: "by dots among items", text: "[1, ..., 3]", value: [1, "<hidden>", 3] },
    { name: "by dots and other text behind the value", text: '{"a":1} ... [2]', value: { a: 1 } },
    { name: "by dots before anything else", text: '... "a":1}', value: "<hidden>" },
    { name: "by dots behind the value", text: '{"a":1} ... \n', value: { a: 1 } },
  ])("$name keeps what was seen", ({ text, value }) => {
    const { root, end, problems } = readJson(text);
    expect({ end, problems }).toEqual({ end: "cut", problems: [] });
    expect(plain(root)).toEqual(value);
  });

  test.each([
    { text: '{"a":1', whole: false, why: "members may follow" },
    { text: '{"a":1} [TRUNCATED]', whole: true, why: "the object was closed before the cut" },
    { text: '{"a":..., "b":1}', whole: true, why: "only a value is left out" },
    { text: '{"a":1, ...}', whole: false, why: "members are left out" },
    { text: "{...}", whole: false, why: "all members are left out" },
    { text: "[1, ...]", whole: false, why: "items are left out" },
  ])("$text is whole: $whole, since $why", ({ text, whole }) => {
    expect(readJson(text).root?.whole).toBe(whole);
  });

  test.each([
    ["12", true],
    ["12.", false],
    ["1e", false],
    ["-", false],
  ])("a number that is all there is, %s, is whole: %s", (text, whole) => {
    expect(readJson(text).root?.whole).toBe(whole);
  });

  test("everything seen has its place in the text", () => {
    expect(readJson('{"k": [7, "ab')).toEqual({
      end: "cut",
      problems: [],
      root: {
        kind: "object",
        start: 0,
        end: 13,
        whole: false,
        members: [
          {
            key: "k",
            value: {
              kind: "array",
              start: 6,
              end: 13,
              whole: false,
              items: [
                { kind: "number", start: 7, end: 8, whole: true, value: 7 },
                { kind: "string", start: 10, end: 13, whole: false, value: "ab" },
              ],
            },
          },
        ],
      },
    });
  });

  test("anywhere in JSON gives no problem, and a root no other than that of the whole", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.boolean(), (text, at, isMarked) => {
        const cut = text.slice(0, at % text.length);
        const { root, problems } = readJson(isMarked ? `${cut} [TRUNCATED]` : cut);
        expect(problems).toEqual([]);
        expect([readJson(text).root?.kind, "hidden", undefined]).toContain(root?.kind);
      }),
    );
  });
});

describe("hostile input", () => {
  test.each([
    { name: "100,000 lists", text: "[".repeat(100_000) + "]".repeat(100_000), end: "complete" },
    { name: "100,000 objects, cut", text: '{"a":'.repeat(100_000), end: "cut" },
    { name: "100,000 objects, broken", text: `${'{"a":'.repeat(100_000)}x`, end: "invalid" },
    { name: "a megabyte of backslashes", text: `"${"\\".repeat(1_000_000)}"`, end: "complete" },
    { name: "a megabyte of dots", text: ".".repeat(1_000_000), end: "cut" },
    { name: "a megabyte of dots and an x", text: `${".".repeat(1_000_000)}x`, end: "cut" },
    { name: "a megabyte of digits", text: "1".repeat(1_000_000), end: "complete" },
    { name: "a megabyte of half marks", text: "[TRUNCATED".repeat(100_000), end: "invalid" },
  ])("$name is $end, and takes no stack", ({ text, end }) => {
    expect(readJson(text).end).toBe(end);
  });

  test("no text makes it throw", () => {
    fc.assert(
      fc.property(hostileText(40), (text) => {
        expect(["complete", "cut", "invalid"]).toContain(readJson(text).end);
      }),
    );
  });
});

describe("depth", () => {
  const nested = (levels: number, core: string) =>
    '{"a":['.repeat(levels / 2) + core + "]}".repeat(levels / 2);
  /** What stands within `levels` containers. */
  const within = (root: JsonNode | undefined, levels: number): JsonNode | undefined => {
    let node = root;
    for (let level = 0; level < levels; level += 1) {
      const child = node?.kind === "object" ? lastValue(node, "a") : undefined;
      node = node?.kind === "array" ? node.items[0] : child;
    }
    return node;
  };

  test("of 1,000 levels is read as JSON.parse reads it", () => {
    const text = nested(1_000, '7,"x",[],{}');
    const { root, end } = readJson(text);
    expect(end).toBe("complete");
    expect(plain(root)).toEqual(JSON.parse(text));
  });

  test.each([
    { name: "a list", core: '[7,{"b":[1]},"]"]', kind: "array" },
    { name: "an object", core: '{"a":{"b":[1]},"c":"}"}', kind: "object" },
  ])("of more leaves $name empty, says that it is not, and knows where it ends", (row) => {
    const text = nested(1_000, row.core);
    const { root, end, problems } = readJson(text);
    const held = row.kind === "array" ? { items: [] } : { members: [] };
    const place = { start: 3_000, end: 3_000 + row.core.length };
    expect({ end, problems, whole: root?.whole }).toEqual({
      end: "complete",
      problems: [],
      whole: true,
    });
    expect(root?.end).toBe(text.length);
    expect(within(root, 1_000)).toEqual({ kind: row.kind, ...place, whole: false, ...held });
  });

  test.each([
    { core: "[[1}]", code: "unexpected_character", at: 3_003 },
    { core: "[{1:2}]", code: "unexpected_character", at: 3_002 },
    { core: '[[{"a":[1,]}]]', code: "trailing_comma", at: 3_010 },
  ])("of more is still held to be JSON: $core", ({ core, code, at }) => {
    const reading = readJson(nested(1_000, core));
    expect(reading.end).toBe("invalid");
    expect(reading.problems).toMatchObject([{ code, at, path: "$.a[0].a[0].a[0].a" }]);
  });

  test.each([
    { name: "by the end", text: nested(1_000, "[[1,").slice(0, 3_004) },
    { name: "by dots", text: nested(1_000, '[[..., 2],{"a":...}]') },
  ])("of more may be cut $name", ({ text }) => {
    const { root, end, problems } = readJson(text);
    expect({ end, problems }).toEqual({ end: "cut", problems: [] });
    expect(within(root, 1_000)).toMatchObject({ kind: "array", items: [], whole: false });
  });

  test.each(["[", '{"a":', '[{"a":'])("costs little memory: a megabyte of %s", async (opening) => {
    const end = await inSmallHeap(`(async () => {
      const { readJson } = await shared("classify/lint/tolerant-json.ts");
      const text = ${JSON.stringify(opening)}.repeat(${Math.floor((1 << 20) / opening.length)});
      return readJson(text).end;
    })()`);
    expect(end).toBe("cut");
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
