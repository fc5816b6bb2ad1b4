import { patternSpans, type ValuePattern } from "./pattern-spans.ts";
import type { Finder, Span } from "./span.ts";

const RUN: ValuePattern = {
  gate: "",
  pattern: /(?<![*\w+/-])()[\w+/-]{20,}/g,
  accepts: (run) => LOWER.test(run) && UPPER.test(run) && DIGIT.test(run),
};
const LOWER = /[a-z]/;
const UPPER = /[A-Z]/;
const DIGIT = /\d/;
/** Part of a run between the separators that names are made with. */
const PIECE = /[A-Za-z0-9]{20,}/g;
/** A word as programmers write names: `Get`, `user`, `HTTP`, `42`. */
const NAME_WORD = /[A-Z]?[a-z]+|[A-Z]+|\d+/g;
const SEPARATORS = /[^A-Za-z0-9]/g;
/** The digest that the AWS CDK appends to a logical id. */
const CDK_DIGEST = /[0-9A-F]{8}$/;
const ARN: ValuePattern = {
  gate: "arn:aws",
  pattern: /(?<![*\w-])()arn:aws[\w-]{0,16}:[^\s"'\\,)<>{}]{1,2048}/g,
};

/** The longest mean word of text drawn at random; names written by people have longer ones. */
const RANDOM_WORD_LENGTH = 2.6;
/** So much of a run tells what the rest is like. */
const SAMPLE = 256;
const AWS_SECRET_LENGTH = 40;
const AWS_SECRET_WORD_LENGTH = 3.6;

/**
 * Keys and tokens without a name or a known beginning, for instance because the log cut it off: 20
 * or more letters and digits that no one would choose as a name. Names of resources in ARNs are left.
 */
export const randomText: Finder = (text) => {
  const found = patternSpans(text, RUN).flatMap((run) => randomPartsOf(run, text));
  return found.length === 0 ? found : outside(patternSpans(text, ARN), found);
};

function randomPartsOf(run: Span, text: string): readonly Span[] {
  const characters = text.slice(run.start, run.end);
  const isSecretKey = characters.length === AWS_SECRET_LENGTH;
  if (isSecretKey && isRandom(characters, AWS_SECRET_WORD_LENGTH)) return [run];
  const parts = [...characters.matchAll(PIECE)]
    .filter(([piece]) => isRandom(piece.replace(CDK_DIGEST, ""), RANDOM_WORD_LENGTH))
    .map(({ 0: piece, index }) => {
      const start = run.start + index;
      return { ...run, start, end: start + piece.length };
    });
  const random = parts.reduce((sum, { start, end }) => sum + end - start, 0);
  return random * 2 > characters.length ? [run] : parts;
}

function isRandom(run: string, longestMeanWord: number): boolean {
  const text = run.slice(0, SAMPLE);
  if (!(LOWER.test(text) && UPPER.test(text) && DIGIT.test(text))) return false;
  const words = text.split(NAME_WORD).length - 1;
  return text.replace(SEPARATORS, "").length <= longestMeanWord * words;
}

/** The spans that overlap none of the regions; both come in ascending order. */
function outside(regions: readonly Span[], spans: readonly Span[]): readonly Span[] {
  let next = 0;
  return spans.filter((span) => {
    while ((regions[next]?.end ?? Number.POSITIVE_INFINITY) <= span.start) next += 1;
    return span.end <= (regions[next]?.start ?? Number.POSITIVE_INFINITY);
  });
}
