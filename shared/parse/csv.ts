import { parse } from "csv-parse/sync";
import type { AccessField } from "../domain/record.ts";
import { fieldNamed } from "./access-names.ts";
import { isoAt } from "./time.ts";

/** What parts cells: Excel writes semicolons where commas are in numbers, and copies with tabs. */
export type Mark = "," | ";" | "\t";

/** The columns of rows, and what parts them. */
export type Columns = { readonly columns: readonly string[]; readonly mark: Mark };

const MARKS: readonly Mark[] = [",", ";", "\t"];
/** Cheap to ask of every line: names, marks, nothing else. */
const HEADER_LINE = /^\s{0,20}["@$\w][\w@$.(),;*"\t -]*$/;
const NAME_CELL = /^[@$_]?[A-Za-z][\w.()$*@ -]{0,80}$/;
const LONE_HEADER = /^\s{0,20}("?)@?message\1\s{0,20}$/i;
const EPOCH_CELL = /^"?\d{13}"?(?=([,;\t]))/;
/** Times as Excel, PowerShell and Kibana write them: which moment they are is not told. */
const OTHER_TIME =
  /^"?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[ ,T]|[A-Z][a-z]{2} \d{1,2}, \d{4} @ |\d[.,]\d{1,14}E\+\d\d)/;
/** What other exports call the columns of an event, the surest first. */
const MESSAGE_NAMES = ["@message", "_raw", "message"];
const TIME_NAMES = ["@timestamp", "_time", "timestamp"];
/** And what they call the time: so does an access log, which has a status, too. */
const LOOSE_TIME_NAMES = [...TIME_NAMES, "datetime", "date", "time"];
const QUOTE = '"';
const LONGEST_ROW = 1024 * 1024;
const LONGEST_HEADER = 4_000;

/** Rows without a header above them: what the console's export has. */
export const EVENT_COLUMNS: Columns = { columns: ["@timestamp", "@message"], mark: "," };

/** Messages and nothing else. */
const LONE_COLUMN: Columns = { columns: ["@message"], mark: "," };

/** The columns that a first line names, when it names those of a log. */
export function csvHeader(line: string): Columns | undefined {
  if (line.length > LONGEST_HEADER || !HEADER_LINE.test(line)) return undefined;
  const mark = MARKS.find((known) => line.includes(known));
  if (mark === undefined) return LONE_HEADER.test(line) ? LONE_COLUMN : undefined;
  const cells = cellsOfCsv(line, mark)?.map((cell) => cell.trim());
  if (cells === undefined || !isHeader(cells)) return undefined;
  const columns = eventColumns(cells);
  return mark === "," || columns.includes("@message") ? { columns, mark } : undefined;
}

/** Whether cells are names of columns: those of log events, or at least two variables. */
export function isHeader(cells: readonly string[]): boolean {
  if (cells.length < 2 || !cells.every((cell) => NAME_CELL.test(cell))) return false;
  if (cells.some((cell) => MESSAGE_NAMES.includes(cell.toLowerCase()))) return true;
  return variablesIn(cells).length >= 2;
}

function variablesIn(names: readonly string[]): readonly AccessField[] {
  return names.flatMap((name) => fieldNamed(name, false) ?? []);
}

/** The names with those of an event's columns as Insights has them, `@timestamp` and `@message`. */
export function eventColumns(names: readonly string[]): readonly string[] {
  const known = names.map((name) => name.toLowerCase());
  const at = (wanted: readonly string[]): number =>
    known.indexOf(wanted.find((name) => known.includes(name)) ?? "");
  const message = at(MESSAGE_NAMES);
  const isLoose = message !== -1 && !variablesIn(names).includes("status");
  const time = at(isLoose ? LOOSE_TIME_NAMES : TIME_NAMES);
  return names.map((name, index) => {
    if (index === message) return "@message";
    return index === time ? "@timestamp" : name;
  });
}

/** Whether a row of time and message begins here, with no header above it. */
export function isEventRow(line: string, mark: Mark = ","): boolean {
  const epoch = EPOCH_CELL.exec(line);
  if (epoch !== null) return epoch[1] === mark;
  const start = line.startsWith(QUOTE) ? 1 : 0;
  const time = isoAt(line, start);
  return time !== undefined && line.slice(time.end, time.end + 2).includes(mark);
}

/** Whether a row begins here whose first column is a time. */
export function isTimedRow(line: string, mark: Mark): boolean {
  return isEventRow(line, mark) || OTHER_TIME.test(line);
}

/** The lines of a row until its quotes close. */
export type CsvRow = {
  /** True once the row is whole. */
  take(line: string): boolean;
  readonly isTooLong: boolean;
  text(): string;
};

export function createCsvRow(columns: Columns, first: string): CsvRow {
  const isQuoted = plainMessageStart(columns, first) === -1;
  const lines: string[] = [];
  let length = 0;
  let isOpen = false;
  return {
    take(line) {
      lines.push(line);
      length += line.length + 1;
      isOpen = isQuoted && isOpen !== hasOddQuotes(line);
      return !isOpen;
    },
    get isTooLong() {
      return length > LONGEST_ROW;
    },
    text: () => lines.join("\n"),
  };
}

/** The row under its columns; what is too much belongs to the last column. */
export function rowUnder(
  { columns, mark }: Columns,
  text: string,
): ReadonlyMap<string, string> | undefined {
  const plainStart = plainMessageStart({ columns, mark }, text);
  const cells =
    plainStart === -1
      ? cellsOfCsv(text, mark)
      : [text.slice(0, plainStart - 1).replaceAll(QUOTE, ""), text.slice(plainStart)];
  if (cells === undefined || cells.length < columns.length) return undefined;
  return underColumns(columns, cells, mark);
}

/** Cells by column: what is too much belongs to the last one, joined again. */
export function underColumns(
  columns: readonly string[],
  cells: readonly string[],
  mark: string,
): ReadonlyMap<string, string> {
  const last = columns.length - 1;
  const cellAt = (index: number): string =>
    cells.slice(index, index === last ? undefined : index + 1).join(mark);
  return new Map(columns.map((column, index) => [column, cellAt(index)]));
}

/** Where the message of a row of two begins, when nobody quoted it and its marks are its own. */
function plainMessageStart({ columns, mark }: Columns, text: string): number {
  if (columns.length !== 2 || columns[0] === "@message") return -1;
  const quoted = text.startsWith(QUOTE) ? text.indexOf(QUOTE, 1) : 0;
  const start = text.indexOf(mark, quoted) + 1;
  return start === 0 ||
    text
      .slice(start, start + 8)
      .trimStart()
      .startsWith(QUOTE)
    ? -1
    : start;
}

/** The cells of one row; nothing when it is no CSV. */
export function cellsOfCsv(text: string, mark: Mark = ","): readonly string[] | undefined {
  try {
    const rows: string[][] = parse(text, {
      delimiter: mark,
      relax_quotes: true,
      ltrim: true,
      relax_column_count: true,
    });
    return rows[0];
  } catch {
    return undefined; // not CSV: the line is read as something else, or counted as unreadable
  }
}

function hasOddQuotes(line: string): boolean {
  let isOdd = false;
  for (let at = line.indexOf(QUOTE); at !== -1; at = line.indexOf(QUOTE, at + 1)) isOdd = !isOdd;
  return isOdd;
}
