import fc from "fast-check";
import { expect, test } from "vitest";
import { bounded } from "../../shared/aggregate/bounded-aggregate.ts";
import type { Aggregate } from "../../shared/domain/tally.ts";
import { minute, struck } from "../build/tallies.ts";

/** Faults `f0`, `f1`, … with as many strikes as `times` says, each at the second of its number. */
function withFaults(
  count: number,
  times: (index: number) => number = () => 1,
): Aggregate["strikes"] {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`f${index}`, struck(times(index), index)]),
  );
}

const hour = (strikes: Aggregate["strikes"]): Aggregate => ({
  ...minute(0, { strikes }),
  span: "hour",
});
const total = ({ strikes }: Aggregate) =>
  Object.values(strikes).reduce((sum, { count }) => sum + count, 0);

test.each([
  { span: "minute", most: 1000 },
  { span: "hour", most: 200 },
] as const)("a $span keeps $most faults, of more it merges the rarest", ({ span, most }) => {
  const full: Aggregate = { ...minute(0), span, strikes: withFaults(most) };
  const over: Aggregate = {
    ...minute(0),
    span,
    strikes: withFaults(most + 1, (index) => index + 1),
  };

  expect(bounded(full)).toBe(full);
  expect(Object.keys(bounded(over).strikes)).toHaveLength(most);
  expect(bounded(over).strikes).toMatchObject({ other: struck(1 + 2, 0, 1), f2: struck(3, 2) });
  expect(total(bounded(over))).toBe(total(over));
});

test("of faults as frequent, the lower fingerprints stay", () => {
  const strikes = withFaults(201);
  const kept = Object.keys(strikes).sort().slice(0, 199);

  expect(Object.keys(bounded(hour(strikes)).strikes)).toEqual([...kept, "other"]);
});

test("what is merged already is merged, however frequent", () => {
  const strikes = { other: struck(5000, 300, 400), ...withFaults(200) };
  const { other, ...kept } = bounded(hour(strikes)).strikes;

  expect(other).toEqual(struck(5001, 99, 400));
  expect(Object.keys(kept)).toHaveLength(199);
});

test("everything else of the aggregate stays", () => {
  const whole = {
    ...hour(withFaults(300)),
    requests: { "5xx": 300 },
    causes: { unclassified: 300 },
  };

  expect(bounded(whole)).toEqual({ ...whole, strikes: bounded(whole).strikes });
});

test("bounding twice is bounding once, and loses no strike", () => {
  const anyStrikes = fc
    .array(fc.integer({ min: 1, max: 3 }), { minLength: 195, maxLength: 210 })
    .map((times) => withFaults(times.length, (index) => times[index] ?? 0));
  fc.assert(
    fc.property(anyStrikes, (strikes) => {
      const once = bounded(hour(strikes));

      expect(bounded(once)).toEqual(once);
      expect(total(once)).toBe(total(hour(strikes)));
      expect(Object.keys(once.strikes).length).toBeLessThanOrEqual(200);
    }),
  );
});

test("a full minute stays below 100 KB as JSON", () => {
  const strikes = Object.fromEntries(
    Array.from({ length: 2000 }, (_, at) => [
      `v1:${String(at).padStart(16, "0")}`,
      struck(1000, at),
    ]),
  );

  expect(JSON.stringify(bounded(minute(0, { strikes }))).length).toBeLessThan(100_000);
});
