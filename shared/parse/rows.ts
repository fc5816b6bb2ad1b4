import type { Form } from "../domain/record.ts";
import { unreadable } from "./context.ts";
import {
  type CsvRow,
  createCsvRow,
  csvHeader,
  EVENT_COLUMNS,
  isEventRow,
  rowUnder,
} from "./csv.ts";
import { readColumns } from "./insights.ts";
import type { Reading } from "./reading.ts";
import { fieldRow, isDecoration, isFieldHeading, tableHeader, tableRow } from "./table.ts";
import { isEntryStart } from "./text-line.ts";

/** JSON, XML and tables begin like this, rows of CSV do not. */
const OTHER_FORM = /^\s{0,200}[{[<|]/;

const MOST_FIELDS = 1_000;

type Heading = {
  readonly columns: readonly string[];
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
    if (isEventRow(line)) return this.#begins(line, this.#heading ?? plainHeading(line), reading());
    return this.#heading !== undefined && this.#takesCsvRow(line, this.#heading, reading);
  }

  end(): void {
    this.#endEvent();
    if (this.#open !== undefined) lose(this.#open, "not_a_log_line");
    this.#open = undefined;
    this.#heading = undefined;
  }

  #heads(heading: Heading, reading: Reading): boolean {
    if (reading.isInsideEntry && !heading.columns.includes("@message")) return false;
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
    if (line.trim() !== "") this.#heading = undefined;
    return false;
  }

  #begins(line: string, heading: Heading, reading: Reading): boolean {
    const open = { ...heading, row: createCsvRow(heading.columns, line), reading };
    if (open.row.take(line)) return close(open);
    this.#open = open;
    return true;
  }

  /** A line that is a row by itself shows that the quotes before it never close. */
  #goesOn(line: string, open: OpenRow): boolean {
    const isBroken = isEventRow(line);
    const isWhole = !isBroken && open.row.take(line);
    if (!isBroken && !isWhole && !open.row.isTooLong) return true;
    this.#open = undefined;
    if (!isWhole) lose(open, isBroken ? "not_a_log_line" : "too_large");
    else if (!close(open)) lose(open, "not_a_log_line");
    return !isBroken;
  }
}

/** Whether the line can be a row: a heading does not hold for whatever follows its table. */
function isRowOf({ columns }: Heading, line: string): boolean {
  if (columns[0] === "@timestamp") return isEventRow(line);
  if (!line.includes(",") || OTHER_FORM.test(line)) return false;
  return line.startsWith('"') || !isEntryStart(line);
}

function headingOf(line: string): Heading | undefined {
  const csv = csvHeader(line);
  if (csv === undefined) {
    const columns = tableHeader(line);
    return columns && { columns, form: "table_text" };
  }
  const isConsole = csv.includes("@message") && !line.includes("@");
  return { columns: csv, form: isConsole ? "console_csv" : "insights_csv" };
}

/** For rows of time and message that nobody headed: an epoch is the console's, a date Insights'. */
function plainHeading(line: string): Heading {
  const isDated = line.slice(0, 8).includes("-");
  return { columns: EVENT_COLUMNS, form: isDated ? "insights_csv" : "console_csv" };
}

/** Reads a whole row; false when it has not the cells of one. */
function close(open: OpenRow): boolean {
  const text = open.row.text();
  const row = rowUnder(open.columns, text);
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
