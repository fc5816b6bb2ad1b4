import type { Summary } from "../shared/domain/summary.ts";
import { shortened, visible } from "../shared/report/escape.ts";
import { inputName } from "../shared/report/input-name.ts";
import type { InputFile } from "./files.ts";

const ACCEPTED =
  "give an API Gateway execution or access log, a console test, or what aws logs, Logs Insights or an S3 export wrote (text, JSON, CSV, gzip)";
const BINARY = /[\0\ufffd]/;
const EXCERPT_LIMIT = 60;

/** One line that says what is damaged, what stands in `files` instead of a log, and what is accepted. */
export function nothingReadIn(
  files: readonly InputFile[],
  summary: Summary,
  damage: readonly string[],
): string {
  const others = damage.length > 1 ? [`so are ${damage.length - 1} more`] : [];
  return [...damage.slice(0, 1), ...others, insteadOfALog(files, summary)].join("; ");
}

function insteadOfALog(files: readonly InputFile[], { unreadable }: Summary): string {
  const [only] = files;
  const where =
    files.length === 1 && only !== undefined ? inputName(only.path) : `${files.length} files`;
  const [first] = unreadable.examples;
  if (first === undefined) return `${where}: empty, no log entry in it; ${ACCEPTED}`;
  const excerpt = excerptWords(first.excerpt);
  const at =
    files.length === 1 ? `line ${first.place.line}` : `${first.place.input}:${first.place.line}`;
  return `${where}: no log entry in it, ${at} ${excerpt}; ${ACCEPTED}`;
}

function excerptWords(excerpt: string): string {
  // What no UTF-8 reader could read has become replacement characters; text has no NUL.
  if (BINARY.test(excerpt)) return "holds binary data";
  return `reads "${visible(shortened(excerpt, EXCERPT_LIMIT))}"`;
}
