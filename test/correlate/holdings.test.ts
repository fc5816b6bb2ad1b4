import { expect, test } from "vitest";
import { Holdings } from "../../shared/correlate/holdings.ts";
import { messageOf } from "../../shared/correlate/message.ts";
import type { ExecutionRecord } from "../../shared/domain/record.ts";

const START = "Starting execution for request: r";
const END = "Method completed with status: 502";

function aRecord(text: string): ExecutionRecord {
  return { kind: "execution", text, place: { input: "a.log", line: 1 }, origin: {} };
}

/** Holdings with a trace of these entries under `id`. */
function add(holdings: Holdings, id: string, ...texts: readonly string[]) {
  const held = holdings.open(false);
  holdings.setId(held, id);
  for (const text of texts) holdings.addExecution(held, aRecord(text), messageOf(text));
  return held;
}

test("what is held is counted, and what has ended apart", () => {
  const holdings = new Holdings();
  const open = add(holdings, "a", START);
  expect([holdings.bytes, holdings.endedBytes]).toEqual([open.bytes, 0]);

  const ended = add(holdings, "b", START, END);
  expect([holdings.bytes, holdings.endedBytes]).toEqual([open.bytes + ended.bytes, ended.bytes]);

  holdings.addExecution(ended, aRecord("late"), messageOf("late"));
  expect([holdings.bytes, holdings.endedBytes]).toEqual([open.bytes + ended.bytes, ended.bytes]);

  holdings.remove(open);
  expect([holdings.bytes, holdings.endedBytes]).toEqual([ended.bytes, ended.bytes]);
  holdings.remove(ended);
  expect([holdings.bytes, holdings.endedBytes]).toEqual([0, 0]);
});

test("so is what one trace takes over from another", () => {
  const holdings = new Holdings();
  const into = add(holdings, "a", START);
  const from = add(holdings, "b", END);
  holdings.absorb(into, from);
  expect([holdings.bytes, holdings.endedBytes]).toEqual([into.bytes, into.bytes]);
  expect(into.ids).toEqual(["a", "b"]);
  expect(holdings.get("b")).toBe(into);
});

test("the one that ended first goes first, then the oldest", () => {
  const holdings = new Holdings();
  const first = add(holdings, "a", START);
  const second = add(holdings, "b", START);
  const third = add(holdings, "c", START, END);
  holdings.addExecution(second, aRecord(END), messageOf(END));
  holdings.addExecution(third, aRecord("late"), messageOf("late"));
  const taken = Array.from({ length: 4 }, () => holdings.takeOldest());
  expect(taken).toEqual([third, second, first, undefined]);
});

test("a trace is found by its ids until it is removed, or another has them", () => {
  const holdings = new Holdings();
  expect(holdings.get("a")).toBeUndefined();
  const held = add(holdings, "a", START);
  expect(holdings.get("a")).toBe(held);
  holdings.setExtendedId(held, "x");
  expect(holdings.find(undefined, "x")).toBe(held);

  const other = add(holdings, "a", START);
  expect(holdings.get("a")).toBe(other);
  holdings.remove(held);
  expect(holdings.get("a")).toBe(other);
  expect(holdings.find(undefined, "x")).toBeUndefined();
  holdings.remove(other);
  expect(holdings.get("a")).toBeUndefined();
});

test("one id with two extended ids is of two requests", () => {
  const holdings = new Holdings();
  const held = add(holdings, "a", START);
  holdings.setExtendedId(held, "x");
  expect(holdings.find("a", "x")).toBe(held);
  expect(holdings.find("a", undefined)).toBe(held);
  expect(holdings.find("a", "y")).toBeUndefined();
});

test("two traces that are found by the ids of one request are joined", () => {
  const holdings = new Holdings();
  const byId = add(holdings, "a", START);
  const byExtended = holdings.open(false);
  holdings.setExtendedId(byExtended, "x");
  expect(holdings.find("a", "x")).toBe(byId);
  expect(holdings.find(undefined, "x")).toBe(byId);
  expect(holdings.bytes).toBe(byId.bytes);
});
