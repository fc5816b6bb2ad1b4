import stringWidth from "fast-string-width";
import type { Finding, Payload, PayloadShape } from "../domain/verdict.ts";
import { visible } from "./escape.ts";
import { type Excerpt, excerptOf } from "./excerpt.ts";
import { counted } from "./figures.ts";
import type { Span } from "./spans.ts";

/** A stretch of one line of a payload, ready to be shown. */
export type Piece = { readonly text: string; readonly isMarked: boolean };

/** Stands where a cut payload ends. */
export const CUT_HERE = "(the log cuts the payload here)";

export type PayloadLine = { readonly kind: "payload" | "marks" | "note"; readonly text: string };

const SHAPE_WORDS: Readonly<Partial<Record<PayloadShape, string>>> = {
  empty: "Nothing: the payload is empty.",
  html: "This is an HTML page.",
  xml: "This is XML.",
  jwt: "This is a JSON Web Token.",
  stack_trace: "This is a stack trace.",
  binary: "The log does not hold it: the payload is binary.",
  withheld: "The log does not hold it.",
};
const ASCII = /^[ -~]*$/;
let graphemes: Intl.Segmenter | undefined;

/** What a payload is when it is no JSON, in a sentence. */
export function shapeWords(shape: PayloadShape): string | undefined {
  return SHAPE_WORDS[shape];
}

/** A payload's lines, at most `width` cells wide; marks (`^`) stand under what a finding means. */
export function payloadLines(
  payload: Payload,
  findings: readonly Finding[],
  width: number,
): readonly PayloadLine[] {
  return excerptLines(excerptOf(payload, findings), payload.cut, width);
}

/** The lines of an excerpt, of a payload that is `cut` in the log or not. */
export function excerptLines(
  excerpt: Excerpt,
  cut: boolean,
  width: number,
): readonly PayloadLine[] {
  return [
    ...(excerpt.before > 0 ? [note(leftOut(excerpt.before, "before"))] : []),
    ...linesOf(excerpt).flatMap((pieces) => markedLines(pieces, width)),
    ...(excerpt.after > 0 ? [note(leftOut(excerpt.after, "after"))] : []),
    ...(cut ? [note(CUT_HERE)] : []),
  ];
}

/** `(812 characters before this)`. */
export function leftOut(characters: number, where: "before" | "after"): string {
  return `(${counted(characters, "character")} ${where} this)`;
}

/** The excerpt as pieces, marked or not, each physical line apart. */
export function linesOf({
  text,
  marks,
}: Pick<Excerpt, "text" | "marks">): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  for (const { text: stretch, isMarked } of piecesOf(text, marks)) {
    for (const [at, part] of stretch.split("\n").entries()) {
      if (at > 0) lines.push([]);
      if (part !== "") lines.at(-1)?.push({ text: visible(part), isMarked });
    }
  }
  return lines;
}

function piecesOf(text: string, marks: readonly Span[]): readonly Piece[] {
  const edges = marks.flatMap(({ from, to }) => [from, to]);
  return [0, ...edges].map((from, at) => ({
    text: text.slice(from, edges[at] ?? text.length),
    isMarked: at % 2 === 1,
  }));
}

function markedLines(pieces: readonly Piece[], width: number): readonly PayloadLine[] {
  let row = { text: "", marks: "", cells: 0 };
  const rows = [row];
  for (const { segment, isMarked } of pieces.flatMap(segmentsOf)) {
    const cells = stringWidth(segment);
    if (row.cells > 0 && row.cells + cells > width) {
      row = { text: "", marks: "", cells: 0 };
      rows.push(row);
    }
    row.text += segment;
    row.marks += (isMarked ? "^" : " ").repeat(cells);
    row.cells += cells;
  }
  return rows.flatMap(({ text, marks }) => {
    const under = marks.trimEnd();
    const line: PayloadLine = { kind: "payload", text };
    return under === "" ? [line] : [line, { kind: "marks", text: under }];
  });
}

function segmentsOf({ text, isMarked }: Piece) {
  return graphemesOf(text).map((segment) => ({ segment, isMarked }));
}

/** A segmenter takes 20 ms to make, which what needs none is spared. */
function graphemesOf(text: string): readonly string[] {
  if (ASCII.test(text)) return [...text];
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

function note(text: string): PayloadLine {
  return { kind: "note", text };
}
