import { eventColumns, isHeader, underColumns } from "./csv.ts";

/** Rows that only draw a table, or part two entries. */
const RULE = /^[\s|+:=_-]*$/;
const FIELD_HEADING = /^[\s|]{0,20}field\s{0,20}\|\s{0,20}value[\s|]{0,20}$/i;
const FIELD = /^@?\w[\w.-]{0,80}$/;
const CUT_MARK = /^\s*\[TRUNCATED\]\s*$/;

/** Whether a line says nothing: rules, dashes, colons. Such a line belongs to no record. */
export function isDecoration(line: string): boolean {
  return RULE.test(line) || CUT_MARK.test(line);
}

/** The columns that the first row of a table names, when it names those of a log. */
export function tableHeader(line: string): readonly string[] | undefined {
  if (!line.includes("|")) return undefined;
  const cells = cellsOf(line);
  return isHeader(cells) ? eventColumns(cells) : undefined;
}

/** Whether the table shows one event: a field and its value a row. */
export function isFieldHeading(line: string): boolean {
  return FIELD_HEADING.test(line);
}

/** The field and its value, when a row of such a table has them. */
export function fieldRow(line: string): readonly [field: string, value: string] | undefined {
  const [field = "", ...value] = cellsOf(line);
  const isField = value.length > 0 && FIELD.test(field) && !isFieldHeading(line);
  return isField ? [field, value.join(" | ")] : undefined;
}

/** The row under its columns: a bar in a value is kept, in the last column. */
export function tableRow(
  columns: readonly string[],
  line: string,
): ReadonlyMap<string, string> | undefined {
  const cells = cellsOf(line);
  return cells.length < columns.length ? undefined : underColumns(columns, cells, " | ");
}

function cellsOf(line: string): readonly string[] {
  const row = line.trim();
  const inner = row.slice(row.startsWith("|") ? 1 : 0, row.endsWith("|") ? -1 : undefined);
  return inner.split("|").map((cell) => cell.trim());
}
