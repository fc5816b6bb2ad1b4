import fc from "fast-check";
import { expect, test } from "vitest";
import { toEpochMs } from "../../shared/domain/time.ts";
import { at, failure, success } from "../build/judgements.ts";
import { summarized } from "./summarized.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  { spans: 119, seconds: 1 },
  { spans: 120, seconds: 5 },
  { spans: 599, seconds: 5 },
  { spans: 600, seconds: 10 },
  { spans: 20 * MINUTE, seconds: 30 },
  { spans: HOUR, seconds: MINUTE },
  { spans: 2 * HOUR, seconds: 5 * MINUTE },
  { spans: 12 * HOUR, seconds: 10 * MINUTE },
  { spans: DAY, seconds: 30 * MINUTE },
  { spans: 4 * DAY, seconds: HOUR },
  { spans: 10 * DAY, seconds: 3 * HOUR },
  { spans: 20 * DAY, seconds: 6 * HOUR },
  { spans: 50 * DAY, seconds: 12 * HOUR },
  { spans: 119 * DAY, seconds: DAY },
  { spans: 130 * DAY, seconds: 2 * DAY },
  { spans: 1000 * DAY, seconds: 16 * DAY },
])("a log of $spans s has buckets of $seconds s", ({ spans, seconds }) => {
  const { bucketMs } = summarized([failure({ time: at(0) }), success({ time: at(spans) })]);

  expect(bucketMs).toBe(seconds * 1000);
});

test("a bucket starts at a whole multiple of its width, also before 1970", () => {
  const times = [-1, 0, 999, 1000].map(toEpochMs);
  const [fault] = summarized(times.map((time) => failure({ time }))).faults;

  expect(fault?.buckets).toEqual([
    { start: -1000, count: 1 },
    { start: 0, count: 2 },
    { start: 1000, count: 1 },
  ]);
});

test("counts are poured together when the log gets longer", () => {
  const early = [0, 1, 2, 61].map((seconds) => failure({ time: at(seconds) }, { count: 2 }));
  const [fault] = summarized([...early, success({ time: at(2 * HOUR) })]).faults;

  expect(fault?.buckets).toEqual([{ start: at(0), count: 8 }]);
});

test("there are at most 120 buckets, they hold every failure, and their order of arrival is lost", () => {
  const anyTime = fc.oneof(fc.integer({ min: 0, max: 300_000 }), fc.integer(), fc.maxSafeInteger());
  fc.assert(
    fc.property(fc.array(anyTime, { minLength: 1 }), (times) => {
      const dated = times.filter((time) => Math.abs(time) <= 8.64e15);
      const judgements = times.map((time) => failure({ time: toEpochMs(time) }));
      const { faults, bucketMs } = summarized(judgements);
      const buckets = faults[0]?.buckets ?? [];

      expect(buckets.length).toBeLessThanOrEqual(120);
      expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(dated.length);
      expect(buckets.every(({ start }) => start % bucketMs === 0)).toBe(true);
      expect(buckets).toEqual(summarized(judgements.toSorted(byTime)).faults[0]?.buckets);
    }),
  );
});

function byTime(a: ReturnType<typeof failure>, b: ReturnType<typeof failure>): number {
  return Number(a.facts.time) - Number(b.facts.time);
}
