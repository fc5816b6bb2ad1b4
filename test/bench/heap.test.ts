import fc from "fast-check";
import { expect, test } from "vitest";
import { Heap } from "../../bench/traffic/heap.ts";

function filledHeap(numbers: readonly number[]): Heap<number> {
  const heap = new Heap<number>((a, b) => a < b);
  for (const number of numbers) heap.push(number);
  return heap;
}

test("a heap gives back what was put in, least first", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const heap = filledHeap(numbers);

      expect(numbers.map(() => heap.pop())).toEqual(numbers.toSorted((a, b) => a - b));
      expect(heap.pop()).toBeUndefined();
      expect(heap.size).toBe(0);
    }),
  );
});

test("replacing the first is taking it and putting another", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.integer(), (numbers, number) => {
      const replaced = filledHeap(numbers);
      replaced.replaceFirst(number);
      const taken = filledHeap(numbers);
      taken.pop();
      taken.push(number);

      expect(numbers.map(() => replaced.pop())).toEqual(numbers.map(() => taken.pop()));
    }),
  );
});
