import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HeldLimits } from "../../shared/parse/sift-held.ts";
import { createTextSift } from "../../shared/parse/sift-text.ts";
import { END, entries, SUCCESS } from "../build/sift.ts";

const LIMITS: HeldLimits = { plain: 1 << 20, all: 1 << 20 };
const START = `Starting execution ${"x".repeat(100)}`;
const BAD_END = "Method completed with status: 504";
const EVERY_ID = /[0-9a-f-]{36}/g;

function idOf(number: number): string {
  return `${number.toString(16).padStart(8, "0")}-2f6a-4c1d-9a57-0d1e2f3a4b5c`;
}

function sift(limits: HeldLimits) {
  const passed: string[] = [];
  const it = createTextSift(({ bytes }) => passed.push(Buffer.from(bytes).toString()), limits);
  return {
    /** What is passed on of these entries of requests. */
    push(text: string, ...numbers: readonly number[]): string {
      passed.length = 0;
      const log = numbers.map((number) => entries(idOf(number), text)).join("");
      it.push(Buffer.from(`${log}${entries(idOf(0xffff), "the last entry waits for more")}`));
      return passed.join("");
    },
    end: it.end,
    pieces: passed,
    settled: it.settled,
  };
}

/** Requests in the order of their lines. */
function requestsIn(log: string): readonly number[] {
  return (log.match(EVERY_ID) ?? []).map((id) => Number.parseInt(id, 16));
}

describe("what is held", () => {
  test("is passed on when its request ends badly, request by request", () => {
    const { push } = sift(LIMITS);
    expect(push(START, 1, 2, 3)).toBe("");
    expect(push("HTTP Method: GET", 3, 2, 1)).toBe("");
    expect(requestsIn(push(BAD_END, 1, 3))).toEqual([1, 1, 1, 3, 3, 3]);
    expect(requestsIn(push(BAD_END, 2))).toEqual([2, 2, 2]);
  });

  test("comes as it was, also after it was deflated", () => {
    const { push } = sift({ plain: 100, all: 1 << 20 });
    push(START, 1, 2, 3);
    push(START, 4);
    push("HTTP Method: GET", 2);
    const wanted = entries(idOf(2), START, "HTTP Method: GET", BAD_END);
    expect(push(BAD_END, 2)).toBe(wanted);
    expect(push(BAD_END, 3)).toBe(entries(idOf(3), START, BAD_END));
    expect(push(BAD_END, 4, 1)).toBe(
      entries(idOf(1), START, BAD_END) + entries(idOf(4), START, BAD_END),
    );
  });

  test("is dropped when its request succeeds", () => {
    const { push, end, settled, pieces } = sift({ plain: 100, all: 1 << 20 });
    push(START, 1, 2, 3);
    push(SUCCESS, 2, 1);
    expect(push(END, 1, 2)).toBe("");
    pieces.length = 0;
    end();
    expect(requestsIn(pieces.join(""))).toEqual([3, 0xffff, 0xffff, 0xffff]);
    expect(settled().statuses).toEqual(new Map([[200, 2]]));
    expect(settled().records).toBe(6);
  });

  test("is passed on, the oldest first, when there is too much of it", () => {
    const { push } = sift({ plain: 1 << 20, all: 2000 });
    push(START, 1, 2, 3, 4, 5, 6);
    push(START, 7, 8, 9, 10, 11, 12);
    expect(requestsIn(push("HTTP Method: GET", 7, 1))).toEqual([1, 1, 2, 3, 4, 5, 6]);
    expect(push(START, 13)).toBe("");
    expect(requestsIn(push(BAD_END, 2, 8))).toEqual([8, 8, 2]);
  });

  test("of requests whose first entries were passed on is passed on with them", () => {
    const { push } = sift({ plain: 1 << 20, all: 2000 });
    push(START, 1, 2, 3, 4, 5, 6);
    push(START, 1, 8, 9, 10, 11, 12);
    expect(requestsIn(push("HTTP Method: GET", 8))).toEqual([1, 1, 2, 3, 4, 5, 6]);
  });

  test("is passed on in parts, each of whole requests", () => {
    const { push, pieces } = sift({ plain: 1 << 24, all: 1 << 24 });
    const many = Array.from({ length: 60 }, (_, number) => number);
    push("x".repeat(200_000), ...many);
    push(BAD_END, ...many);
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.flatMap(requestsIn)).toEqual(many.flatMap((number) => [number, number]));
    for (const piece of pieces) expect(requestsIn(piece).length % 2).toBe(0);
  });
});

test("however many requests are open at once, and however little may be held, each comes whole or is counted", () => {
  const aLog = fc.array(fc.record({ number: fc.nat(30), isBad: fc.boolean() }), { maxLength: 60 });
  const aLimit = fc.constantFrom(0, 500, 5_000, 1 << 20);
  fc.assert(
    fc.property(
      aLog,
      aLimit,
      aLimit,
      fc.integer({ min: 50, max: 2000 }),
      (ends, plain, all, size) => {
        const bad = new Map(ends.map(({ number, isBad }) => [number, isBad]));
        const numbers = [...bad.keys()];
        const log = [START, "HTTP Method: GET", SUCCESS].flatMap((text) =>
          numbers.map((number) => entries(idOf(number), text)),
        );
        const endOf = (number: number) => (bad.get(number) ? BAD_END : END);
        const text = [
          ...log,
          ...numbers.map((number) => entries(idOf(number), endOf(number))),
        ].join("");
        const passed: string[] = [];
        const it = createTextSift(({ bytes }) => passed.push(Buffer.from(bytes).toString()), {
          plain,
          all,
        });
        for (let at = 0; at < text.length; at += size)
          it.push(Buffer.from(text.slice(at, at + size)));
        it.end();
        const ids = requestsIn(passed.join(""));
        const counted = it.settled().statuses.get(200) ?? 0;
        expect(new Set(ids).size + counted).toBe(numbers.length);
        for (const number of new Set(ids))
          expect(ids.filter((id) => id === number)).toHaveLength(4);
      },
    ),
  );
});
