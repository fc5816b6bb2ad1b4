import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

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
  const wanted = columns.map((_, at) => widest([titles, ...rows].map((row) => row[at] ?? "")));
  const widths = narrowed(columns, wanted, width - GAP.length * (columns.length - 1));
  const line = (cells: readonly string[]) => rowLines(cells, columns, widths);
  return [
    ...line(titles),
    widths.map((cells) => "─".repeat(cells)).join(GAP),
    ...rows.flatMap((row) => line(row)),
  ];
}

function rowLines(
  cells: readonly string[],
  columns: readonly Column[],
  widths: readonly number[],
): readonly string[] {
  const blocks = widths.map((width, at) => wrapped(cells[at] ?? "", width));
  const height = Math.max(...blocks.map((block) => block.length));
  return Array.from({ length: height }, (_, row) =>
    columns
      .map(({ align }, at) => padded(blocks[at]?.[row] ?? "", widths[at] ?? 0, align))
      .join(GAP)
      .trimEnd(),
  );
}

function padded(text: string, width: number, align: Column["align"]): string {
  const padding = " ".repeat(Math.max(0, width - stringWidth(text)));
  return align === "left" ? text + padding : padding + text;
}

function narrowed(
  columns: readonly Column[],
  wanted: readonly number[],
  room: number,
): readonly number[] {
  const excess = Math.max(0, wanted.reduce((sum, width) => sum + width, 0) - room);
  return wanted.map((width, at) =>
    columns[at]?.givesWay === true ? Math.min(width, Math.max(NARROWEST, width - excess)) : width,
  );
}

function widest(cells: readonly string[]): number {
  return Math.max(0, ...cells.flatMap((cell) => cell.split("\n")).map((line) => stringWidth(line)));
}
