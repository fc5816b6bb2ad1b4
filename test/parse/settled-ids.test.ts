import { expect, test } from "vitest";
import { hashAt, otherHashAt } from "../../shared/parse/id-hash.ts";
import { createSettledIds, type SettledIds } from "../../shared/parse/settled-ids.ts";

const GENERATION = 1 << 14;

function id(number: number): string {
  return `${number.toString(16).padStart(8, "0")}-1111-4222-8333-444444444444`;
}

function add(ids: SettledIds, from: number, to: number): void {
  const hashes = Array.from({ length: to - from }, (_, at) => {
    const view = new DataView(new TextEncoder().encode(id(from + at)).buffer);
    return [hashAt(view, 0), otherHashAt(view, 0)];
  });
  ids.add(Int32Array.from(hashes.flat()));
}

test("what was added is known, and nothing else", () => {
  const ids = createSettledIds();
  add(ids, 0, 3);
  expect([0, 1, 2, 3].map((number) => ids.has(id(number)))).toEqual([true, true, true, false]);
  expect(ids.has("")).toBe(false);
  expect(ids.has("test-request")).toBe(false);
});

test("the last 16,000 are known, the oldest are forgotten", () => {
  const ids = createSettledIds();
  add(ids, 0, 3 * GENERATION);
  expect(ids.has(id(0))).toBe(false);
  expect(ids.has(id(2 * GENERATION))).toBe(true);
  expect(ids.has(id(3 * GENERATION - 1))).toBe(true);
});
