import type { Form } from "../domain/record.ts";
import { unreadable } from "./context.ts";
import {
  type Columns,
  type CsvRow,
  cellsOfCsv,
  createCsvRow,
  csvHeader,
  EVENT_COLUMNS,
  isEventRow,
  isTimedRow,
  rowUnder,
} from "./csv.ts";
import { readColumns } from "./insights.ts";
import { isLogText, type Reading } from "./reading.ts";
import { fieldRow, isDecoration, isFieldHeading, tableHeader, tableRow } from "./table.ts";
import { isEntryStart } from "./text-line.ts";

/** JSON, XML and tables begin like this, rows of CSV do not. */
const OTHER_FORM = /^\s{0,200}[{[<|]/;
const TIME_CELL = /^[^{}()=]{0,60}$/;

const MOST_FIELDS = 1_000;

type Heading = Columns & {
  readonly form: Extract<Form, "console_csv" | "insights_csv" | "table_text">;
};
/** The rows of a table that shows the fields of one event. */
type OpenEvent = {
  readonly fields: Map<string, string>;
  readonly lines: string[];
  readonly reading: Reading;
};
type OpenRow = Heading & { readonly row: CsvRow; readonly reading: Reading };

/** Rows of a table, under the heading that names their columns: CSV, or bars and dashes. */
export type Rows = {
  /** Whether the line is a heading, or a row of what went before. */
  take(line: string, reading: () => Reading): boolean;
  /** A row begins with its message, as a line without a table does. */
  readonly isMessageFirst: boolean;
  /** A row goes on over the next line. */
  readonly isOpen: boolean;
  /** An entry that needs no table ends every one, but for that of messages alone. */
  pass(): void;
  end(): void;
};

export function createRows(): Rows {
  return new TableRows();
}

class TableRows implements Rows {
  #heading: Heading | undefined;
  #open: OpenRow | undefined;
  #event: OpenEvent | undefined;

  take(line: string, reading: () => Reading): boolean {
    if (this.#open !== undefined && this.#goesOn(line, this.#open)) return true;
    if (this.#event !== undefined && this.#takesField(line, this.#event)) return true;
    if (isFieldHeading(line)) return this.#headsEvent(reading());
    const heading = headingOf(line);
    if (heading !== undefined) return this.#heads(heading, reading());
    if (this.#heading?.form === "table_text")
      return this.#takesTableRow(line, this.#heading, reading);
    if (isEventRow(line, this.#heading?.mark))
      return this.#begins(line, this.#heading ?? plainHeading(line), reading());
    return this.#heading !== undefined && this.#takesCsvRow(line, this.#heading, reading);
  }

  get isMessageFirst(): boolean {
    const columns = this.#heading?.columns ?? [];
    return columns.length > 1 && columns[0] === "@message";
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  pass(): void {
    const heading = this.#heading;
    this.end();
    if (heading?.columns.length === 1) this.#heading = heading;
  }

  end(): void {
    this.#endEvent();
    if (this.#open !== undefined) lose(this.#open, "not_a_log_line");
    this.#open = undefined;
    this.#heading = undefined;
  }

  #heads(heading: Heading, reading: Reading): boolean {
    const { columns } = heading;
    const isOfEvents = columns.length > 1 && columns.includes("@message");
    if (reading.isInsideEntry && !isOfEvents) return false;
    this.#heading = heading;
    return true;
  }

  #headsEvent(reading: Reading): boolean {
    if (reading.isInsideEntry) return false;
    this.#event = { fields: new Map(), lines: [], reading };
    return true;
  }

  #takesField(line: string, { fields, lines }: OpenEvent): boolean {
    if (isDecoration(line) && line.includes("|")) return true;
    const row = lines.length < MOST_FIELDS ? fieldRow(line) : undefined;
    if (row === undefined) this.#endEvent();
    else {
      fields.set(...row);
      lines.push(line);
    }
    return row !== undefined;
  }

  #endEvent(): void {
    const event = this.#event;
    this.#event = undefined;
    if (event === undefined || event.fields.size === 0) return;
    settle(event.fields, "table_text", event.reading, event.lines.join("\n"));
  }

  #takesTableRow(line: string, heading: Heading, reading: () => Reading): boolean {
    if (isDecoration(line)) return true;
    const row = line.includes("|") ? tableRow(heading.columns, line) : undefined;
    if (row === undefined) this.#heading = undefined;
    else settle(row, heading.form, reading(), line);
    return row !== undefined;
  }

  #takesCsvRow(line: string, heading: Heading, reading: () => Reading): boolean {
    if (isRowOf(heading, line)) return this.#begins(line, heading, reading());
    if (isEntryStart(line)) this.pass();
    else if (line.trim() !== "") this.end();
    return false;
  }

  #begins(line: string, heading: Heading, reading: Reading): boolean {
    const open = { ...heading, row: createCsvRow(heading, line), reading };
    if (open.row.take(line)) return close(open);
    this.#open = open;
    return true;
  }

  /** A line that is a row by itself shows that the quotes before it never close. */
  #goesOn(line: string, open: OpenRow): boolean {
    const isBroken = isTimedFirst(open) ? isTimedRow(line, open.mark) : isEventRow(line);
    const isWhole = !isBroken && open.row.take(line);
    if (!isBroken && !isWhole && !open.row.isTooLong) return true;
    this.#open = undefined;
    if (!isWhole) lose(open, isBroken ? "not_a_log_line" : "too_large");
    else if (!close(open)) lose(open, "not_a_log_line");
    return !isBroken;
  }
}

/** Whether the line can be a row: a heading does not hold for whatever follows its table. */
function isRowOf(heading: Heading, line: string): boolean {
  if (OTHER_FORM.test(line)) return false;
  return isPlainRow(heading, line) || holdsEvent(heading, line);
}

function isPlainRow(heading: Heading, line: string): boolean {
  if (isTimedFirst(heading)) return isTimedRow(line, heading.mark);
  if (heading.columns.length === 1 || !line.includes(heading.mark)) return false;
  return line.startsWith('"') || !isEntryStart(line);
}

function isTimedFirst({ columns }: Heading): boolean {
  return columns[0] === "@timestamp";
}

/** Whether the columns part the line so that an event of a log stands in its own. */
function holdsEvent({ columns, mark }: Heading, line: string): boolean {
  const at = columns.indexOf("@message");
  const cells = fittingCells({ columns, mark }, line, at);
  const message = cells[at];
  if (message === undefined || (columns.length === 1 && !line.startsWith('"'))) return false;
  const time = cells[columns.indexOf("@timestamp")] ?? "";
  return TIME_CELL.test(time) && (message.startsWith("{") || isLogText(message));
}

/** The cells of the line when they fit under the columns: the message may go on over the next lines. */
function fittingCells(
  { columns, mark }: Columns,
  line: string,
  message: number,
): readonly string[] {
  const cells = cellsOfCsv(line, mark);
  if (cells === undefined) return cellsOfCsv(`${line}"`, mark)?.slice(0, message + 1) ?? [];
  const mayBeMore = message === columns.length - 1;
  return cells.length === columns.length || mayBeMore ? cells : [];
}

function headingOf(line: string): Heading | undefined {
  const csv = csvHeader(line);
  if (csv === undefined) {
    const columns = tableHeader(line);
    return columns && { columns, mark: ",", form: "table_text" };
  }
  const isConsole = csv.columns.includes("@message") && !line.includes("@");
  return { ...csv, form: isConsole ? "console_csv" : "insights_csv" };
}

/** For rows of time and message that nobody headed: an epoch is the console's, a date Insights'. */
function plainHeading(line: string): Heading {
  const isDated = line.slice(0, 8).includes("-");
  return { ...EVENT_COLUMNS, form: isDated ? "insights_csv" : "console_csv" };
}

/** Reads a whole row; false when it has not the cells of one. */
function close(open: OpenRow): boolean {
  const text = open.row.text();
  const row = rowUnder(open, text);
  if (row !== undefined) settle(row, open.form, open.reading, text);
  return row !== undefined;
}

function settle(
  row: ReadonlyMap<string, string>,
  form: Form,
  reading: Reading,
  text: string,
): void {
  reading.sink.form(form);
  readColumns(row, reading, text);
}

function lose(open: OpenRow, code: "not_a_log_line" | "too_large"): void {
  const { sink, place } = open.reading;
  sink.unreadable(unreadable(code, place, open.row.text()));
}
