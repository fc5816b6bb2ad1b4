/** What the environment's variables say; the only place that reads them. */
export type Environment = {
  /** Whether colour is wanted on a stream; `NO_COLOR` and `FORCE_COLOR` decide before the stream does. */
  colour(isTerminal: boolean): boolean;
  /** `COLUMNS`, for a stream that does not know its width. */
  readonly columns: number | undefined;
  readonly isCi: boolean;
};

export type Variables = {
  readonly [Name in "NO_COLOR" | "FORCE_COLOR" | "TERM" | "CI" | "COLUMNS"]?: string | undefined;
};

/** Reads `NO_COLOR`, `FORCE_COLOR`, `TERM`, `CI` and `COLUMNS`. */
export function readEnvironment(variables: Variables = process.env): Environment {
  const columns = Number(variables.COLUMNS);
  const force = variables.FORCE_COLOR;
  const isForced = isSet(force) && force !== "0";
  const isRefused = isSet(variables.NO_COLOR) || variables.TERM === "dumb" || force === "0";
  return {
    colour: (isTerminal) => isForced || (isTerminal && !isRefused),
    columns: Number.isSafeInteger(columns) && columns > 0 ? columns : undefined,
    isCi: isSet(variables.CI),
  };
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== "";
}
