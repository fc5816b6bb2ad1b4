import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { sameLinesIn, scannable } from "../../shared/parse/same-lines.ts";
import { ENDED_WELL, SUCCEEDED } from "../../shared/parse/sift-entry.ts";
import { createTextSift } from "../../shared/parse/sift-text.ts";
import { END, ID, OTHER, SUCCESS } from "../build/sift.ts";

afterEach(() => vi.unstubAllGlobals());

const MINUTE = "2026-11-20T10:11:";
const BAD_END = "Method completed with status: 502";

/** Writes `text` to scannable memory, and passes over what is like its first line. */
function passedOver(text: string, bracket: number) {
  const bytes = scannable(text.length);
  bytes.write(text, "latin1");
  const base = bytes.byteOffset;
  const at = text.indexOf("\n") + 1;
  const same = sameLinesIn(bytes);
  const to = same?.pass(base, base + at, base + bytes.length, bracket) ?? 0;
  const { lines = 0, last = 0, mark = 0, status = 0 } = same?.passed() ?? {};
  const end = text.slice(last - base).split("\n")[0];
  return { rest: text.slice(to - base), lines, last: end, mark, status };
}

test.each([
  ["another id", `(${OTHER}) c`],
  ["no id", "loose"],
  ["what ends a request in a 5xx", `(${ID}) ${BAD_END}`],
  ["a status that is none yet", `(${ID}) Method completed with status: 199`],
  ["a status that is none", `(${ID}) Method completed with status: 2x0`],
  ["another", `(${ID}) Method completed with status: 20x`],
  ["a status that goes on", `(${ID}) Method completed with status: 2000`],
  ["other words for a status", `(${ID}) Method completed with Status: 200`],
  ["an end that has no status", `(${ID}) Method completed.`],
  ["a success that goes on", `(${ID}) ${SUCCESS}.`],
  ["a success in other words", `(${ID}) Successfully completed authorizer execution`],
  ["a success that breaks off", `(${ID}) Successfully completed exec`],
  ["another bracket", `(${ID}] c`],
  ["no blank behind the bracket", `(${ID})-c`],
  ["an id that differs at its end", `(${ID.slice(0, -1)}x) c`],
  ["an id that differs in its middle", `(${ID.slice(0, 17)}x${ID.slice(18)}) c`],
])("lines of one request are passed over, up to %s", (_, other) => {
  const text = `(${ID}) a\n(${ID}) bb\n(${ID}) Method request\n${other}\n${"(x) ".repeat(30)}`;
  const { rest, lines, last } = passedOver(text, 0);
  expect({ lines, last }).toEqual({ lines: 2, last: `(${ID}) Method request` });
  expect(rest.startsWith(other)).toBe(true);
});

test.each([
  ["nothing of the end", "a", 0, 0],
  ["its success", SUCCESS, SUCCEEDED, 0],
  ["its success, in JSON", `${SUCCESS}"}`, SUCCEEDED, 0],
  ["its end", END, ENDED_WELL, 200],
  ["its end, before a carriage return", "Method completed with status: 499\r", ENDED_WELL, 499],
  ["its end, in JSON", 'Method completed with status: 308"', ENDED_WELL, 308],
  ["its end in a 5xx", BAD_END, 0, 0],
])("it is told of what is passed over that it says %s", (_, said, mark, status) => {
  const text = `(${ID}) a\n(${ID}) ${said}\n(${ID}) b\n(${OTHER}) c\n${"x".repeat(80)}`;
  const passed = passedOver(text, 0);
  expect(passed.mark).toBe(mark);
  if (mark === ENDED_WELL) expect(passed.status).toBe(status);
});

test("of several ends the last status is told, and what went before is forgotten", () => {
  const ended = (status: number) => `(${ID}) Method completed with status: ${status}\n`;
  const text = `(${ID}) a\n${ended(200)}${ended(404)}(${ID}) ${SUCCESS}\n(${OTHER}) c\n${"x".repeat(80)}`;
  expect(passedOver(text, 0)).toMatchObject({
    mark: SUCCEEDED | ENDED_WELL,
    status: 404,
    lines: 3,
  });
  expect(passedOver(`(${ID}) a\n(${ID}) b\n${"x".repeat(80)}`, 0)).toMatchObject({ mark: 0 });
});

