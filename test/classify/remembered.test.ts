import { expect, test } from "vitest";
import { remembered } from "../../shared/classify/remembered.ts";

function counted() {
  let count = 0;
  const reader = remembered((text) => {
    count += 1;
    return { upper: text.toUpperCase() };
  });
  return { reader, count: () => count };
}

test("a text that comes again is not read again", () => {
  const { reader, count } = counted();
  expect(reader("a")).toEqual({ upper: "A" });
  expect(reader("a")).toBe(reader("a"));
  expect(count()).toBe(1);
});

test("a long text is read each time: it would not come again", () => {
  const { reader, count } = counted();
  const [longest, longer] = ["x".repeat(512), "x".repeat(513)];
  for (const text of [longest, longest, longer, longer]) {
    expect(reader(text).upper).toHaveLength(text.length);
  }
  expect(count()).toBe(3);
});

test("no more than 512 texts are kept", () => {
  const { reader, count } = counted();
  for (let number = 0; number < 512; number++) reader(String(number));
  reader("0");
  expect(count()).toBe(512);
  reader("one more");
  reader("0");
  expect(count()).toBe(514);
});
