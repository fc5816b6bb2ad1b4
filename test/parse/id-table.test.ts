import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hashAt, ID_BYTES, otherHashAt } from "../../shared/parse/id-hash.ts";
import { createIdTable } from "../../shared/parse/id-table.ts";

/** Ids that differ in a few characters only, wherever those stand. */
function idOf(number: number, at = 0): string {
  const digits = number.toString(16).padStart(4, "0");
  const id = "7f1c0b5e-2f6a-4c1d-9a57-0d1e2f3a4b5c";
  return id.slice(0, at) + digits + id.slice(at + 4);
}

function viewOf(...ids: readonly string[]): DataView {
  const bytes = new TextEncoder().encode(ids.join(""));
  return new DataView(bytes.buffer);
}

/** A table of which nothing is forgotten but what `done` holds. */
function tableOf(room: number, done = new Set<number>()) {
  const forgotten: number[] = [];
  const table = createIdTable(room, {
    mayForget: (number) => done.has(number),
    forget(number) {
      done.delete(number);
      forgotten.push(number);
    },
  });
  return { table, done, forgotten, add: (id: number) => table.numberAt(viewOf(idOf(id)), 0) };
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, number) => number);
}

test("each id has one number, wherever it stands and in whatever order it comes", () => {
  const aNumber = fc.record({
    number: fc.nat(40),
    at: fc.constantFrom(0, 4, 9, 14, 20, 24, 28, 32),
  });
  fc.assert(
    fc.property(fc.array(aNumber, { minLength: 1, maxLength: 60 }), (asked) => {
      const { table } = tableOf(16);
      const ids = asked.map(({ number, at }) => idOf(number, at));
      const view = viewOf(...ids);
      const known = new Map<string, number>();
      for (const [place, id] of ids.entries()) {
        const number = table.numberAt(view, place * ID_BYTES);
        expect(number).toBe(known.get(id) ?? known.size);
        known.set(id, number);
      }
    }),
  );
});

test("the hashes of an id are told by its number", () => {
  const { table, add } = tableOf(2);
  const numbers = [1, 2, 3].map(add);
  const hashes = [1, 2, 3].flatMap((number) => {
    const view = viewOf("x", idOf(number));
    return [hashAt(view, 1), otherHashAt(view, 1)];
  });
  expect([...table.hashesOf(numbers)]).toEqual(hashes);
  expect([...table.hashesOf([])]).toEqual([]);
});

test("the id of the call before is known again, and no other", () => {
  const { table } = tableOf(16);
  expect(table.lastAt(viewOf(idOf(1)), 0)).toBe(-1);
  const view = viewOf("xx", idOf(1), idOf(1), idOf(2));
  expect(table.numberAt(view, 2)).toBe(0);
  expect(table.lastAt(view, 2 + ID_BYTES)).toBe(0);
  expect(table.lastAt(view, 2 + 2 * ID_BYTES)).toBe(-1);
  for (const at of [0, 4, 9, 14, 20, 24, 28, 32]) {
    const other = viewOf(idOf(0xabcd, at));
    table.numberAt(viewOf(idOf(0xabce, at)), 0);
    expect(table.lastAt(other, 0)).toBe(-1);
  }
});

describe("a full table", () => {
  test("gives out the oldest number anew that may be forgotten", () => {
    const { done, forgotten, add } = tableOf(4);
    expect(upTo(4).map(add)).toEqual([0, 1, 2, 3]);
    done.add(1).add(2);
    expect(add(4)).toBe(1);
    expect(add(5)).toBe(2);
    expect(forgotten).toEqual([1, 2]);
    expect([0, 3, 4, 5].map(add)).toEqual([0, 3, 1, 2]);
  });

  test("goes round", () => {
    const { done, add } = tableOf(4);
    upTo(4).map(add);
    for (const id of [4, 5, 6, 7, 8, 9]) {
      for (const number of upTo(4)) done.add(number);
      expect(add(id)).toBe(id % 4);
    }
  });

  test("knows a forgotten id no more", () => {
    const { done, add } = tableOf(4);
    upTo(4).map(add);
    done.add(0);
    expect(add(4)).toBe(0);
    done.add(1);
    expect(add(0)).toBe(1);
    expect(add(4)).toBe(0);
  });

  test("grows when none of the next 16 may be forgotten, and keeps all", () => {
    const { done, forgotten, add } = tableOf(32);
    upTo(32).map(add);
    done.add(16);
    expect(add(100)).toBe(32);
    expect(upTo(32).map(add)).toEqual(upTo(32));
    expect([101, 102, 103].map(add)).toEqual([33, 34, 35]);
    expect(forgotten).toEqual([]);
  });

  test("looks at the sixteenth still", () => {
    const { done, add } = tableOf(32);
    upTo(32).map(add);
    done.add(15);
    expect(add(100)).toBe(15);
  });

  test("of 262,144 open requests takes no more, until one of them is done", () => {
    const { table, done, add } = tableOf(1 << 18);
    const view = viewOf("0".repeat(8), idOf(0).slice(8));
    for (let number = 0; number < 1 << 18; number++) {
      view.setUint32(0, number);
      table.numberAt(view, 0);
    }
    expect(add(1)).toBe(-1);
    expect(table.lastAt(viewOf(idOf(1)), 0)).toBe(-1);
    for (const number of upTo(64)) done.add(number);
    expect(add(1)).toBe(16);
  });

  test("finds every id among those that share a bucket, whichever is taken out", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(7), { maxLength: 40 }), (freed) => {
        const { done, add } = tableOf(8);
        const byNumber = upTo(8).map(add);
        for (const [at, number] of freed.entries()) {
          done.add(number);
          const anew = add(100 + at);
          byNumber[anew] = 100 + at;
          expect(anew).toBe(number);
          expect(byNumber.map(add)).toEqual(upTo(8));
        }
      }),
    );
  });
});