test.each([
  ["another minute", `2026-11-20T10:12:59.500Z (${ID}) c`],
  ["another day", `2026-11-21T10:11:59.500Z (${ID}) c`],
  ["no seconds", `2026-11-20T10:11.00.500Z (${ID}) c`],
  ["a longer time", `${MINUTE}59.5000Z (${ID}) c`],
])("with a time before them, up to %s", (_, other) => {
  const line = `${MINUTE}01.500Z (${ID}) a`;
  const same = `${MINUTE}59.999Z (${ID}) b`;
  const { rest, lines } = passedOver(`${line}\n${same}\n${other}\n${"x".repeat(80)}`, 25);
  expect(lines).toBe(1);
  expect(rest.startsWith(other)).toBe(true);
});

test("where the memory ends, the last line is left: it may go on", () => {
  const line = `(${ID}) a line of some length, of which there are 4\n`;
  const { rest, lines } = passedOver(line.repeat(4), 0);
  expect(lines).toBeLessThan(3);
  expect(rest).toBe(line.repeat(3 - lines));
});

test("without room for it memory is plain, and nothing is passed over", () => {
  vi.stubGlobal("WebAssembly", {
    Memory: class {
      constructor() {
        throw new RangeError("could not allocate memory");
      }
    },
  });
  const bytes = scannable(100);
  expect(bytes).toHaveLength(100);
  expect(sameLinesIn(bytes)).toBeUndefined();
});

/** Where the text at the start of `text` is not plain any more, in scannable memory. */
function plainLength(text: string): number {
  const bytes = scannable(text.length);
  bytes.write(text, "latin1");
  const base = bytes.byteOffset;
  return (sameLinesIn(bytes)?.plain(base, base + text.length) ?? 0) - base;
}

test("JSON text is plain up to its end, to what may be a line break, or to what is none", () => {
  const rest = "x".repeat(32);
  for (let length = 0; length < 40; length++) {
    const text = '\u00e9a\\"\\\\\\/\\b\\f\\t'.repeat(length % 3) + "y".repeat(length);
    for (const stop of ['"', "\\n", "\\r", "\\u", "\\x", "\t", "\0"]) {
      expect(plainLength(text + stop + rest)).toBe(text.length);
    }
    expect(plainLength(text)).toBeGreaterThan(text.length - 16);
    expect(plainLength(text)).toBeLessThanOrEqual(text.length);
  }
});

/** Lines of one request that stand together, of one minute or nearly so. */
const aBurst = fc
  .record({
    id: fc.constantFrom(ID, `${ID.slice(0, -1)}d`, ID.replace("2f6a", "2f6b"), "QmX7RFD9pBNGqzB="),
    time: fc.constantFrom("", `${MINUTE}01.500Z `, "2026-11-20T10:12:00.000Z "),
    lines: fc.array(
      fc.record({
        text: fc.constantFrom(
          "a",
          "Method request path: /x",
          SUCCESS,
          END,
          BAD_END,
          "Method completed with status: 404",
          `${SUCCESS}"}`,
          `${END}0`,
          "",
        ),
        end: fc.constantFrom("\n", "\n", "\n", "\n", "\r\n", "\nloose\n"),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  })
  .map(({ id, time, lines }) =>
    lines.map(({ text, end }) => `${time}(${id}) ${text}${end}`).join(""),
  );

test("a sift finds the same in scannable memory as in plain memory", () => {
  const aSize = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 300, max: 9000 }));
  fc.assert(
    fc.property(fc.array(aBurst, { maxLength: 30 }), aSize, (bursts, size) => {
      const bytes = Buffer.from(bursts.join(""));
      expect(found(bytes, size, scannable(size))).toEqual(found(bytes, size, Buffer.alloc(size)));
    }),
  );
});

function found(bytes: Buffer, size: number, chunk: Buffer) {
  const passed: unknown[] = [];
  const sift = createTextSift((taken) => {
    const ids = Buffer.from(taken.settledIds).toString();
    passed.push({ text: Buffer.from(taken.bytes).toString(), lines: taken.lines, ids });
  });
  for (let at = 0; at < bytes.length; at += size) {
    const length = bytes.copy(chunk, 0, at);
    sift.push(chunk.subarray(0, length));
  }
  sift.end();
  return { passed, settled: sift.settled() };
}
