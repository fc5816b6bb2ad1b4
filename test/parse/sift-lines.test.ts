import { describe, expect, test } from "vitest";
import { createLineReader } from "../../shared/parse/sift-lines.ts";
import { createPrefixReader } from "../../shared/parse/sift-prefix.ts";
import { SiftState } from "../../shared/parse/sift-state.ts";
import { createTextSift } from "../../shared/parse/sift-text.ts";
import { END, entries, ID, OTHER, SUCCESS, sifted } from "../build/sift.ts";

const MEBIBYTE = 1 << 20;
const BAD_END = "Method completed with status: 502";

/** What is passed on of each chunk, and which line of the log each piece of it begins at. */
function passedOf(...chunks: readonly string[]) {
  let texts = "";
  let numbers: readonly number[] = [];
  const sift = createTextSift(({ bytes, lines }) => {
    texts += Buffer.from(bytes).toString();
    numbers = [...numbers, ...lines.filter((_, at) => at % 2 === 1)];
  });
  const passed = [...chunks.map((chunk) => () => sift.push(Buffer.from(chunk))), sift.end];
  const told = passed.map((pass) => {
    texts = "";
    pass();
    return texts;
  });
  return { passed: told, numbers, settled: sift.settled() };
}

describe("an entry in which a chunk need not wait for the one before begins", () => {
  const entry = entries(ID, "a");
  const event = JSON.stringify({ timestamp: Date.UTC(2026, 6, 20, 12), message: `(${ID}) a` });

  test.each([
    { what: "with its time", before: "", log: entry },
    { what: "with its bracket", before: "", log: `(${ID}) a\n` },
    { what: "as a line of JSON", before: "", log: `${event}\n` },
    { what: "behind loose text", before: "loose\n\n", log: entry },
    { what: "behind loose text in brackets", before: "(a) b\n", log: `(${ID}) a\n` },
    { what: "behind an id in another form", before: "(QmX7RFD9pBNGqzB=) a\n", log: entry },
    { what: "behind a document", before: '{"a":1}\n', log: entry },
    { what: "nowhere but at the end: an id is cut", before: `(${ID.slice(0, 20)}`, log: "" },
    { what: "nowhere but at the end", before: "a\n(b) c\n", log: "" },
  ])("$what", ({ before, log }) => {
    const reader = createLineReader(new SiftState(16), createPrefixReader());
    const rest = `${ID}) b\n`;
    expect(reader.firstEntry(Buffer.from(before + log), true)).toBe(before.length);
    expect(reader.firstEntry(Buffer.from(rest + before + log), false)).toBe(
      rest.length + before.length,
    );
    expect(reader.firstEntry(Buffer.from(`${entry}${before}${log}`), false)).toBe(
      entry.length + before.length,
    );
  });
});

test("wherever the chunks end, lines that are no entries are of the one before", () => {
  const odd = `${entries(ID, "Endpoint response body: {")}(a) b\n{"a":1}\n2026-11-20T10:11:12.123Z c\n${entries(ID, SUCCESS, END)}`;
  const log = entries(OTHER, SUCCESS, END) + odd;
  for (let size = 1; size <= log.length; size++) {
    const { passed, settled } = sifted(log, size);
    expect(passed).toBe(odd);
    expect(settled.records).toBe(2);
  }
});

test("of loose text only a line that is not ended waits for more", () => {
  expect(passedOf("one\ntwo\nthr", "ee\n").passed.slice(0, 2)).toEqual(["one\ntwo\n", ""]);
});

describe("an entry of more than a mebibyte", () => {
  const long = entries(ID, "x".repeat(1.5 * MEBIBYTE)).trimEnd();

  test("is passed on before its end is known, and so is all of its request", () => {
    const more = `\n${entries(ID, SUCCESS, END)}`;
    const { passed, settled } = passedOf(entries(OTHER, SUCCESS, END) + long, more);
    expect(passed[0]).toBe(long);
    expect(passed.join("")).toBe(long + more);
    expect(settled.records).toBe(2);
  });

  test("does not change the count of lines behind it", () => {
    const { numbers } = passedOf(long, "y", `z\n${entries(OTHER, BAD_END)}`);
    expect(numbers.at(-1)).toBe(2);
  });

  test("goes on behind an empty chunk, whatever it says", () => {
    const more = `(${OTHER}) ${SUCCESS}\n${entries(OTHER, END)}`;
    const { passed, settled } = passedOf(long, "", more);
    expect(passed.join("")).toBe(long + more);
    expect(settled.records).toBe(0);
  });

  test("is not one that stands behind so much", () => {
    const before = entries(OTHER, ...Array<string>(9).fill("x".repeat(MEBIBYTE / 10)));
    const { passed, settled } = passedOf(before + entries(ID, SUCCESS), entries(ID, END));
    expect(passed.join("")).toBe(before);
    expect(settled.records).toBe(2);
  });
});
