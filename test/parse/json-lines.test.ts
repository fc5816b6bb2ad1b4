import { describe, expect, test } from "vitest";
import { createJsonLines, isJsonOpening } from "../../shared/parse/json-lines.ts";

/** A document of which these lines have been taken. */
function taken(...lines: readonly string[]) {
  const document = createJsonLines();
  for (const line of lines) document.take(line, true);
  return document;
}

test.each(['{"a":1}', "{", "  [", '[ {"a"', "[[1]", '["a"]', "[]", "{}", "{  "])(
  "%j opens a document",
  (text) => expect(isJsonOpening(text)).toBe(true),
);

test.each(["{a=b}", "[INFO] x", "[1, 2]", '"a"', "x {", ""])("%j opens none", (text) => {
  expect(isJsonOpening(text)).toBe(false);
});

describe("the lines of a document", () => {
  test("are taken until it is closed; what is left is handed back", () => {
    const document = createJsonLines();
    expect(document.take('{"a":', true)).toEqual({ kind: "open" });
    expect(document.take('1} rest"', true)).toEqual({ kind: "closed", rest: ' rest"' });
    expect(document.text()).toBe('{"a":\n1}');
    expect(document.isDropped).toBe(false);
  });

  test("in pieces are one line", () => {
    const document = createJsonLines();
    expect(document.take('{"a":"b', false)).toEqual({ kind: "open" });
    expect(document.take('c","d', false)).toEqual({ kind: "open" });
    expect(document.take('":1', true)).toEqual({ kind: "open" });
    document.take("}", true);
    expect(document.lines).toEqual(['{"a":"bc","d":1', "}"]);
    expect(document.text()).toBe('{"a":"bc","d":1\n}');
  });
});

describe("a line breaks a document", () => {
  test.each([
    ["that has no form of a line of JSON", ['{"a":1,'], "Execution failed", true],
    ["but not one that has", ['{"a":1,'], '"b":2}', false],
    ["a number, a word, nothing: all are lines", ["["], "  12,", false],
    ["as is true", ["["], "true,", false],
    ["as is a blank line", ["["], "", false],
    ["but not a number before words", ["["], "12 requests", true],
    ["an object behind one that is not over", ['{"a":1'], '{"a":2}', true],
    ["but not behind a comma", ['[{"a":1},'], '{"a":2}', false],
    ["nor behind a colon", ['{"a":'], '{"b":2}', false],
    ["nor behind a bracket", ['{"a":['], '{"b":2}', false],
    ["only the last line counts", ['{"a":[', "1"], '{"b":2}', true],
    [
      "nor where brackets alone opened it, as elements then need no comma",
      ["[", '{"a":1}'],
      '{"a":2}',
      false,
    ],
    ["it is the first line that says so", ['[{"a":1}', "["], '{"a":2}', false],
    ["an object may end in a bracket", ['{"a":1'], '"b":{', false],
  ])("%s", (_, lines, next, isBroken) => {
    expect(taken(...lines).isBrokenBy(next)).toBe(isBroken);
  });

  test.each([
    ["{", true],
    ["Execution failed due to x", true],
    ["(7f1c0b5e-2f6a-4c1d-9a57-0d1e2f3a4b5c) x", true],
    ["Zebra", false],
  ])("within a string only the beginning of something else does: %s", (next, isBroken) => {
    expect(taken('{"a":"b').isBrokenBy(next)).toBe(isBroken);
  });

  test("amid a line nothing does", () => {
    const document = createJsonLines();
    document.take('{"a":1,', false);
    expect(document.isBrokenBy("Execution failed")).toBe(false);
  });
});

describe("of a document that was cut", () => {
  test.each([
    ['{"events":[{"a":1},{"b":2},{"c"', '{"events":[{"a":1},{"b":2}]}'],
    ['[{"a":1},{"b"', '[{"a":1}]'],
  ])("the whole elements of its list are left: %s", (text, whole) => {
    expect(taken(text).wholeElements()).toBe(whole);
  });

  test.each(['{"a":1', "[", '[{"a"', '{"events":[{"a"'])("%s has none", (text) => {
    expect(taken(text).wholeElements()).toBeUndefined();
  });
});

describe("a long document", () => {
  const element = `{"m":"${"x".repeat(1000)}"}`;
  const PART = 4 << 20;
  const LINE = 33; // what a line costs, and its comma

  test("of one list is handed out in parts, the rest of it goes on", () => {
    const document = createJsonLines();
    document.take('{"events":[', true);
    let elements = 0;
    let step = document.take(element, true);
    while (step.kind === "open") {
      elements++;
      step = document.take(`,${element}`, true);
    }
    expect(step.kind).toBe("part");
    const part = step.kind === "part" ? JSON.parse(step.text) : undefined;
    expect(part.events.length).toBeGreaterThanOrEqual(elements);
    expect(elements * (element.length + LINE)).toBeGreaterThan(PART - 10_000);
    expect(document.take(`,${element}`, true)).toEqual({ kind: "open" });
    expect(document.isBrokenBy(`,${element}`)).toBe(false);
    expect(document.take("]}", true)).toEqual({ kind: "closed", rest: "" });
    expect(JSON.parse(document.text()).events.length).toBeGreaterThanOrEqual(1);
  });

  test("that is no list is given up, told once, and read to its end", () => {
    const document = createJsonLines();
    document.take('{"a":"', false);
    const piece = "x".repeat(1 << 20);
    const kinds = Array.from({ length: 66 }, () => document.take(piece, false).kind);
    expect(kinds.filter((kind) => kind === "too_large")).toHaveLength(1);
    expect(document.isDropped).toBe(true);
    expect(document.lines).toEqual([]);
    expect(document.take('"} rest', true)).toEqual({ kind: "closed", rest: " rest" });
    expect(document.lines).toEqual([]);
  });

  test("keeps its lines and their order, the last by itself", () => {
    const lines = Array.from({ length: 10_000 }, (_, number) => `"n${number}":${number},`);
    const document = taken("{", ...lines);
    document.take('"a', false);
    document.take('":1', true);
    expect(document.lines.at(-1)).toBe('"a":1');
    expect(document.lines.length).toBeLessThan(lines.length);
    expect(document.text()).toBe(["{", ...lines, '"a":1'].join("\n"));
  });

  test("of brackets on lines of their own is given up before they take more memory than text", () => {
    const document = createJsonLines();
    let lines = 0;
    for (let kind = "open"; kind === "open"; lines++) kind = document.take("{", true).kind;
    expect(lines).toBe(Math.ceil(((64 << 20) + 1) / LINE));
    expect(document.isDropped).toBe(true);
  });
});
