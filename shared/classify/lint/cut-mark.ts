const CUT_MARK = "[truncated]";

/** A text without what says that it was cut. Only its end is taken off, so that places in it stay what they are. */
export function withoutCutMark(input: string): string {
  const text = input.trimEnd();
  if (text.slice(-CUT_MARK.length).toLowerCase() === CUT_MARK) {
    return text.slice(0, -CUT_MARK.length).trimEnd();
  }
  let end = text.length;
  while (text[end - 1] === "." || text[end - 1] === "…") end -= 1;
  const isMark = text.length - end >= 3 || text.endsWith("…");
  return isMark ? text.slice(0, end).trimEnd() : input;
}
