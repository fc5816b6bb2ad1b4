import stringWidth from "fast-string-width";
import { wrapAnsi } from "fast-wrap-ansi";

export type Column = {
  readonly title: string;
  readonly align: "left" | "right";
  /** Whether it is the column that is wrapped where the table is too wide; ids stay whole. */
  readonly givesWay?: boolean;
};

const GAP = "  ";
const NARROWEST = 8;

/** `text` broken at blanks, or inside a word where it must, into lines at most `width` cells wide. */
export function wrapped(text: string, width: number): readonly string[] {
  return wrapAnsi(text, Math.max(width, 1), { hard: true }).split("\n");
}

/** `lines`, each behind `by` blanks. */
export function indented(lines: readonly string[], by: number): readonly string[] {
  const margin = " ".repeat(by);
  return lines.map((line) => (line === "" ? "" : `${margin}${line}`));
}

/** `text` behind `label`, its further lines under its first. */
export function hanging(label: string, text: string, width: number): readonly string[] {
  const margin = stringWidth(label);
  const lines = wrapped(text, width - margin);
  return lines.map((line, at) => (at === 0 ? label : " ".repeat(margin)) + line);
}

/**
 * Rows under their titles in `width` cells: where they do not fit, the column that gives way is
 * wrapped, down to a least width. A cell may hold several lines.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const titles = columns.map(({ title }) => title);
  const wanted = columns.map((column, at) => ({
    ...column,
    width: widest([titles, ...rows].map((row) => row[at] ?? "")),
  }));
  const fitting = narrowed(wanted, width - GAP.length * (columns.length - 1));
  return [
    ...rowLines(titles, fitting),
    fitting.map((column) => "─".repeat(column.width)).join(GAP),
    ...rows.flatMap((row) => rowLines(row, fitting)),
  ];
}

type Fitted = Column & { readonly width: number };

function narrowed(columns: readonly Fitted[], room: number): readonly Fitted[] {
  const excess = columns.reduce((sum, { width }) => sum + width, 0) - room;
  return columns.map((column) => {
    const least = column.givesWay === true ? Math.min(NARROWEST, column.width) : column.width;
    return { ...column, width: Math.max(least, column.width - Math.max(0, excess)) };
  });
}

function rowLines(cells: readonly string[], columns: readonly Fitted[]): readonly string[] {
  const blocks = columns.map(({ width, align }, at) => {
    const lines = wrapped(cells[at] ?? "", width);
    return { lines, width, align };
  });
  const height = Math.max(...blocks.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    blocks
      .map(({ lines, width, align }) => padded(lines[row] ?? "", width, align))
      .join(GAP)
      .trimEnd(),
  );
}

function padded(text: string, width: number, align: Column["align"]): string {
  const padding = " ".repeat(Math.max(0, width - stringWidth(text)));
  return align === "left" ? text + padding : padding + text;
}

function widest(cells: readonly string[]): number {
  return Math.max(0, ...cells.flatMap((cell) => cell.split("\n")).map((line) => stringWidth(line)));
}
