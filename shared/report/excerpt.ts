import type { Finding, Payload } from "../domain/verdict.ts";
import { type Span, spanOf } from "./spans.ts";

/** The part of a payload a report shows, with the stretches that findings point at. */
export type Excerpt = {
  readonly text: string;
  /** Ascending, not overlapping, in `text`. */
  readonly marks: readonly Span[];
  /** Characters of the payload left out before and after `text`. */
  readonly before: number;
  readonly after: number;
};

const LENGTH_LIMIT = 720;
const BEFORE_MARK = 160;
const MARKS_LIMIT = 8;

/** The start of a payload, or the part around its first finding when that stands far behind. */
export function excerptOf(payload: Payload, findings: readonly Finding[]): Excerpt {
  const spans = separate(
    findings
      .slice(0, MARKS_LIMIT)
      .flatMap(({ path }) => (path === "$" ? [] : (spanOf(payload.text, path) ?? []))),
  );
  const before = startFor(spans[0], payload.text);
  const to = Math.min(payload.text.length, before + LENGTH_LIMIT);
  return {
    text: payload.text.slice(before, to),
    marks: spans
      .filter((span) => span.from < to)
      .map((span) => ({ from: span.from - before, to: Math.min(span.to, to) - before })),
    before,
    after: payload.text.length - to,
  };
}

function startFor(first: Span | undefined, text: string): number {
  if (first === undefined || first.to <= LENGTH_LIMIT || text.length <= LENGTH_LIMIT) return 0;
  return Math.max(0, first.from - BEFORE_MARK);
}

function separate(spans: readonly Span[]): readonly Span[] {
  const ordered = [...spans].sort((one, other) => one.from - other.from || other.to - one.to);
  const kept: Span[] = [];
  for (const span of ordered) {
    if (span.from >= (kept.at(-1)?.to ?? 0)) kept.push(span);
  }
  return kept;
}
