import type { Span } from "./span.ts";

/** A text as it reads once decoded. */
export type PlainView = {
  readonly text: string;
  /** What to mask in the text as written for a span of the decoded one: every escape whole or not. */
  readonly asWritten: (span: Span) => readonly Span[];
};

/**
 * Stands for a double quote that was encoded, so that only the quotes of the text as written can end
 * the strings of the text as written. Of the private use area: one code unit, and never in a log.
 */
const ENCODED_QUOTE = "\uE022";

/** Escapes of JSON (`\n`, `\u0041`, at any depth of nesting), of URLs (`%41`, `%2541`) and of HTML. */
const ENCODED =
  /(?<!\\)\\+(?:u([0-9a-fA-F]{4})|([nrtbf/]))|%(?:25){0,6}([0-9a-fA-F]{2})|&(?:amp;){0,4}(?:(quot|apos|lt|gt|amp)|#(\d{1,5})|#[xX]([0-9a-fA-F]{1,4}));/g;
const MAY_BE_ENCODED = /[\\%&]/;

const QUOTE_CODE = 0x22;
const ENTITIES: Readonly<Record<string, string>> = {
  quot: ENCODED_QUOTE,
  apos: "'",
  lt: "<",
  gt: ">",
  amp: "&",
};

export function plainView(written: string): PlainView {
  if (!MAY_BE_ENCODED.test(written)) return { text: written, asWritten: (span) => [span] };
  const offsets = new Int32Array(written.length + 1);
  const pieces: string[] = [];
  let length = 0;
  let at = 0;
  const copyUpTo = (end: number) => {
    pieces.push(written.slice(at, end));
    for (; at < end; at += 1) offsets[length++] = at;
  };
  for (const match of written.matchAll(ENCODED)) {
    copyUpTo(match.index);
    pieces.push(decoded(match));
    offsets[length++] = at;
    at += match[0].length;
  }
  copyUpTo(written.length);
  offsets[length] = written.length;
  const text = pieces.join("");
  return { text, asWritten: (span) => unitsOf(span, text, offsets) };
}

function decoded([, unicode, letter, percent, entity, decimal, hex]: RegExpMatchArray): string {
  if (letter !== undefined) return letter === "/" ? "/" : "\n";
  if (entity !== undefined) return String(ENTITIES[entity]);
  const hexadecimal = unicode ?? percent ?? hex;
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  return code === QUOTE_CODE ? ENCODED_QUOTE : String.fromCharCode(code);
}

/** Stretches without escapes as they are; escapes wholly, or not at all where they are blanks to keep. */
function unitsOf({ start, end, fill }: Span, text: string, offsets: Int32Array): readonly Span[] {
  const offset = (index: number) => Number(offsets[index]);
  const spans: Span[] = [];
  let from = start;
  for (let at = start; at < end; at += 1) {
    const unit = { start: offset(at), end: offset(at + 1), fill: "all" } as const;
    if (unit.end === unit.start + 1) continue;
    spans.push({ start: offset(from), end: unit.start, fill });
    if (fill === "all" || text.charAt(at).trim() !== "") spans.push(unit);
    from = at + 1;
  }
  return [...spans, { start: offset(from), end: offset(end), fill }];
}
