const HALF_CHARACTER_AT_END = /[\uD800-\uDBFF]$/;

/** At most `most` characters of `text`, none of them cut in half; nothing for an empty text. */
export function boundedText(text: string | undefined, most: number): string | undefined {
  if (text === undefined || text.length <= most) return text || undefined;
  return text.slice(0, most).replace(HALF_CHARACTER_AT_END, "");
}
