import { describe, expect, test } from "vitest";
import { toEpochMs } from "../../shared/domain/time.ts";
import { sparkline, timelineOf } from "../../shared/report/timeline.ts";
import { aFault, aSummary, NOON } from "../build/report.ts";

const MINUTE = 60_000;

function summaryOf(...faults: readonly (readonly (readonly [number, number])[])[]) {
  return aSummary({
    bucketMs: MINUTE,
    faults: faults.map((buckets) =>
      aFault({
        buckets: buckets.map(([minute, count]) => ({
          start: toEpochMs(NOON + minute * MINUTE),
          count,
        })),
      }),
    ),
  });
}

describe("failures over time", () => {
  test("keep their buckets where there is room", () => {
    const summary = summaryOf(
      [
        [0, 1],
        [2, 3],
      ],
      [[1, 5]],
    );
    expect(timelineOf(summary, 60)).toEqual({
      start: NOON,
      end: NOON + 3 * MINUTE,
      columnMs: MINUTE,
      columns: [
        { start: NOON, total: 1, counts: [1, 0] },
        { start: NOON + MINUTE, total: 5, counts: [0, 5] },
        { start: NOON + 2 * MINUTE, total: 3, counts: [3, 0] },
      ],
    });
  });

  test("are put together in round stretches where there is not", () => {
    const { columns = [], ...timeline } =
      timelineOf(
        summaryOf([
          [7, 1],
          [8, 2],
          [59, 4],
        ]),
        12,
      ) ?? {};
    expect(columns.map(({ total }) => total)).toEqual([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4]);
    expect(timeline).toEqual({
      start: NOON + 5 * MINUTE,
      end: NOON + 60 * MINUTE,
      columnMs: 5 * MINUTE,
    });
  });

  test("never take more columns than asked for, whatever the stretch", () => {
    for (const minutes of [1, 59, 61, 1441, 100_000, 10_000_000]) {
      const timeline = timelineOf(
        summaryOf([
          [1, 1],
          [minutes + 1, 2],
        ]),
        24,
      );
      expect(timeline?.columns.length).toBeLessThanOrEqual(24);
      expect(timeline?.columns.reduce((sum, { total }) => sum + total, 0)).toBe(3);
    }
  });

  test("beyond the round stretches, a column is a number of buckets", () => {
    const timeline = timelineOf(
      summaryOf([
        [0, 1],
        [1_000_000, 1],
      ]),
      2,
    );
    expect(timeline?.columnMs).toBe(1_000_001 * MINUTE);
  });

  test("of one moment, or of none, are no picture", () => {
    expect(timelineOf(summaryOf([[0, 9]], [[0, 1]]), 60)).toBeUndefined();
    expect(timelineOf(summaryOf([]), 60)).toBeUndefined();
    expect(timelineOf(summaryOf(), 60)).toBeUndefined();
  });

  test("add up over faults", () => {
    const timeline = timelineOf(
      summaryOf(
        [
          [0, 1],
          [1, 2],
        ],
        [[1, 5]],
      ),
      60,
    );
    expect(timeline?.columns.map(({ total }) => total)).toEqual([1, 7]);
  });
});

test("a line of bars is as high as its values, and a dot for none", () => {
  expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7, 8])).toBe("·▁▂▃▄▅▆▇█");
  expect(sparkline([1, 1000])).toBe("▁█");
});
