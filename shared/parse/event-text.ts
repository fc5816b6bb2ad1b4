import { isAccessLog, readingOf } from "./access-record.ts";
import { isObject, pairsOf, parsedJson } from "./json-value.ts";
import { isLogText, type Reading } from "./reading.ts";
import { textOfString, yamlText } from "./string-literal.ts";
import { isEntryStart } from "./text-line.ts";

/**
 * What `grep` puts before a string, and the name of the field whose value it found. Without a name
 * backticks are Markdown's, which escapes nothing.
 */
const HEAD =
  /^(?:[\w./-]{1,200}[:-])?(?:\d{1,9}[:-])?\s{0,200}(?:- )?(?:["']?(?:@message|message|log|payload)["']?\s{0,8}:\s{0,8}(?=["'`])|(?=["']))/;
/** How YAML names a text: no program leaves both the name without quotes and its comma out. */
const YAML_HEAD = /^\s{0,200}(?:- )?\w{1,20}:\s{0,8}$/;
const END = /["'`](\s{0,8}[,+]?\s{0,8})$/;

/** Whether the text is an event of a log of API Gateway: it begins as an entry does, or is a row of JSON. */
export function isEventText(text: string): boolean {
  return isLogText(text) || isAccessText(text);
}

/** The event that stands on the line as a string of a program, its escapes resolved; a payload has strings, too. */
export function quotedEvent(line: string, isInsideEntry: boolean): string | undefined {
  const behind = END.exec(line.slice(-20))?.[1];
  const head = behind === undefined ? null : HEAD.exec(line);
  if (behind === undefined || head === null) return undefined;
  const literal = line.slice(head[0].length, line.length - behind.length);
  const yaml = YAML_HEAD.test(head[0] + behind) ? yamlText(literal) : undefined;
  const text = yaml ?? textOfString(literal);
  if (text === undefined) return undefined;
  const isEvent = isInsideEntry ? isEntryStart(text) : mayBeQuoted(text, literal.startsWith('"'));
  return isEvent ? text : undefined;
}

/** Only quotes of JSON are a program's for sure: in others it must be a whole entry, or a test. */
function mayBeQuoted(text: string, isJson: boolean): boolean {
  return isJson ? isEventText(text) : isTest(text) || isEntryStart(text);
}

function isTest(text: string): boolean {
  return text.startsWith("Execution log for request");
}

/** Reads such an event: of `--query 'events[].message'`, or of `--query log` for a test. */
export function readQuoted(event: string, { sink, context, readText }: Reading): void {
  sink.form(isTest(event) ? "console_test" : "filter_log_events_json");
  readText(event, context);
}

function isAccessText(text: string): boolean {
  const document = text.trimStart().startsWith("{") ? parsedJson(text) : undefined;
  return isObject(document) && isAccessLog(readingOf(pairsOf(document)));
}
