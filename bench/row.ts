/** One line of the table: a figure of ours beside the one it is held against. */
export type Row = {
  readonly what: string;
  /** Milliseconds, or megabytes for memory. */
  readonly ours: number;
  readonly against: string;
  readonly theirs: number;
  readonly unit: "ms" | "MB";
  /** Ours divided by theirs. */
  readonly ratio: number;
  /** The most that is allowed, by DESIGN.md or by what the README promises; absent where the row only informs. */
  readonly budget?: number;
  readonly isKept?: boolean;
};

export function rowOf(figures: Omit<Row, "ratio" | "isKept">): Row {
  const ratio = figures.ours / figures.theirs;
  const { budget } = figures;
  return { ...figures, ratio, ...(budget === undefined ? {} : { isKept: ratio <= budget }) };
}

export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((left, right) => left - right);
  return sorted[sorted.length >> 1] as number;
}

const HEAD = ["what", "ours", "against", "theirs", "ratio", "budget"];

export function tableOf(rows: readonly Row[]): string {
  const cells = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) =>
    Math.max(...cells.map((row) => (row[column] as string).length)),
  );
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] as number)).join("  ");
  return `${cells.map(line).join("\n")}\n`;
}

function cellsOf({ what, ours, against, theirs, unit, ratio, budget, isKept }: Row): string[] {
  const figure = (value: number) =>
    `${value.toFixed(unit === "ms" && value < 100 ? 2 : 0)} ${unit}`;
  const limit = budget === undefined ? "-" : `${budget} ${isKept === true ? "kept" : "MISSED"}`;
  return [what, figure(ours), against, figure(theirs), ratio.toFixed(2), limit];
}
