import { parsedJson } from "./json-value.ts";

/** An escape; or a quote that JSON wants escaped, and the others do not. */
const ESCAPE = /\\[\s\S]|"/g;

/** What no program escapes in other quotes: somebody put them around the text as it is. */
const RAW = /(?<!\\)(?:\\\\)*\\"/;

/** The text of a string as JSON, JavaScript or Python writes it: in double quotes, single ones or backticks. */
export function textOfString(literal: string): string | undefined {
  const isWhole = closingQuote(literal, 0) === literal.length - 1;
  const isPrinted = isWhole && (literal.startsWith('"') || !RAW.test(literal));
  const value = isPrinted ? parsedJson(jsonString(literal)) : undefined;
  return typeof value === "string" ? value : undefined;
}

/** The text that YAML has in single quotes: it escapes nothing but them, and doubles those. */
export function yamlText(literal: string): string | undefined {
  const isWhole = yamlEnd(literal, 0) === literal.length - 1;
  return isWhole ? literal.slice(1, -1).replaceAll("''", "'") : undefined;
}

/** Where the text ends whose single quote stands at `start`, or -1. */
export function yamlEnd(text: string, start: number): number {
  if (text.charAt(start) !== "'") return -1;
  const masked = text.slice(0, start + 1) + text.slice(start + 1).replaceAll("''", "  ");
  return masked.indexOf("'", start + 1);
}

/** Where the string ends whose quote stands at `start`, or -1. */
export function closingQuote(text: string, start: number): number {
  const quote = text.charAt(start);
  let at = text.indexOf(quote, start + 1);
  while (isEscaped(text, at)) at = text.indexOf(quote, at + 1);
  return at;
}

function isEscaped(text: string, quote: number): boolean {
  let start = quote;
  while (text[start - 1] === "\\") start -= 1;
  return (quote - start) % 2 === 1;
}

/** The same string as JSON writes it. */
export function jsonString(literal: string): string {
  const inner = literal.slice(1, -1).replace(ESCAPE, (found) => {
    if (found === '"') return '\\"';
    return found === "\\'" || found === "\\`" ? found.slice(1) : found;
  });
  return `"${inner}"`;
}
