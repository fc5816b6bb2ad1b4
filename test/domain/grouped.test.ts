import { expect, test } from "vitest";
import { groupedBy } from "../../shared/domain/grouped.ts";

test("items are grouped in the order they come in, and so are the groups", () => {
  const groups = groupedBy(["pear", "fig", "plum", "apple"], (word) => word.length);
  expect([...groups]).toEqual([
    [4, ["pear", "plum"]],
    [3, ["fig"]],
    [5, ["apple"]],
  ]);
});

test("of nothing there is no group", () => {
  expect(groupedBy([], String).size).toBe(0);
});
