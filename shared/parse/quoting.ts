import { isOpening } from "./openings.ts";
import { prefixOf } from "./text-line.ts";

/** What people put before a line when they quote it: bars, bullets, dots, quotation marks. */
const QUOTING = /^[\s.…>*:`'"|#-]{0,40}/;
/** A mark of a mail's quotation, and all of them before a line. */
const QUOTE = /^\s{0,3}> ?/;
const QUOTES = /^[\s>]{0,40}/;
/** What stands around code in Markdown: no entry goes on behind it. */
const FENCE = /^\s{0,3}(?:`{3,20}|~{3,20})[\w+-]{0,20}\s*$/;
/** A heading of Markdown, which tells of no request. */
const HEADING = /^\s{0,3}#{1,6}\s/;
const ESCAPE = "\u001B[";
const COLOUR = /\p{Cc}\[[\d;]{0,20}m/gu;
/** Marks that stand around a whole line. */
const AROUND = ["**", "```", "`"];
/** How an entry ends where somebody wrote the line feed behind it out. */
const SEAM = /(?:\\r|\\n|<br\s?\/?>){1,4}\s{0,4}$/i;
/** The name of the column, as the console shows the fields of one event, or what wscat puts before a frame. */
const LABEL = /^\s{0,40}(?:@message[\s:]{1,8}(?=[[{(])|<\s{1,4}(?=\{\s{0,4}"))/;
/** Words that nothing but the execution log has: behind a prefix nobody knows they begin an entry. */
const WORDS =
  /(?<!\w)(?:Endpoint response body before|Execution failed due to (?:configuration error|a timeout|a network error|an? vpc)|Lambda (?:execution|invocation) failed with status|Authorizer result body before|The client is not authorized to perform this)/;
/** What follows those words, where somebody quotes no more than that at the end of a line; code has a name alone. */
const QUOTED =
  /(?:\S\s\w{1,40}|\*):\s{0,4}["'`](?=(?:Invalid permissions on Lambda function|Malformed Lambda proxy response|No match for output mapping|Output mapping refers to|There was an internal error while executing)[^"'`]{0,300}["'`]\.?\s{0,4}$)/;
/** And those that begin one behind such an entry. */
const NEXT_WORDS =
  /(?<!\w)(?:Endpoint re(?:quest|sponse) (?:body|headers|URI)|Method (?:completed|request|response) |Successfully completed |Sending request to |Received response\. )/;
const LONGEST_STRANGE = 160;
const LONGEST_QUOTED = 600;

/** A line without the colours that a tool gave it for a terminal. */
export function withoutColours(line: string): string {
  return line.includes(ESCAPE) ? line.replaceAll(COLOUR, "") : line;
}

/** A message without the marks before it. */
export function withoutQuoting(message: string): string {
  return message.replace(QUOTING, "");
}

/** How often a line is quoted, as a mail marks that. */
export function quotesOf(line: string): number {
  const marks = line.includes(">") ? QUOTES.exec(line)?.[0] : undefined;
  return marks === undefined ? 0 : marks.split(">").length - 1;
}

/** A line without the marks of so many quotations: what it has more of is its own. */
export function unquoted(line: string, quotes: number): string {
  let own = line;
  for (let left = quotes; left > 0; left--) own = own.replace(QUOTE, "");
  return own;
}

export function isFence(line: string): boolean {
  return FENCE.test(line);
}

export function isHeading(line: string): boolean {
  return HEADING.test(line);
}

/** An entry's line without the marks around all of it. */
export function withoutMarks(line: string): string {
  const trimmed = line.trim();
  const mark = AROUND.find((known) => trimmed.startsWith(known) && trimmed.endsWith(known));
  if (mark === undefined) return line;
  const inner = trimmed.slice(mark.length, -mark.length);
  const { requestId, isConsole, end } = prefixOf(inner);
  return requestId !== undefined || isConsole || isOpening(inner, end) ? inner : line;
}

/** An entry without the line feed that was written out behind it. */
export function withoutSeam(piece: string): string {
  return piece.replace(SEAM, "");
}

export function withoutLabel(line: string): string {
  return line.replace(LABEL, "");
}

/** Where the service's own words begin behind others. */
export function looseStart(line: string, isNext: boolean): number | undefined {
  const head = line.slice(0, LONGEST_STRANGE);
  const start = (WORDS.exec(head) ?? (isNext ? NEXT_WORDS.exec(head) : null))?.index;
  const quoted = start === undefined ? QUOTED.exec(line.slice(0, LONGEST_QUOTED)) : null;
  return quoted === null ? start : quoted.index + quoted[0].length;
}
