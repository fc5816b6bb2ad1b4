import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LineHead } from "../../shared/parse/json-head.ts";

const TIME = /^[1-9]\d{12}(?!\d)/;
const NOON = String(Date.UTC(2026, 6, 20, 12));

/** Where its time stands among what stands before the entry: at its end when it has none. */
type Head = { readonly before: string; readonly time: string; readonly behind: string };

/** Whether `line` begins like the head, as it is asked of bytes amid others: what is cut of it is still there. */
function isAlike({ before, time, behind }: Head, line: string, pad: number): boolean {
  const text = before + time + behind;
  const memory = Buffer.from(
    `${"-".repeat(pad)}${text}${line}${text.slice(line.length)}`,
    "latin1",
  );
  const bytes = memory.subarray(pad > 0 ? 1 : 0);
  const start = memory.indexOf(text, 0, "latin1") - (pad > 0 ? 1 : 0);
  const at = start + text.length;
  const head = new LineHead();
  head.keep(bytes, start, at, start + before.length);
  return head.isAt(bytes, new DataView(bytes.buffer), at, at + line.length);
}

/** The same, plainly. */
function isAlikeInText({ before, time, behind }: Head, line: string): boolean {
  if (time === "") return line.startsWith(before);
  const rest = line.slice(before.length);
  return line.startsWith(before) && TIME.test(rest) && rest.slice(time.length).startsWith(behind);
}

const aHead: fc.Arbitrary<Head> = fc.record({
  before: fc.constantFrom('{"timestamp":', '{"resource_arn":"arn:aws","event_timestamp":', '{"a":'),
  time: fc.constant(NOON),
  behind: fc.constantFrom(',"message":"', ',"api_id":"a1b2c3","payload":"', ' , "message" : "'),
});
const aTimelessHead: fc.Arbitrary<Head> = fc
  .constantFrom('{"payload":"', '{"stage":"prod","payload":"', '{ "logStreamName":"a","message":"')
  .map((before) => ({ before, time: "", behind: "" }));

/** The head with another time, one character changed, or cut. */
function aLine({ before, time, behind }: Head): fc.Arbitrary<string> {
  const text = before + time + behind;
  const at = fc.nat(text.length - 1);
  const changed = fc
    .tuple(at, fc.constantFrom("0", "9", '"', "x"))
    .map(([place, character]) => text.slice(0, place) + character + text.slice(place + 1));
  const later = time === "" ? text : `${before}${Number(time) + 59_999}${behind}`;
  return fc.oneof(
    fc.constantFrom(text, later).map((whole) => `${whole}(id) a`),
    changed.map((whole) => `${whole}(id) a`),
    at.map((length) => text.slice(0, length)),
    fc.constant(text),
  );
}

test("what a line begins with is told from what is written otherwise, wherever that differs", () => {
  const aCase = fc
    .oneof(aHead, aTimelessHead)
    .chain((head) => fc.tuple(fc.constant(head), aLine(head)));
  fc.assert(
    fc.property(aCase, fc.nat(5), ([head, line], pad) => {
      expect(isAlike(head, line, pad)).toBe(isAlikeInText(head, line));
    }),
    { numRuns: 1000 },
  );
});

describe("of a line", () => {
  const before = '{"timestamp":';
  const headOf = (length: number): Head => ({
    before,
    time: NOON,
    behind: `,${"x".repeat(length - before.length - NOON.length - 1)}`,
  });

  test("nothing is known before the first", () => {
    const bytes = Buffer.from(`${before}${NOON}`);
    expect(new LineHead().isAt(bytes, new DataView(bytes.buffer), 0, bytes.length)).toBe(false);
  });

  test.each([
    { length: 1024, isKept: true },
    { length: 1025, isKept: false },
  ])("as much is kept as stands before entries: of $length bytes $isKept", ({ length, isKept }) => {
    const head = headOf(length);
    expect(isAlike(head, head.before + head.time + head.behind, 3)).toBe(isKept);
  });
});
