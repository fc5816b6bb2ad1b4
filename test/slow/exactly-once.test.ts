import fc from "fast-check";
import { expect, test } from "vitest";
import { wrongAfter } from "../build/exactly-once.ts";
import { runs } from "../build/model.ts";

const RUNS = 2_000;

test(`whatever is repeated, reordered, cut, killed or at once: each failing request counts once, ${RUNS} runs`, async () => {
  await fc.assert(
    fc.asyncProperty(runs, async (run) => {
      expect(await wrongAfter(run)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});
