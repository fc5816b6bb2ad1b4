import fc from "fast-check";
import { expect, test } from "vitest";
import { createIdTable, ID_BYTES } from "../../shared/parse/id-table.ts";

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

test("each id has one number, wherever it stands and in whatever order it comes", () => {
  const aNumber = fc.record({
    number: fc.nat(40),
    at: fc.constantFrom(0, 4, 9, 14, 20, 24, 28, 32),
  });
  fc.assert(
    fc.property(fc.array(aNumber, { minLength: 1, maxLength: 60 }), (asked) => {
      const table = createIdTable(1024);
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

test("an id is written as it was read", () => {
  const table = createIdTable(16);
  const numbers = [1, 2, 3].map((number) => table.numberAt(viewOf(idOf(number)), 0));
  const written = new DataView(new ArrayBuffer(ID_BYTES + 2));
  for (const [at, number] of numbers.entries()) {
    table.writeId(number, written, 2);
    expect(new TextDecoder().decode(written)).toBe(`\0\0${idOf(at + 1)}`);
  }
});

test("the id of the call before is known again, and no other", () => {
  const table = createIdTable(16);
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

test("half a generation is a crowd; a whole one takes no more", () => {
  const table = createIdTable(8);
  const add = (number: number) => table.numberAt(viewOf(idOf(number)), 0);
  expect([0, 1, 2].map(add)).toEqual([0, 1, 2]);
  expect(table.isCrowded()).toBe(false);
  expect(add(3)).toBe(3);
  expect(table.isCrowded()).toBe(true);
  expect([4, 5, 6, 7].map(add)).toEqual([4, 5, 6, 7]);
  expect(add(8)).toBe(-1);
  expect(table.lastAt(viewOf(idOf(8)), 0)).toBe(-1);
  expect(add(3)).toBe(3);
});

test("the older generation is forgotten, and its numbers are given out anew", () => {
  const table = createIdTable(4);
  const add = (number: number) => table.numberAt(viewOf(idOf(number)), 0);
  expect([0, 1].map(add)).toEqual([0, 1]);
  expect(table.forgetOldest()).toEqual({ first: 4, last: 8 });
  expect(table.lastAt(viewOf(idOf(1)), 0)).toBe(-1);
  expect(table.isCrowded()).toBe(false);
  expect([2, 3].map(add)).toEqual([4, 5]);
  expect(add(1)).toBe(1);
  expect(table.isCrowded()).toBe(true);
  expect(table.forgetOldest()).toEqual({ first: 0, last: 4 });
  expect(add(3)).toBe(5);
  expect(add(1)).toBe(0);
  expect(table.isCrowded()).toBe(false);
});
