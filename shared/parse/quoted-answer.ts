import { readingOf } from "./access-record.ts";
import { keepAccessRow } from "./access-row.ts";
import { isGateways } from "./client-answer.ts";
import { isHeading } from "./quoting.ts";
import type { Reading } from "./reading.ts";

/** The body of an answer amid other words, perhaps behind its status; no part of another document. */
const BODY =
  /(?:(?<![\w.])([45]\d\d)[\s`:-]{1,4})?(?<!["']\s?:\s?)\{\s{0,4}"[Mm]essage"\s{0,4}:\s{0,4}"([^"\\]{1,1000})"/;
/** The body as a console prints an object: with nothing else in its braces or behind, so that it is no line of a program. */
const PRINTED =
  /(?:^|:|(?<![\w.])([45]\d\d))\s{0,4}\{\s{0,4}[Mm]essage: ?(?:"([^"\\]{1,1000})"|'([^'\\]{1,1000})')\s{0,4}\}\s{0,4}$/;
/** Where a message begins that a word with a colon names, and how the line ends then. */
const QUOTED = /:\s{0,4}["`*]{1,3}(?=[A-Z'])/g;
const CLOSING = /["`*]{1,3}\.?\s{0,4}$/;
/** What IAM and policies say of one API: in whatever words, it is a refusal that happened. */
const REFUSED =
  /User: [^\s"]{1,300} is not authorized to perform: execute-api:\w{1,40} on resource: arn:aws[\w-]{0,20}:execute-api:[^\s"'`,;]{1,400}(?: with an explicit deny)?/;
const BRACES = /[{}]/;
/** The line goes on behind the message, so that it is another document's. */
const OTHER_QUOTES = /["`{}]/;
const LONGEST_LINE = 4000;

/** Reads a client's answer that somebody quotes in a line of prose or of a table; false when there is none. */
export function readQuotedAnswer(line: string, reading: Reading): boolean {
  const text = line.slice(0, LONGEST_LINE);
  const [, status = "", quoted, printed] = BODY.exec(text) ?? PRINTED.exec(text) ?? [];
  const message = quoted ?? printed ?? refusalIn(text) ?? lastWordsIn(text);
  if (message === undefined || !isGateways(message)) return false;
  const row = readingOf([
    ["status", status],
    ["error.message", message],
  ]);
  keepAccessRow(row, line, "client_answer", reading);
  return true;
}

/** In braces it is another document's. */
function refusalIn(text: string): string | undefined {
  return BRACES.test(text) || isHeading(text) ? undefined : REFUSED.exec(text)?.[0];
}

/** The message in quotation marks that ends the line. */
function lastWordsIn(text: string): string | undefined {
  if (!CLOSING.test(text)) return undefined;
  const ends = [...text.matchAll(QUOTED)].map((found) =>
    text.slice(found.index + found[0].length).replace(CLOSING, ""),
  );
  return ends.find((end) => isGateways(end) && !OTHER_QUOTES.test(end));
}
