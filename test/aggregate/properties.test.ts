import fc from "fast-check";
import { expect, test } from "vitest";
import type { Grade, Judgement } from "../../shared/domain/verdict.ts";
import { A_FINDING, at, failure, success, unclassified } from "../build/judgements.ts";
import { summarized } from "./summarized.ts";

/** Few values, so that ties happen. */
const anyJudgement: fc.Arbitrary<Judgement> = fc
  .record({
    kind: fc.constantFrom("failed", "unclassified", "success"),
    facts: fc.record(
      {
        requestId: fc.constantFrom("a1", "b2"),
        time: fc.nat(400).map(at),
        zone: fc.constantFrom("Z", "+09:00"),
        route: fc.constantFrom("/orders", "/carts"),
        status: fc.constantFrom(200, 500, 504),
        integrationLatencyMs: fc.nat(2),
      },
      { requiredKeys: [] },
    ),
    grade: fc.constantFrom<Grade>("A", "B", "D"),
    count: fc.integer({ min: 1, max: 3 }),
    findings: fc.constantFrom([], [A_FINDING]),
  })
  .map(({ kind, facts, grade, count, findings }) => {
    if (kind === "failed") return failure(facts, { grade, count, findings });
    return kind === "success"
      ? success(facts, { grade, count })
      : unclassified(`template ${facts.status}`, facts, { grade, count });
  });

test("the order of arrival makes no difference", () => {
  const arrivals = fc
    .array(anyJudgement)
    .chain((judgements) =>
      fc.tuple(
        fc.constant(judgements),
        fc.shuffledSubarray(judgements, { minLength: judgements.length }),
      ),
    );
  fc.assert(
    fc.property(arrivals, ([judgements, shuffled]) => {
      expect(summarized(shuffled)).toEqual(summarized(judgements));
    }),
  );
});

test("every failing request is in exactly one fault", () => {
  fc.assert(
    fc.property(fc.array(anyJudgement), (judgements) => {
      const { faults, unknown, totals } = summarized(judgements);
      const sum = (counts: readonly { readonly count: number }[]) =>
        counts.reduce((total, { count }) => total + count, 0);

      expect(sum(faults)).toBe(totals.failed);
      expect(sum(unknown)).toBe(totals.unclassified);
      expect(totals.requests).toBe(sum(judgements));
    }),
  );
});
