import { expect, test } from "vitest";
import { byKindOf, type Entry, entryOf } from "../../shared/classify/entry.ts";
import { FirstTold, type Hint } from "../../shared/classify/hints.ts";
import type { LogRecord } from "../../shared/domain/record.ts";
import { executions } from "../build/records.ts";

const PARTS = ["apiId", "stage"] as const;
const HINTS: readonly Hint[] = [
  ["statement", /api (?<apiId>\w+)/],
  ["end", /stage (?<stage>\w+)/],
];

const UNREADABLE = new Proxy<Entry[]>([], {
  get() {
    throw new Error("read");
  },
});

function told(...texts: readonly string[]) {
  return byKindOf(texts.map(entryOf));
}

test("each part is as the first source has it that has it", () => {
  const first = new FirstTold(PARTS);
  first.hear(undefined);
  first.hear({ stage: "", other: "x" });
  expect(first.told).toEqual({});
  expect(first.isDone).toBe(false);
  first.hear({ stage: "prod" });
  first.hear({ stage: "dev", apiId: "a1" });
  expect(first.told).toEqual({ stage: "prod", apiId: "a1" });
  expect(first.isDone).toBe(true);
  first.hear({ stage: "dev", apiId: "b2" });
  expect(first.told).toEqual({ stage: "prod", apiId: "a1" });
});

test("entries tell in the order of the hints, the first of a kind first", () => {
  const first = new FirstTold(PARTS);
  first.hearEntries(told("api a1", "api b2", "Method completed with status: stage prod"), HINTS);
  expect(first.told).toEqual({ apiId: "a1", stage: "prod" });
});

test("entries of kinds that are not there tell nothing", () => {
  const first = new FirstTold(PARTS);
  first.hearEntries(told("nothing"), HINTS);
  expect(first.told).toEqual({});
});

test("once all is told no entry is read", () => {
  const first = new FirstTold(PARTS);
  first.hear({ apiId: "a1", stage: "prod" });
  first.hearEntries(new Map([["statement", UNREADABLE]]), HINTS);
  expect(first.told).toEqual({ apiId: "a1", stage: "prod" });
});

test("the origins of records tell, also when they change", () => {
  const first = new FirstTold(PARTS);
  const [one, two, three] = executions(["a", "b", "c"]);
  first.hearOrigins([
    { ...one, origin: { stage: "prod" } },
    { ...two, origin: { stage: "dev" } },
    { ...three, origin: { apiId: "a1" } },
  ] as LogRecord[]);
  expect(first.told).toEqual({ stage: "prod", apiId: "a1" });
});
