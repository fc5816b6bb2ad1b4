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

const FILLS = [
  { masked: /(?!)/g, star: "" },
  { masked: /\d/g, star: "9" },
  { masked: /[A-Za-z0-9]/g, star: "*" },
  { masked: /[^\r\n]/g, star: "*" },
] as const;

/** Says that the log cut the text: it is never masked. */
const CUT = "[TRUNCATED]";

/** The text with every span masked. Its length stays, and so does every escape around a span. */
export function filled(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const strictness = new Uint8Array(text.length);
  for (const span of spans) mark(strictness, span, text);
  for (let at = text.indexOf(CUT); at !== -1; at = text.indexOf(CUT, at + 1)) {
    strictness.fill(STRICTNESS.none, at, at + CUT.length);
  }
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const level = strictness[start] ?? STRICTNESS.none;
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
    if ((strictness[at] ?? 0) < level) strictness[at] = level;
  }
}

/** A backslash left of a quote keeps that quote inside its string: it is never masked. */
function endBeforeBackslashes(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && text[last - 1] === "\\") last -= 1;
  return last;
}

function filledPiece(piece: string, level: number): string {
  const fill = FILLS[level] ?? FILLS[STRICTNESS.all];
  return level === STRICTNESS.none ? piece : piece.replace(fill.masked, fill.star);
}
