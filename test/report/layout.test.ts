import { describe, expect, test } from "vitest";
import { hanging, indented, table, wrapped } from "../../shared/report/layout.ts";

describe("text in a width", () => {
  test("is broken at blanks, and within a word that is too long", () => {
    expect(wrapped("one two three", 8)).toEqual(["one two", "three"]);
    expect(wrapped("abcdefghij", 4)).toEqual(["abcd", "efgh", "ij"]);
    expect(wrapped("ab", 0)).toEqual(["a", "b"]);
  });

  test("wide characters count for two cells", () => {
    expect(wrapped("漢字漢字", 4)).toEqual(["漢字", "漢字"]);
  });

  test("hangs from its label", () => {
    expect(hanging("1. ", "one two three", 10)).toEqual(["1. one two", "   three"]);
  });

  test("empty lines get no margin", () => {
    expect(indented(["a", "", "b"], 2)).toEqual(["  a", "", "  b"]);
  });
});

describe("a table", () => {
  const columns = [
    { title: "#", align: "right" },
    { title: "what", align: "left", givesWay: true },
    { title: "n", align: "right" },
  ] as const;

  test("is as wide as its cells when there is room", () => {
    expect(
      table(
        columns,
        [
          ["1", "one\ntwo", "5"],
          ["10", "漢", "1,000"],
        ],
        80,
      ),
    ).toEqual([
      " #  what      n",
      "──  ────  ─────",
      " 1  one       5",
      "    two",
      "10  漢    1,000",
    ]);
  });

  test("wraps the column that gives way to keep within the width", () => {
    expect(table(columns, [["1", "alpha beta gamma", "5"]], 18)).toEqual([
      "#  what          n",
      "─  ────────────  ─",
      "1  alpha beta    5",
      "   gamma",
    ]);
  });

  test("never makes a column narrower than eight cells, nor wider than its cells", () => {
    expect(table(columns, [["1", "alpha beta gamma", "5"]], 3)[0]).toBe("#  what      n");
    expect(table(columns, [["1", "abc", "1"]], 3)[0]).toBe("#  what  n");
  });

  test("cells that are missing are empty", () => {
    expect(table(columns, [["1"]], 80)[2]).toBe("1");
  });
});
