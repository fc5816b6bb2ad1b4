/**
 * What takes a masked character's place. `all`: a star for every character but line feeds; `alnum`: a
 * star for letters and digits, so that dots and dashes still show what it was; `digits`: a 9 for each
 * digit, so that a number stays one. Where spans overlap the strictest holds.
 */
const STRICTNESS = { none: 0, digits: 1, alnum: 2, all: 3 } as const;
type Fill = Exclude<keyof typeof STRICTNESS, "none">;

/** A stretch of text to mask, from `start` up to but without `end`. */
export type Span = { readonly start: number; readonly end: number; readonly fill: Fill };

/** Looks for one kind of secret. Linear in the text, whatever it holds. */
export type Finder = (text: string) => readonly Span[];

const DIGITS = /\d/g;
const ALNUM = /[A-Za-z0-9]/g;
const ALL = /[^\r\n]/g;
/** Says that the log cut the text: it is never masked. */
const CUT = / ?\[TRUNCATED\]/g;

/** The text with every span masked. Its length stays, and so does every escape around a span. */
export function filled(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const strictness = new Uint8Array(text.length);
  for (const span of spans) mark(strictness, span, text);
  for (const { index, 0: cut } of text.matchAll(CUT)) {
    strictness.fill(STRICTNESS.none, index, index + cut.length);
  }
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const level = strictness[start];
    let end = start + 1;
    while (strictness[end] === level) end += 1;
    pieces.push(filledPiece(text.slice(start, end), level));
    start = end;
  }
  return pieces.join("");
}

function mark(strictness: Uint8Array, { start, end, fill }: Span, text: string): void {
  const level = STRICTNESS[fill];
  const last = endBeforeBackslashes(text, start, end);
  for (let at = start; at < last; at += 1) {
    strictness[at] = Math.max(level, Number(strictness[at]));
  }
}

/** A backslash left of a quote keeps that quote inside its string: it is never masked. */
function endBeforeBackslashes(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && text[last - 1] === "\\") last -= 1;
  return last;
}

function filledPiece(piece: string, level: number | undefined): string {
  switch (level) {
    case STRICTNESS.digits:
      return piece.replace(DIGITS, "9");
    case STRICTNESS.alnum:
      return piece.replace(ALNUM, "*");
    case STRICTNESS.all:
      return piece.replace(ALL, "*");
    default:
      return piece;
  }
}
