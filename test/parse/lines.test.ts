import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLineSplitter } from "../../shared/parse/lines.ts";

const MEBIBYTE = 1 << 20;
const NONE: readonly number[] = [];

type Taken = Parameters<Parameters<typeof createLineSplitter>[0]>[0];

function taken(chunks: readonly (Buffer | string)[]): readonly Taken[] {
  const lines: Taken[] = [];
  const splitter = createLineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.push(Buffer.from(chunk), NONE);
  splitter.end();
  return lines;
}

function usual(text: string, number: number): Taken {
  return { text, number, isEnded: true, isCut: false };
}

/** What of a long line is compared: its size, and its ends. */
function outline({ text, ...rest }: Taken) {
  return { ...rest, length: text.length, ends: `${text.slice(0, 3)}…${text.slice(-3)}` };
}

/** `text` in chunks of so many bytes. */
function cut(text: string, size: number): readonly Buffer[] {
  const bytes = Buffer.from(text);
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
}

describe("short lines", () => {
  test.each([
    { what: "one without an end", log: "abc", lines: ["abc"] },
    { what: "one with an end", log: "abc\n", lines: ["abc"] },
    { what: "two of Windows", log: "abc\r\ndef\r\n", lines: ["abc", "def"] },
    { what: "a carriage return at the end of all", log: "abc\ndef\r", lines: ["abc", "def"] },
    { what: "carriage returns amid a line", log: "a\rb\r\r\n", lines: ["a\rb\r"] },
    { what: "empty ones", log: "\n\r\n\na", lines: ["", "", "", "a"] },
    { what: "nothing", log: "", lines: [] },
  ])("are given as they are: $what", ({ log, lines }) => {
    expect(taken([log])).toEqual(lines.map((text, at) => usual(text, at + 1)));
  });

  test("are the same wherever a chunk ends", () => {
    const aPiece = fc.constantFrom("a", "é", "𝒳", "\n", "\r\n", "{", " ");
    fc.assert(
      fc.property(fc.array(aPiece), fc.integer({ min: 1, max: 9 }), (pieces, size) => {
        const log = pieces.join("");
        expect(taken(cut(log, size))).toEqual(taken([log]));
      }),
    );
  });

  test("have the numbers that are given where lines were left out", () => {
    const lines: Taken[] = [];
    const splitter = createLineSplitter((line) => lines.push(line));
    splitter.push(Buffer.from("a\nb\nc"), [0, 5, 4, 70]);
    splitter.push(Buffer.from("\nd\ne\n"), [3, 90]);
    splitter.end();
    const numbers = lines.map(({ text, number }) => [text, number]);
    expect(numbers).toEqual([
      ["a", 5],
      ["b", 6],
      ["c", 70],
      ["d", 71],
      ["e", 90],
    ]);
  });
});

describe("a long line of text", () => {
  test.each([
    { mebibytes: 1, extra: 0 },
    { mebibytes: 1, extra: 1 },
    { mebibytes: 8, extra: 0 },
  ])("of $mebibytes MB and $extra is whole", ({ mebibytes, extra }) => {
    const text = `<${"x".repeat(mebibytes * MEBIBYTE + extra - 2)}>`;
    const wanted = [outline(usual(text, 1)), outline(usual("next", 2))];
    expect(taken([`${text}\nnext`]).map(outline)).toEqual(wanted);
    expect(taken(cut(`${text}\nnext`, 700_000)).map(outline)).toEqual(wanted);
  });

  test("of more than 8 MB is cut to its first MB, and what follows is read", () => {
    const text = `<${"x".repeat(8 * MEBIBYTE)}`;
    const wanted = [
      { number: 1, isEnded: true, isCut: true, length: MEBIBYTE, ends: "<xx…xxx" },
      outline(usual("next", 2)),
    ];
    expect(taken([`${text}\nnext\n`]).map(outline)).toEqual(wanted);
    expect(taken(cut(`${text}\nnext\n`, 700_000)).map(outline)).toEqual(wanted);
    expect(taken(cut(`${text}${"y".repeat(MEBIBYTE)}\nnext`, 700_000)).map(outline)).toEqual(
      wanted,
    );
  });

  test("that breaks off with the input is cut as well", () => {
    const [line] = taken(cut("x".repeat(9 * MEBIBYTE), 700_000));
    expect(outline(line as Taken)).toMatchObject({ length: MEBIBYTE, isCut: true });
  });
});

describe("a long line of JSON", () => {
  const sizes = { one: 5 * MEBIBYTE, chunk: 700_000, half: 600_000 };

  test.each(Object.entries(sizes))("comes in pieces, none cut, from chunks of %s", (_, size) => {
    for (const opening of ["{", "  [", "\t{"]) {
      const text = `${opening}${"é".repeat(MEBIBYTE)}}`;
      const pieces = taken(cut(`${text}\nnext`, size));
      const ofJson = pieces.slice(0, -1);
      expect(ofJson.length).toBeGreaterThan(1);
      expect(ofJson.map((piece) => piece.text).join("") === text).toBe(true);
      expect(ofJson.map(({ isEnded }) => isEnded)).toEqual(
        ofJson.map((_piece, at) => at === ofJson.length - 1),
      );
      expect(ofJson.every(({ number, isCut }) => number === 1 && !isCut)).toBe(true);
      expect(pieces.at(-1)).toEqual(usual("next", 2));
    }
  });

  test("ends where the input ends", () => {
    const pieces = taken(cut(`[${"1,".repeat(MEBIBYTE)}`, 700_000));
    expect(pieces.map(({ isEnded }) => isEnded)).toEqual([
      ...pieces.slice(1).map(() => false),
      true,
    ]);
  });

  test("of 1 MB is given whole, of a byte more is not", () => {
    const opening = `{${"x".repeat(MEBIBYTE - 1)}`;
    expect(taken(cut(`${opening}\n`, 700_000))).toHaveLength(1);
    expect(taken(cut(`${opening}y\n`, 700_000)).map(({ text }) => text.length)).toEqual([
      MEBIBYTE,
      1,
    ]);
  });

  test("does not make the short line behind it one in pieces", () => {
    const long = `{${"x".repeat(2 * MEBIBYTE)}`;
    const after = taken(cut(`${long}\na\n\nb`, 700_000)).slice(-3);
    expect(after).toEqual([usual("a", 2), usual("", 3), usual("b", 4)]);
  });

  test("is cut at the first byte of a character, or anywhere where there is none", () => {
    const stray = Buffer.alloc(2 * MEBIBYTE, 0x80);
    stray[0] = 0x7b;
    const pieces = taken([stray]);
    expect(pieces.map(({ text }) => text.length)).toEqual([MEBIBYTE, MEBIBYTE]);
  });
});

test("a line that is skipped is not joined with the one behind it", () => {
  const skipped = "x".repeat(9 * MEBIBYTE);
  const lines = taken([...cut(skipped, 700_000), "xx\nshort\n", "{}\n"]);
  expect(lines.slice(1)).toEqual([usual("short", 2), usual("{}", 3)]);
});
