import { describe, expect, test } from "vitest";
import { alsoOf, judged, labelOf } from "./judging.ts";
import { knownGaps, labelledRequests, titleOf } from "./labelled-request.ts";

const gaps = new Map(knownGaps().map((gap) => [gap.name, gap]));
const requests = labelledRequests().map((request) => ({ ...request, title: titleOf(request) }));
const labels = requests.map((request) => ({
  ...request,
  label: `${request.cause}/${request.reason}`,
}));

describe("a labelled request", () => {
  test.each(labels.filter(({ title }) => !gaps.has(title)))(
    "$title is $label",
    ({ lines, label, status, also }) => {
      const judgements = judged(lines);
      expect(judgements.map(labelOf)).toEqual([label]);
      if (status !== undefined) expect(judgements[0]?.facts.status).toBe(status);
      if (also !== undefined) expect(judgements.flatMap(alsoOf)).toEqual(also);
    },
  );
});

describe("a known gap", () => {
  const pinned = labels.filter(({ title }) => gaps.has(title));

  test("is one of the labelled requests, or a case of the shared corpus", () => {
    const titles = new Set(pinned.map(({ title }) => title));
    const lost = [...gaps.keys()].filter((name) => name.includes(": ") && !titles.has(name));
    expect(lost).toEqual([]);
  });

  // A fix must take the row out of the file: the wrong answer is pinned.
  test.each(pinned)("$title is still answered wrongly", ({ title, lines, label }) => {
    const gap = gaps.get(title);
    expect(gap?.wanted).toBe(label);
    expect(judged(lines).map(labelOf)).toEqual([gap?.actual]);
  });

  test.each([...gaps.values()])("$name says why", ({ why, wanted, actual }) => {
    expect(why.length).toBeGreaterThan(20);
    expect(actual).not.toBe(wanted);
  });
});
