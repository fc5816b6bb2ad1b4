import type { Form } from "../domain/record.ts";
import { readAccessLine } from "./access-line.ts";
import type { BlockHost } from "./block.ts";
import { type Sink, unreadable } from "./context.ts";
import type { Entries } from "./entries.ts";
import { isOpening } from "./openings.ts";
import { readQuotedAnswer } from "./quoted-answer.ts";
import { isHeading, quotesOf, withoutQuoting } from "./quoting.ts";
import { readRowBehind } from "./row-behind.ts";
import type { Moment } from "./time.ts";

/** A line that has no request id in its prefix, and what of it is the message. */
export type Bare = {
  readonly line: string;
  readonly text: string;
  readonly number: number;
  readonly moment: Moment | undefined;
  readonly host: BlockHost;
};

/** Reads a message with no id before it: the service's own words, an access log's, or somebody's. */
export function readBare(bare: Bare, entries: Entries, sink: Sink): void {
  const { line, number, moment, host } = bare;
  const text = withoutQuoting(bare.text);
  if (isOpening(text, 0)) {
    sink.form(formOf(text, moment));
    const { context } = host;
    const quotes = quotesOf(line);
    entries.begin({ text, number, context, moment, requestId: undefined, quotes });
  } else if (isHeading(line) || !readAccess(moment === undefined ? line : bare.text, host)) {
    readStrange(bare, entries, sink);
  }
}

/** A row of JSON names its values: it is looked for before values that nobody named. */
function readAccess(line: string, host: BlockHost): boolean {
  return readRowBehind(line, host) || readAccessLine(line, host);
}

/** A line in no known form: an entry behind a prefix nobody knows, or more of the one that is open. */
function readStrange(bare: Bare, entries: Entries, sink: Sink): void {
  const { line, text, number, moment, host } = bare;
  const { context, place } = host;
  if (!host.isInsideEntry) host.asked.note(line, number);
  const start = entries.looseStart(text);
  const begin = { number, context, moment, requestId: undefined };
  if (start !== undefined) {
    sink.form("bare_text");
    entries.begin({ ...begin, text: text.slice(start), isLoose: true });
  } else if (!host.isInsideEntry && readQuotedAnswer(line, host)) {
    return;
  } else if (moment === undefined) entries.stray(line, number);
  else if (context.isExecution) entries.begin({ ...begin, text });
  else sink.unreadable(unreadable("not_a_log_line", place, line));
}

function formOf(text: string, moment: Moment | undefined): Form {
  if (text.startsWith("Execution log for request")) return "console_test";
  return moment === undefined ? "bare_text" : "execution_text";
}
