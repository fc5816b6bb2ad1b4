import { isAccessLog, readingOf } from "./access-record.ts";
import { isObject, pairsOf, parsedJson } from "./json-value.ts";
import { isLogText, type Reading } from "./reading.ts";
import { isEntryStart } from "./text-line.ts";

/** What `grep` puts before a line of JSON, and the name of the field whose value it found. */
const HEAD =
  /^\s{0,200}(?=")|^(?:[\w./-]{1,200}[:-])?(?:\d{1,9}[:-])?\s{0,200}(?:"(?:@message|message|log|payload)"\s{0,8}:\s{0,8})?(?=")/;
const END = /"\s{0,8},?\s{0,8}$/;

/** Whether the text is an event of a log of API Gateway: it begins as an entry does, or is a row of JSON. */
export function isEventText(text: string): boolean {
  return isLogText(text) || isAccessText(text);
}

/** The event that stands on the line as a string of JSON, its escapes resolved; a payload has strings, too. */
export function quotedEvent(line: string, isInsideEntry: boolean): string | undefined {
  if (!END.test(line.slice(-20))) return undefined;
  const head = HEAD.exec(line);
  const text = head === null ? undefined : jsonText(line.slice(head[0].length));
  if (text === undefined) return undefined;
  const isEvent = isInsideEntry ? isEntryStart(text) : isEventText(text);
  return isEvent ? text : undefined;
}

/** Reads such an event: of `--query 'events[].message'`, or of `--query log` for a test. */
export function readQuoted(event: string, { sink, context, readText }: Reading): void {
  const isTest = event.startsWith("Execution log for request");
  sink.form(isTest ? "console_test" : "filter_log_events_json");
  readText(event, context);
}

/** Asked of every line of a payload: where more than one string stands nothing is parsed. */
function jsonText(literal: string): string | undefined {
  const end = literal.lastIndexOf('"');
  const value = closingQuote(literal) === end ? parsedJson(literal.slice(0, end + 1)) : undefined;
  return typeof value === "string" ? value : undefined;
}

/** Where the string ends that the literal begins with, or -1. */
export function closingQuote(literal: string): number {
  let at = literal.indexOf('"', 1);
  while (at !== -1 && isEscaped(literal, at)) at = literal.indexOf('"', at + 1);
  return at;
}

function isEscaped(text: string, quote: number): boolean {
  let start = quote;
  while (text[start - 1] === "\\") start -= 1;
  return (quote - start) % 2 === 1;
}

function isAccessText(text: string): boolean {
  const document = text.trimStart().startsWith("{") ? parsedJson(text) : undefined;
  return isObject(document) && isAccessLog(readingOf(pairsOf(document)));
}
