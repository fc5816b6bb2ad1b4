import { expect, test } from "vitest";
import { unclassified } from "../build/judgements.ts";
import { summarized } from "./summarized.ts";

test("unclassified requests are clustered by template, most requests first, then by template", () => {
  const judgements = [
    unclassified("b", { requestId: "b1" }, { count: 2 }),
    unclassified("a", { requestId: "a2" }),
    unclassified("a", { requestId: "a1" }),
    unclassified("c", { requestId: "c1" }, { count: 9 }),
  ];
  const { unknown } = summarized(judgements);

  expect(
    unknown.map(({ template, count, sample }) => [template, count, sample.facts.requestId]),
  ).toEqual([
    ["c", 9, "c1"],
    ["a", 2, "a1"],
    ["b", 2, "b1"],
  ]);
  expect(summarized(judgements.toReversed()).unknown).toEqual(unknown);
});

test("clusters past the first 1,000 are counted, not listed", () => {
  const judgements = Array.from({ length: 1002 }, (_, index) =>
    unclassified(`template ${index}`, {}, { count: 3 }),
  );
  const { unknown, unlisted, totals } = summarized([...judgements, unclassified("template 5")]);

  expect(unknown).toHaveLength(1000);
  expect(unknown[0]).toMatchObject({ template: "template 5", count: 4 });
  expect(unlisted).toEqual({ failed: 0, unclassified: 6 });
  expect(totals.unclassified).toBe(3007);
});
