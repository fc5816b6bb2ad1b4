import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTextSift } from "../../shared/parse/sift-text.ts";
import { END, entries, ID, OTHER, SUCCESS, sifted } from "../build/sift.ts";

const LAST_NUMBER = /^[^\n]*?(\d+)\n/;
const BAD_END = "Method completed with status: 502";

const anEntry = fc.record({
  id: fc.constantFrom(ID, OTHER, ID.replace("7", "8"), "QmX7RFD9pBNGqzB="),
  text: fc.constantFrom(
    SUCCESS,
    END,
    "Method completed with status: 502",
    "Starting execution",
    "é",
  ),
});

test("each piece that is passed on says which line of the log it begins at", () => {
  fc.assert(
    fc.property(fc.array(anEntry), fc.integer({ min: 1, max: 400 }), (log, size) => {
      const lines = log.flatMap(({ id, text }) => [entries(id, text).trimEnd(), "loose"]);
      const numbered = lines.map((line, at) => `${line} ${at + 1}\n`).join("");
      const sift = createTextSift(({ bytes, lines: numbers }) => {
        const text = Buffer.from(bytes).toString();
        for (let at = 0; at < numbers.length; at += 2) {
          const said = LAST_NUMBER.exec(text.slice(numbers[at]))?.[1];
          expect(numbers[at + 1]).toBe(Number(said));
        }
      });
      const bytes = Buffer.from(numbered);
      for (let at = 0; at < bytes.length; at += size) sift.push(bytes.subarray(at, at + size));
      sift.end();
    }),
  );
});

test("more requests than are remembered are each counted", () => {
  const ids = Array.from(
    { length: 60_000 },
    (_, at) => `${at.toString(16).padStart(8, "0")}${ID.slice(8)}`,
  );
  const text = ids.map((id) => `(${id}) ${SUCCESS}\n(${id}) ${END}\n`).join("");
  const { passed, settled } = sifted(text, 1 << 16);
  expect(settled.statuses).toEqual(new Map([[200, 60_000]]));
  expect(passed).toBe("");
});

test("a chunk may name any number of requests", () => {
  const ids = Array.from(
    { length: 40_000 },
    (_, at) => `${at.toString(16).padStart(8, "0")}${ID.slice(8)}`,
  );
  const text = ids.map((id) => `(${id}) ${SUCCESS}\n(${id}) ${END}\n`).join("");
  const { passed, settled } = sifted(text, 1 << 24);
  expect(settled.statuses).toEqual(new Map([[200, 40_000]]));
  expect(passed).toBe("");
});

/** The obvious twin, where each entry is one line: what must be passed on of a request. */
function mustCome(said: readonly string[]): readonly string[] {
  const mayBeCounted = said.includes(SUCCESS) && said.includes(END);
  // An id that comes twice: what was counted before the bad end cannot be taken back.
  return mayBeCounted ? said.filter((text) => text === BAD_END) : said;
}

describe("on any log", () => {
  test("only lines of plain successes are dropped, those of another request come in order", () => {
    fc.assert(
      fc.property(fc.array(anEntry), fc.integer({ min: 1, max: 400 }), (log, size) => {
        const { passed } = sifted(log.map(({ id, text }) => entries(id, text)).join(""), size);
        for (const id of new Set(log.map((entry) => entry.id))) {
          const said = log.filter((entry) => entry.id === id).map(({ text }) => text);
          const kept = textsOf(passed, id);
          expect(isSubsequence(kept, said)).toBe(true);
          expect(isSubsequence(mustCome(said), kept)).toBe(true);
        }
      }),
    );
  });

  test("every byte that is no entry of a settled request comes through", () => {
    const piece = fc.oneof(
      anEntry.map(({ id, text }) => entries(id, text)),
      fc.string({ unit: "binary" }),
      fc.constantFrom("\n", "(", "2026-11-20T10:11:12.123Z (", "\r\n"),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.integer({ min: 1, max: 99 }), (pieces, size) => {
        const text = pieces.join("");
        const { passed, settled } = sifted(text, size);
        const dropped = Buffer.byteLength(text) - Buffer.byteLength(passed);
        if (settled.records === 0)
          expect(linesOf(passed)).toEqual(linesOf(Buffer.from(text).toString()));
        expect(dropped).toBeGreaterThanOrEqual(settled.records * ID.length - 1);
      }),
    );
  });
});

function textsOf(log: string, id: string): readonly string[] {
  const lines = log.split("\n").filter((line) => line.includes(`(${id}) `));
  return lines.map((line) => line.slice(line.indexOf(") ") + 2));
}

/** The lines without their order, which only holds within a request. */
function linesOf(log: string): readonly string[] {
  return log.trimEnd().split("\n").sort();
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const line of whole) if (at < part.length && part[at] === line) at++;
  return at === part.length;
}
