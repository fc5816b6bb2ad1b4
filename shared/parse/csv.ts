import { parse } from "csv-parse/sync";
import { fieldNamed } from "./access-names.ts";
import { isoAt } from "./time.ts";

/** Cheap to ask of every line: names, commas, nothing else. */
const HEADER_LINE = /^\s{0,20}["@$A-Za-z][\w@$.(),*" -]*$/;
const NAME_CELL = /^[@$]?[A-Za-z][\w.()$*@ -]{0,80}$/;
const EPOCH_CELL = /^"?\d{13}"?,/;
const QUOTE = '"';
const LONGEST_ROW = 1024 * 1024;
const LONGEST_HEADER = 4_000;

/** A row without a header above it: what the console's export has. */
export const EVENT_COLUMNS: readonly string[] = ["@timestamp", "@message"];

/** The columns that a first line names, when it names those of a log. */
export function csvHeader(line: string): readonly string[] | undefined {
  if (line.length > LONGEST_HEADER || !line.includes(",") || !HEADER_LINE.test(line))
    return undefined;
  const cells = cellsOfCsv(line)?.map((cell) => cell.trim());
  return cells !== undefined && isHeader(cells) ? cells.map(eventColumn) : undefined;
}

/** Whether cells are names of columns: those of log events, or at least two variables. */
export function isHeader(cells: readonly string[]): boolean {
  if (cells.length < 2 || !cells.every((cell) => NAME_CELL.test(cell))) return false;
  if (cells.some((cell) => cell === "@message" || cell.toLowerCase() === "message")) return true;
  return cells.filter((cell) => fieldNamed(cell, false) !== undefined).length >= 2;
}

/** The console's export calls `timestamp` and `message` what Insights calls `@timestamp`, `@message`. */
export function eventColumn(name: string): string {
  const lower = name.toLowerCase();
  return lower === "timestamp" || lower === "message" ? `@${lower}` : name;
}

/** Whether a row of time and message begins here, with no header above it. */
export function isEventRow(line: string): boolean {
  if (EPOCH_CELL.test(line)) return true;
  const start = line.startsWith(QUOTE) ? 1 : 0;
  const time = isoAt(line, start);
  return time !== undefined && line.slice(time.end, time.end + 2).includes(",");
}

/** The lines of a row until its quotes close. */
export type CsvRow = {
  /** True once the row is whole. */
  take(line: string): boolean;
  readonly isTooLong: boolean;
  text(): string;
};

export function createCsvRow(columns: readonly string[], first: string): CsvRow {
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
  columns: readonly string[],
  text: string,
): ReadonlyMap<string, string> | undefined {
  const plainStart = plainMessageStart(columns, text);
  const cells =
    plainStart === -1
      ? cellsOfCsv(text)
      : [text.slice(0, plainStart - 1).replaceAll(QUOTE, ""), text.slice(plainStart)];
  if (cells === undefined || cells.length < columns.length) return undefined;
  return underColumns(columns, cells, ",");
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

/** Where the message of a row of two begins, when nobody quoted it and its commas are its own. */
function plainMessageStart(columns: readonly string[], text: string): number {
  if (columns.length !== 2) return -1;
  const start = text.indexOf(",") + 1;
  return start === 0 ||
    text
      .slice(start, start + 8)
      .trimStart()
      .startsWith(QUOTE)
    ? -1
    : start;
}

/** The cells of one row; nothing when it is no CSV. */
export function cellsOfCsv(text: string): readonly string[] | undefined {
  try {
    const rows: string[][] = parse(text, {
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
