/** Double, single, and (see `plain-view.ts`) a double one that was encoded. */
export const QUOTES = "\"'\uE022";

/** Right of a quote: it ends a string of a JSON document. */
export const CLOSES = String.raw`(?=\s{0,32}(?:[,:}\]]|$))`;
const CLOSING_QUOTE = new RegExp(`"${CLOSES}`);

/**
 * How deep inside JSON strings a quote delimits, told by the backslashes before it: none 0, one 1, three
 * 2. Two backslashes are one of the text, so the quote after them delimits at 0: the trailing ones of
 * the count in binary.
 */
export function quoteLevel(backslashes: number): number {
  let level = 0;
  for (let count = backslashes; count % 2 === 1; count = (count - 1) / 2) level += 1;
  return level;
}

/**
 * Where the string ends that `quote` opened at `level`: before its closing quote, or at the text's end.
 * One that is not JSON's own ends at the latest with the JSON string around it.
 */
export function stringEnd(text: string, from: number, quote: string, level: number): number {
  const end = closingQuote(text, from, quote, level);
  const outer = quote === '"' ? -1 : text.slice(from, end).search(CLOSING_QUOTE);
  return outer === -1 ? end : from + outer;
}

function closingQuote(text: string, from: number, quote: string, level: number): number {
  for (let at = text.indexOf(quote, from); at !== -1; at = text.indexOf(quote, at + 1)) {
    const closes = quoteLevel(backslashesBefore(text, at, from));
    if (closes <= level) return at - (2 ** closes - 1);
  }
  return text.length;
}

function backslashesBefore(text: string, at: number, from: number): number {
  let start = at;
  while (start > from && text[start - 1] === "\\") start -= 1;
  return at - start;
}
