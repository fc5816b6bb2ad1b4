import fc from "fast-check";
import { expect, test } from "vitest";
import { hashAt, ID_BYTES, otherHashAt } from "../../shared/parse/id-hash.ts";

function hashesOf(id: string, before = ""): readonly number[] {
  const view = new DataView(new TextEncoder().encode(before + id).buffer);
  return [hashAt(view, before.length), otherHashAt(view, before.length)];
}

test("ids that differ in one digit have other hashes, whichever it is", () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.nat(ID_BYTES - 1),
      fc.constantFrom(..."0123456789abcdef"),
      (id, at, digit) => {
        fc.pre(id[at] !== "-" && id[at] !== digit);
        const other = `${id.slice(0, at)}${digit}${id.slice(at + 1)}`;
        expect(hashesOf(other)).not.toEqual(hashesOf(id));
      },
    ),
  );
});

test("the hashes of an id are the same wherever it stands", () => {
  const id = "7f1c0b5e-2f6a-4c1d-9a57-0d1e2f3a4b5c";
  expect(hashesOf(id, "(12")).toEqual(hashesOf(id));
});

test("ids that count up fill a table evenly", () => {
  const buckets = new Set<number>();
  for (let number = 0; number < 4096; number++) {
    const id = `${number.toString(16).padStart(8, "0")}-2f6a-4c1d-9a57-0d1e2f3a4b5c`;
    buckets.add((hashesOf(id)[0] as number) & 8191);
  }
  expect(buckets.size).toBeGreaterThan(3000); // by chance it would be 3,200
});
