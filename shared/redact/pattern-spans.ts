import type { Span } from "./span.ts";

/**
 * What a kind of value looks like. `gate`, cheap, holds wherever `pattern` does: most texts hold no
 * such value, and need not pay for looking. What the groups `lead` match stays readable.
 */
export type ValuePattern = {
  readonly gate: RegExp | string;
  /** Global. Group 1 is a beginning that stays readable. */
  readonly pattern: RegExp;
  /** The last word on whether it is one, with the text left of it. */
  readonly accepts?: (found: string, before: string) => boolean;
};

/** How much of the text left of a match `accepts` may see. */
const REACH = 260;

export function patternSpans(text: string, { gate, pattern, accepts }: ValuePattern): Span[] {
  const spans: Span[] = [];
  if (typeof gate === "string" ? !text.includes(gate) : !gate.test(text)) return spans;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const { 0: whole, 1: lead = "", index } = match;
    if (accepts?.(whole, text.slice(Math.max(0, index - REACH), index)) === false) continue;
    spans.push({ start: index + lead.length, end: index + whole.length, fill: "alnum" });
  }
  return spans;
}
