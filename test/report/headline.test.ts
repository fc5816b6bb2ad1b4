import { describe, expect, test } from "vitest";
import type { Totals } from "../../shared/domain/summary.ts";
import { toEpochMs } from "../../shared/domain/time.ts";
import { headline, reservations, scope, shareOf } from "../../shared/report/headline.ts";
import { aFault, aSummary, NOON } from "../build/report.ts";

function withTotals(totals: Partial<Totals>, changes: Parameters<typeof aSummary>[0] = {}) {
  return aSummary({ ...changes, totals: { ...aSummary().totals, ...totals } });
}

describe("the headline", () => {
  test.each([
    {
      name: "failures and faults",
      summary: aSummary(),
      words: "24 of 1,204 requests failed (2.0 %), 2 faults",
    },
    {
      name: "what nothing explains",
      summary: withTotals({ unclassified: 3 }),
      words: "27 of 1,204 requests failed (2.2 %), 2 faults, 3 unclassified",
    },
    {
      name: "only what nothing explains",
      summary: withTotals({ failed: 0, unclassified: 1 }, { faults: [] }),
      words: "1 of 1,204 requests failed (< 0.1 %), 1 unclassified",
    },
    {
      name: "what may have gone well, as no failure",
      summary: withTotals({ unclassified: 3, withoutOutcome: 2 }),
      words: "25 of 1,204 requests failed (2.1 %), 2 faults, 3 unclassified",
    },
    {
      name: "only what may have gone well",
      summary: withTotals({ failed: 0, unclassified: 2, withoutOutcome: 2 }, { faults: [] }),
      words: "None of 1,204 requests failed, 2 unclassified",
    },
    {
      name: "one request",
      summary: withTotals({ requests: 1, failed: 1, succeeded: 0 }, { faults: [aFault()] }),
      words: "1 of 1 request failed (100 %), 1 fault",
    },
    {
      name: "no failure",
      summary: withTotals({ failed: 0 }, { faults: [] }),
      words: "None of 1,204 requests failed",
    },
    {
      name: "no request",
      summary: withTotals({ requests: 0, failed: 0 }, { faults: [] }),
      words: "No request found",
    },
    {
      name: "a log of failures only, whose share means nothing",
      summary: withTotals({ requests: 24, succeeded: 0 }, { faults: [aFault({ grade: "C" })] }),
      words: "24 of 24 requests failed, 1 fault",
    },
  ])("tells $name", ({ summary, words }) => {
    expect(headline(summary)).toBe(words);
  });
});

test("a share is of all requests, unless the log holds failures only", () => {
  expect(shareOf(12, aSummary())).toBe("1.0 %");
  expect(shareOf(12, withTotals({ succeeded: 0 }))).toBe("1.0 %");
  expect(shareOf(12, withTotals({ succeeded: 0 }, { faults: [aFault({ grade: "C" })] }))).toBe("");
});

describe("the scope", () => {
  const utc = () => 0;

  test("tells period, inputs, their forms and size", () => {
    expect(scope(aSummary(), utc)).toBe(
      "2026-03-04 12:00:00 to 12:11:00 UTC · orders.log · execution log · 15,203 log entries",
    );
  });

  test("names the day of the end when it is another", () => {
    const summary = aSummary({ to: toEpochMs(NOON + 86_400_000) });
    expect(scope(summary, utc)).toContain("2026-03-04 12:00:00 to 2026-03-05 12:00:00 UTC · ");
  });

  test("is one time when all happened at once", () => {
    expect(scope(aSummary({ to: NOON }), utc)).toContain("2026-03-04 12:00:00 UTC · orders.log");
  });

  test("leaves out what the log does not say, and names three inputs at most", () => {
    const { from, to, ...rest } = withTotals({ records: 1 }, { forms: [] });
    const summary = { ...rest, inputs: ["-", "b", "c", "d", "e"] };
    expect(from).toBeLessThan(Number(to));
    expect(scope(summary, utc)).toBe("standard input, b, c, 2 more · 1 log entry");
  });

  test("names every form that was read", () => {
    const summary = aSummary({ forms: ["execution_text", "access_json"] });
    expect(scope(summary, utc)).toContain(" · execution log, access log (JSON) · ");
  });
});

describe("reservations", () => {
  test("are none for a whole log", () => {
    expect(reservations(aSummary())).toEqual([]);
  });

  test("tell of a log of failures, of incomplete requests and of what is not listed", () => {
    const summary = withTotals(
      { succeeded: 0, incomplete: 2 },
      { faults: [aFault({ grade: "C" })], unlisted: { failed: 4, unclassified: 1 } },
    );
    expect(reservations(summary)).toEqual([
      "This log holds failing requests only (at level ERROR, requests that succeed write nothing), so no share of traffic can be given.",
      "2 requests without beginning or end: the log starts or stops in their middle, or is at level ERROR.",
      "5 failing requests of further kinds, counted above but not listed: there are too many kinds.",
    ]);
  });
});
