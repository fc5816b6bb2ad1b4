import { describe, expect, test } from "vitest";
import {
  ENDED_BADLY,
  ENDED_WELL,
  FRAME,
  idAfter,
  isIdEnd,
  markAt,
  SUCCEEDED,
  statusAt,
} from "../../shared/parse/sift-entry.ts";
import { ID, SUCCESS } from "../build/sift.ts";

const FRAMED = `(${ID}) `;

function idIn(text: string, at = 0, end = text.length): number {
  return idAfter(Buffer.from(text), at, end);
}

/** `text` with another character at `at`. */
function changed(text: string, at: number, character: string): string {
  return text.slice(0, at) + character + text.slice(at + 1);
}

function markOf(text: string): number {
  const bytes = Buffer.from(`..${text}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return markAt(bytes, view, 2, bytes.length);
}

describe("the id of an entry", () => {
  test("stands behind its bracket", () => {
    expect(idIn(`${FRAMED}text`)).toBe(1);
    expect(idIn(`2026 ${FRAMED}`, 5)).toBe(6);
  });

  test("is looked for up to the end alone", () => {
    expect(idIn(FRAMED, 0, FRAME)).toBe(1);
    expect(idIn(FRAMED, 0, FRAME - 1)).toBe(-1);
  });

  test.each([0, 9, 14, 19, 24, 37, 38])("is none when its frame is broken at %i", (at) => {
    expect(idIn(changed(FRAMED, at, "x"))).toBe(-1);
  });

  test.each(["0", "9", "a", "f", "A", "F"])("may begin and end with %s", (digit) => {
    expect(idIn(changed(changed(FRAMED, 1, digit), 36, digit))).toBe(1);
  });

  test.each(["/", ":", "g", "`", "G", "@", "x", "*"])(
    "does neither begin nor end with %s",
    (other) => {
      expect(idIn(changed(FRAMED, 1, other))).toBe(-1);
      expect(idIn(changed(FRAMED, 36, other))).toBe(-1);
    },
  );

  test.each([
    { text: ") ", is: true },
    { text: ")x", is: false },
    { text: "x ", is: false },
  ])("ends with a bracket and a blank: '$text' is $is", ({ text, is }) => {
    expect(isIdEnd(Buffer.from(text), 0)).toBe(is);
  });
});

describe("what an entry says of its request", () => {
  const ending = "Method completed with status: ";

  test.each([
    { text: `${SUCCESS}\n`, mark: SUCCEEDED },
    { text: `${SUCCESS}\r\n`, mark: SUCCEEDED },
    { text: `${SUCCESS}"}`, mark: SUCCEEDED },
    { text: `${SUCCESS} `, mark: 0 },
    { text: `${SUCCESS}s\n`, mark: 0 },
    { text: SUCCESS, mark: 0 },
    { text: `${ending}199\n`, mark: 0 },
    { text: `${ending}200\n`, mark: ENDED_WELL },
    { text: `${ending}499"}`, mark: ENDED_WELL },
    { text: `${ending}500\n`, mark: ENDED_BADLY },
    { text: `${ending}504\n`, mark: ENDED_BADLY },
    { text: `${ending}5040\n`, mark: 0 },
    { text: `${ending}504`, mark: 0 },
    { text: "Execution failed due to a timeout error\n", mark: 0 },
  ])("is told by its words, '$text'", ({ text, mark }) => {
    expect(markOf(text)).toBe(mark);
  });

  test.each([SUCCESS, `${ending}200`])("is nothing when a word of '%s' is another", (said) => {
    for (let at = 0; at < 28; at++) expect(markOf(`${changed(said, at, "~")}\n`)).toBe(0);
  });

  test("is a status of three digits", () => {
    expect(statusAt(Buffer.from(`${ending}502`), 0)).toBe(502);
    expect(statusAt(Buffer.from(`${ending}239`), 0)).toBe(239);
  });
});
